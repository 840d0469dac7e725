// SPDX-License-Identifier: Apache-2.0
// text_fuzz [--full] [--seconds N] [--seed N]: changed tokenizer files and chat templates. Whatever
// they are, loading ends in time with a tokenizer (or template) or an error in words, and what was
// loaded encodes, decodes and renders in time. The files of tests/golden are the beginning; --full
// goes on for ten minutes.
#include "core/text/chat_template.h"
#include "core/text/unicode.h"
#include "tests/core/text/golden.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>

using namespace marginalia;
using golden::Value;
using Clock = std::chrono::steady_clock;

namespace {

// Far above what a loaded machine needs; a hang is not bounded at all.
constexpr std::chrono::seconds kLongestCase{10};

class Fuzzer {
public:
    explicit Fuzzer(std::uint64_t seed) : m_random(seed) {}

    /// Some bytes changed, doubled, moved or cut out.
    std::string changedBytes(std::string text)
    {
        for (size_t i = below(4) + 1; i > 0 && !text.empty(); --i) {
            const size_t at = below(text.size());
            const size_t length = std::min(below(20) + 1, text.size() - at);
            switch (below(4)) {
                case 0:
                    text[at] = static_cast<char>(below(256));
                    break;
                case 1:
                    text.erase(at, length);
                    break;
                case 2:
                    text.insert(below(text.size()), text.substr(at, length));
                    break;
                default:
                    text.insert(at, kParts[below(std::size(kParts))]);
            }
        }
        return text;
    }

    /// One value somewhere in the JSON replaced, removed or doubled.
    void changeValue(nlohmann::json& json)
    {
        nlohmann::json* place = &json;
        for (size_t depth = below(7); depth > 0 && place->is_structured() && !place->empty();
             --depth) {
            auto item = place->begin();
            std::advance(item,
                         static_cast<std::ptrdiff_t>(below(std::min<size_t>(place->size(), 50))));
            place = &*item;
        }
        static const std::vector<nlohmann::json> values = {nullptr,
                                                           true,
                                                           -1,
                                                           0,
                                                           1e300,
                                                           4294967296,
                                                           "",
                                                           "x",
                                                           "\xF0\x9F\x98\x80",
                                                           "(a+)+b",
                                                           "a**",
                                                           nlohmann::json::array(),
                                                           nlohmann::json::object(),
                                                           {1, "a"},
                                                           std::string(3000, 'a')};
        if (place->is_string() && below(2) == 0) {
            const std::string changed = changedBytes(place->get<std::string>());
            *place = unicode::lossy(changed);
        } else {
            *place = values[below(values.size())];
        }
    }

    size_t below(size_t limit) { return limit == 0 ? 0 : m_random() % limit; }

private:
    static constexpr const char* kParts[] = {"{{",
                                             "}}",
                                             "{%",
                                             "%}",
                                             "{#",
                                             " for x in messages ",
                                             "endfor",
                                             "if",
                                             "\"",
                                             "'",
                                             "[",
                                             "]",
                                             "(",
                                             ")",
                                             "|",
                                             ".",
                                             "0",
                                             "999999999999",
                                             " range(",
                                             "-",
                                             "~",
                                             "**",
                                             "\\",
                                             "\\u",
                                             "{{ '%d' % 1e9 }}",
                                             "null",
                                             ",",
                                             ":",
                                             "\xFF",
                                             "é",
                                             "recursive",
                                             "loop(",
                                             "macro a()",
                                             "endmacro",
                                             "* 1000000"};
    std::mt19937_64 m_random;
};

struct Corpus {
    std::vector<std::string> tokenizers;
    std::vector<std::string> templates;
    std::vector<std::string> texts;
    Value messages;
};

Corpus readCorpus()
{
    Corpus out;
    const std::string root = golden::textFolder();
    for (const std::string& name : golden::folders(root + "/tokenizers")) {
        out.tokenizers.push_back(golden::bytes(root + "/tokenizers/" + name + "/tokenizer.json"));
    }
    for (const auto& entry : std::filesystem::directory_iterator(root + "/templates")) {
        if (entry.path().extension() == ".jinja") {
            out.templates.push_back(golden::bytes(entry.path().string()));
        }
    }
    for (const Value& row : golden::json(root + "/jinja/expr.json")) {
        out.templates.push_back(row["template"].get<std::string>());
    }
    for (const Value& row : golden::json(root + "/strings.json")) {
        if (row.contains("text")) {
            out.texts.push_back(row["text"].get<std::string>());
        }
    }
    out.messages = golden::json(root + "/templates/conversations.json")["conversations"];
    return out;
}

/// What is wrong, or nothing.
std::string tryTokenizer(const Corpus& corpus, const std::string& json, Fuzzer& fuzzer)
{
    const auto made = Tokenizer::fromJson(json);
    if (!made) {
        return made.error().message().empty() ? "an error without words" : "";
    }
    for (int i = 0; i < 3; ++i) {
        std::string text = corpus.texts[fuzzer.below(corpus.texts.size())];
        const Encoding encoding = (*made)->encode(text, true);
        if (encoding.ids.size() != encoding.offsets.size()) {
            return "ids and offsets differ in number";
        }
        const std::int64_t length = unicode::count(text);
        for (const auto& [begin, end] : encoding.offsets) {
            if (begin < 0 || end < begin || end > length) {
                return "an offset lies outside of the text";
            }
        }
        if (!unicode::valid((*made)->decode(encoding.ids, i == 0))) {
            return "decoded text is not UTF-8";
        }
        StreamDecoder stream(*made, true);
        for (const TokenId id : encoding.ids) {
            if (!unicode::valid(stream.push(id))) {
                return "streamed text is not UTF-8";
            }
        }
    }
    return {};
}

std::string tryTemplate(const Corpus& corpus, const std::string& source, Fuzzer& fuzzer)
{
    const auto made = ChatTemplate::parse(source);
    if (!made) {
        return made.error().message().empty() ? "an error without words" : "";
    }
    const Value& talk = corpus.messages[fuzzer.below(corpus.messages.size())];
    RenderOptions options;
    options.addGenerationPrompt = fuzzer.below(2) == 0;
    options.tools = talk["tools"];
    const auto out = (*made)->renderJson(talk["messages"], {{"bos_token", "<s>"}}, options);
    if (!out) {
        return out.error().message().empty() ? "an error without words" : "";
    }
    return unicode::valid(out->text) ? "" : "rendered text is not UTF-8";
}

}  // namespace

int main(int argc, char** argv)
{
    bool full = false;
    double seconds = 4;
    std::uint64_t seed = 20;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        full = full || word == "--full";
        seconds = word == "--seconds" && i + 1 < argc ? std::atof(argv[++i]) : seconds;
        seed = word == "--seed" && i + 1 < argc ? std::strtoull(argv[++i], nullptr, 10) : seed;
    }
    const Corpus corpus = readCorpus();
    const auto stop = Clock::now() + std::chrono::duration<double>(full ? 600.0 : seconds);
    Clock::duration longest{};
    size_t cases = 0;
    for (; Clock::now() < stop; ++cases) {
        Fuzzer fuzzer(seed + cases);
        std::string input;
        const bool isTemplate = cases % 4 != 0;
        if (isTemplate) {
            input = fuzzer.changedBytes(corpus.templates[fuzzer.below(corpus.templates.size())]);
        } else {
            input = corpus.tokenizers[fuzzer.below(corpus.tokenizers.size())];
            if (fuzzer.below(3) == 0) {
                input = fuzzer.changedBytes(std::move(input));
            } else {
                auto json = nlohmann::json::parse(input);
                fuzzer.changeValue(json);
                input = json.dump();
            }
        }
        const auto start = Clock::now();
        const std::string wrong =
            isTemplate ? tryTemplate(corpus, input, fuzzer) : tryTokenizer(corpus, input, fuzzer);
        const auto took = Clock::now() - start;
        longest = std::max(longest, took);
        if (!wrong.empty() || took > kLongestCase) {
            std::printf(
                "case with --seed %llu: %s\n%s\n", static_cast<unsigned long long>(seed + cases),
                wrong.empty() ? "took too long" : wrong.c_str(), input.substr(0, 2000).c_str());
            return 1;
        }
    }
    std::printf("%zu cases without a finding, the longest %.0f ms\n", cases,
                std::chrono::duration<double, std::milli>(longest).count());
    return 0;
}
