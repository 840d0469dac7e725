// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/chat_template.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// Where the assistant's turns lie in a rendered conversation (models.md 4.6).
///
/// A span begins behind the assistant header and ends behind the end-of-turn text, in bytes of the
/// text.
class AnswerSpans {
public:
    using Span = std::pair<size_t, size_t>;

    /// Everything is kept by reference. `encoding` is that of `text` without added special tokens.
    AnswerSpans(const Tokenizer& tokenizer, const ChatTemplate& chatTemplate,
                const Messages& messages, const RenderOptions& options, const Rendered& rendered,
                const Encoding& encoding);

    /// One span per assistant message where all could be told; else only the last one's; else the
    /// reason.
    Result<std::vector<Span>> find();
    /// Spans by other means than generation blocks, one per assistant message, or nothing.
    std::optional<std::vector<Span>> perMessage();

private:
    struct Special {
        size_t begin;
        size_t end;
    };

    std::optional<std::string> render(const Messages& messages, bool addGenerationPrompt) const;
    std::optional<std::vector<Span>> contents() const;
    std::optional<std::vector<Span>> byMarkers();
    std::optional<std::vector<Span>> byScan();
    std::optional<Span> lastOnly();
    std::string headerBefore(size_t message) const;
    std::vector<size_t> headerCuts(const std::string& header) const;
    std::optional<size_t> headerEnd(const std::string& header, size_t from, size_t before) const;
    size_t startOf(size_t answer, size_t from, size_t content);
    size_t endBehind(size_t content);
    std::string endText(bool followed) const;
    std::vector<Special> specials(const std::string& text, const Encoding& encoding) const;

    const Tokenizer& m_tokenizer;
    const ChatTemplate& m_template;
    const Messages& m_messages;
    RenderOptions m_options;
    const std::string& m_text;
    std::vector<Special> m_specials;     ///< added tokens of the text, their own characters
    std::vector<size_t> m_answers;       ///< indices of the assistant messages
    std::string m_mark;                  ///< a character that no message has
    std::vector<std::string> m_headers;  ///< headers that were found, newest first
    std::optional<std::string> m_plainEnd;
};

/// Byte place of every code point, and the end.
std::vector<size_t> bytePlaces(const std::string& text);

/// Code points of a token's own text: an added token without the blanks that it swallowed.
CharSpan ownCharacters(const Tokenizer& tokenizer, const std::string& text,
                       const std::vector<size_t>& places, TokenId id, CharSpan range);

}  // namespace marginalia
