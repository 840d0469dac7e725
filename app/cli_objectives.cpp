// SPDX-License-Identifier: Apache-2.0
#include "app/cli_objectives.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/jobs/catalog.h"
#include "core/jobs/checked_against.h"
#include "core/jobs/combinations.h"
#include "core/jobs/run_spec.h"

#include <algorithm>
#include <cstdio>

namespace marginalia::cli {

namespace {

const std::vector<std::pair<DataCode, const char*>>& dataNames()
{
    static const std::vector<std::pair<DataCode, const char*>> list = {
        {DataCode::Demos, "demos"},       {DataCode::Pairs, "pairs"},
        {DataCode::Unpaired, "unpaired"}, {DataCode::GoldPairs, "gold_pairs"},
        {DataCode::Groups, "groups"},     {DataCode::Attributes, "attributes"},
        {DataCode::Steps, "steps"},       {DataCode::Prompts, "prompts"},
        {DataCode::Queries, "queries"}};
    return list;
}

const char* dataName(DataCode data)
{
    for (const auto& [code, name] : dataNames()) {
        if (code == data) {
            return name;
        }
    }
    return "";
}

bool isDataName(const std::string& name)
{
    return std::any_of(dataNames().begin(), dataNames().end(),
                       [&](const auto& each) { return name == each.second; });
}

const char* couplingName(Coupling coupling)
{
    switch (coupling) {
        case Coupling::None:
            return "none";
        case Coupling::Pair:
            return "pair";
        case Coupling::Group:
            return "group";
        case Coupling::MicroBatch:
            return "micro_batch";
        case Coupling::RunningState:
            return "running_state";
    }
    return "";
}

const char* headName(HeadKind head)
{
    switch (head) {
        case HeadKind::None:
            return "none";
        case HeadKind::Score:
            return "score";
        case HeadKind::Attributes:
            return "attributes";
        case HeadKind::Steps:
            return "steps";
        case HeadKind::Values:
            return "values";
        case HeadKind::Embedding:
            return "embedding";
    }
    return "";
}

std::string formulaOf(const ObjectiveInfo& info)
{
    std::string out;
    for (const FormulaPiece& piece : info.formula) {
        out += piece.text;
    }
    return out;
}

Json parametersJson(const ObjectiveInfo& info)
{
    Json parameters = Json::array();
    for (const ParameterInfo& each : info.parameters) {
        parameters.push_back({{"key", each.key},
                              {"label", each.label},
                              {"default", each.fallback},
                              {"low", each.low},
                              {"high", each.high},
                              {"help", each.help}});
    }
    return parameters;
}

Json choicesJson(const ObjectiveInfo& info)
{
    Json choices = Json::array();
    for (const ChoiceInfo& each : info.choices) {
        Json values = Json::array();
        for (const auto& [value, text] : each.values) {
            values.push_back({{"value", value}, {"text", text}});
        }
        choices.push_back({{"key", each.key},
                           {"label", each.label},
                           {"default", each.fallback},
                           {"values", values},
                           {"help", each.help}});
    }
    return choices;
}

Json needsJson(const Needs& needs)
{
    return {
        {"data", dataName(needs.data)},
        {"reference", needs.ref == RefKind::None     ? "none"
                      : needs.ref == RefKind::SeqSum ? "sums"
                                                     : "tokens"},
        {"coupling", couplingName(needs.coupling)},
        {"head", headName(needs.head)},
        {"mismatched_rows", needs.mismatchRows},
        {"least_batch", needs.minMicroBatch},
        {"token_statistics", needs.statistics},
        {"other_logits", needs.otherLogits},
        {"teacher", needs.teacher},
        {"base_model", needs.baseModel},
        {"answers_too", needs.answersToo},
        {"old_logps", needs.oldLogps},
        {"reward", needs.reward},
        {"stored_scores", needs.storedScores || (needs.numbers > RecordNumbers::RightWrong &&
                                                 needs.numbers != RecordNumbers::Ratings)},
        {"ratings", needs.data == DataCode::Attributes || needs.numbers == RecordNumbers::Ratings},
        {"hidden_states", needs.hidden},
        {"extra_forward", needs.extraForward}};
}

const char* textOr(const char* text)
{
    return text != nullptr ? text : "";
}

Json infoJson(const ObjectiveInfo& info)
{
    Json charts = Json::array();
    for (const ChartInfo& each : info.charts) {
        charts.push_back({{"title", each.title}, {"unit", each.unit}, {"metrics", each.metrics}});
    }
    const char* why = whyNotUsable(info);
    return {{"id", info.id},
            {"title", textOr(info.title)},
            {"family", textOr(info.family)},
            {"summary", textOr(info.sentence)},
            {"sentence", textOr(info.sentence)},
            {"formula", formulaOf(info)},
            {"needs", needsJson(info.needs)},
            {"parameters", parametersJson(info)},
            {"choices", choicesJson(info)},
            {"when", textOr(info.whenToUse)},
            {"fails", textOr(info.howItFails)},
            {"watch", textOr(info.watch)},
            {"reference", textOr(info.source)},
            {"needs_reference", info.needs.ref != RefKind::None},
            {"golden", textOr(info.golden)},
            {"checked_against", textOr(checkedAgainst(info))},
            {"source", textOr(info.source)},
            {"section", textOr(info.section)},
            {"names", info.names},
            {"experimental", info.experimental},
            {"learning_rate", info.learningRate},
            {"learning_rate_lora", info.learningRateLora},
            {"trainable", why == nullptr},
            {"why_not_trainable", textOr(why)},
            {"data", dataName(info.needs.data)},
            {"mismatched_rows", info.needs.mismatchRows},
            {"least_batch", info.needs.minMicroBatch},
            {"charts", charts}};
}

std::string lower(std::string text)
{
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return text;
}

/// What of the catalogue is asked for.
struct Wanted {
    std::string id;
    std::vector<std::string> words;
    std::string data;
    bool trainable = false;

    bool takes(const ObjectiveInfo& info) const
    {
        if ((!id.empty() && info.id != id) || (trainable && whyNotUsable(info) != nullptr) ||
            (!data.empty() && dataName(info.needs.data) != data)) {
            return false;
        }
        std::string text = info.id;
        for (const char* part : {info.title, info.family, info.sentence, info.whenToUse,
                                 info.howItFails, info.source}) {
            text += std::string("\n") + textOr(part);
        }
        for (const std::string& name : info.names) {
            text += "\n" + name;
        }
        text = lower(text);
        return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
            return text.find(word) != std::string::npos;
        });
    }
};

Json catalogJson(const Wanted& wanted, bool withModifiers)
{
    Json objectives = Json::array();
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        if (wanted.takes(info)) {
            objectives.push_back(infoJson(info));
        }
    }
    Json presets = Json::array();
    for (const RunPreset& preset : runPresets()) {
        const ObjectiveInfo* info = findObjective(preset.spec.objective);
        if (info != nullptr && wanted.takes(*info)) {
            presets.push_back({{"id", preset.id},
                               {"title", preset.title},
                               {"sentence", preset.sentence},
                               {"settings", marginalia::toJson(preset.spec)}});
        }
    }
    Json out = {{"objectives", objectives}, {"presets", presets}};
    if (withModifiers) {
        out["modifiers"] = Json::array();
        for (const ModifierInfo& modifier : modifierCatalog()) {
            if (wanted.takes(modifier.info)) {
                Json row = infoJson(modifier.info);
                row["objectives"] = modifier.objectives;
                out["modifiers"].push_back(row);
            }
        }
    }
    return out;
}

void printOne(const ObjectiveInfo& info)
{
    std::printf("%-12s %s (%s)%s\n      %s\n", info.id.c_str(), textOr(info.title),
                textOr(info.family), info.experimental ? " experimental" : "",
                textOr(info.sentence));
    std::printf("      needs %s%s%s\n", dataName(info.needs.data),
                info.needs.numbers == RecordNumbers::Ratings ? ", ratings" : "",
                info.needs.ref == RefKind::None ? "" : ", a reference model");
    if (const char* why = whyNotUsable(info)) {
        std::printf("      %s\n", why);
    }
    for (const ParameterInfo& each : info.parameters) {
        std::printf("      %-20s %g  (%g to %g)  %s\n", each.key.c_str(), each.fallback, each.low,
                    each.high, each.help);
    }
    for (const ChoiceInfo& each : info.choices) {
        std::string values;
        for (const auto& value : each.values) {
            values += (values.empty() ? "" : ", ") + value.first;
        }
        std::printf("      %-20s %s  (%s)  %s\n", each.key.c_str(), each.fallback.c_str(),
                    values.empty() ? "a text" : values.c_str(), each.help);
    }
    std::printf("      %s\n\n", textOr(info.source));
}

void printCatalog(const Wanted& wanted, bool withModifiers)
{
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        if (wanted.takes(info)) {
            printOne(info);
        }
    }
    if (withModifiers) {
        for (const ModifierInfo& modifier : modifierCatalog()) {
            if (wanted.takes(modifier.info)) {
                printOne(modifier.info);
            }
        }
    }
    for (const RunPreset& preset : runPresets()) {
        const ObjectiveInfo* info = findObjective(preset.spec.objective);
        if (info != nullptr && wanted.takes(*info)) {
            std::printf("preset %-15s %s. %s\n", preset.id.c_str(), preset.title, preset.sentence);
        }
    }
}

}  // namespace

int runObjectives(const Words& words)
{
    const Options options(words, {"json", "modifiers", "trainable"}, {"search", "data"});
    if (!options.ok() || options.operands().size() > 1) {
        return usageError("objectives", options.ok() ? "one id at most." : options.problem());
    }
    Wanted wanted;
    wanted.id = options.operands().empty() ? "" : options.operands()[0];
    wanted.trainable = options.has("trainable");
    wanted.data = options.value("data");
    wanted.words = moduleNames(lower(options.value("search")));
    const bool isModifier = !wanted.id.empty() && findModifier(wanted.id) != nullptr;
    if (!wanted.id.empty() && !isModifier && findObjective(wanted.id) == nullptr) {
        return usageError("objectives", "there is no objective " + quotedForError(wanted.id) + ".");
    }
    if (!wanted.data.empty() && !isDataName(wanted.data)) {
        return usageError("objectives", "--data takes a kind of data, see help objectives.");
    }
    const bool withModifiers = options.has("modifiers") || isModifier;
    if (options.has("json")) {
        std::puts(catalogJson(wanted, withModifiers).dump().c_str());
    } else {
        printCatalog(wanted, withModifiers);
    }
    return 0;
}

}  // namespace marginalia::cli
