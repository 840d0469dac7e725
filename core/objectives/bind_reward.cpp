// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/parameters.h"
#include "core/objectives/reward_model.h"

namespace marginalia {

namespace {

Result<Objective> bindRmBt(const Given& given)
{
    const RmBtOptions options{given.number("center_coefficient"), given.yes("use_margin")};
    return objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return rmBt(batch, options); });
}

Result<Objective> bindRmMse(const Given&)
{
    return objectiveOf([](const RowBatch& batch, ObjectiveState&) { return rmMse(batch); });
}

Result<Objective> bindPrm(const Given& given)
{
    const bool last = given.yes("last_step_only");
    Objective out =
        objectiveOf([last](const RowBatch& batch, ObjectiveState&) { return prm(batch, last); });
    out.ownDenominator = judgedRows;
    return out;
}

}  // namespace

const std::vector<Binder>& rewardBinders()
{
    static const std::vector<Binder> list = {
        {"rm_bt", bindRmBt}, {"rm_mse", bindRmMse}, {"prm", bindPrm}};
    return list;
}

}  // namespace marginalia
