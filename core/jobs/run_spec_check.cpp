// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog.h"
#include "core/jobs/combination_parts.h"
#include "core/jobs/run_spec.h"
#include "core/jobs/sharding_check.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace marginalia {

namespace {

std::string shown(double value)
{
    std::ostringstream out;
    out << value;
    return out.str();
}

class Checker {
public:
    explicit Checker(const RunSpec& spec) : m_spec(spec) {}

    std::vector<SpecProblem> run()
    {
        const ObjectiveInfo* info = findObjective(m_spec.objective);
        if (info == nullptr) {
            add("objective", {MG_TR("jobs", "There is no objective \"%1\" in this version."),
                              {quotedForError(m_spec.objective)}});
        } else {
            for (SpecProblem& problem : checkCombination(combinationOf(m_spec))) {
                m_problems.push_back(std::move(problem));
            }
            checkParameters(*info);
            checkChoices(*info);
            checkNeeds(*info);
            checkTrainable();
        }
        checkNumbers();
        checkWords();
        checkAdapter();
        oneOf("recompute", m_spec.recompute, {"auto", "off", "blocks"});
        oneOf("sharding", m_spec.sharding, {"none", "parameters"});
        for (SpecProblem& problem : checkSharding(m_spec)) {
            m_problems.push_back(std::move(problem));
        }
        checkOptimizer();
        return std::move(m_problems);
    }

private:
    void add(const std::string& field, Text what)
    {
        m_problems.push_back({field, std::move(what)});
    }

    void range(const std::string& field, double value, double low, double high)
    {
        // Written so that NaN fails too.
        if (!(value >= low && value <= high)) {
            add(field, {MG_TR("jobs", "%1 must lie between %2 and %3, not %4."),
                        {field, shown(low), shown(high), shown(value)}});
        }
    }

    void oneOf(const std::string& field, const std::string& value,
               const std::vector<std::string>& list)
    {
        if (std::find(list.begin(), list.end(), value) == list.end()) {
            std::string all;
            for (const std::string& word : list) {
                all += (all.empty() ? "" : ", ") + word;
            }
            add(field, {MG_TR("jobs", "%1 must be one of %2, not \"%3\"."),
                        {field, all, quotedForError(value)}});
        }
    }

    /// The rows of the catalogue whose parameters a run may set: its objective's and its terms'.
    std::vector<const ObjectiveInfo*> rows(const ObjectiveInfo& info) const
    {
        std::vector<const ObjectiveInfo*> out = {&info};
        for (const TermSpec& term : m_spec.terms) {
            if (const ObjectiveInfo* each = findObjective(term.loss)) {
                out.push_back(each);
            }
        }
        return out;
    }

    void checkParameters(const ObjectiveInfo& info)
    {
        for (const auto& [key, value] : m_spec.parameters) {
            const ParameterInfo* known = nullptr;
            for (const ObjectiveInfo* row : rows(info)) {
                for (const ParameterInfo& each : row->parameters) {
                    known = known == nullptr && each.key == key ? &each : known;
                }
                known = known == nullptr ? combination::forTheOthers(*row, key) : known;
            }
            if (known == nullptr) {
                add("parameters." + key,
                    {MG_TR("jobs", "%1 has no parameter \"%2\"."), {info.id, key}});
            } else {
                range("parameters." + key, value, known->low, known->high);
            }
        }
    }

    void checkChoices(const ObjectiveInfo& info)
    {
        for (const auto& [key, value] : m_spec.choices) {
            const ChoiceInfo* known = nullptr;
            for (const ObjectiveInfo* row : rows(info)) {
                for (const ChoiceInfo& each : row->choices) {
                    known = known == nullptr && each.key == key ? &each : known;
                }
            }
            // A mix of losses on pairs averages its likelihood term as dpo does.
            if (known == nullptr && key == "sft_reduction" && !m_spec.terms.empty()) {
                known = choiceOf("dpo", key);
            }
            if (known == nullptr) {
                add("choices." + key, {MG_TR("jobs", "%1 has no choice \"%2\"."), {info.id, key}});
                continue;
            }
            std::vector<std::string> words;
            for (const auto& entry : known->values) {
                words.push_back(entry.first);
            }
            oneOf("choices." + key, value, words);
        }
    }

    static const ChoiceInfo* choiceOf(const char* id, const std::string& key)
    {
        const ObjectiveInfo* info = findObjective(id);
        for (const ChoiceInfo& each : info->choices) {
            if (each.key == key) {
                return &each;
            }
        }
        return nullptr;
    }

    void checkNeeds(const ObjectiveInfo& info)
    {
        const Needs needs = needsOf(combinationOf(m_spec));
        if (m_spec.batch_size < needs.minMicroBatch) {
            add("batch_size", {MG_TR("jobs", "%1 needs at least %2 rows in a batch."),
                               {info.id, std::to_string(needs.minMicroBatch)}});
        }
        const auto reward = m_spec.choices.find("reward");
        if (reward != m_spec.choices.end() && reward->second == "judge" && m_spec.judge.empty()) {
            add("judge", MG_TR("jobs", "The reward is a judge, and no command is named."));
        }
        if (reward != m_spec.choices.end() && reward->second == "model" &&
            m_spec.reward_model.empty()) {
            add("reward_model",
                MG_TR("jobs", "The reward is a reward model, and no folder is named."));
        }
        if (needs.teacher && m_spec.teacher.empty() && whyNotTrainable(needs) == nullptr) {
            add("teacher",
                MG_TR("jobs", "The objective learns from a teacher, and none is named."));
        }
        if (needs.baseModel && m_spec.base_model.empty() && whyNotTrainable(needs) == nullptr) {
            add("base_model", MG_TR("jobs",
                                    "The reward is what supervised training changed, and the "
                                    "model before it is not named."));
        }
        checkPreference();
        if (m_spec.whole_text && m_spec.objective != "sft") {
            add("whole_text", MG_TR("jobs", "Only sft trains on the whole text."));
        }
    }

    /// Only a judge can compare two answers as they are; the other rewards look at one.
    void checkPreference()
    {
        const auto preference = m_spec.choices.find("preference");
        const auto reward = m_spec.choices.find("reward");
        if (preference != m_spec.choices.end() && preference->second == "pairs" &&
            reward != m_spec.choices.end() && reward->second != "judge") {
            add("choices.preference",
                MG_TR("jobs",
                      "Only a judge is asked for two answers at once: let it give the "
                      "reward, or take the difference of two rewards."));
        }
    }

    /// What this version's worker cannot do yet: the objective or its terms first, then what the
    /// modifiers ask for besides.
    void checkTrainable()
    {
        Combination bare = combinationOf(m_spec);
        bare.modifiers.clear();
        if (const char* why = whyNotTrainable(needsOf(bare))) {
            add("objective",
                {MG_TR("jobs", "%1 cannot be trained yet: %2"), {m_spec.objective, why}});
            return;
        }
        for (size_t i = 0; i < m_spec.modifiers.size(); ++i) {
            const ModifierInfo* modifier = findModifier(m_spec.modifiers[i].id);
            if (modifier == nullptr) {
                continue;
            }
            const std::string field = "modifiers[" + std::to_string(i) + "].id";
            if (const char* why = whyNotUsable(modifier->info)) {
                add(field, {MG_TR("jobs", "%1 cannot be used yet: %2"), {modifier->info.id, why}});
            }
            if (modifier->wholeModel && m_spec.method == "lora") {
                add(field, {MG_TR("jobs",
                                  "%1 works on the model's own weights, and an adapter leaves them "
                                  "as they are: train all weights, or leave it out."),
                            {modifier->info.id}});
            }
            checkPrior(m_spec.modifiers[i]);
        }
    }

    void checkPrior(const ModifierSpec& modifier)
    {
        const auto prior = modifier.choices.find("prior");
        if (modifier.id == "drift" && (prior == modifier.choices.end() || prior->second.empty())) {
            // Not under "modifiers": the form offers the modifier first and asks for this then.
            add("drift.prior",
                MG_TR("jobs", "drift pulls towards another model, and none is named."));
        }
    }

    void checkNumbers()
    {
        range("learning_rate", m_spec.learning_rate, 0, 1);
        range("warmup_ratio", m_spec.warmup_ratio, 0, 1);
        range("warmup_steps", static_cast<double>(m_spec.warmup_steps), -1, 1e9);
        range("epochs", m_spec.epochs, 0.001, 10000);
        range("max_steps", static_cast<double>(m_spec.max_steps), -1, 1e9);
        range("batch_size", static_cast<double>(m_spec.batch_size), 1, 4096);
        range("accumulation", static_cast<double>(m_spec.accumulation), 1, 4096);
        // rows.bin numbers the pairs or rows of a step with 16 bits.
        if (m_spec.batch_size >= 1 && m_spec.accumulation >= 1 && m_spec.batch_size <= 4096 &&
            m_spec.accumulation <= 4096 && m_spec.batch_size * m_spec.accumulation > 65535) {
            add("accumulation", MG_TR("jobs", "A step may hold at most 65,535 pairs or rows."));
        }
        range("weight_decay", m_spec.weight_decay, 0, 10);
        range("adam_beta1", m_spec.adam_beta1, 0, 0.9999);
        range("adam_beta2", m_spec.adam_beta2, 0, 0.999999);
        range("adam_epsilon", m_spec.adam_epsilon, 1e-12, 1e-2);
        range("max_grad_norm", m_spec.max_grad_norm, 1e-6, 1e6);
        range("max_length", static_cast<double>(m_spec.max_length), 2, 1e7);
        range("held_out_share", m_spec.held_out_share, 0, 0.9);
        range("threads", static_cast<double>(m_spec.threads), 0, 1024);
        range("pack_tokens", static_cast<double>(m_spec.pack_tokens), 0, 1e9);
        range("checkpoint_every", static_cast<double>(m_spec.checkpoint_every), 0, 1e9);
        range("keep_checkpoints", static_cast<double>(m_spec.keep_checkpoints), 1, 10000);
        range("sample_every", static_cast<double>(m_spec.sample_every), 0, 1e9);
        range("eval_every", static_cast<double>(m_spec.eval_every), 0, 1e9);
    }

    void checkWords()
    {
        oneOf("schedule", m_spec.schedule,
              {"constant", "constant_with_warmup", "linear", "cosine"});
        oneOf("too_long", m_spec.too_long, {"drop", "keep_start"});
        oneOf("dtype", m_spec.dtype, {"auto", "fp32", "bf16"});
        oneOf("device", m_spec.device, {"auto", "cpu", "cuda"});
        if (m_spec.model.empty()) {
            add("model", MG_TR("jobs", "No start model is named."));
        }
    }

    void checkAdapter()
    {
        oneOf("method", m_spec.method, {"full", "lora"});
        range("lora_r", static_cast<double>(m_spec.lora_r), 1, 1024);
        range("lora_alpha", m_spec.lora_alpha, 0.001, 65536);
        range("lora_dropout", m_spec.lora_dropout, 0, 0.95);
        oneOf("base_weights", m_spec.base_weights, {"dense", "nf4", "int8"});
        if (m_spec.method != "lora") {
            if (m_spec.base_weights != "dense") {
                add("base_weights",
                    MG_TR("jobs",
                          "Packed weights are not trained themselves: train an adapter "
                          "beside them (method lora), or take dense."));
            }
            return;
        }
        const std::vector<std::string> targets = moduleNames(m_spec.lora_targets);
        if (targets.empty()) {
            add("lora_targets", MG_TR("jobs", "No module is named that the adapter stands on."));
        }
        if (targets.size() > 1 &&
            std::find(targets.begin(), targets.end(), "all-linear") != targets.end()) {
            add("lora_targets",
                MG_TR("jobs", "all-linear means every projection and stands alone."));
        }
        for (const std::string& name : moduleNames(m_spec.lora_modules_to_save)) {
            if (std::find(targets.begin(), targets.end(), name) != targets.end()) {
                add("lora_modules_to_save",
                    {MG_TR("jobs", "\"%1\" is a target of the adapter and trained whole as well."),
                     {quotedForError(name)}});
            }
        }
    }

    void checkOptimizer()
    {
        oneOf("optimizer_state", m_spec.optimizer_state, {"fp32", "int8"});
        oneOf("masters", m_spec.masters, {"fp32", "stochastic"});
        oneOf("offload", m_spec.offload, {"none", "disk", "machine"});
        if (m_spec.masters == "stochastic" && (m_spec.method != "full" || m_spec.dtype != "bf16")) {
            add("masters",
                MG_TR("jobs",
                      "Weights are rounded stochastically where all of them train in bf16: set "
                      "method to full and dtype to bf16, or masters to fp32."));
        }
        if (m_spec.offload == "disk" && m_spec.device == "cuda") {
            add("offload",
                MG_TR("jobs",
                      "Moments lie on the disk in runs on the processor: set device to cpu, or "
                      "offload to none or machine."));
        }
        if (m_spec.offload == "machine" && m_spec.device == "cpu") {
            add("offload",
                MG_TR("jobs",
                      "A run on the processor has its moments in the machine's memory anyhow: set "
                      "offload to none, or to disk where memory is short."));
        }
    }

    const RunSpec& m_spec;
    std::vector<SpecProblem> m_problems;
};

}  // namespace

std::vector<SpecProblem> checkRunSpec(const RunSpec& spec)
{
    return Checker(spec).run();
}

}  // namespace marginalia
