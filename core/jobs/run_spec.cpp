// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/run_spec.h"

#include "core/jobs/catalog.h"

#include <cmath>

namespace marginalia {

namespace {

/// Calls visit(key, member) for every plain field; the one list of fields that reading and writing
/// share.
template <class Spec, class Visit>
void forEachField(Spec& spec, const Visit& visit)
{
    visit("name", spec.name);
    visit("model", spec.model);
    visit("objective", spec.objective);
    visit("parameters", spec.parameters);
    visit("choices", spec.choices);
    visit("terms", spec.terms);
    visit("modifiers", spec.modifiers);
    visit("learning_rate", spec.learning_rate);
    visit("schedule", spec.schedule);
    visit("warmup_ratio", spec.warmup_ratio);
    visit("warmup_steps", spec.warmup_steps);
    visit("epochs", spec.epochs);
    visit("max_steps", spec.max_steps);
    visit("batch_size", spec.batch_size);
    visit("accumulation", spec.accumulation);
    visit("weight_decay", spec.weight_decay);
    visit("adam_beta1", spec.adam_beta1);
    visit("adam_beta2", spec.adam_beta2);
    visit("adam_epsilon", spec.adam_epsilon);
    visit("max_grad_norm", spec.max_grad_norm);
    visit("max_length", spec.max_length);
    visit("too_long", spec.too_long);
    visit("held_out_share", spec.held_out_share);
    visit("seed", spec.seed);
    visit("dtype", spec.dtype);
    visit("device", spec.device);
    visit("threads", spec.threads);
    visit("pack_tokens", spec.pack_tokens);
    visit("checkpoint_every", spec.checkpoint_every);
    visit("keep_checkpoints", spec.keep_checkpoints);
    visit("sample_every", spec.sample_every);
    visit("sample_prompts", spec.sample_prompts);
    visit("eval_every", spec.eval_every);
    visit("method", spec.method);
    visit("lora_r", spec.lora_r);
    visit("lora_alpha", spec.lora_alpha);
    visit("lora_dropout", spec.lora_dropout);
    visit("lora_targets", spec.lora_targets);
    visit("lora_modules_to_save", spec.lora_modules_to_save);
    visit("use_rslora", spec.use_rslora);
    visit("use_dora", spec.use_dora);
    visit("base_weights", spec.base_weights);
    visit("sharding", spec.sharding);
    visit("optimizer_state", spec.optimizer_state);
    visit("masters", spec.masters);
    visit("offload", spec.offload);
    visit("recompute", spec.recompute);
    visit("judge", spec.judge);
    visit("reward_model", spec.reward_model);
    visit("teacher", spec.teacher);
    visit("base_model", spec.base_model);
    visit("as_trl", spec.as_trl);
    visit("whole_text", spec.whole_text);
}

Json valueJson(const std::vector<TermSpec>& terms)
{
    Json out = Json::array();
    for (const TermSpec& term : terms) {
        out.push_back({{"loss", term.loss}, {"weight", term.weight}});
    }
    return out;
}

Json valueJson(const std::vector<ModifierSpec>& modifiers)
{
    Json out = Json::array();
    for (const ModifierSpec& modifier : modifiers) {
        out.push_back({{"id", modifier.id},
                       {"parameters", modifier.parameters},
                       {"choices", modifier.choices}});
    }
    return out;
}

template <class Value>
Json valueJson(const Value& value)
{
    return value;
}

const char* kindOf(const std::string&)
{
    return "a text";
}
const char* kindOf(bool)
{
    return "true or false";
}
const char* kindOf(double)
{
    return "a number";
}
const char* kindOf(std::int64_t)
{
    return "a whole number";
}
const char* kindOf(std::uint64_t)
{
    return "a whole number from 0";
}
const char* kindOf(const std::vector<std::string>&)
{
    return "a list of texts";
}
const char* kindOf(const std::map<std::string, double>&)
{
    return "an object of numbers";
}
const char* kindOf(const std::map<std::string, std::string>&)
{
    return "an object of texts";
}
const char* kindOf(const std::vector<TermSpec>&)
{
    return "a list of {\"loss\", \"weight\"}";
}
const char* kindOf(const std::vector<ModifierSpec>&)
{
    return "a list of {\"id\", \"parameters\", \"choices\"}";
}

bool take(const Json& json, std::string& out)
{
    return json.is_string() && (out = json.get<std::string>(), true);
}
bool take(const Json& json, bool& out)
{
    return json.is_boolean() && (out = json.get<bool>(), true);
}
bool take(const Json& json, double& out)
{
    return json.is_number() && (out = json.get<double>(), true);
}
bool take(const Json& json, std::int64_t& out)
{
    if (json.is_number_unsigned() && json.get<std::uint64_t>() > INT64_MAX) {
        return false;
    }
    return json.is_number_integer() && (out = json.get<std::int64_t>(), true);
}
bool take(const Json& json, std::uint64_t& out)
{
    return json.is_number_integer() &&
           (json.is_number_unsigned() || json.get<std::int64_t>() >= 0) &&
           (out = json.get<std::uint64_t>(), true);
}

bool take(const Json& json, std::vector<std::string>& out)
{
    if (!json.is_array()) {
        return false;
    }
    out.resize(json.size());
    for (size_t i = 0; i < json.size(); ++i) {
        if (!take(json[i], out[i])) {
            return false;
        }
    }
    return true;
}

template <class Value>
bool take(const Json& json, std::map<std::string, Value>& out)
{
    if (!json.is_object()) {
        return false;
    }
    for (const auto& [key, value] : json.items()) {
        if (!take(value, out[key])) {
            return false;
        }
    }
    return true;
}

bool take(const Json& json, std::vector<TermSpec>& out)
{
    if (!json.is_array()) {
        return false;
    }
    for (const Json& entry : json) {
        TermSpec term;
        if (!entry.is_object() || entry.size() != 2 || !entry.contains("loss") ||
            !entry.contains("weight") || !take(entry["loss"], term.loss) ||
            !take(entry["weight"], term.weight)) {
            return false;
        }
        out.push_back(term);
    }
    return true;
}
bool take(const Json& json, std::vector<ModifierSpec>& out)
{
    if (!json.is_array()) {
        return false;
    }
    for (const Json& entry : json) {
        ModifierSpec modifier;
        if (!entry.is_object() || !entry.contains("id") || !take(entry["id"], modifier.id)) {
            return false;
        }
        for (const auto& [key, value] : entry.items()) {
            const bool known = key == "id" ||
                               (key == "parameters" && take(value, modifier.parameters)) ||
                               (key == "choices" && take(value, modifier.choices));
            if (!known) {
                return false;
            }
        }
        out.push_back(modifier);
    }
    return true;
}

}  // namespace

Json toJson(const RunSpec& spec)
{
    Json out = Json::object();
    forEachField(spec, [&](const char* key, const auto& value) { out[key] = valueJson(value); });
    return out;
}

Result<RunSpec> runSpecFromJson(const Json& json, std::vector<SpecProblem>& problems)
{
    problems.clear();
    if (!json.is_object()) {
        problems.push_back({"", MG_TR("jobs", "The settings of a run are a JSON object.")});
        return failure(ErrorKind::Invalid, problems[0].what);
    }
    RunSpec spec;
    std::map<std::string, bool> known;
    forEachField(spec, [&](const char* key, auto& value) {
        known[key] = true;
        const auto found = json.find(key);
        if (found != json.end() && !take(*found, value)) {
            problems.push_back({key,
                                {MG_TR("jobs", "%1 must be %2, not %3."),
                                 {key, kindOf(value), quotedForError(found->dump())}}});
        }
    });
    for (const auto& [key, value] : json.items()) {
        if (!known.contains(key)) {
            problems.push_back({key, {MG_TR("jobs", "%1 is not a setting of a run."), {key}}});
        }
    }
    if (!problems.empty()) {
        return failure(ErrorKind::Invalid, problems[0].what, problems[0].field);
    }
    return spec;
}

RunSpec defaultRunSpec(const std::string& objective)
{
    RunSpec spec;
    spec.objective = objective;
    if (const ObjectiveInfo* info = findObjective(objective)) {
        for (const ParameterInfo& parameter : info->parameters) {
            spec.parameters[parameter.key] = parameter.fallback;
        }
        for (const ChoiceInfo& choice : info->choices) {
            spec.choices[choice.key] = choice.fallback;
        }
    }
    spec.learning_rate = defaultLearningRate(objective, spec.method);
    return spec;
}

double defaultLearningRate(const std::string& objective, const std::string& method,
                           ModelScale scale)
{
    const ObjectiveInfo* info = findObjective(objective);
    const ObjectiveInfo unknown{};
    const ObjectiveInfo& row = info != nullptr ? *info : unknown;
    if (scale == ModelScale::Small) {
        return method == "lora" ? row.learningRateSmallLora : row.learningRateSmall;
    }
    return method == "lora" ? row.learningRateLora : row.learningRate;
}

std::vector<std::string> moduleNames(const std::string& list)
{
    std::vector<std::string> out;
    std::string name;
    for (const char c : list + ' ') {
        if (c != ' ' && c != ',' && c != '\t' && c != '\n') {
            name += c;
        } else if (!name.empty()) {
            out.push_back(std::move(name));
            name.clear();
        }
    }
    return out;
}

}  // namespace marginalia
