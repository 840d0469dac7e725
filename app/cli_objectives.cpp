// SPDX-License-Identifier: Apache-2.0
#include "app/cli_objectives.h"

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/jobs/catalog.h"
#include "core/jobs/run_spec.h"

#include <cstdio>

namespace marginalia::cli {

namespace {

const char* dataName(DataCode data)
{
    switch (data) {
        case DataCode::Demos:
            return "demos";
        case DataCode::Pairs:
            return "pairs";
        case DataCode::Unpaired:
            return "unpaired";
        case DataCode::GoldPairs:
            return "gold_pairs";
        case DataCode::Groups:
            return "groups";
        case DataCode::Attributes:
            return "attributes";
        case DataCode::Steps:
            return "steps";
        case DataCode::Prompts:
            return "prompts";
        case DataCode::Queries:
            return "queries";
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

Json toJson(const ObjectiveInfo& info)
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
    Json charts = Json::array();
    for (const ChartInfo& each : info.charts) {
        charts.push_back({{"title", each.title}, {"unit", each.unit}, {"metrics", each.metrics}});
    }
    return {{"id", info.id},
            {"title", info.title},
            {"family", info.family},
            {"sentence", info.sentence},
            {"when", info.whenToUse},
            {"fails", info.howItFails},
            {"watch", info.watch},
            {"formula", formulaOf(info)},
            {"data", dataName(info.needs.data)},
            {"reference", info.needs.ref != RefKind::None},
            {"mismatched_rows", info.needs.mismatchRows},
            {"least_batch", info.needs.minMicroBatch},
            {"parameters", parameters},
            {"choices", choices},
            {"charts", charts},
            {"source", info.source}};
}

Json catalogJson(const std::string& only)
{
    Json objectives = Json::array();
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        if (only.empty() || info.id == only) {
            objectives.push_back(toJson(info));
        }
    }
    Json presets = Json::array();
    for (const RunPreset& preset : runPresets()) {
        if (only.empty() || preset.spec.objective == only) {
            presets.push_back({{"id", preset.id},
                               {"title", preset.title},
                               {"sentence", preset.sentence},
                               {"settings", marginalia::toJson(preset.spec)}});
        }
    }
    return {{"objectives", objectives}, {"presets", presets}};
}

void printOne(const ObjectiveInfo& info)
{
    std::printf("%-5s %s (%s)\n      %s\n      needs %s%s\n", info.id.c_str(), info.title,
                info.family, info.sentence, dataName(info.needs.data),
                info.needs.ref == RefKind::None ? "" : ", a reference model");
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
                    values.c_str(), each.help);
    }
    std::printf("      %s\n\n", info.source);
}

}  // namespace

int runObjectives(const Words& words)
{
    const Options options(words, {"json"}, {});
    if (!options.ok() || options.operands().size() > 1) {
        return usageError("objectives", options.ok() ? "one id at most." : options.problem());
    }
    const std::string only = options.operands().empty() ? "" : options.operands()[0];
    if (!only.empty() && findObjective(only) == nullptr) {
        return usageError("objectives", "there is no objective " + quotedForError(only) + ".");
    }
    if (options.has("json")) {
        std::puts(catalogJson(only).dump().c_str());
        return 0;
    }
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        if (only.empty() || info.id == only) {
            printOne(info);
        }
    }
    for (const RunPreset& preset : runPresets()) {
        if (only.empty() || preset.spec.objective == only) {
            std::printf("preset %-15s %s. %s\n", preset.id.c_str(), preset.title, preset.sentence);
        }
    }
    return 0;
}

}  // namespace marginalia::cli
