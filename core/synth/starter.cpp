// SPDX-License-Identifier: Apache-2.0
#include "core/synth/starter.h"

#include "core/base/file.h"
#include "core/synth/world.h"
#include "core/text/bpe_trainer.h"

namespace marginalia::synth {

namespace {

constexpr std::int64_t kVocabulary = 1024;
constexpr int kSpareTokens = 16;

}  // namespace

const std::vector<std::string>& starterSpecialTokens()
{
    static const std::vector<std::string> list = [] {
        std::vector<std::string> out = {"<pad>",       "<bos>",        "<eos>",      "<user>",
                                        "<assistant>", "<system>",     "<document>", "<mask>",
                                        "<tool_call>", "<tool_result>"};
        for (int i = 0; i < kSpareTokens; ++i) {
            out.push_back("<spare_" + std::to_string(i) + ">");
        }
        return out;
    }();
    return list;
}

Status writeStarterTokenizer(const std::string& path, std::int64_t count, std::uint64_t seed)
{
    Generator generator(seed);
    Example example;
    std::int64_t given = 0;
    const auto next = [&]() -> std::optional<std::string> {
        // Prompt and answer are texts of their own: no token may span a turn.
        if (given == 2 * count) {
            return std::nullopt;
        }
        if (given++ % 2 == 0) {
            example = generator.next();
            return example.prompt;
        }
        return example.answer;
    };
    BpeTrainOptions options;
    options.vocabulary = kVocabulary;
    options.specialTokens = starterSpecialTokens();
    MG_TRY(const Json tokenizer, trainByteLevelBpe(next, options));
    return writeFileAtomically(path, tokenizer.dump(2) + "\n");
}

}  // namespace marginalia::synth
