// SPDX-License-Identifier: Apache-2.0
// What is changed of a run while it goes on: the part of TrainLoop between two steps.
#include "core/model/adapter.h"
#include "core/train/train_loop.h"

#include <algorithm>

namespace marginalia {

/// Whether the run can end at `last` instead of where it ends now.
Status TrainLoop::checkEnd(std::int64_t last)
{
    if (std::any_of(m_rules.begin(), m_rules.end(),
                    [](const auto& rule) { return rule->needsEnd(); })) {
        return failure(ErrorKind::Unsupported,
                       MG_TR("train",
                             "A modifier of this run lays out its course by the number of "
                             "steps, which stays."),
                       "max_steps", MG_TR("train", "Stop the run instead, or fork it."));
    }
    if (last <= m_plan.steps()) {
        return {};
    }
    const auto notBeyond = [&](const char* why) {
        return failure(ErrorKind::Unsupported, {why, {std::to_string(m_plan.steps())}}, "max_steps",
                       MG_TR("train", "Fork the run to let it go on for longer."));
    };
    if (m_made.units) {
        return notBeyond(MG_TR("train",
                               "The run laid out the rounds of its answers up to step %1 "
                               "and can only stop earlier."));
    }
    MG_TRY(const bool known, knowsReference(m_plan.steps() + 1, last));
    return known ? Status()
                 : notBeyond(MG_TR("train",
                                   "The reference values of the run reach to step %1, and "
                                   "it can only stop earlier."));
}

Status TrainLoop::retune(const RunSpec& spec)
{
    const bool otherEnd = spec.max_steps != m_spec.max_steps;
    if (otherEnd) {
        MG_CHECK(checkEnd(spec.max_steps));
    }
    if (spec.parameters != m_spec.parameters || spec.terms != m_spec.terms) {
        MG_TRY(Objective objective, bindObjective(spec.objective, boundParameters(spec)));
        MG_CHECK(m_engine->setObjective(std::move(objective)));
    }
    if (m_decoder.adapter() != nullptr && spec.lora_dropout != m_spec.lora_dropout) {
        m_decoder.adapter()->setDropout(spec.lora_dropout);
    }
    if (otherEnd) {
        m_plan.setSteps(spec.max_steps);
        m_schedule.total = spec.max_steps;
    }
    m_spec = spec;
    return {};
}

}  // namespace marginalia
