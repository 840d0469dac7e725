// SPDX-License-Identifier: Apache-2.0
// models.md 8.4: every family learns eight rows by heart.
#include "core/train/adamw.h"
#include "tests/core/golden_part.h"
#include "tests/core/golden_ran.h"
#include "tests/core/model/golden_models.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <ATen/TensorOperators.h>

#include <cmath>
#include <random>
#include <set>

using namespace marginalia;

namespace {

/// Eight rows of twelve random ids, every next token scored. Rows begin differently: what follows
/// can be learned.
PackedInput eightRows(std::int64_t vocabulary)
{
    constexpr std::int64_t kRows = 8, kLength = 12;
    std::mt19937 random(23);
    std::vector<std::int64_t> ids, positions, scored, targets;
    PackedInput input;
    for (std::int64_t row = 0; row < kRows; ++row) {
        input.segments.push_back({row * kLength, kLength, -1, 0});
        for (std::int64_t i = 0; i < kLength; ++i) {
            const auto drawn = static_cast<std::int64_t>(random());
            ids.push_back(i == 0 ? row + 3 : drawn % vocabulary);
            positions.push_back(i);
            if (i > 0) {
                scored.push_back(row * kLength + i - 1);
                targets.push_back(ids.back());
            }
        }
    }
    input.ids = at::tensor(ids, at::kLong);
    input.positions = at::tensor(positions, at::kLong);
    input.scored = at::tensor(scored, at::kLong);
    input.targets = at::tensor(targets, at::kLong);
    return input;
}

/// Nats a token after at most `most` updates.
double learnedLoss(Decoder& decoder, int most, double enough)
{
    const PackedInput input = eightRows(decoder.config().vocabulary);
    decoder.setTrainable(true);
    AdamW optimizer(decoder.parameters(), {0.9, 0.95, 1e-8, 0});
    double loss = 0;
    for (int step = 0; step < most; ++step) {
        optimizer.zeroGradients();
        const at::Tensor mean = -decoder.score(input, false).logps.mean();
        loss = mean.item<double>();
        if (loss < enough) {
            break;
        }
        mean.backward();
        optimizer.collect();
        optimizer.step(8e-3, optimizer.gradientNorm(), 1.0);
    }
    return loss;
}

/// Capped logits lie between -c and c: the best there is has one token at c, all others at -c.
double leastLoss(const ModelConfig& config)
{
    const auto others = static_cast<double>(config.vocabulary - 1);
    return config.logitCap > 0 ? std::log1p(others * std::exp(-2 * config.logitCap)) : 0;
}

}  // namespace

TEST(Overfit, EveryFamilyLearnsEightRowsByHeart)
{
    std::set<std::string> families;
    for (const golden::fs::path& folder : golden::modelCases()) {
        const std::string type = golden::readJson(folder / "config.json").value("model_type", "");
        if (!golden::isSupported(folder) || !families.insert(type).second) {
            continue;
        }
        SCOPED_TRACE(folder.filename().string());
        const auto decoder = Decoder::load(folder.string(), at::kFloat, at::kCPU).take();
        const double enough = leastLoss(decoder->config()) + 0.05;
        EXPECT_LT(learnedLoss(*decoder, 300, enough), enough);
    }
    golden::ran(families.size(), "families");
    if (families.empty()) {
        MARGINALIA_PART_MISSING("model cases of our families");
    }
}
