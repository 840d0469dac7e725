// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/run_spec.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// A number of a run's settings that may be changed while the run goes on.
struct Knob {
    std::string key;  ///< as settings are typed: "learning_rate", "beta", "terms.sft"
    Text label;       ///< MG_TR
    Text help;        ///< MG_TR: one sentence
    double value = 0;
    double low = 0;
    double high = 0;
    bool whole = false;
};

/// What can be changed of a run with these settings, in the order of the form; `total` is the step
/// at which the run ends now. Not among them: what decides which rows there are and what they are
/// compared with, which takes a fork.
std::vector<Knob> knobsOf(const RunSpec& spec, std::int64_t total);

/// The settings with another value of one knob, checked as a recipe is. Invalid says why not; a key
/// that is no knob of the run is named beside those that are.
Result<RunSpec> withKnob(const RunSpec& spec, const std::string& key, const Json& value);

/// Appends a request "set" for every change to control.jsonl, all at once, so that they take place
/// at the same step; gives their ids.
Result<std::vector<std::string>> requestKnobs(
    const std::string& runFolder, const std::vector<std::pair<std::string, double>>& changes);

/// A change that a run has made: an event "control" of kind "set".
struct KnobEvent {
    std::string id;  ///< of the request
    std::string key;
    std::int64_t step = 0;  ///< the last one with the old value
    double before = 0;
    double after = 0;
    /// Of a change of the end: the warm-up stays as long as it was. -1: nothing is said.
    std::int64_t warmupSteps = -1;
};
/// From the detail of an event "control"; nothing: another kind, or a request that was refused.
std::optional<KnobEvent> knobEvent(const Json& detail, std::int64_t step);
/// The detail of the event that tells a change, without id and kind.
Json knobDetail(const KnobEvent& event);
/// The settings after a change.
Result<RunSpec> withKnobEvent(const RunSpec& spec, const KnobEvent& event);

/// The changes of all attempts at a run in the order of their steps: what a resumed run makes
/// again. A change that was asked for after the run had gone back to an earlier step takes the
/// place of those of its key that lie further on.
std::vector<KnobEvent> knobHistory(const std::string& runFolder);

/// The settings of run.json with everything that was changed since.
Result<RunSpec> specInForce(const std::string& runFolder);

}  // namespace marginalia
