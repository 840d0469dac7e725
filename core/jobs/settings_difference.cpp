// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/settings_difference.h"

#include "core/jobs/catalog.h"

#include <algorithm>

namespace marginalia {

namespace {

using Flat = std::vector<std::pair<std::string, Json>>;

const Json* findSetting(const Flat& settings, const std::string& key)
{
    const auto found = std::find_if(settings.begin(), settings.end(),
                                    [&](const auto& each) { return each.first == key; });
    return found != settings.end() ? &found->second : nullptr;
}

/// The objective's numbers and choices and those of its terms, with the defaults of what nobody
/// gave.
void addOfObjective(const RunSpec& spec, Flat& out)
{
    Flat own;
    for (const auto& [key, value] : spec.parameters) {
        own.emplace_back(key, value);
    }
    for (const auto& [key, value] : spec.choices) {
        own.emplace_back(key, value);
    }
    const auto add = [&](const std::string& key, const Json& fallback) {
        if (findSetting(own, key) == nullptr) {
            own.emplace_back(key, fallback);
        }
    };
    std::vector<const ObjectiveInfo*> rows = {findObjective(spec.objective)};
    for (const TermSpec& term : spec.terms) {
        rows.push_back(findObjective(term.loss));
    }
    for (const ObjectiveInfo* row : rows) {
        if (row == nullptr) {
            continue;
        }
        for (const ParameterInfo& each : row->parameters) {
            add(each.key, each.fallback);
        }
        for (const ChoiceInfo& each : row->choices) {
            add(each.key, each.fallback);
        }
    }
    out.insert(out.end(), own.begin(), own.end());
}

void addModifiers(const RunSpec& spec, Flat& out)
{
    for (const ModifierSpec& modifier : spec.modifiers) {
        const std::string name = "modifiers." + modifier.id;
        out.emplace_back(name, true);
        const ModifierInfo* info = findModifier(modifier.id);
        Flat own;
        for (const auto& [key, value] : modifier.parameters) {
            own.emplace_back(name + "." + key, value);
        }
        for (const auto& [key, value] : modifier.choices) {
            own.emplace_back(name + "." + key, value);
        }
        for (const ParameterInfo& each :
             info != nullptr ? info->info.parameters : std::vector<ParameterInfo>()) {
            if (findSetting(own, name + "." + each.key) == nullptr) {
                own.emplace_back(name + "." + each.key, each.fallback);
            }
        }
        out.insert(out.end(), own.begin(), own.end());
    }
}

/// Every setting by the key that it is typed with.
Flat flatSettings(const RunSpec& spec)
{
    const Json json = toJson(spec);
    Flat out;
    // What tells runs apart most stands first; the rest comes by name.
    for (const char* key : {"model", "objective"}) {
        out.emplace_back(key, json[key]);
    }
    for (const TermSpec& term : spec.terms) {
        out.emplace_back("terms." + term.loss, term.weight);
    }
    out.emplace_back("learning_rate", spec.learning_rate);
    addOfObjective(spec, out);
    addModifiers(spec, out);
    for (const auto& [key, value] : json.items()) {
        const bool done = key == "name" || key == "terms" || key == "modifiers" ||
                          key == "parameters" || key == "choices" || key == "model" ||
                          key == "objective" || key == "learning_rate";
        if (!done) {
            out.emplace_back(key, value);
        }
    }
    return out;
}

}  // namespace

std::vector<SettingDifference> settingsDifference(const RunSpec& before, const RunSpec& after)
{
    const Flat old = flatSettings(before);
    const Flat now = flatSettings(after);
    std::vector<SettingDifference> out;
    for (const auto& [key, value] : now) {
        const Json* was = findSetting(old, key);
        if (was == nullptr || *was != value) {
            out.push_back({key, was != nullptr ? *was : Json(), value});
        }
    }
    for (const auto& [key, value] : old) {
        if (findSetting(now, key) == nullptr) {
            out.push_back({key, value, Json()});
        }
    }
    return out;
}

std::string settingValueText(const Json& value)
{
    if (value.is_null() || (value.is_string() && value.get<std::string>().empty()) ||
        (value.is_array() && value.empty())) {
        return "none";
    }
    return value.is_string() ? value.get<std::string>() : value.dump();
}

Result<RunDifference> runDifference(const std::string& beforeFolder, const std::string& afterFolder)
{
    MG_TRY(const RunSpec before, readRunSpec(beforeFolder));
    MG_TRY(const RunSpec after, readRunSpec(afterFolder));
    MG_TRY(const Json one, readRunJson(beforeFolder));
    MG_TRY(const Json other, readRunJson(afterFolder));
    RunDifference out;
    out.settings = settingsDifference(before, after);
    const Json old = one.value("digests", Json::object());
    const Json now = other.value("digests", Json::object());
    for (const char* name : {"data", "model"}) {
        if (old.contains(name) && now.contains(name) && old[name] != now[name]) {
            out.digests.emplace_back(name);
        }
    }
    return out;
}

}  // namespace marginalia
