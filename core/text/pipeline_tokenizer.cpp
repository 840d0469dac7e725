// SPDX-License-Identifier: Apache-2.0
#include "core/text/pipeline_tokenizer.h"

#include "core/text/unicode.h"
#include "core/text/word_cache.h"

#include <algorithm>
#include <unordered_map>

namespace marginalia {

namespace {

/// Turns byte places of a text, asked for nearly in order, into code points without a table.
class CharacterCounter {
public:
    explicit CharacterCounter(std::string_view text)
        : m_text(text),
          m_ascii(std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; }))
    {
    }
    std::int64_t at(size_t byte)
    {
        if (m_ascii) {
            return static_cast<std::int64_t>(byte);
        }
        for (; m_byte < byte; ++m_byte) {
            m_character += unicode::isContinuation(m_text[m_byte]) ? 0 : 1;
        }
        for (; m_byte > byte; --m_byte) {
            m_character -= unicode::isContinuation(m_text[m_byte - 1]) ? 0 : 1;
        }
        return m_character;
    }

private:
    std::string_view m_text;
    bool m_ascii;
    size_t m_byte = 0;
    std::int64_t m_character = 0;
};

}  // namespace

/// One call of encode.
class PipelineTokenizer::Run {
public:
    Run(const PipelineTokenizer& tokenizer, std::string_view text)
        : m_tokenizer(tokenizer),
          m_text(text),
          m_counter(text),
          m_bytes(tokenizer.m_preTokenizer.endsInBytes() && tokenizer.m_model->takesBytes()),
          m_cuts(tokenizer.m_model->cutsAtBlanks() && !m_bytes)
    {
        m_out.ids.reserve(text.size() / 4 + 4);
        m_out.offsets.reserve(text.size() / 4 + 4);
    }

    /// The spellings for PostProcessor: added tokens with the blanks that they swallowed.
    std::string spelling(size_t index) const
    {
        const auto found = m_spellings.find(index);
        return found != m_spellings.end() ? found->second : m_tokenizer.tokenText(m_out.ids[index]);
    }

    Encoding& run()
    {
        std::vector<AddedPiece> pieces;
        m_tokenizer.m_added.split(m_text, false, pieces);
        for (const AddedPiece& piece : pieces) {
            if (piece.token != nullptr) {
                m_spellings.emplace(m_out.ids.size(),
                                    m_text.substr(piece.begin, piece.end - piece.begin));
                push(piece.token->id, {static_cast<std::uint32_t>(piece.begin),
                                       static_cast<std::uint32_t>(piece.end)});
            } else {
                normalizedPiece(AlignedText(m_text, piece.begin, piece.end));
            }
        }
        return m_out;
    }

private:
    void push(TokenId id, ByteRange bytes)
    {
        m_out.ids.push_back(id);
        const std::int64_t begin = m_counter.at(bytes.begin);
        m_out.offsets.emplace_back(begin, m_counter.at(bytes.end));
    }

    void normalizedPiece(AlignedText text)
    {
        m_tokenizer.m_normalizer.apply(text);
        if (!m_tokenizer.m_added.any(true)) {
            words(std::move(text));
            return;
        }
        std::vector<AddedPiece> pieces;
        m_tokenizer.m_added.split(text.text(), true, pieces);
        if (pieces.size() == 1 && pieces[0].token == nullptr) {
            words(std::move(text));
            return;
        }
        for (const AddedPiece& piece : pieces) {
            if (piece.token != nullptr) {
                m_spellings.emplace(m_out.ids.size(),
                                    text.text().substr(piece.begin, piece.end - piece.begin));
                push(piece.token->id, text.original(m_text, piece.begin, piece.end));
            } else {
                words(text.slice(piece.begin, piece.end));
            }
        }
    }

    void words(AlignedText text)
    {
        m_tokenizer.m_preTokenizer.run(std::move(text), !m_bytes, m_work);
        for (const Word& word : m_work.words) {
            if (m_cuts && word.end - word.begin > WordCache::kLongestWord) {
                cutAtBlanks(word);
            } else {
                encodeWord(word);
            }
        }
    }

    /// The same tokens from smaller words, of which most are in the cache.
    void cutAtBlanks(const Word& word)
    {
        constexpr std::string_view kBlank = "\xE2\x96\x81";
        const std::string_view all = word.text->text();
        std::uint32_t begin = word.begin;
        for (size_t at = all.find(kBlank, begin + 1); at < word.end;) {
            const bool inRun = at - begin >= kBlank.size() &&
                               all.substr(at - kBlank.size(), kBlank.size()) == kBlank;
            if (!inRun) {
                encodeWord({word.text, begin, static_cast<std::uint32_t>(at)});
                begin = static_cast<std::uint32_t>(at);
            }
            at = all.find(kBlank, at + kBlank.size());
        }
        encodeWord({word.text, begin, word.end});
    }

    void encodeWord(const Word& word)
    {
        const std::string_view spelled =
            std::string_view(word.text->text()).substr(word.begin, word.end - word.begin);
        if (spelled.size() <= WordCache::kLongestWord) {
            shortWord(word, spelled);
            return;
        }
        m_tokens.clear();
        m_tokenizer.m_model->encode(spelled, m_bytes, m_tokens);
        pushTokens(word);
    }

    void pushTokens(const Word& word)
    {
        for (const WordToken& token : m_tokens) {
            push(token.id, original(word, token.begin, token.end));
        }
    }

    /// Whether the cache can hold the tokens: few, and side by side.
    bool fitsCache() const
    {
        std::uint32_t end = 0;
        for (const WordToken& token : m_tokens) {
            if (token.begin != end) {
                return false;
            }
            end = token.end;
        }
        return m_tokens.size() <= WordCache::kMostTokens;
    }

    void shortWord(const Word& word, std::string_view spelled)
    {
        WordCache::Entry& entry = m_cache.slot(spelled);
        if (!WordCache::holds(entry, m_tokenizer.m_number, spelled)) {
            m_tokens.clear();
            m_tokenizer.m_model->encode(spelled, m_bytes, m_tokens);
            if (!fitsCache()) {
                pushTokens(word);
                return;
            }
            entry.owner = m_tokenizer.m_number;
            entry.length = static_cast<std::uint8_t>(spelled.size());
            entry.count = static_cast<std::uint8_t>(m_tokens.size());
            std::copy(spelled.begin(), spelled.end(), entry.word.begin());
            for (size_t i = 0; i < m_tokens.size(); ++i) {
                entry.ids[i] = m_tokens[i].id;
                entry.ends[i] = static_cast<std::uint8_t>(m_tokens[i].end);
            }
        }
        std::uint32_t begin = 0;
        for (size_t i = 0; i < entry.count; ++i) {
            push(entry.ids[i], original(word, begin, entry.ends[i]));
            begin = entry.ends[i];
        }
    }

    ByteRange original(const Word& word, std::uint32_t begin, std::uint32_t end) const
    {
        return word.text->original(m_text, word.begin + begin, word.begin + end);
    }

    const PipelineTokenizer& m_tokenizer;
    std::string_view m_text;
    CharacterCounter m_counter;
    bool m_bytes;
    bool m_cuts;
    PreTokenizer::Work m_work;
    std::vector<WordToken> m_tokens;
    WordCache& m_cache = WordCache::ofThread();
    Encoding m_out;
    std::unordered_map<size_t, std::string> m_spellings;
};

Encoding PipelineTokenizer::encode(std::string_view text, bool addSpecialTokens) const
{
    // Broken bytes never reach a Python tokenizer; here they become U+FFFD first.
    std::string repaired;
    if (!unicode::valid(text)) {
        repaired = unicode::lossy(text);
        text = repaired;
    }
    Run run(*this, text);
    Encoding& out = run.run();
    m_postProcessor.run(out, addSpecialTokens,
                        [&run](size_t index) { return run.spelling(index); });
    return std::move(out);
}

bool PipelineTokenizer::knows(TokenId id) const
{
    return m_added.find(id) != nullptr || m_model->vocabulary().has(id);
}

std::string PipelineTokenizer::decode(const std::vector<TokenId>& ids, bool skipSpecialTokens) const
{
    std::vector<std::string> tokens;
    tokens.reserve(ids.size());
    for (const TokenId id : ids) {
        if (knows(id) && !(skipSpecialTokens && isSkipped(id))) {
            tokens.emplace_back(decodedText(id));
        }
    }
    return m_decoder.decode(std::move(tokens));
}

std::string_view PipelineTokenizer::decodedText(TokenId id) const
{
    const AddedToken* added = m_added.find(id);
    return added != nullptr ? added->decoded : m_model->vocabulary().token(id);
}

std::string PipelineTokenizer::tokenText(TokenId id) const
{
    if (const AddedToken* added = m_added.find(id)) {
        return added->content;
    }
    return std::string(m_model->vocabulary().token(id));
}

std::string PipelineTokenizer::tokenBytes(TokenId id) const
{
    return m_decoder.bytes(std::string(decodedText(id)));
}

bool PipelineTokenizer::isSpecial(TokenId id) const
{
    const AddedToken* added = m_added.find(id);
    return added != nullptr && added->special;
}

bool PipelineTokenizer::isSkipped(TokenId id) const
{
    const AddedToken* added = m_added.find(id);
    return added != nullptr && added->skipped;
}

bool PipelineTokenizer::isAdded(TokenId id) const
{
    return m_added.find(id) != nullptr;
}

TokenId PipelineTokenizer::idOf(std::string_view token) const
{
    const TokenId added = m_added.idOf(token);
    return added >= 0 ? added : m_model->vocabulary().idOf(token);
}

std::int64_t PipelineTokenizer::size() const
{
    return std::max<std::int64_t>(m_added.largestId(), m_model->vocabulary().largestId()) + 1;
}

TokenId PipelineTokenizer::named(std::string_view name) const
{
    for (const auto& [key, token] : m_named) {
        if (key == name) {
            return idOf(token);
        }
    }
    return -1;
}

}  // namespace marginalia
