// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/catalog.h"
#include "core/objectives/objective.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace marginalia {

/// A catalogue row's parameters with what was given laid over its defaults.
class Given {
public:
    Given(const ObjectiveInfo& info, const BoundParameters& given);
    /// Names a key that the catalogue row does not have.
    Status check() const { return m_problem; }

    const std::string& id() const { return m_id; }
    bool has(const std::string& key) const
    {
        return m_numbers.contains(key) || m_words.contains(key);
    }
    double number(const std::string& key) const { return m_numbers.at(key); }
    const std::string& word(const std::string& key) const { return m_words.at(key); }
    bool yes(const std::string& key) const { return word(key) == "true"; }
    const std::vector<TermSpec>& terms() const { return m_terms; }
    const std::vector<ModifierSpec>& modifiers() const { return m_modifiers; }

private:
    std::string m_id;
    std::map<std::string, double> m_numbers;
    std::map<std::string, std::string> m_words;
    std::vector<TermSpec> m_terms;
    std::vector<ModifierSpec> m_modifiers;
    Status m_problem;
};

/// An objective that asks for nothing beside its rows.
Objective objectiveOf(std::function<LossOut(const RowBatch&, ObjectiveState&)> loss);

/// One row of the list from id to formula.
struct Binder {
    const char* id;
    Result<Objective> (*bind)(const Given& given);
};

/// The lists, by family; objectives.cpp joins them.
const std::vector<Binder>& pairBinders();
const std::vector<Binder>& unpairedBinders();
const std::vector<Binder>& imitationBinders();
const std::vector<Binder>& rankingBinders();
const std::vector<Binder>& rewardBinders();
const std::vector<Binder>& onlineBinders();

}  // namespace marginalia
