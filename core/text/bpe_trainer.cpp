// SPDX-License-Identifier: Apache-2.0
#include "core/text/bpe_trainer.h"

#include "core/text/normalizer.h"
#include "core/text/pattern.h"
#include "core/text/split_scanner.h"
#include "core/text/tokenizer.h"
#include "core/text/unicode.h"

#include <queue>

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace marginalia {

namespace {

using Pair = std::pair<TokenId, TokenId>;

struct PairHash {
    size_t operator()(const Pair& pair) const
    {
        return static_cast<size_t>((static_cast<std::uint64_t>(pair.first) << 32U |
                                    static_cast<std::uint32_t>(pair.second)) *
                                       0x9E3779B97F4A7C15ULL >>
                                   16U);
    }
};

struct TrainingWord {
    std::vector<TokenId> symbols;
    std::int64_t count;
};

class Trainer {
public:
    explicit Trainer(const BpeTrainOptions& options) : m_options(options) {}

    void addToken(const std::string& token)
    {
        if (m_ids.emplace(token, static_cast<TokenId>(m_tokens.size())).second) {
            m_tokens.push_back(token);
        }
    }

    void addAlphabet()
    {
        std::array<char32_t, 256> sorted = byteAlphabet();
        std::sort(sorted.begin(), sorted.end());
        for (const char32_t character : sorted) {
            addToken(unicode::encode({&character, 1}));
        }
        for (size_t byte = 0; byte < 256; ++byte) {
            m_byteIds[byte] = m_ids.at(unicode::encode({&byteAlphabet()[byte], 1}));
        }
    }

    void addWords(const std::unordered_map<std::string, std::int64_t>& counts)
    {
        for (const auto& [bytes, count] : counts) {
            TrainingWord word{{}, count};
            for (const char byte : bytes) {
                word.symbols.push_back(m_byteIds[static_cast<unsigned char>(byte)]);
            }
            m_words.push_back(std::move(word));
        }
        for (size_t i = 0; i < m_words.size(); ++i) {
            const TrainingWord& word = m_words[i];
            for (size_t j = 0; j + 1 < word.symbols.size(); ++j) {
                change({word.symbols[j], word.symbols[j + 1]}, word.count, i);
            }
        }
        for (const auto& [pair, count] : m_counts) {
            m_queue.push({count, pair});
        }
    }

    void learn()
    {
        const std::int64_t least = std::max<std::int64_t>(1, m_options.minimumFrequency);
        while (static_cast<std::int64_t>(m_tokens.size()) < m_options.vocabulary &&
               !m_queue.empty()) {
            const Candidate top = m_queue.top();
            m_queue.pop();
            const std::int64_t now = m_counts[top.pair];
            if (now != top.count) {
                if (now > 0) {
                    m_queue.push({now, top.pair});
                }
                continue;
            }
            if (now < least) {
                break;
            }
            merge(top.pair);
        }
    }

    Json json() const;

private:
    struct Candidate {
        std::int64_t count;
        Pair pair;
        bool operator<(const Candidate& other) const
        {
            return count != other.count ? count < other.count : pair > other.pair;
        }
    };

    void change(const Pair& pair, std::int64_t by, size_t word)
    {
        m_counts[pair] += by;
        if (by > 0) {
            m_places[pair].insert(word);
        }
    }

    void merge(const Pair& pair)
    {
        const std::string token =
            m_tokens[static_cast<size_t>(pair.first)] + m_tokens[static_cast<size_t>(pair.second)];
        addToken(token);
        const TokenId both = m_ids.at(token);
        m_merges.push_back(pair);
        std::set<Pair> touched;
        const std::unordered_set<size_t> places = std::move(m_places[pair]);
        m_places.erase(pair);
        for (const size_t place : places) {
            mergeIn(place, pair, both, touched);
        }
        m_counts[pair] = 0;
        for (const Pair& fresh : touched) {
            if (m_counts[fresh] > 0) {
                m_queue.push({m_counts[fresh], fresh});
            }
        }
    }

    /// Left to right, without overlap; the counts of the neighbours follow.
    void mergeIn(size_t place, const Pair& pair, TokenId both, std::set<Pair>& touched)
    {
        std::vector<TokenId>& symbols = m_words[place].symbols;
        const std::int64_t count = m_words[place].count;
        std::vector<TokenId> out;
        for (size_t i = 0; i < symbols.size(); ++i) {
            if (i + 1 == symbols.size() || symbols[i] != pair.first ||
                symbols[i + 1] != pair.second) {
                out.push_back(symbols[i]);
                continue;
            }
            if (!out.empty()) {
                change({out.back(), pair.first}, -count, place);
                change({out.back(), both}, count, place);
                touched.insert({out.back(), both});
            }
            if (i + 2 < symbols.size()) {
                change({pair.second, symbols[i + 2]}, -count, place);
                change({both, symbols[i + 2]}, count, place);
                touched.insert({both, symbols[i + 2]});
            }
            out.push_back(both);
            ++i;
        }
        symbols = std::move(out);
    }

    const BpeTrainOptions& m_options;
    std::vector<std::string> m_tokens;
    std::unordered_map<std::string, TokenId> m_ids;
    std::array<TokenId, 256> m_byteIds{};
    std::vector<TrainingWord> m_words;
    std::unordered_map<Pair, std::int64_t, PairHash> m_counts;
    std::unordered_map<Pair, std::unordered_set<size_t>, PairHash> m_places;
    std::priority_queue<Candidate> m_queue;
    std::vector<Pair> m_merges;
};

Json byteLevel(bool trim)
{
    return {{"type", "ByteLevel"},
            {"add_prefix_space", false},
            {"trim_offsets", trim},
            {"use_regex", false}};
}

Json Trainer::json() const
{
    Json added = Json::array();
    for (const std::string& token : m_options.specialTokens) {
        added.push_back({{"id", m_ids.at(token)},
                         {"content", token},
                         {"single_word", false},
                         {"lstrip", false},
                         {"rstrip", false},
                         {"normalized", false},
                         {"special", true}});
    }
    Json vocab = Json::object();
    for (size_t id = 0; id < m_tokens.size(); ++id) {
        // Straight into the list: the keys are distinct, and a search for each would be quadratic.
        vocab.get_ref<Json::object_t&>().emplace_back(m_tokens[id], id);
    }
    Json merges = Json::array();
    for (const auto& [left, right] : m_merges) {
        merges.push_back(
            {m_tokens[static_cast<size_t>(left)], m_tokens[static_cast<size_t>(right)]});
    }
    const char* pattern = m_options.singleDigits ? kQwen2Pattern : kLlama3Pattern;
    const Json split = {{"type", "Split"},
                        {"pattern", {{"Regex", pattern}}},
                        {"behavior", "Isolated"},
                        {"invert", false}};
    Json out = {{"version", "1.0"}, {"truncation", nullptr}, {"padding", nullptr}};
    out["added_tokens"] = std::move(added);
    out["normalizer"] = m_options.nfc ? Json{{"type", "NFC"}} : Json();
    out["pre_tokenizer"] = {{"type", "Sequence"},
                            {"pretokenizers", Json::array({split, byteLevel(true)})}};
    out["post_processor"] = byteLevel(false);
    out["decoder"] = byteLevel(true);
    out["model"] = {{"type", "BPE"},
                    {"dropout", nullptr},
                    {"unk_token", nullptr},
                    {"continuing_subword_prefix", nullptr},
                    {"end_of_word_suffix", nullptr},
                    {"fuse_unk", false},
                    {"byte_fallback", false},
                    {"ignore_merges", false}};
    out["model"]["vocab"] = std::move(vocab);
    out["model"]["merges"] = std::move(merges);
    return out;
}

Status checkOptions(const BpeTrainOptions& options)
{
    const auto least = static_cast<std::int64_t>(256 + options.specialTokens.size());
    if (options.vocabulary < least || options.vocabulary > 1'000'000) {
        return failure(
            ErrorKind::Invalid,
            Text(MG_TR("text", "A vocabulary of %1 is not between %2 and 1,000,000 entries."),
                 {std::to_string(options.vocabulary), std::to_string(least)}),
            "vocabulary");
    }
    std::set<std::string> seen;
    for (const std::string& token : options.specialTokens) {
        if (token.empty() || !unicode::valid(token) || !seen.insert(token).second) {
            return failure(ErrorKind::Invalid,
                           Text(MG_TR("text",
                                      "The special token \"%1\" is empty, not UTF-8 or "
                                      "listed twice."),
                                {quotedForError(token)}),
                           "special_tokens");
        }
    }
    return {};
}

}  // namespace

Result<Json> trainByteLevelBpe(const std::function<std::optional<std::string>()>& next,
                               const BpeTrainOptions& options)
{
    MG_CHECK(checkOptions(options));
    MG_TRY(const Pattern pattern,
           Pattern::fromRegex(options.singleDigits ? kQwen2Pattern : kLlama3Pattern));
    MG_TRY(const Normalizer nfc,
           Normalizer::fromJson(options.nfc ? nlohmann::json{{"type", "NFC"}} : nlohmann::json()));
    std::unordered_map<std::string, std::int64_t> counts;
    std::vector<PatternPiece> pieces;
    while (const std::optional<std::string> text = next()) {
        const std::string clean = nfc.apply(unicode::valid(*text) ? *text : unicode::lossy(*text));
        pieces.clear();
        pattern.split(clean, 0, pieces);
        for (const PatternPiece& piece : pieces) {
            ++counts[clean.substr(piece.begin, piece.end - piece.begin)];
        }
    }
    Trainer trainer(options);
    for (const std::string& token : options.specialTokens) {
        trainer.addToken(token);
    }
    trainer.addAlphabet();
    trainer.addWords(counts);
    trainer.learn();
    return trainer.json();
}

}  // namespace marginalia
