// SPDX-License-Identifier: Apache-2.0
// text_bench FILE [TOKENIZER...]: encoding and decoding speed on one core, rendering, rows,
// differences. Without TOKENIZER a vocabulary of 16,000 is learnt from FILE for each of the common
// patterns. With them, one line each in JSON: the time to load, the speed on documents of 2 kB and
// on one of 1 MB, and a checksum of the ids; text_bench_beside.py puts the tokenizers library's
// figures beside.
#include "core/base/file.h"
#include "core/text/bpe_trainer.h"
#include "core/text/chat_template.h"
#include "core/text/markup.h"
#include "core/text/split_scanner.h"
#include "core/text/word_diff.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

using namespace marginalia;

namespace {

/// Seconds of the fastest of three runs.
template <class Work>
double seconds(Work work)
{
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        best = std::min(best, took.count());
    }
    return best;
}

void benchTokenizer(const char* name, const Tokenizer& tokenizer, const std::string& text)
{
    const double megabytes = static_cast<double>(text.size()) / 1e6;
    Encoding encoding;
    const double encode = seconds([&] { encoding = tokenizer.encode(text, false); });
    std::string back;
    const double decode = seconds([&] { back = tokenizer.decode(encoding.ids, false); });
    const std::string letters(1'000'000, 'a');
    const double long_ = seconds([&] { tokenizer.encode(letters, false); });
    std::printf(
        "%-10s encode %6.1f MB/s  decode %6.1f MB/s  %.2f bytes/token  1e6 letters %.0f ms  %s\n",
        name, megabytes / encode, megabytes / decode,
        static_cast<double>(text.size()) / static_cast<double>(encoding.ids.size()), long_ * 1e3,
        back == text ? "round trip ok" : "ROUND TRIP DIFFERS");
}

/// Cut at line ends, 2,000 bytes or a line more each.
std::vector<std::string> documentsOf(const std::string& text)
{
    constexpr size_t kLength = 2000;
    std::vector<std::string> out;
    for (size_t at = 0; at < text.size();) {
        const size_t line = text.find('\n', std::min(at + kLength, text.size()));
        const size_t end = line == std::string::npos ? text.size() : line + 1;
        out.push_back(text.substr(at, end - at));
        at = end;
    }
    return out;
}

bool benchGiven(const std::string& path, const std::string& text)
{
    const auto start = std::chrono::steady_clock::now();
    const auto loaded = Tokenizer::load(path);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    if (!loaded) {
        std::fprintf(stderr, "%s\n", loaded.error().message().c_str());
        return false;
    }
    const std::vector<std::string> documents = documentsOf(text);
    const double megabytes = static_cast<double>(text.size()) / 1e6;
    std::uint64_t checksum = 0;
    size_t tokens = 0;
    std::vector<Encoding> encodings(documents.size());
    const double encode = seconds([&] {
        for (size_t i = 0; i < documents.size(); ++i) {
            encodings[i] = (*loaded)->encode(documents[i], false);
        }
    });
    for (const Encoding& encoding : encodings) {
        tokens += encoding.ids.size();
        for (const TokenId id : encoding.ids) {
            checksum = (checksum * 31 + static_cast<std::uint64_t>(id)) & 0xFFFFFFFFFFFFULL;
        }
    }
    size_t bytes = 0;
    const double decode = seconds([&] {
        bytes = 0;
        for (const Encoding& encoding : encodings) {
            bytes += (*loaded)->decode(encoding.ids, false).size();
        }
    });
    const std::string whole = text.substr(0, 1'000'000);
    const double one = seconds([&] { (void)(*loaded)->encode(whole, false); });
    std::printf(
        "{\"load_ms\": %.1f, \"encode_mb_s\": %.2f, \"encode_1mb_mb_s\": %.2f, "
        "\"decode_mb_s\": %.2f, \"tokens\": %zu, \"checksum\": %llu}\n",
        took.count() * 1e3, megabytes / encode, static_cast<double>(whole.size()) / 1e6 / one,
        static_cast<double>(bytes) / 1e6 / decode, tokens,
        static_cast<unsigned long long>(checksum));
    return true;
}

Result<std::shared_ptr<const Tokenizer>> learn(const std::string& text, const char* pattern)
{
    BpeTrainOptions options;
    options.vocabulary = 16'000;
    options.specialTokens = {"<|im_start|>", "<|im_end|>"};
    size_t at = 0;
    MG_TRY(Json json, trainByteLevelBpe(
                          [&]() -> std::optional<std::string> {
                              if (at >= text.size()) {
                                  return std::nullopt;
                              }
                              const size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
                              const size_t begin = std::exchange(at, end);
                              return text.substr(begin, end - begin);
                          },
                          options));
    json["pre_tokenizer"]["pretokenizers"][0]["pattern"]["Regex"] = pattern;
    return Tokenizer::fromJson(json.dump(), R"({"eos_token": "<|im_end|>"})");
}

void benchRows(const Tokenizer& tokenizer, const std::string& text)
{
    const auto chatTemplate = ChatTemplate::parse(
        "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' "
        "}}{% endfor %}"
        "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}");
    const Messages prompt = {
        {"user", "How long does tea stay warm in a pot of stone?", {}, {}, {}, {}}};
    const Messages answer = {{"assistant", text.substr(0, 1500), {}, {}, {}, {}}};
    constexpr int kRows = 500;
    const double row = seconds([&] {
        for (int i = 0; i < kRows; ++i) {
            (void)tokenizeRow(tokenizer, chatTemplate->get(), TextMode::Chat, prompt, answer);
        }
    });
    const double render = seconds([&] {
        for (int i = 0; i < kRows; ++i) {
            (void)(*chatTemplate)->render(prompt, tokenizer.namedTokens(), {});
        }
    });
    std::printf("rows       %.0f us a row of 1.5 kB, %.0f us a rendering\n", row / kRows * 1e6,
                render / kRows * 1e6);
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "text_bench FILE [TOKENIZER...]\n");
        return 2;
    }
    const auto text = readFile(argv[1]);
    if (!text) {
        std::fprintf(stderr, "%s\n", text.error().message().c_str());
        return 1;
    }
    for (int i = 2; i < argc; ++i) {
        if (!benchGiven(argv[i], *text)) {
            return 1;
        }
    }
    if (argc > 2) {
        return 0;
    }
    for (const auto& [name, pattern] :
         {std::pair("gpt2", kGpt2Pattern), {"llama3", kLlama3Pattern}, {"qwen2", kQwen2Pattern}}) {
        const auto tokenizer = learn(*text, pattern);
        if (!tokenizer) {
            std::fprintf(stderr, "%s\n", tokenizer.error().message().c_str());
            return 1;
        }
        benchTokenizer(name, **tokenizer, *text);
        if (pattern == kQwen2Pattern) {
            benchRows(**tokenizer, *text);
        }
    }
    const std::string left = text->substr(0, 100'000);
    const std::string right = text->substr(std::min<size_t>(text->size(), 3'000), 100'000);
    std::printf("differences of 100 kB %.1f ms, markup of 100 kB %.1f ms\n",
                seconds([&] { (void)wordDiff(left, right); }) * 1e3,
                seconds([&] { (void)parseMarkup(left); }) * 1e3);
    return 0;
}
