// SPDX-License-Identifier: Apache-2.0
#include "core/text/word_models.h"

#include "core/text/json_field.h"
#include "core/text/unicode.h"

namespace marginalia {

namespace {

constexpr std::int64_t kLongestWord = 1'000'000;

}  // namespace

Result<std::unique_ptr<const TokenModel>> WordPiece::make(TokenizerFile& file)
{
    const nlohmann::json& json = file.json["model"];
    auto out = std::make_unique<WordPiece>();
    MG_TRY(const std::string prefix, stringField(json, "continuing_subword_prefix", "model", "##"));
    MG_TRY(out->m_longestWord,
           countField(json, "max_input_chars_per_word", "model", 100, kLongestWord));
    MG_TRY(const std::string unknown, stringField(json, "unk_token", "model", "[UNK]"));
    out->m_vocabulary = std::move(file.vocabulary);
    out->m_unknown = out->m_vocabulary.idOf(unknown);
    std::vector<DoubleArray::Key> first;
    std::vector<DoubleArray::Key> continuing;
    for (TokenId id = 0; id <= out->m_vocabulary.largestId(); ++id) {
        const std::string_view token = out->m_vocabulary.token(id);
        if (!out->m_vocabulary.has(id) || out->m_vocabulary.idOf(token) != id) {
            continue;
        }
        first.emplace_back(token, id);
        if (token.substr(0, prefix.size()) == prefix) {
            continuing.emplace_back(token.substr(prefix.size()), id);
        }
    }
    out->m_first.build(std::move(first));
    out->m_continuing.build(std::move(continuing));
    return std::unique_ptr<const TokenModel>(std::move(out));
}

void WordPiece::encode(std::string_view word, bool, std::vector<WordToken>& out) const
{
    const size_t before = out.size();
    bool covered = unicode::count(word) <= m_longestWord;
    for (size_t at = 0; covered && at < word.size();) {
        size_t end = at;
        TokenId id = -1;
        (at == 0 ? m_first : m_continuing).prefixes(word, at, [&](size_t place, TokenId found) {
            end = place;
            id = found;
        });
        covered = id >= 0;
        if (covered) {
            out.push_back({id, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)});
        }
        at = end;
    }
    if (!covered) {
        out.resize(before);
        if (m_unknown >= 0) {
            out.push_back({m_unknown, 0, static_cast<std::uint32_t>(word.size())});
        }
    }
}

Result<std::unique_ptr<const TokenModel>> WordLevel::make(TokenizerFile& file)
{
    auto out = std::make_unique<WordLevel>();
    MG_TRY(const std::string unknown,
           stringField(file.json["model"], "unk_token", "model", "<unk>"));
    out->m_vocabulary = std::move(file.vocabulary);
    out->m_unknown = out->m_vocabulary.idOf(unknown);
    return std::unique_ptr<const TokenModel>(std::move(out));
}

void WordLevel::encode(std::string_view word, bool, std::vector<WordToken>& out) const
{
    const TokenId found = m_vocabulary.idOf(word);
    const TokenId id = found >= 0 ? found : m_unknown;
    if (id >= 0) {
        out.push_back({id, 0, static_cast<std::uint32_t>(word.size())});
    }
}

}  // namespace marginalia
