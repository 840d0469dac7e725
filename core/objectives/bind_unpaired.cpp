// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/kto.h"
#include "core/objectives/parameters.h"

namespace marginalia {

namespace {

Result<Objective> bindKto(const Given& given)
{
    KtoOptions options;
    options.beta = given.number("beta");
    options.desirableWeight = given.number("desirable_weight");
    options.undesirableWeight = given.number("undesirable_weight");
    options.allKlRows = given.word("kl_rows") == "all";
    return objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return kto(batch, options); });
}

}  // namespace

const std::vector<Binder>& unpairedBinders()
{
    static const std::vector<Binder> list = {{"kto", bindKto}};
    return list;
}

}  // namespace marginalia
