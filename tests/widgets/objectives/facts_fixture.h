// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/catalog.h"
#include "widgets/train/recipe_data.h"

namespace marginalia::test {

/// Counts as a project of 5,000 labels would give them: pairs, ties and both-bad.
inline DataFacts factsOfPairs()
{
    DataFacts facts;
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        LabelUse use;
        use.labelled = 5000;
        switch (info.needs.data) {
            case DataCode::Pairs:
            case DataCode::Demos:
                use.used = 4120;
                use.unused = {{"tie", 610}, {"both_bad", 270}};
                break;
            case DataCode::Unpaired:
                use.used = 4390;
                use.unused = {{"tie", 610}};
                break;
            default:
                use.used = 0;
                use.unused = {{"wrong_kind", 5000}};
        }
        facts.uses[info.id] = use;
    }
    return facts;
}

}  // namespace marginalia::test
