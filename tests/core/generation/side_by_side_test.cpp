// SPDX-License-Identifier: Apache-2.0
// What a text says must depend on its own task alone: alone, in a batch, joined late, on one thread
// or two.
#include "core/generation/writing_batch.h"
#include "core/model/row_products.h"
#include "core/model/text_cache.h"
#include "tests/core/golden_ran.h"
#include "tests/core/model/golden_models.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>

using namespace marginalia;
using namespace marginalia::golden;

namespace {

using Ids = std::vector<std::int64_t>;

Ids someIds(std::int64_t seed, std::int64_t count, std::int64_t vocabulary)
{
    Ids ids;
    for (std::int64_t i = 0; i < count; ++i) {
        ids.push_back((seed * 7919 + i * i * 31 + i * 17 + 3) % vocabulary);
    }
    return ids;
}

/// Logits after every token from `from` on, the text read alone, one token at a time behind a
/// first part.
at::Tensor readAlone(const Decoder& decoder, const Ids& ids, std::int64_t first)
{
    const auto text = decoder.newText();
    std::vector<at::Tensor> out = {
        decoder.read({{text.get(), {ids.begin(), ids.begin() + first}, true}})};
    for (auto i = static_cast<std::size_t>(first); i < ids.size(); ++i) {
        out.push_back(decoder.read({{text.get(), {ids[i]}, true}}));
    }
    return at::cat(out);
}

/// The same of several texts, side by side; text i joins i / 2 rounds late and reads its first part
/// in pieces of i + 1 tokens.
std::vector<at::Tensor> readTogether(const Decoder& decoder, const std::vector<Ids>& texts,
                                     std::int64_t first)
{
    struct One {
        std::unique_ptr<TextCache> cache;
        std::size_t next = 0;
        std::vector<at::Tensor> out;
    };
    std::vector<One> all(texts.size());
    for (One& one : all) {
        one.cache = decoder.newText();
    }
    for (std::size_t round = 0;; ++round) {
        std::vector<TextPart> parts;
        std::vector<One*> wanted;
        for (std::size_t i = 0; i < all.size(); ++i) {
            One& one = all[i];
            const auto start = static_cast<std::size_t>(first);
            if (round < i / 2 || one.next == texts[i].size()) {
                continue;
            }
            const std::size_t count = one.next < start ? std::min(i + 1, start - one.next) : 1;
            const auto from = texts[i].begin() + static_cast<std::ptrdiff_t>(one.next);
            one.next += count;
            parts.push_back({one.cache.get(),
                             {from, from + static_cast<std::ptrdiff_t>(count)},
                             one.next >= start});
            if (parts.back().wanted) {
                wanted.push_back(&one);
            }
        }
        if (parts.empty()) {
            break;
        }
        const at::Tensor logits = decoder.read(parts);
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            wanted[i]->out.push_back(logits.narrow(0, static_cast<std::int64_t>(i), 1).clone());
        }
    }
    std::vector<at::Tensor> out;
    for (One& one : all) {
        out.push_back(at::cat(one.out));
    }
    return out;
}

ModelConfig middleSize()
{
    ModelConfig config;
    config.modelType = "llama";
    config.vocabulary = 5003;
    config.hidden = 200;
    config.intermediate = 520;
    config.layers = 2;
    config.heads = 10;
    config.kvHeads = 5;
    config.headDim = 20;
    config.context = 512;
    config.tied = true;
    return config;
}

WritingTask taskFor(const Decoder& decoder, std::uint64_t seed)
{
    WritingTask task;
    task.decoder = &decoder;
    const Ids ids = someIds(static_cast<std::int64_t>(seed),
                            5 + static_cast<std::int64_t>(seed) * 9, decoder.config().vocabulary);
    task.prompt.assign(ids.begin(), ids.end());
    task.options.temperature = 1;
    task.options.topP = 0.9;
    task.options.repetitionPenalty = 1.1;
    task.options.maxNewTokens = 30;
    task.options.seed = seed;
    return task;
}

std::vector<TokenId> writeAlone(const Decoder& decoder, std::uint64_t seed)
{
    WritingTask task = taskFor(decoder, seed);
    std::vector<TokenId> out;
    task.token = [&](const GeneratedToken& token) {
        out.push_back(token.id);
        return true;
    };
    WritingBatch batch;
    EXPECT_TRUE(batch.join(std::move(task)).ok());
    while (!batch.empty()) {
        static_cast<void>(batch.round());
    }
    return out;
}

}  // namespace

TEST(SideBySide, EveryFamilyGivesTheSameBits)
{
    std::size_t compared = 0;
    for (const fs::path& folder : modelCases()) {
        for (const at::ScalarType dtype : {at::kFloat, at::kBFloat16}) {
            SCOPED_TRACE(folder.filename().string() + " " + c10::toString(dtype));
            const auto decoder = Decoder::load(folder.string(), dtype, at::kCPU).take();
            if (!RowExact::possible(decoder->device(), dtype)) {
                GTEST_SKIP() << "not run: MARGINALIA_CPU=plain takes the library's products, which "
                                "do not promise equal bits";
            }
            std::vector<Ids> texts;
            for (std::int64_t i = 0; i < 8; ++i) {
                texts.push_back(someIds(i, 24 + 2 * i, decoder->config().vocabulary));
            }
            const auto together = readTogether(*decoder, texts, 17);
            for (std::size_t i = 0; i < texts.size(); ++i) {
                EXPECT_TRUE(at::equal(together[i], readAlone(*decoder, texts[i], 17))) << i;
            }
        }
        ++compared;
    }
    ran(compared, "models, side by side");
}

TEST(SideBySideGolden, CachedStepsAreThoseOfTheReference)
{
    std::size_t compared = 0;
    for (const fs::path& folder : modelCases()) {
        SCOPED_TRACE(folder.filename().string());
        const auto decoder = Decoder::load(folder.string(), at::kFloat, at::kCPU).take();
        const Expected expect(folder);
        const at::Tensor ids = expect["input_ids"];
        const at::Tensor mask = expect["attention_mask"];
        const at::Tensor wanted = expect["cached_logits"];
        const ModelConfig& config = decoder->config();
        const bool byLength = config.rope.dependsOnLength() ||
                              (config.localRope && config.localRope->dependsOnLength());
        // There the second row turns by the length of the first, which a text of its own does not.
        for (std::int64_t row = 0; row < (byLength ? 1 : 2); ++row) {
            Ids text;
            for (std::int64_t i = 0; i < 39; ++i) {
                if (mask[row][i].item<std::int64_t>() != 0) {
                    text.push_back(ids[row][i].item<std::int64_t>());
                }
            }
            const auto first = static_cast<std::int64_t>(text.size()) - 5;
            const at::Tensor found = readAlone(*decoder, text, first).narrow(0, 1, 5);
            const double scale = wanted.abs().max().item<double>();
            EXPECT_LT((found - wanted[row]).abs().max().item<double>(), 1e-4 * scale) << row;
        }
        ++compared;
    }
    ran(compared, "models, read text by text");
}

TEST(SideBySide, ThreadsDoNotMatter)
{
    if (!RowExact::possible(at::kCPU, at::kFloat)) {
        GTEST_SKIP() << "not run: MARGINALIA_CPU=plain takes the library's products, which "
                        "do not promise equal bits";
    }
    for (const at::ScalarType dtype : {at::kFloat, at::kBFloat16}) {
        const auto decoder = Decoder::initialise(middleSize(), 3, dtype, at::kCPU);
        std::vector<Ids> texts;
        for (std::int64_t i = 0; i < 8; ++i) {
            texts.push_back(someIds(i, 60 + i, decoder->config().vocabulary));
        }
        std::vector<std::vector<at::Tensor>> found;
        for (const int threads : {1, 2, 3}) {
            at::set_num_threads(threads);
            found.push_back(readTogether(*decoder, texts, 50));
        }
        at::set_num_threads(1);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            EXPECT_TRUE(at::equal(found[0][i], found[1][i]));
            EXPECT_TRUE(at::equal(found[0][i], found[2][i]));
        }
    }
}

TEST(SideBySide, SamplesAreTheSameAloneInABatchAndJoinedLate)
{
    const auto decoder = Decoder::initialise(middleSize(), 4, at::kFloat, at::kCPU);
    std::map<std::uint64_t, std::vector<TokenId>> alone;
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
        alone[seed] = writeAlone(*decoder, seed);
        EXPECT_EQ(alone[seed].size(), 30U);
    }
    EXPECT_NE(alone[0], alone[1]);
    for (const int threads : {1, 2}) {
        at::set_num_threads(threads);
        std::map<std::uint64_t, std::vector<TokenId>> together;
        WritingBatch batch;
        for (std::uint64_t seed = 0; seed < 8; ++seed) {
            WritingTask task = taskFor(*decoder, seed);
            task.token = [&together, seed](const GeneratedToken& token) {
                together[seed].push_back(token.id);
                return true;
            };
            ASSERT_TRUE(batch.join(std::move(task)).ok());
            // The others are already writing when the next one joins.
            for (std::uint64_t i = 0; i < seed; ++i) {
                static_cast<void>(batch.round());
            }
        }
        while (!batch.empty()) {
            static_cast<void>(batch.round());
        }
        EXPECT_EQ(together, alone);
    }
    at::set_num_threads(1);
}

TEST(SideBySide, WhoLeavesDoesNotDisturbTheOthers)
{
    const auto one = Decoder::initialise(middleSize(), 4, at::kFloat, at::kCPU);
    const auto other = Decoder::initialise(middleSize(), 5, at::kFloat, at::kCPU);
    WritingBatch batch;
    std::map<int, std::vector<TokenId>> found;
    std::map<int, WritingBatch::Id> ids;
    for (int i = 0; i < 6; ++i) {
        WritingTask task = taskFor(i % 2 == 0 ? *one : *other, static_cast<std::uint64_t>(i));
        if (i == 4) {
            task.base = other.get();
        }
        task.token = [&found, i](const GeneratedToken& token) {
            found[i].push_back(token.id);
            EXPECT_EQ(token.baseLogp.has_value(), i == 4);
            return i != 1 || found[i].size() < 3;
        };
        ids[i] = batch.join(std::move(task)).take();
    }
    std::map<WritingBatch::Id, FinishReason> reasons;
    for (int round = 0; !batch.empty(); ++round) {
        if (round == 10) {
            batch.leave(ids[2]);
        }
        for (const WritingBatch::Finished& finished : batch.round()) {
            reasons[finished.id] = finished.reason;
        }
    }
    EXPECT_EQ(reasons.count(ids[2]), 0U);
    EXPECT_EQ(reasons[ids[1]], FinishReason::Cancelled);
    EXPECT_EQ(found[1].size(), 3U);
    EXPECT_LE(found[2].size(), 10U);
    for (const int i : {0, 3, 4, 5}) {
        EXPECT_EQ(reasons[ids[i]], FinishReason::Length);
        EXPECT_EQ(found[i], writeAlone(i % 2 == 0 ? *one : *other, static_cast<std::uint64_t>(i)));
    }
}
