// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/combinations.h"

#include "core/jobs/combination_parts.h"

#include <algorithm>

namespace marginalia {

DataCode combination::dataOfMix(const Combination& all)
{
    for (const bool thumbs : {false, true}) {
        for (const TermSpec& term : all.terms) {
            const ObjectiveInfo* info = findObjective(term.loss);
            if (info != nullptr && term.loss != "sft" &&
                (info->needs.data == DataCode::Unpaired) == thumbs) {
                return info->needs.data;
            }
        }
    }
    const ObjectiveInfo* info = findObjective(all.objective);
    return info != nullptr ? info->needs.data : DataCode::Pairs;
}

using namespace combination;

namespace {

void widen(Needs& needs, const Needs& other)
{
    needs.ref = std::max(needs.ref, other.ref);
    needs.mismatchRows = needs.mismatchRows || other.mismatchRows;
    needs.coupling = std::max(needs.coupling, other.coupling);
    needs.minMicroBatch = std::max(needs.minMicroBatch, other.minMicroBatch);
    needs.head = std::max(needs.head, other.head);
    needs.statistics = needs.statistics || other.statistics;
    needs.otherLogits = needs.otherLogits || other.otherLogits;
    needs.teacher = needs.teacher || other.teacher;
    needs.baseModel = needs.baseModel || other.baseModel;
    needs.answersToo = needs.answersToo || other.answersToo;
    needs.oldLogps = needs.oldLogps || other.oldLogps;
    needs.reward = needs.reward || other.reward;
    needs.storedScores = needs.storedScores || other.storedScores;
    needs.numbers = std::max(needs.numbers, other.numbers);
    needs.hidden = needs.hidden || other.hidden;
    needs.extraForward = needs.extraForward || other.extraForward;
}

/// What scalarised_pairs and dpa say of qualities.
void readQualities(const std::map<std::string, double>& parameters, RowWish& out)
{
    for (const auto& [key, value] : parameters) {
        if (key.rfind(kQuality, 0) == 0) {
            out.qualityWeights[key.substr(std::string(kQuality).size())] = value;
        } else if (key == "others") {
            out.otherQualities = value;
        } else if (key == "threshold") {
            out.threshold = value;
        }
    }
}

}  // namespace

Combination combinationOf(const RunSpec& spec)
{
    return {spec.objective, spec.parameters, spec.choices,
            spec.terms,     spec.modifiers,  !spec.teacher.empty()};
}

Needs needsOf(const Combination& all)
{
    Needs out;
    out.data = dataOfMix(all);
    if (const ObjectiveInfo* info = findObjective(all.objective); all.terms.empty() && info) {
        out = info->needs;
    }
    for (const TermSpec& term : all.terms) {
        if (const ObjectiveInfo* info = findObjective(term.loss)) {
            widen(out, info->needs);
        }
    }
    for (const ModifierSpec& modifier : all.modifiers) {
        if (const ModifierInfo* info = findModifier(modifier.id)) {
            widen(out, info->info.needs);
        }
    }
    return out;
}

TermSettings settingsOfTerm(const Combination& all, const std::string& term)
{
    TermSettings out;
    const ObjectiveInfo* info = findObjective(term);
    if (info == nullptr) {
        return out;
    }
    if (term == "bco_pair") {
        out.choices["bco_shift"] = "none";
    }
    for (const auto& [key, value] : all.parameters) {
        if (found(info->parameters, key) != info->parameters.end()) {
            out.parameters[key] = value;
        }
    }
    for (const auto& [key, value] : all.choices) {
        if (found(info->choices, key) != info->choices.end()) {
            out.choices[key] = value;
        }
    }
    return out;
}

std::vector<ModifierSpec> modifiersOfTerm(const Combination& all, const std::string& term)
{
    std::vector<ModifierSpec> out;
    for (const ModifierSpec& modifier : all.modifiers) {
        const ModifierInfo* info = findModifier(modifier.id);
        const bool ofTheSum = modifier.id == "loss_balancing";
        if (info != nullptr && !ofTheSum &&
            (info->objectives.empty() || contains(info->objectives, term))) {
            out.push_back(modifier);
        }
    }
    return out;
}

double copiesKept(const Combination& all)
{
    double out = 0;
    for (const ModifierSpec& modifier : all.modifiers) {
        if (modifier.id == "tr_dpo" || modifier.id == "drift") {
            out += 1;
        } else if (modifier.id == "lt_sft") {
            out += 1.25;  // and a byte of mask a weight
        } else if (modifier.id == "loss_balancing") {
            const auto mode = modifier.choices.find("mode");
            const bool gradients = mode != modifier.choices.end() && mode->second == "min_norm";
            out += gradients ? static_cast<double>(all.terms.size()) : 0;
        }
    }
    return out;
}

RowWish wishOf(const Combination& all)
{
    const Needs needs = needsOf(all);
    RowWish out;
    // Answers are imitated as demonstrations are, whatever is written besides.
    out.data = takesGivenAnswers(all) ? DataCode::Demos : needs.data;
    out.thumbsToo = takesThumbsToo(all);
    out.numbers = needs.numbers == RecordNumbers::AlignedLogps && all.scorer ? RecordNumbers::None
                                                                             : needs.numbers;
    if (out.numbers == RecordNumbers::Ratings) {
        readQualities(all.parameters, out);
    }
    for (const ModifierSpec& each : all.modifiers) {
        out.ties = out.ties || each.id == "ties";
        if (each.id == "pair_splitting") {
            const auto mode = each.choices.find("mode");
            out.splitting = splittingOf(mode == each.choices.end() ? "all" : mode->second);
        } else if (each.id == "scalarised_pairs") {
            out.scalarised = true;
            readQualities(each.parameters, out);
        }
    }
    return out;
}

bool takesGivenAnswers(const Combination& all)
{
    const ObjectiveInfo* info = findObjective(all.objective);
    if (info == nullptr || !info->needs.answersToo) {
        return false;
    }
    const auto share = all.parameters.find("lambda");
    const auto ofTeacher = all.choices.find("seq_kd");
    const double own =
        share != all.parameters.end() ? share->second : found(info->parameters, "lambda")->fallback;
    return own < 1 && (ofTeacher == all.choices.end() || ofTeacher->second != "true");
}

double annotatorWeight(const std::vector<ModifierSpec>& modifiers, const std::string& annotator)
{
    for (const ModifierSpec& modifier : modifiers) {
        if (modifier.id != "annotator_weights") {
            continue;
        }
        for (const char* const key : {kReliability, "unknown"}) {
            const std::string whole =
                key == std::string(kReliability) ? key + annotator : std::string(key);
            const auto known = modifier.parameters.find(whole);
            if (known != modifier.parameters.end()) {
                return known->second;
            }
        }
    }
    return 1;
}

bool imitatesChosen(const Combination& all)
{
    return onPairs(dataOfMix(all));
}

bool takesThumbsToo(const Combination& all)
{
    return onPairs(dataOfMix(all)) &&
           std::any_of(all.terms.begin(), all.terms.end(), [](const TermSpec& term) {
               const ObjectiveInfo* info = findObjective(term.loss);
               return info != nullptr && info->needs.data == DataCode::Unpaired;
           });
}

}  // namespace marginalia
