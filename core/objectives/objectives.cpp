// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/jobs/catalog.h"
#include "core/objectives/mix.h"
#include "core/objectives/objective.h"
#include "core/objectives/parameters.h"
#include "core/objectives/token_modifiers.h"

namespace marginalia {

Result<Objective> bindObjective(const std::string& id, const BoundParameters& parameters)
{
    const Combination all{id, parameters.numbers, parameters.words, parameters.terms,
                          parameters.modifiers};
    if (const auto problems = checkCombination(all); !problems.empty()) {
        return failure(ErrorKind::Unsupported, problems.front().what, problems.front().field);
    }
    if (!all.terms.empty()) {
        return bindMix(all);
    }
    const ObjectiveInfo* info = findObjective(id);
    for (const auto* family : {&pairBinders(), &unpairedBinders(), &imitationBinders(),
                               &rankingBinders(), &rewardBinders(), &onlineBinders()}) {
        for (const Binder& binder : *family) {
            if (info != nullptr && id == binder.id) {
                const Given given(*info, parameters);
                MG_CHECK(given.check());
                Result<Objective> bound = binder.bind(given);
                return bound.ok() ? withTokenModifiers(std::move(*bound), parameters.modifiers)
                                  : bound;
            }
        }
    }
    return failure(
        ErrorKind::Unsupported,
        {MG_TR("objectives", "The objective \"%1\" is not in this version."), {quotedForError(id)}},
        id);
}

}  // namespace marginalia
