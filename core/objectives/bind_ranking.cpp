// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/parameters.h"
#include "core/objectives/ranking.h"

namespace marginalia {

namespace {

Result<Objective> bindRrhf(const Given& given)
{
    const RrhfOptions options{given.number("omega"), given.number("kappa"),
                              given.word("best_nll") == "sum"};
    return objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return rrhf(batch, options); });
}

Result<Objective> bindPro(const Given& given)
{
    const ProOptions options{given.number("omega"), given.word("ties") == "keep"};
    return objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return pro(batch, options); });
}

Result<Objective> bindAft(const Given& given)
{
    AftOptions options;
    const std::string& word = given.word("mode");
    options.mode = word == "boundary"  ? AftMode::Boundary
                   : word == "ranking" ? AftMode::Ranking
                                       : AftMode::Detached;
    options.omega = given.number("omega");
    options.b = given.number("b");
    return objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return aft(batch, options); });
}

template <LossOut (*Loss)(const RowBatch&, const NcaOptions&)>
Result<Objective> bindNca(const Given& given)
{
    const NcaOptions options{given.number("beta"), given.number("alpha")};
    return objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return Loss(batch, options); });
}

Result<Objective> bindDpoPl(const Given& given)
{
    const double beta = given.number("beta");
    return objectiveOf(
        [beta](const RowBatch& batch, ObjectiveState&) { return dpoPl(batch, beta); });
}

}  // namespace

const std::vector<Binder>& rankingBinders()
{
    static const std::vector<Binder> list = {{"rrhf", bindRrhf},    {"pro", bindPro},
                                             {"aft", bindAft},      {"infonca", bindNca<infonca>},
                                             {"nca", bindNca<nca>}, {"dpo_pl", bindDpoPl}};
    return list;
}

}  // namespace marginalia
