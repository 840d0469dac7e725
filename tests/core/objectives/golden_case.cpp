// SPDX-License-Identifier: Apache-2.0
#include "tests/core/objectives/golden_case.h"

#include "core/jobs/catalog.h"
#include "core/jobs/combinations.h"
#include "tests/core/objectives/golden_batch.h"
#include "tests/core/objectives/golden_near.h"

#include <ATen/TensorOperators.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace marginalia::golden {

namespace {

template <class Bound>
void put(Bound& numbers, std::map<std::string, std::string>& words, const std::string& key,
         const Json& value)
{
    if (value.is_boolean()) {
        words[key] = value.get<bool>() ? "true" : "false";
    } else if (value.is_string()) {
        words[key] = value.get<std::string>();
    } else if (value.is_number()) {
        numbers[key] = value.get<double>();
    }
}

/// The objective that is a score with a link (objectives.md 1).
CaseBinding baseOfLink(const Json& params)
{
    const std::string score = params["score"];
    const std::string link = params["link"];
    CaseBinding out;
    if (link == "squared") {
        out.id = "ipo";
        out.parameters.words["length_norm"] = score == "avg_ratio" ? "true" : "false";
    } else if (score == "avg") {
        out.id = "simpo";
    } else if (score == "sum") {
        out.id = "cpo";
        out.parameters.numbers["cpo_alpha"] = 0;
    } else {
        out.id = link == "hinge" ? "dpo_hinge" : "dpo";
    }
    if (params.value("gamma", 0.0) != 0) {
        out.parameters.numbers["gamma"] = params["gamma"].get<double>();
    } else if (hasParameter(findObjective(out.id), "gamma")) {
        out.parameters.numbers["gamma"] = 0;
    }
    return out;
}

CaseBinding baseOf(const std::string& modifier, const Json& params)
{
    static const std::set<std::string> onDemos = {"top_entropy", "entropy_bonus"};
    if (params.contains("link")) {
        return baseOfLink(params);
    }
    CaseBinding out;
    out.id = params.contains("base") ? params["base"].get<std::string>()
                                     : (onDemos.contains(modifier) ? "sft" : "dpo");
    return out;
}

void readState(const Json& params, ObjectiveState& state)
{
    if (params.contains("state")) {
        for (const auto& [key, value] : params["state"].items()) {
            state[key] = {value.get<double>()};
        }
    }
    if (params.contains("eta") && params["eta"].is_array()) {
        state["eta"] = flat(params["eta"]);
    }
}

}  // namespace

bool hasParameter(const ObjectiveInfo* info, const std::string& key)
{
    if (info == nullptr) {
        return false;
    }
    const auto isKey = [&](const auto& each) { return each.key == key; };
    return std::any_of(info->parameters.begin(), info->parameters.end(), isKey) ||
           std::any_of(info->choices.begin(), info->choices.end(), isKey);
}

CaseBinding bindingOf(const std::string& file, const Json& each)
{
    static const std::set<std::string> consumed = {"link",  "score", "gamma", "base",
                                                   "state", "eta",   "terms"};
    const Json& params = each["params"];
    const std::string modifier = file.rfind("mod_", 0) == 0 ? file.substr(4) : "";
    CaseBinding out;
    if (modifier.empty()) {
        out.id = file == "dpo_terms" ? "dpo" : file;
    } else {
        out = baseOf(modifier, params);
        out.parameters.modifiers.push_back({modifier, {}, {}});
    }
    const ModifierInfo* info = modifier.empty() ? nullptr : findModifier(modifier);
    const ObjectiveInfo* objective = findObjective(out.id);
    for (const auto& [key, value] : params.items()) {
        if (info != nullptr && hasParameter(&info->info, key)) {
            ModifierSpec& spec = out.parameters.modifiers.front();
            put(spec.parameters, spec.choices, key, value);
        } else if (!modifier.empty() && consumed.contains(key)) {
            continue;
        } else if (key != "denominator" || value.is_string() || hasParameter(objective, key)) {
            put(out.parameters.numbers, out.parameters.words, key, value);
        }
    }
    if (out.id == "carft" && !params.contains("contrast_weight")) {
        out.parameters.numbers["contrast_weight"] = 1;  // the files hold the term as it is
    }
    if (out.id == "grpo" && !params.contains("unbiased_kl")) {
        out.parameters.words["unbiased_kl"] = "false";  // a switch that a case does not name is off
    }
    for (const Json& term : params.value("terms", Json::array())) {
        out.parameters.terms.push_back(
            {term["loss"].get<std::string>(), term["weight"].get<double>()});
    }
    readState(params, out.state);
    if (modifier == "annotator_weights") {
        const Numbers eta = flat(params["eta"]);
        for (std::size_t k = 0; k < eta.size(); ++k) {
            out.parameters.modifiers.front().parameters["eta/" + std::to_string(k)] = eta[k];
        }
    }
    return out;
}

bool isOurs(const std::string& file)
{
    if (file.rfind("mod_", 0) == 0) {
        return findModifier(file.substr(4)) != nullptr;
    }
    return file == "dpo_terms" || findObjective(file) != nullptr;
}

bool isPlain(const std::string& file)
{
    static const std::set<std::string> plain = {
        "primitives",           "token_statistics",   "mod_drift",
        "mod_loss_balancing",   "mod_tr_dpo",         "mod_masked_thought",
        "mod_scalarised_pairs", "mod_pair_splitting", "mod_lt_sft"};
    return plain.contains(file);
}

std::vector<std::string> objectiveFiles()
{
    std::vector<std::string> out;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder() + "/objectives", none)) {
        if (entry.path().extension() == ".json") {
            out.push_back(entry.path().stem().string());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

Reduced reduced(const CaseBinding& binding, const RowBatch& batch)
{
    const auto objective = bindObjective(binding.id, binding.parameters);
    EXPECT_TRUE(objective.ok()) << binding.id << ": " << objective.error().message();
    Reduced result;
    result.state = binding.state;
    if (!objective.ok()) {
        return result;
    }
    result.out = (*objective)(batch, result.state);
    const std::vector<RowFacts> facts = rowFacts(batch);
    for (const LossTerm& term : result.out.terms) {
        const double denominator = term.denominator == Denominator::Own
                                       ? objective->ownDenominator(facts)
                                       : denominatorOf(term.denominator, facts);
        const at::Tensor part = term.numerator * (denominator == 0 ? 0 : term.weight / denominator);
        result.loss = result.loss.defined() ? result.loss + part : part;
    }
    return result;
}

}  // namespace marginalia::golden
