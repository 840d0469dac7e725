// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/run_folder.h"

#include <string>
#include <vector>

namespace marginalia {

/// A setting that two runs do not have alike. Null: that one has no such setting.
struct SettingDifference {
    std::string key;  ///< as settings are typed: "learning_rate", "beta", "terms.sft"
    Json before;
    Json after;
};

/// What differs between two recipes, in the order of the settings; an objective's numbers that
/// nobody gave count as its defaults. Names of runs are no difference.
std::vector<SettingDifference> settingsDifference(const RunSpec& before, const RunSpec& after);

/// A value as it is typed: text without quotes, "none" for what is not there or empty.
std::string settingValueText(const Json& value);

/// Two runs: the settings they began with, and whether they had the same data and start model.
struct RunDifference {
    std::vector<SettingDifference> settings;
    /// Names of digests of run.json that both know and that are not alike: "data", "model".
    std::vector<std::string> digests;
};
Result<RunDifference> runDifference(const std::string& beforeFolder,
                                    const std::string& afterFolder);

}  // namespace marginalia
