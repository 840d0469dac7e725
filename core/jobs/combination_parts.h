// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/combinations.h"

#include <algorithm>
#include <string>
#include <vector>

/// What checking a combination and reading its settings share.
namespace marginalia::combination {

/// Prefix of the parameters of annotator_weights that are names of people.
inline constexpr const char* kReliability = "eta/";

/// Prefix of the parameters of scalarised_pairs and dpa that are names of qualities.
inline constexpr const char* kQuality = "v/";

/// Data kind of the losses of a mix, `sft` aside; that of the objective where nothing else is said.
DataCode dataOfMix(const Combination& all);

inline bool onPairs(DataCode data)
{
    return data == DataCode::Pairs || data == DataCode::GoldPairs;
}

template <class List>
auto found(const List& list, const std::string& key)
{
    return std::find_if(list.begin(), list.end(),
                        [&](const auto& each) { return each.key == key; });
}

/// The parameter for those that are not named, whose range a named one has (eta/NAME of a person,
/// v/NAME of a quality); null: the row of the catalogue has no such names.
inline const ParameterInfo* forTheOthers(const ObjectiveInfo& info, const std::string& key)
{
    for (const auto& [prefix, others] :
         {std::pair(kReliability, "unknown"), std::pair(kQuality, "others")}) {
        const auto row = found(info.parameters, others);
        if (key.rfind(prefix, 0) == 0 && row != info.parameters.end()) {
            return &*row;
        }
    }
    return nullptr;
}

inline bool contains(const std::vector<std::string>& list, const std::string& id)
{
    return std::find(list.begin(), list.end(), id) != list.end();
}

}  // namespace marginalia::combination
