// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/parameters.h"

#include "core/base/text.h"
#include "core/jobs/combination_parts.h"

namespace marginalia {

namespace {

Error unknown(const std::string& key)
{
    return failure(ErrorKind::Invalid,
                   {MG_TR("objectives", "There is no parameter \"%1\" here."), {key}}, key);
}

/// Lays `given` over `known`; the first key that is not known is the problem.
template <class Map>
Status overlay(Map& known, const Map& given)
{
    for (const auto& [key, value] : given) {
        const auto found = known.find(key);
        if (found == known.end()) {
            return unknown(key);
        }
        found->second = value;
    }
    return {};
}

}  // namespace

Given::Given(const ObjectiveInfo& info, const BoundParameters& given)
    : m_id(info.id), m_terms(given.terms), m_modifiers(given.modifiers)
{
    for (const ParameterInfo& parameter : info.parameters) {
        m_numbers[parameter.key] = parameter.fallback;
    }
    // Weights under names of the data concern those who make the rows.
    for (const auto& [key, value] : given.numbers) {
        if (combination::forTheOthers(info, key) != nullptr) {
            m_numbers[key] = value;
        }
    }
    for (const ChoiceInfo& choice : info.choices) {
        m_words[choice.key] = choice.fallback;
    }
    m_problem = overlay(m_numbers, given.numbers);
    if (m_problem.ok()) {
        m_problem = overlay(m_words, given.words);
    }
}

Objective objectiveOf(std::function<LossOut(const RowBatch&, ObjectiveState&)> loss)
{
    Objective out;
    out.loss = std::move(loss);
    return out;
}

}  // namespace marginalia
