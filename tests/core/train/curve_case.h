// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/model/decoder.h"
#include "core/train/train_loop.h"

#include <memory>
#include <string>
#include <vector>

namespace marginalia::golden {

/// Golden values of models/training: a run, its data and its model, ready to train through the
/// trainer's own code.
struct CurveCase {
    std::string name;
    Json run;
    std::string modelFolder;
    RunSpec spec;

    /// Objective id of ours; empty: not in this version.
    static std::string objectiveOf(const Json& run);
    static CurveCase load(const std::string& name);
    TrainData data() const;
    BatchPlan plan() const;
    std::unique_ptr<Decoder> decoder() const;
    /// A folder with the head that the run starts from; empty: it has none.
    std::string headFolder() const;
};

std::string trainingFolder();
/// Names of all runs in the folder.
std::vector<std::string> curveNames();

}  // namespace marginalia::golden
