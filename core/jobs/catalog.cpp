// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog.h"

#include "core/base/text.h"
#include "core/jobs/catalog/parts.h"

#include <algorithm>

namespace marginalia {

namespace {

std::vector<ObjectiveInfo> allObjectives()
{
    std::vector<ObjectiveInfo> out;
    for (const auto& family :
         {catalog::pairObjectives(), catalog::unpairedObjectives(), catalog::imitationObjectives(),
          catalog::rankingObjectives(), catalog::rewardObjectives(), catalog::onlineObjectives()}) {
        out.insert(out.end(), family.begin(), family.end());
    }
    return out;
}

std::vector<ModifierInfo> allModifiers()
{
    std::vector<ModifierInfo> out = catalog::scoreModifiers();
    for (const ModifierInfo& each : catalog::trainingModifiers()) {
        out.push_back(each);
    }
    return out;
}

}  // namespace

const std::vector<ObjectiveInfo>& objectiveCatalog()
{
    static const std::vector<ObjectiveInfo> list = allObjectives();
    return list;
}

const ObjectiveInfo* findObjective(const std::string& id)
{
    const auto& list = objectiveCatalog();
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const ObjectiveInfo& info) { return info.id == id; });
    return found == list.end() ? nullptr : &*found;
}

const std::vector<ModifierInfo>& modifierCatalog()
{
    static const std::vector<ModifierInfo> list = allModifiers();
    return list;
}

const ModifierInfo* findModifier(const std::string& id)
{
    const auto& list = modifierCatalog();
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const ModifierInfo& each) { return each.info.id == id; });
    return found == list.end() ? nullptr : &*found;
}

const char* whyNotTrainable(const Needs& needs)
{
    if (needs.storedScores) {
        return MG_TR("objectives", "Records cannot carry the scores that it needs yet.");
    }
    return nullptr;
}

}  // namespace marginalia
