// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/train/batch_plan.h"
#include "core/train/train_data.h"

#include <cstdint>
#include <string>
#include <vector>

namespace marginalia {

/// A pair of token ids, as benchmark files hold them.
struct BenchPair {
    std::vector<std::int32_t> prompt;
    std::vector<std::int32_t> chosen;
    std::vector<std::int32_t> rejected;
};

/// Reads lines {"prompt": ids, "chosen": ids, "rejected": ids}. An error names file, line and
/// field; every id must lie below `vocabulary`.
Result<std::vector<BenchPair>> readBenchPairs(const std::string& path, std::int64_t vocabulary);

/// What a benchmark trains on: step k takes pairs (k - 1) batch .. k batch - 1, in file order.
struct BenchData {
    TrainData data;
    std::vector<std::vector<std::vector<std::int64_t>>> batches;
    bool rotate = false;  ///< mismatched rows as TRL pairs them, inside a batch
};

/// Rows of `objective` (dpo, sft or kto): both answers, the chosen one, or both as single judged
/// answers.
BenchData benchData(const std::vector<BenchPair>& pairs, const std::string& objective,
                    std::int64_t batch, std::int64_t steps);

/// Pairs of query and key that an item's attention computes, a common beginning once.
double attendedKeys(const TrainItem& item);

}  // namespace marginalia
