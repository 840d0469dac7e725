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
/// What one training item is (objectives.md 0.8).
enum class DataCode : std::uint8_t {
    Demos,       ///< prompt and demonstration
    Pairs,       ///< prompt, chosen, rejected
    Unpaired,    ///< prompt, completion, good or bad
    GoldPairs,   ///< a pair with a reference answer beside it
    Groups,      ///< prompt with several answers that have scores or an order
    Attributes,  ///< prompt, completion, ratings
    Steps,       ///< prompt and steps, each right or wrong
    Prompts,     ///< prompts alone; the answers are written while training
    Queries      ///< search queries with passages
};
/// Numbers that must stand with a record beside its label.
enum class RecordNumbers : std::uint8_t {
    None,
    RightWrong,    ///< which of several answers are right, told from their scores
    Visits,        ///< of the two nodes of a search tree
    Aspects,       ///< the one quality in which the two answers differ
    AlignedLogps,  ///< log-probs of the answer under other models, beforehand
    Expansion,     ///< what a language model made of the query
    Ratings        ///< of several answers in the same qualities
};
/// What stands on top of the decoder beside its vocabulary.
enum class HeadKind : std::uint8_t {
    None,
    Score,       ///< one number an answer, at its last token
    Attributes,  ///< one number an answer and attribute
    Steps,       ///< two logits at the end of each step
    Values,      ///< one number a token (PPO's critic)
    Embedding    ///< a vector an answer
};

/// What an objective asks for; the window greys out what the data or machine cannot give, the
/// worker checks again.
struct Needs {
    RefKind ref = RefKind::None;
    bool mismatchRows = false;
    Coupling coupling = Coupling::None;
    DataCode data = DataCode::Pairs;
    int minMicroBatch = 1;
    HeadKind head = HeadKind::None;
    bool statistics = false;    ///< token statistics of the whole vocabulary (objectives.md 12.3)
    bool otherLogits = false;   ///< those of the reference or a teacher beside the policy's
    bool teacher = false;       ///< a second model to learn from
    bool baseModel = false;     ///< the model before supervised training, beside the one after it
    bool answersToo = false;    ///< trains on the data's answers as well as on its own
    bool oldLogps = false;      ///< log-probs of the model that wrote the samples
    bool reward = false;        ///< a reward function, reward model or judge
    bool storedScores = false;  ///< numbers that another model gave the data beforehand
    RecordNumbers numbers = RecordNumbers::None;
    bool hidden = false;        ///< hidden states of chosen layers
    bool extraForward = false;  ///< a second pass with changed weights
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
    /// Value, MG_TR text; empty: any text, such as a folder.
    std::vector<std::pair<std::string, const char*>> values;
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
    const char* source;              ///< authors, year, equation
    const char* section = "";        ///< of the page that defines it, e.g. "2.4"
    const char* golden = "";         ///< its file of reference values; empty: properties only
    std::vector<std::string> names;  ///< what other programs and papers call it, for the search
    bool experimental = false;       ///< the published form was not seen (objectives.md 0.1)
    bool lowersBoth = false;         ///< chosen answers become less likely too, as they should
    double learningRate = 1e-6;      ///< to start from, all weights
    double learningRateLora = 5e-6;  ///< to start from, an adapter
    /// The same for a model of a few million weights, such as the starter.
    double learningRateSmall = 4e-4;
    double learningRateSmallLora = 2e-3;
};

/// A change that composes with objectives: noise models, token weights, score transforms, what
/// trains (objectives.md 9). The same plain data as an objective; `info.needs` adds to its needs.
struct ModifierInfo {
    ObjectiveInfo info;
    /// Ids of the objectives it works with; empty: all.
    std::vector<std::string> objectives;
    /// It works on the model's own weights, which an adapter leaves as they are.
    bool wholeModel = false;
    /// Every term of a mix must be among `objectives`, not one alone: it changes what all of them
    /// see.
    bool everyTerm = false;
};
const std::vector<ModifierInfo>& modifierCatalog();
const ModifierInfo* findModifier(const std::string& id);

/// Why this version's worker cannot train an objective yet; null: it can.
const char* whyNotTrainable(const Needs& needs);

/// All objectives, in the order they are shown.
const std::vector<ObjectiveInfo>& objectiveCatalog();
/// Null for an unknown id.
const ObjectiveInfo* findObjective(const std::string& id);

}  // namespace marginalia
