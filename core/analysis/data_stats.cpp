// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/data_stats.h"

#include "core/analysis/stat_blocks.h"
#include "core/analysis/text_marks.h"

#include <openssl/evp.h>

#include <cstring>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace marginalia {

namespace {

using stats::Histogram;
using stats::rounded;
using stats::share;
using stats::TextBlock;

/// First half of a SHA-256: two different texts never share one in practice, not even on purpose.
struct Digest {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    auto operator<=>(const Digest&) const = default;
};

struct DigestHash {
    size_t operator()(const Digest& digest) const { return digest.low; }
};

class Hasher {
public:
    Hasher() : m_context(EVP_MD_CTX_new()) { begin(); }
    ~Hasher() { EVP_MD_CTX_free(m_context); }
    Hasher(const Hasher&) = delete;
    Hasher& operator=(const Hasher&) = delete;

    /// Length first, so that no two lists of texts give the same bytes.
    Hasher& add(std::string_view text)
    {
        const std::uint64_t length = text.size();
        EVP_DigestUpdate(m_context, &length, sizeof length);
        EVP_DigestUpdate(m_context, text.data(), text.size());
        return *this;
    }

    Digest take()
    {
        unsigned char bytes[EVP_MAX_MD_SIZE];
        EVP_DigestFinal_ex(m_context, bytes, nullptr);
        begin();
        Digest out;
        std::memcpy(&out, bytes, sizeof out);
        return out;
    }

private:
    void begin() { EVP_DigestInit_ex(m_context, EVP_sha256(), nullptr); }

    EVP_MD_CTX* m_context;
};

std::string answerText(const Messages& messages)
{
    std::string out;
    for (size_t i = 0; i < messages.size(); ++i) {
        out += i == 0 ? "" : "\n\n";
        out += messages[i].content;
    }
    return out;
}

Digest promptDigest(const Messages& prompt, Hasher& hasher)
{
    for (const Message& message : prompt) {
        hasher.add(message.role).add(message.content);
    }
    return hasher.take();
}

std::int64_t promptCharacters(const Messages& prompt)
{
    std::int64_t characters = 0;
    for (const Message& message : prompt) {
        characters += textMarks(message.content).characters;
    }
    return characters;
}

struct PairBlock {
    std::int64_t records = 0;
    std::int64_t identical = 0;
    std::int64_t nearIdentical = 0;
    std::int64_t prefix = 0;
    std::int64_t longer = 0;
    std::int64_t equal = 0;
    std::int64_t longerWords = 0;
    std::int64_t equalWords = 0;
    Histogram difference;
    Histogram turns;
    Histogram promptLength;
    TextBlock chosen;
    TextBlock rejected;
    std::array<std::int64_t, kOddCharacterKinds> odd{};
    std::unordered_map<Digest, std::uint32_t, DigestHash> prompts;
    // (prompt, unordered answers) -> which orders were seen: bit 0, bit 1.
    std::unordered_map<Digest, std::uint8_t, DigestHash> orders;

    void compare(const std::string& c, const std::string& r)
    {
        if (c == r) {
            ++identical;
            return;
        }
        nearIdentical += nearlyEqual(c, r) ? 1 : 0;
        const bool begins = c.starts_with(r) || r.starts_with(c);
        prefix += !c.empty() && !r.empty() && begins ? 1 : 0;
    }

    void addLengths(const TextMarks& c, const TextMarks& r)
    {
        longer += c.characters > r.characters ? 1 : 0;
        equal += c.characters == r.characters ? 1 : 0;
        longerWords += c.words > r.words ? 1 : 0;
        equalWords += c.words == r.words ? 1 : 0;
        difference.add(c.characters - r.characters);
        chosen.add(c);
        rejected.add(r);
    }

    void addOdd(const Messages& prompt, const std::string& c, const std::string& r)
    {
        std::uint32_t kinds = 0;
        for (const Message& message : prompt) {
            markOddCharacters(message.content, kinds);
        }
        markOddCharacters(c, kinds);
        markOddCharacters(r, kinds);
        for (size_t i = 0; i < kOddCharacterKinds; ++i) {
            odd[i] += kinds >> i & 1U;
        }
    }

    void add(const Messages& prompt, const std::string& c, const std::string& r, Hasher& hasher)
    {
        ++records;
        compare(c, r);
        addLengths(textMarks(c), textMarks(r));
        addOdd(prompt, c, r);
        turns.add(static_cast<std::int64_t>(prompt.size()) + 1);
        promptLength.add(promptCharacters(prompt));
        const Digest promptKey = promptDigest(prompt, hasher);
        ++prompts[promptKey];
        const bool swapped = r < c;
        const std::string_view key(reinterpret_cast<const char*>(&promptKey), sizeof promptKey);
        const Digest both = hasher.add(key).add(swapped ? r : c).add(swapped ? c : r).take();
        orders[both] |= swapped ? 2U : 1U;
    }

    Json result() const
    {
        std::int64_t directed = 0;
        std::int64_t contradictions = 0;
        for (const auto& [key, seen] : orders) {
            directed += seen == 3 ? 2 : 1;
            contradictions += seen == 3 ? 1 : 0;
        }
        std::int64_t repeated = 0;
        for (const auto& [key, count] : prompts) {
            repeated += count > 1 ? 1 : 0;
        }
        const auto distinct = static_cast<std::int64_t>(prompts.size());
        Json out = {{"records", records},
                    {"duplicate_pairs_extra", records - directed},
                    {"distinct_prompts", distinct},
                    {"duplicate_prompts_extra", records - distinct},
                    {"prompts_in_several_records", repeated},
                    {"identical", identical},
                    {"near_identical", nearIdentical},
                    {"contradictions", contradictions},
                    {"one_answer_is_prefix_of_other", prefix},
                    {"chosen_longer_chars", longer},
                    {"share_chosen_longer_chars", share(longer, records)},
                    {"equal_length_chars", equal},
                    {"longer_wins_accuracy_chars_without_equal", share(longer, records - equal)},
                    {"chosen_longer_words", longerWords},
                    {"share_chosen_longer_words", share(longerWords, records)},
                    {"equal_length_words", equalWords}};
        out["mean_char_difference"] = records == 0 ? Json() : Json(rounded(difference.mean(), 4));
        out["median_char_difference"] = records == 0 ? Json() : Json(difference.quantile(0.5));
        out["turns"] = turns.counts();
        out["prompt_chars"] = promptLength.lengths();
        out["chosen"] = chosen.result();
        out["rejected"] = rejected.result();
        out["odd_characters"] = Json::object();
        for (size_t i = 0; i < kOddCharacterKinds; ++i) {
            out["odd_characters"][kOddCharacterNames[i]] = odd[i];
        }
        return out;
    }
};

struct UnpairedBlock {
    std::int64_t records = 0;
    std::int64_t desirable = 0;
    Histogram promptLength;
    TextBlock answers[2];
    std::unordered_set<Digest, DigestHash> distinct;

    Json result() const
    {
        return {{"records", records},
                {"true_labels", desirable},
                {"share_true", share(desirable, records)},
                {"duplicate_records_extra", records - static_cast<std::int64_t>(distinct.size())},
                {"prompt_chars", promptLength.lengths()},
                {"true", answers[1].result()},
                {"false", answers[0].result()}};
    }
};

struct DemoBlock {
    std::int64_t records = 0;
    Histogram promptLength;
    TextBlock answers;
    std::unordered_set<Digest, DigestHash> prompts;

    Json result() const
    {
        return {{"records", records},
                {"distinct_prompts", prompts.size()},
                {"prompt_chars", promptLength.lengths()},
                {"answer", answers.result()}};
    }
};

}  // namespace

struct DataStats::State {
    Hasher hasher;
    PairBlock pairs;
    UnpairedBlock unpaired;
    DemoBlock demos;
    std::int64_t other = 0;
};

DataStats::DataStats() : m_state(std::make_unique<State>()) {}
DataStats::~DataStats() = default;
DataStats::DataStats(DataStats&& other) noexcept = default;
DataStats& DataStats::operator=(DataStats&& other) noexcept = default;

void DataStats::addPair(const Messages& prompt, const Messages& chosen, const Messages& rejected)
{
    m_state->pairs.add(prompt, answerText(chosen), answerText(rejected), m_state->hasher);
}

void DataStats::addUnpaired(const Messages& prompt, const Messages& completion, bool label)
{
    UnpairedBlock& block = m_state->unpaired;
    const std::string answer = answerText(completion);
    ++block.records;
    block.desirable += label ? 1 : 0;
    block.promptLength.add(promptCharacters(prompt));
    block.answers[label ? 1 : 0].add(textMarks(answer));
    const Digest promptKey = promptDigest(prompt, m_state->hasher);
    const std::string_view key(reinterpret_cast<const char*>(&promptKey), sizeof promptKey);
    block.distinct.insert(m_state->hasher.add(key).add(answer).add(label ? "1" : "0").take());
}

void DataStats::addDemo(const Messages& prompt, const Messages& completion)
{
    DemoBlock& block = m_state->demos;
    ++block.records;
    block.promptLength.add(promptCharacters(prompt));
    block.answers.add(textMarks(answerText(completion)));
    block.prompts.insert(promptDigest(prompt, m_state->hasher));
}

void DataStats::add(const Record& record)
{
    if (record.kind == RecordKind::Pair && record.origin == Origin::ChosenA) {
        addPair(record.prompt, record.a, record.b);
    } else if (record.kind == RecordKind::Unpaired && record.label.has_value()) {
        addUnpaired(record.prompt, record.a, *record.label);
    } else if (record.kind == RecordKind::Demo) {
        addDemo(record.prompt, record.a);
    } else {
        ++m_state->other;
    }
}

Json DataStats::result() const
{
    return {{"pairs", m_state->pairs.result()},
            {"unpaired", m_state->unpaired.result()},
            {"demos", m_state->demos.result()},
            {"other", m_state->other}};
}

}  // namespace marginalia
