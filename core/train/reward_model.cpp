// SPDX-License-Identifier: Apache-2.0
#include "core/train/reward_model.h"

#include "core/model/adapter_base.h"
#include "core/model/adapter_config.h"
#include "core/model/adapter_files.h"

#include <ATen/ops/cat.h>
#include <c10/core/GradMode.h>

namespace marginalia {

Result<std::unique_ptr<RewardModel>> RewardModel::load(const std::string& folder,
                                                       const RunEnvironment& environment,
                                                       const TextTools& tools)
{
    const bool adapted = isAdapterFolder(folder);
    std::string base = folder;
    if (adapted) {
        MG_TRY(base, adapterBaseFolder(folder));
    }
    MG_TRY(const TextTools own, loadTextTools(base));
    if (own.tokenizer->digest() != tools.tokenizer->digest()) {
        return failure(
            ErrorKind::Invalid,
            MG_TR("train", "The reward model has another tokenizer than the model in training."),
            folder, MG_TR("train", "Train a reward model on the same base."));
    }
    MG_TRY(auto decoder,
           Decoder::load(base, environment.dtype, environment.device, {}, Decoder::Use::Frozen));
    if (adapted) {
        MG_TRY(std::shared_ptr<Adapter> adapter, readAdapter(folder, *decoder));
        MG_CHECK(decoder->wear(std::move(adapter)));
    }
    MG_TRY(auto head, RowHead::load(folder, *decoder));
    if (!head || head->outputs() != 1) {
        return failure(ErrorKind::Invalid,
                       MG_TR("train", "The reward model has no head that gives one number."),
                       folder, MG_TR("train", "Take a checkpoint of a run with rm_bt."));
    }
    return std::unique_ptr<RewardModel>(new RewardModel(std::move(decoder), std::move(*head)));
}

std::vector<double> RewardModel::scores(const std::vector<const TrainItem*>& items,
                                        const PackOptions& pack) const
{
    const c10::NoGradGuard noGrad;
    const UnitBatch unit = packUnit(items, {}, pack, m_decoder->device());
    std::vector<at::Tensor> parts;
    for (const Pack& each : unit.packs) {
        parts.push_back(m_head(m_decoder->hidden(each.input).index_select(0, each.last)));
    }
    if (parts.empty()) {
        return {};
    }
    const at::Tensor all = at::cat(parts).to(at::kCPU, at::kDouble).contiguous();
    const double* data = all.const_data_ptr<double>();
    return {data, data + all.numel()};
}

}  // namespace marginalia
