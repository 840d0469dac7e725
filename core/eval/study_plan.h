// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/command_line.h"
#include "core/jobs/run_spec.h"
#include "core/jobs/spec_settings.h"
#include "core/jobs/study_table.h"

#include <string>
#include <vector>

namespace marginalia {

/// One training that a study makes.
struct PlannedCell {
    StudyCell cell;
    RunSpec spec;
    std::string name;  ///< of its files: "ipo-learning_rate_0.0004-2"
};

struct StudyPlan {
    std::string command;
    std::string model;
    std::string modelName;  ///< as the record says it: "starter", or the folder that was named
    ModelScale scale = ModelScale::Usual;  ///< which learning rates are the default
    std::string out;
    std::string project;  ///< empty: labels of the starter world
    std::int64_t labels = 60;
    std::int64_t steps = 40;
    std::int64_t prompts = 120;
    bool json = false;
    bool keepRuns = false;
    std::string store;  ///< where the table is recorded; empty: nowhere
    std::vector<PlannedCell> cells;
};

/// What the words ask for; the error is a usage error. Every cell's settings are checked, so that
/// nothing is found out after an hour.
Result<StudyPlan> studyPlan(const cli::Words& words);

}  // namespace marginalia
