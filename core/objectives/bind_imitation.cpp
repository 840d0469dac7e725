// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/parameters.h"
#include "core/objectives/sft.h"

namespace marginalia {

namespace {

Result<Objective> bindSft(const Given& given)
{
    const SftReduction reduction =
        given.word("reduction") == "seq_mean" ? SftReduction::SeqMean : SftReduction::TokenGlobal;
    return objectiveOf(
        [reduction](const RowBatch& batch, ObjectiveState&) { return sft(batch, reduction); });
}

}  // namespace

const std::vector<Binder>& imitationBinders()
{
    static const std::vector<Binder> list = {{"sft", bindSft}};
    return list;
}

}  // namespace marginalia
