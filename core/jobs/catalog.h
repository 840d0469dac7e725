// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace marginalia {

enum class RefKind : std::uint8_t { None, SeqSum, PerToken };
enum class Coupling : std::uint8_t { None, Pair, Group, MicroBatch, RunningState };
enum class DataCode : std::uint8_t { Demos, Pairs, Unpaired };

/// What an objective asks for; the window greys out what the data or machine cannot give, the
/// worker checks again.
struct Needs {
    RefKind ref = RefKind::None;
    bool mismatchRows = false;
    Coupling coupling = Coupling::None;
    DataCode data = DataCode::Pairs;
    int minMicroBatch = 1;
};

/// A number a person may set, by its key in run.json (and in the golden files' `params`).
struct ParameterInfo {
    std::string key;
    const char* label;  ///< MG_TR; what the form shows ("β")
    double fallback = 0;
    double low = 0;
    double high = 0;
    const char* help;  ///< MG_TR
};

/// A choice among words.
struct ChoiceInfo {
    std::string key;
    const char* label;
    std::string fallback;
    std::vector<std::pair<std::string, const char*>> values;  ///< value, MG_TR text
    const char* help;
};

/// A sentence about a metric or a term, for tooltips.
struct MetricInfo {
    std::string name;
    const char* sentence;  ///< MG_TR
};
/// What every metric name of the catalogue means; null for a name of others.
const MetricInfo* findMetric(const std::string& name);

/// A piece of the formula with its colour: 'c' chosen, 'r' rejected, 'n' plain.
struct FormulaPiece {
    char colour;
    const char* text;
};

/// The curves a run of this objective shows, in order; names are TRL's.
struct ChartInfo {
    const char* title;                 ///< MG_TR
    const char* unit;                  ///< MG_TR
    std::vector<std::string> metrics;  ///< drawn together
};

/// One row of the catalogue: plain data, no code, so that the window can list, explain and check
/// objectives.
struct ObjectiveInfo {
    std::string id;
    const char* title;     ///< MG_TR
    const char* family;    ///< MG_TR, e.g. "direct preference"
    const char* sentence;  ///< MG_TR: what it optimises
    const char* whenToUse;
    const char* howItFails;
    const char* watch;
    std::vector<FormulaPiece> formula;
    Needs needs;
    std::vector<ParameterInfo> parameters;
    std::vector<ChoiceInfo> choices;
    std::vector<ChartInfo> charts;
    const char* source;  ///< authors, year, equation
};

/// All objectives, in the order they are shown.
const std::vector<ObjectiveInfo>& objectiveCatalog();
/// Null for an unknown id.
const ObjectiveInfo* findObjective(const std::string& id);

}  // namespace marginalia
