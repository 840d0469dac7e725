// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/jobs/catalog.h"
#include "core/objectives/objective.h"
#include "core/objectives/parameters.h"

namespace marginalia {

namespace {

Status checkModifiers(const std::vector<ModifierSpec>& modifiers)
{
    for (const ModifierSpec& modifier : modifiers) {
        if (findModifier(modifier.id) == nullptr) {
            return failure(ErrorKind::Unsupported,
                           {MG_TR("objectives", "The modifier \"%1\" is not in this version."),
                            {quotedForError(modifier.id)}},
                           modifier.id);
        }
    }
    return {};
}

}  // namespace

Result<Objective> bindObjective(const std::string& id, const BoundParameters& parameters)
{
    MG_CHECK(checkModifiers(parameters.modifiers));
    const ObjectiveInfo* info = findObjective(id);
    for (const auto* family : {&pairBinders(), &unpairedBinders(), &imitationBinders(),
                               &rankingBinders(), &rewardBinders(), &onlineBinders()}) {
        for (const Binder& binder : *family) {
            if (info != nullptr && id == binder.id) {
                const Given given(*info, parameters);
                MG_CHECK(given.check());
                return binder.bind(given);
            }
        }
    }
    return failure(
        ErrorKind::Unsupported,
        {MG_TR("objectives", "The objective \"%1\" is not in this version."), {quotedForError(id)}},
        id);
}

}  // namespace marginalia
