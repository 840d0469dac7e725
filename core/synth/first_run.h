// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/jobs/run_spec.h"

#include <cstdint>
#include <string>
#include <vector>

namespace marginalia::synth {

/// Settings that make few labels change the starter visibly without costing right answers: DPO with
/// a likelihood term (seeds.md E.7; plain DPO stays at .62 there). The tour and `bench first-run`
/// use this one.
///
/// `labels` are strict preferences; fewer labels get more epochs, so that about the same number of
/// steps is made.
RunSpec firstRunSpec(const std::string& starterFolder, std::int64_t labels);

/// What `bench first-run` measured with a number of labels; lines of
/// resources/starter/first_run.json.
struct FirstRunFigures {
    std::int64_t labels = 0;
    double warmBefore = 0;  ///< share of answers to unseen word problems that open warmly
    double warmAfter = 0;
    double rightBefore = 0;  ///< share that give the right number
    double rightAfter = 0;
    double trainSeconds = 0;
    std::int64_t prompts = 0;
    std::uint64_t seed = 0;
};
Json toJson(const FirstRunFigures& figures);

/// What the tour says about its recipes: first_run.json of the starter's folder. Empty with an
/// Error when there is none.
Result<std::vector<FirstRunFigures>> readFirstRunFigures(const std::string& starterFolder);
/// Puts `figures` in the place of those with as many labels.
Status storeFirstRunFigures(const std::string& starterFolder, const FirstRunFigures& figures);

}  // namespace marginalia::synth
