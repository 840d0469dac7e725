// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/jobs/combination_parts.h"

#include <algorithm>
#include <set>
#include <sstream>

namespace marginalia {

using namespace combination;

namespace {

const std::set<std::string>& noiseModels()
{
    static const std::set<std::string> ids = {"smoothed", "unbiased", "em"};
    return ids;
}

std::string shown(double value)
{
    std::ostringstream out;
    out << value;
    return out.str();
}

/// Why a loss does not take a modifier, in the modifier's own words.
Text refusal(const std::string& modifier, const std::string& objective)
{
    if (noiseModels().contains(modifier)) {
        return {MG_TR("jobs",
                      "%1 cannot be laid on %2: a noise model needs a loss that can be turned the "
                      "other way round, and this one cannot or models wrong labels itself."),
                {modifier, objective}};
    }
    if (modifier == "wpo") {
        return {MG_TR("jobs",
                      "wpo cannot be laid on %1: it weighs single pairs, and this loss has none or "
                      "mixes them by sorting."),
                {objective}};
    }
    if (modifier == "f_divergence") {
        return {MG_TR("jobs",
                      "f_divergence cannot be laid on %1: this loss uses the plain log-ratio, so "
                      "another divergence would change nothing or its targets."),
                {objective}};
    }
    if (modifier == "humanline") {
        return {MG_TR("jobs",
                      "humanline cannot be laid on %1: it clamps log-ratios by token, and this "
                      "loss has no such ratios."),
                {objective}};
    }
    if (modifier == "length_norm") {
        return {
            MG_TR("jobs", "length_norm cannot be laid on %1: this loss settles lengths itself."),
            {objective}};
    }
    if (modifier == "sft_term") {
        return {MG_TR("jobs",
                      "sft_term cannot be laid on %1: this loss has a likelihood term of its own, "
                      "or no chosen answers."),
                {objective}};
    }
    if (modifier == "tr_dpo") {
        return {MG_TR("jobs",
                      "tr_dpo cannot be laid on %1: it moves the reference, and this loss has none "
                      "or takes it from the written answers."),
                {objective}};
    }
    return {MG_TR("jobs", "%1 does not work with %2."), {modifier, objective}};
}

class Checking {
public:
    explicit Checking(const Combination& all) : m_all(all) {}

    std::vector<SpecProblem> run()
    {
        checkTerms();
        checkModifiers();
        return std::move(m_problems);
    }

private:
    void add(const std::string& field, Text what)
    {
        m_problems.push_back({field, std::move(what)});
    }

    void checkTerms()
    {
        std::set<std::string> seen;
        const ObjectiveInfo* reader = nullptr;
        for (std::size_t i = 0; i < m_all.terms.size(); ++i) {
            const TermSpec& term = m_all.terms[i];
            const std::string field = "terms[" + std::to_string(i) + "]";
            const ObjectiveInfo* info = findObjective(term.loss);
            if (info == nullptr) {
                add(field + ".loss",
                    {MG_TR("jobs", "\"%1\" is not a term of this version: it is no objective."),
                     {quotedForError(term.loss)}});
            } else {
                checkTerm(field, *info);
            }
            checkNumbers(field, info, reader);
            if (!seen.insert(term.loss).second) {
                add(field + ".loss", {MG_TR("jobs", "The term \"%1\" stands twice."), {term.loss}});
            }
            if (!(term.weight >= 0 && term.weight <= 1000)) {
                add(field + ".weight", {MG_TR("jobs", "%1 must lie between %2 and %3, not %4."),
                                        {field + ".weight", "0", "1000", shown(term.weight)}});
            }
        }
    }

    /// A record's rows are made for one kind of numbers. `reader` is the last term so far
    /// that reads some.
    void checkNumbers(const std::string& field, const ObjectiveInfo* info,
                      const ObjectiveInfo*& reader)
    {
        if (info == nullptr || info->needs.numbers == RecordNumbers::None) {
            return;
        }
        if (reader != nullptr && reader->needs.numbers != info->needs.numbers) {
            add(field + ".loss",
                {MG_TR("jobs",
                       "%1 and %2 read different numbers beside the labels: one batch cannot feed "
                       "both."),
                 {reader->id, info->id}});
        }
        reader = info;
    }

    void checkTerm(const std::string& field, const ObjectiveInfo& info)
    {
        const DataCode data = dataOfMix(m_all);
        const bool likelihood = info.id == "sft" && onPairs(data);
        // csft imitates every row of a batch, the rejected ones of pairs too.
        const bool thumbs = info.needs.data == DataCode::Unpaired && onPairs(data) &&
                            info.needs.ref != RefKind::None;
        if (thumbs && info.needs.mismatchRows) {
            add(field + ".loss",
                {MG_TR("jobs",
                       "%1 needs partner answers, which a batch with pairs has not; take "
                       "apo_zero_unpaired or bco beside pairs."),
                 {info.id}});
        } else if (!likelihood && !thumbs && info.needs.data != data) {
            add(field + ".loss",
                {MG_TR("jobs",
                       "%1 trains on other records than the other terms: one batch cannot "
                       "feed them all."),
                 {info.id}});
        }
    }

    void checkModifiers()
    {
        std::set<std::string> seen;
        std::string noise;
        for (std::size_t i = 0; i < m_all.modifiers.size(); ++i) {
            const ModifierSpec& modifier = m_all.modifiers[i];
            const std::string field = "modifiers[" + std::to_string(i) + "]";
            const ModifierInfo* info = findModifier(modifier.id);
            if (info == nullptr) {
                add(field + ".id", {MG_TR("jobs", "The modifier \"%1\" is not in this version."),
                                    {quotedForError(modifier.id)}});
                continue;
            }
            if (!seen.insert(modifier.id).second) {
                add(field + ".id",
                    {MG_TR("jobs", "The modifier \"%1\" stands twice."), {modifier.id}});
            }
            if (noiseModels().contains(modifier.id)) {
                checkNoise(field, modifier.id, noise);
            }
            checkSettings(field, info->info, modifier);
            checkTargets(field, *info);
        }
    }

    void checkNoise(const std::string& field, const std::string& id, std::string& before)
    {
        if (!before.empty() && before != id) {
            add(field + ".id",
                {MG_TR("jobs",
                       "%1 and %2 both say how often labels are wrong; only one of them can "
                       "be right."),
                 {before, id}});
        }
        before = id;
        const auto smoothing = m_all.parameters.find("label_smoothing");
        if (smoothing != m_all.parameters.end() && smoothing->second > 0) {
            add(field + ".id",
                {MG_TR("jobs",
                       "%1 and label_smoothing both say how often labels are wrong; set "
                       "label_smoothing to 0."),
                 {id}});
        }
    }

    void checkSettings(const std::string& field, const ObjectiveInfo& info,
                       const ModifierSpec& modifier)
    {
        for (const auto& [key, value] : modifier.parameters) {
            const auto own = found(info.parameters, key);
            const ParameterInfo* known =
                own != info.parameters.end() ? &*own : forTheOthers(info, key);
            if (known == nullptr) {
                add(field + ".parameters." + key,
                    {MG_TR("jobs", "%1 has no parameter \"%2\"."), {info.id, quotedForError(key)}});
            } else if (!(value >= known->low && value <= known->high)) {
                add(field + ".parameters." + key,
                    {MG_TR("jobs", "%1 must lie between %2 and %3, not %4."),
                     {key, shown(known->low), shown(known->high), shown(value)}});
            }
        }
        for (const auto& [key, value] : modifier.choices) {
            const auto known = found(info.choices, key);
            if (known == info.choices.end()) {
                add(field + ".choices." + key,
                    {MG_TR("jobs", "%1 has no choice \"%2\"."), {info.id, quotedForError(key)}});
                continue;
            }
            const bool isWord =
                known->values.empty() ||
                std::any_of(known->values.begin(), known->values.end(),
                            [&chosen = value](const auto& word) { return word.first == chosen; });
            if (!isWord) {
                add(field + ".choices." + key, {MG_TR("jobs", "%1 of %2 cannot be \"%3\"."),
                                                {key, info.id, quotedForError(value)}});
            }
        }
    }

    /// A modifier must change something: the objective, or at least one term of a mix.
    void checkTargets(const std::string& field, const ModifierInfo& info)
    {
        if (info.info.id == "loss_balancing" && m_all.terms.size() < 2) {
            add(field + ".id",
                MG_TR("jobs", "loss_balancing weighs the terms of a mix, and there is no mix."));
        }
        if (info.objectives.empty()) {
            return;
        }
        if (m_all.terms.empty()) {
            if (!contains(info.objectives, m_all.objective)) {
                add(field + ".id", refusal(info.info.id, m_all.objective));
            }
            return;
        }
        if (info.info.id == "sft_term") {
            add(field + ".id", MG_TR("jobs",
                                     "A mix has its likelihood among its terms: add sft there "
                                     "instead of sft_term."));
            return;
        }
        const auto fits = [&](const TermSpec& term) {
            return contains(info.objectives, term.loss);
        };
        const auto first = m_all.terms.begin();
        const auto last = m_all.terms.end();
        if (info.everyTerm) {
            const auto other = std::find_if_not(first, last, fits);
            if (other != last) {
                add(field + ".id", refusal(info.info.id, other->loss));
            }
        } else if (std::none_of(first, last, fits)) {
            add(field + ".id", refusal(info.info.id, m_all.terms.front().loss));
        }
    }

    const Combination& m_all;
    std::vector<SpecProblem> m_problems;
};

}  // namespace

const char* whyNotUsable(const ObjectiveInfo& info)
{
    return whyNotTrainable(info.needs);
}

std::vector<SpecProblem> checkCombination(const Combination& all)
{
    return Checking(all).run();
}

}  // namespace marginalia
