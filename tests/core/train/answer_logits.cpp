// SPDX-License-Identifier: Apache-2.0
#include "tests/core/train/answer_logits.h"

#include <ATen/Functions.h>  // a test compares with many operators
#include <c10/core/GradMode.h>

namespace marginalia::plain {

RowLogits logitsOf(const Decoder& decoder, const TrainRow& row)
{
    const c10::NoGradGuard noGrad;
    const auto length = static_cast<std::int64_t>(row.ids.size());
    std::vector<std::int64_t> ids(row.ids.begin(), row.ids.end());
    std::vector<std::int64_t> scored;
    std::vector<std::int64_t> targets;
    for (std::size_t t = 1; t < row.ids.size(); ++t) {
        if (row.trained[t]) {
            scored.push_back(static_cast<std::int64_t>(t) - 1);
            targets.push_back(row.ids[t]);
        }
    }
    PackedInput input;
    input.ids = at::tensor(ids, at::kLong);
    input.positions = at::arange(length, at::kLong);
    input.segments = {{0, length, -1, 0}};
    input.scored = at::tensor(scored, at::kLong);
    input.targets = at::tensor(targets, at::kLong);
    return {decoder.logits(decoder.hidden(input).index_select(0, input.scored)), input.targets};
}

std::vector<double> logpsOf(const Decoder& decoder, const TrainRow& row)
{
    const RowLogits all = logitsOf(decoder, row);
    const at::Tensor logps = at::log_softmax(all.logits.to(at::kDouble), -1)
                                 .gather(-1, all.targets.unsqueeze(-1))
                                 .squeeze(-1)
                                 .contiguous();
    const double* data = logps.const_data_ptr<double>();
    return {data, data + logps.numel()};
}

TrainRow joined(const TrainRow& prompt, const std::vector<std::int32_t>& answer)
{
    TrainRow row;
    row.ids = prompt.ids;
    row.ids.insert(row.ids.end(), answer.begin(), answer.end());
    row.trained.assign(prompt.ids.size(), false);
    row.trained.resize(row.ids.size(), true);
    row.promptUid = prompt.promptUid;
    return row;
}

}  // namespace marginalia::plain
