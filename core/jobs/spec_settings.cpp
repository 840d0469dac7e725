// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/spec_settings.h"

#include "core/jobs/combination_parts.h"

#include <algorithm>

namespace marginalia {

namespace {

/// Numbers, true, false, lists and objects as such, anything else as a text.
Json valueFrom(const std::string& text)
{
    Json json = Json::parse(text, nullptr, false);
    return json.is_discarded() ? Json(text) : json;
}

const ParameterInfo* findParameter(const ObjectiveInfo& info, const std::string& key)
{
    const auto found = std::find_if(info.parameters.begin(), info.parameters.end(),
                                    [&](const ParameterInfo& each) { return each.key == key; });
    return found == info.parameters.end() ? combination::forTheOthers(info, key) : &*found;
}

const ChoiceInfo* findChoice(const ObjectiveInfo& info, const std::string& key)
{
    const auto found = std::find_if(info.choices.begin(), info.choices.end(),
                                    [&](const ChoiceInfo& each) { return each.key == key; });
    return found == info.choices.end() ? nullptr : &*found;
}

bool has(const ObjectiveInfo& info, const std::string& key)
{
    return findParameter(info, key) != nullptr || findChoice(info, key) != nullptr;
}

/// "beta, label_smoothing": what a person may set of a row of the catalogue.
std::string keysOf(const ObjectiveInfo& info)
{
    std::string out;
    for (const ParameterInfo& each : info.parameters) {
        out += (out.empty() ? "" : ", ") + each.key;
    }
    for (const ChoiceInfo& each : info.choices) {
        out += (out.empty() ? "" : ", ") + each.key;
    }
    return out.empty() ? "none" : out;
}

Error noSetting(const ObjectiveInfo& info, const std::string& key)
{
    return failure(ErrorKind::Invalid,
                   {MG_TR("jobs", "%1 has no setting \"%2\"; it has %3."),
                    {info.id, quotedForError(key), keysOf(info)}},
                   key);
}

/// A number or word of a catalogue row into the two objects that runs keep them in.
Status layOwn(const ObjectiveInfo& info, const std::string& key, const std::string& value,
              Json& parameters, Json& choices)
{
    if (findParameter(info, key) != nullptr) {
        const Json number = valueFrom(value);
        if (!number.is_number()) {
            return failure(
                ErrorKind::Invalid,
                {MG_TR("jobs", "%1 takes a number, not %2."), {key, quotedForError(value)}}, key);
        }
        parameters[key] = number;
        return {};
    }
    if (findChoice(info, key) != nullptr) {
        choices[key] = value;
        return {};
    }
    return noSetting(info, key);
}

/// A member, made where it is missing; adding another one makes the reference void.
Json& member(Json& json, const char* key, const Json& empty)
{
    if (!json.contains(key)) {
        json[key] = empty;
    }
    return json[key];
}

Status layTerm(Json& spec, const std::string& loss, const std::string& value)
{
    const Json weight = valueFrom(value);
    if (!weight.is_number()) {
        return failure(
            ErrorKind::Invalid,
            {MG_TR("jobs", "The weight of a term is a number, not %1."), {quotedForError(value)}},
            "terms." + loss);
    }
    const std::string objective = spec.value("objective", std::string("dpo"));
    Json& terms = member(spec, "terms", Json::array());
    // A first term beside an objective means both.
    if (terms.empty() && loss != objective) {
        terms.push_back({{"loss", objective}, {"weight", 1.0}});
    }
    for (Json& term : terms) {
        if (term.is_object() && term.value("loss", std::string()) == loss) {
            term["weight"] = weight;
            return {};
        }
    }
    terms.push_back({{"loss", loss}, {"weight", weight}});
    return {};
}

Status layModifier(Json& spec, const std::string& path, const std::string& value)
{
    const std::size_t dot = path.find('.');
    const std::string id = path.substr(0, dot);
    const ModifierInfo* modifier = findModifier(id);
    if (modifier == nullptr) {
        return failure(
            ErrorKind::Invalid,
            {MG_TR("jobs", "There is no modifier \"%1\" in this version."), {quotedForError(id)}},
            "modifiers." + path);
    }
    Json& list = member(spec, "modifiers", Json::array());
    auto found = std::find_if(list.begin(), list.end(), [&](const Json& each) {
        return each.is_object() && each.value("id", std::string()) == id;
    });
    if (dot == std::string::npos && (value == "off" || value == "false")) {
        if (found != list.end()) {
            list.erase(found);
        }
        return {};
    }
    if (found == list.end()) {
        Json fresh = {{"id", id}, {"parameters", Json::object()}, {"choices", Json::object()}};
        for (const ParameterInfo& each : modifier->info.parameters) {
            fresh["parameters"][each.key] = each.fallback;
        }
        for (const ChoiceInfo& each : modifier->info.choices) {
            fresh["choices"][each.key] = each.fallback;
        }
        list.push_back(fresh);
        found = list.end() - 1;
    }
    if (dot == std::string::npos) {
        return {};
    }
    return layOwn(modifier->info, path.substr(dot + 1), value, (*found)["parameters"],
                  (*found)["choices"]);
}

Status layOne(Json& spec, const Json& fields, const std::string& key, const std::string& value)
{
    const std::size_t dot = key.find('.');
    const std::string head = key.substr(0, dot);
    const std::string rest = dot == std::string::npos ? "" : key.substr(dot + 1);
    if (head == "terms" && !rest.empty()) {
        return layTerm(spec, rest, value);
    }
    if (head == "modifiers" && !rest.empty()) {
        return layModifier(spec, rest, value);
    }
    if (dot == std::string::npos && fields.contains(key)) {
        // A field of texts keeps what looks like a number: name=7.
        spec[key] = fields[key].is_string() ? Json(value) : valueFrom(value);
        return {};
    }
    const std::string id = spec.value("objective", std::string("dpo"));
    const ObjectiveInfo* info = findObjective(id);
    if (info == nullptr) {
        return failure(
            ErrorKind::Invalid,
            {MG_TR("jobs", "There is no objective \"%1\" in this version."), {quotedForError(id)}},
            "objective");
    }
    const bool own = (head == "parameters" || head == "choices") && !rest.empty();
    const std::string& name = own ? rest : key;
    // A parameter of one of the terms belongs to the mix.
    for (const Json& term : spec.value("terms", Json::array())) {
        const ObjectiveInfo* part =
            term.is_object() ? findObjective(term.value("loss", std::string())) : nullptr;
        if (part != nullptr && !has(*info, name) && has(*part, name)) {
            info = part;
        }
    }
    // Both first: an object moves its members when one is added.
    member(spec, "parameters", Json::object());
    member(spec, "choices", Json::object());
    return layOwn(*info, name, value, spec["parameters"], spec["choices"]);
}

}  // namespace

Result<std::vector<Setting>> settingsFromText(const std::string& text)
{
    std::vector<Setting> out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        const std::string one = text.substr(at, comma - at);
        const std::size_t equals = one.find('=');
        if (equals != std::string::npos && equals > 0) {
            out.emplace_back(one.substr(0, equals), one.substr(equals + 1));
        } else if (!out.empty() && equals == std::string::npos) {
            out.back().second += "," + one;
        } else {
            return failure(ErrorKind::Invalid, {MG_TR("jobs", "A setting is KEY=VALUE, not %1."),
                                                {quotedForError(one)}});
        }
        at = comma + 1;
    }
    return out;
}

Status laySettings(Json& spec, const std::vector<Setting>& settings)
{
    const Json fields = toJson(RunSpec{});
    for (const auto& [key, value] : settings) {
        if (key == "objective") {
            spec["objective"] = value;
        }
    }
    // Terms next: their parameters are settings too.
    for (const bool terms : {true, false}) {
        for (const auto& [key, value] : settings) {
            if (key != "objective" && key.starts_with("terms.") == terms) {
                MG_CHECK(layOne(spec, fields, key, value));
            }
        }
    }
    return {};
}

Result<RunSpec> specOverDefaults(const Json& json, std::vector<SpecProblem>& problems,
                                 ModelScale scale)
{
    const auto wordOf = [&](const char* key, const char* fallback) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? found->get<std::string>()
                                                         : std::string(fallback);
    };
    RunSpec defaults = defaultRunSpec(wordOf("objective", "dpo"));
    defaults.learning_rate =
        defaultLearningRate(defaults.objective, wordOf("method", "full"), scale);
    Json whole = toJson(defaults);
    whole.merge_patch(json);
    return runSpecFromJson(whole, problems);
}

}  // namespace marginalia
