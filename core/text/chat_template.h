// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/data/record.h"
#include "core/text/tokenizer.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// Half-open range of Unicode code points.
using CharSpan = std::pair<std::int64_t, std::int64_t>;

struct RenderOptions {
    bool addGenerationPrompt = false;
    bool continueFinalMessage = false;
    Json tools;          ///< null: none
    Json documents;      ///< null: none
    Json extra;          ///< object of further variables
    std::string nowIso;  ///< "2025-01-31T12:00:00": what strftime_now sees; empty: now
};

struct Rendered {
    std::string text;
    std::vector<CharSpan> generationSpans;  ///< of {% generation %} blocks, when the template has them
    bool generationLost = false;  ///< a block's text was changed or printed elsewhere: no spans are given
};

/// A Jinja chat template (models.md 4): parsed once, rendered under budgets on steps, output, depth and time.
class ChatTemplate {
public:
    /// Unknown syntax is an error with line and column.
    static Result<std::shared_ptr<const ChatTemplate>> parse(const std::string& source);
    /// The template of a model folder (models.md 4.1); NotFound when it has none.
    static Result<std::shared_ptr<const ChatTemplate>> load(const std::string& folder, bool withTools = false);

    virtual ~ChatTemplate() = default;
    /// `special` are the tokenizer's named tokens. Null message keys are dropped, as apply_chat_template does.
    virtual Result<Rendered> render(const Messages& messages, const std::vector<std::pair<std::string, std::string>>& special,
                                    const RenderOptions& options) const = 0;
    /// For messages that are raw JSON (golden files, tools).
    virtual Result<Rendered> renderJson(const Json& messages, const std::vector<std::pair<std::string, std::string>>& special,
                                        const RenderOptions& options) const = 0;
    virtual const std::string& source() const = 0;
    virtual bool hasGenerationBlocks() const = 0;
    virtual std::string digest() const = 0;  ///< SHA-256 of the source, hex
};

/// A text with its tokens and which of them are trained.
struct TokenizedText {
    std::string text;
    Encoding encoding;
    std::vector<CharSpan> spans;   ///< trained characters
    std::vector<bool> trained;     ///< one per token
    std::int64_t straddling = 0;   ///< tokens that lie only partly in a span
    bool brokenPrefix = false;     ///< of rows: the rendered prompt is not a prefix of the whole
};

/// Mask by character spans (models.md 4.6): renders once, tokenizes once, trains every assistant turn.
Result<TokenizedText> tokenizeConversation(const Tokenizer& tokenizer, const ChatTemplate& chatTemplate,
                                           const Messages& messages, const RenderOptions& options = {});

/// One prompt with one completion, ready for training: the trained part is the completion's turns alone.
struct TokenizedRow {
    std::vector<TokenId> ids;
    std::vector<bool> trained;       ///< one per id; position 0 is never trained
    std::int64_t promptLength = 0;   ///< ids before the first trained one
    std::int64_t straddling = 0;
    bool brokenPrefix = false;       ///< the rendered prompt is not a prefix of the whole (T-PREFIX)
};

/// Chat: rendered by the template, earlier assistant turns of the prompt are not trained. Plain: the bare text with special
/// tokens, EOS appended unless it is there. `chatTemplate` may be null for plain text only.
Result<TokenizedRow> tokenizeRow(const Tokenizer& tokenizer, const ChatTemplate* chatTemplate, TextMode mode,
                                 const Messages& prompt, const Messages& completion, const RenderOptions& options = {});

/// The same row with its text and places, for people to look at.
Result<TokenizedText> tokenizeRowText(const Tokenizer& tokenizer, const ChatTemplate* chatTemplate, TextMode mode,
                                      const Messages& prompt, const Messages& completion,
                                      const RenderOptions& options = {});

/// Ids of a prompt with the generation prompt, as generation needs them.
Result<std::vector<TokenId>> tokenizePrompt(const Tokenizer& tokenizer, const ChatTemplate* chatTemplate, TextMode mode,
                                            const Messages& prompt, const RenderOptions& options = {});

}  // namespace marginalia
