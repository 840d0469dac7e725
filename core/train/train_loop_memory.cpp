// SPDX-License-Identifier: Apache-2.0
// Steps for which there is not enough memory: a part of TrainLoop.
#include "core/base/clock.h"
#include "core/model/device.h"
#include "core/train/pack_sizes.h"
#include "core/train/run_adapter.h"
#include "core/train/train_loop.h"

#include <algorithm>

namespace marginalia {

Result<TrainLoop::Trial> TrainLoop::tryOut(const std::vector<UnitRows>& units)
{
    Trial out;
    Stopwatch watch;
    const auto spent = [&watch](double& part) {
        part = watch.seconds();
        watch.restart();
    };
    if (m_needs.ref != RefKind::None && m_needs.data != DataCode::Prompts) {
        const AdapterPause base(m_decoder);
        for (const UnitRows& unit : units) {
            m_engine->logps(unit.items, unit.mismatched,
                            [&](const TrainRow& row, std::vector<float> tokens, float sum) {
                                m_reference.putTokens(row, std::move(tokens), sum);
                            });
        }
        spent(out.reference);
    }
    const ObjectiveState before = m_engine->state();
    m_optimizer->zeroGradients();
    watch.restart();
    const Result<StepResult> result = gradientsOf(units);
    m_engine->setState(before);
    if (!result.ok()) {
        return result.error();
    }
    spent(out.gradients);
    m_optimizer->step(0, m_optimizer->gradientNorm(), m_spec.max_grad_norm);
    spent(out.update);
    m_optimizer->reset();
    m_optimizer->zeroGradients();
    return out;
}

Result<StepResult> TrainLoop::gradientsOf(const std::vector<UnitRows>& units)
{
    try {
        return m_engine->train(units, [this] { m_optimizer->zeroGradients(); });
    } catch (const std::exception& thrown) {
        if (!m_engine->ranOutOfMemory(thrown)) {
            throw;
        }
    }
    m_optimizer->zeroGradients();
    std::int64_t longest = 0;
    for (const UnitRows& unit : units) {
        for (const PackSize& pack : packSizes(unit.items, {}, m_engine->packOptions()).packs) {
            longest = std::max(longest, pack.tokens);
        }
    }
    constexpr unsigned kMegabyte = 20;
    return failure(
        ErrorKind::Memory,
        Text(
            MG_TR("train",
                  "Memory ran out in a step: an item of %1 tokens is computed alone already, and "
                  "%2 MB are free."),
            {std::to_string(longest), std::to_string(freeMemory(m_decoder.device()) >> kMegabyte)}),
        {},
        MG_TR("train",
              "Close other programs, lower max_length or train an adapter (method lora); the run "
              "can be resumed."));
}

}  // namespace marginalia
