// SPDX-License-Identifier: Apache-2.0
// Modifiers that say which weights train: hft (objectives.md 9.9) and lt_sft (9.10). Module
// selection holds for a whole run and is settled before the optimizer is made (run_adapter.h).
#include "core/objectives/parameter_choice.h"
#include "core/objectives/training_rules.h"
#include "core/train/step_rules.h"
#include "core/train/train_loop.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace marginalia {

namespace {

/// Half of every block stands still: one draw for the run, or another for each epoch.
class HalfFineTuning : public StepRule {
public:
    HalfFineTuning(std::vector<std::string> names, std::uint64_t seed, int stage,
                   std::int64_t stepsPerStage)
        : m_names(std::move(names)), m_seed(seed), m_first(stage), m_stepsPerStage(stepsPerStage)
    {
    }

    Status begin(const StepContext& context) override
    {
        const int stage = stageOf(context.step);
        if (stage != m_stage) {
            m_stage = stage;
            context.optimizer.freeze(frozenHalf(m_names, m_seed, stage));
        }
        return {};
    }

    std::vector<std::pair<std::string, double>> metrics() const override
    {
        return {{"marginalia/stage", m_stage}};
    }

    Json description() const override
    {
        return {
            {"seed", m_seed}, {"stage", m_first}, {"frozen", frozenHalf(m_names, m_seed, m_first)}};
    }

private:
    int stageOf(std::int64_t step) const
    {
        return m_stepsPerStage == 0 ? m_first
                                    : m_first + static_cast<int>((step - 1) / m_stepsPerStage);
    }

    std::vector<std::string> m_names;
    std::uint64_t m_seed;
    int m_first;
    std::int64_t m_stepsPerStage;  ///< 0: one stage
    int m_stage = -1;
};

constexpr const char* kStart = "start.";
constexpr const char* kMask = "mask.";

/// The first steps train everything and show which weights matter; then all of them go back to the
/// start, and the rest of the steps trains those few alone.
class SparseFineTuning : public StepRule {
public:
    SparseFineTuning(const RuleParts& parts, const NamedTensors& weights, double share,
                     std::int64_t firstSteps)
        : m_spec(parts.spec), m_share(share), m_firstSteps(firstSteps), m_steps(parts.steps)
    {
        const c10::NoGradGuard noGrad;
        for (const auto& [name, weight] : weights) {
            m_start.emplace_back(kStart + name, weight.detach().to(at::kFloat).clone());
            m_masks.emplace_back(kMask + name,
                                 at::zeros(weight.sizes(), weight.options().dtype(at::kByte)));
        }
    }

    bool needsEnd() const override { return true; }

    /// Each part is a run with a warm-up and a decay of its own.
    std::optional<double> factor(const Schedule& whole, std::int64_t step) const override
    {
        const bool first = step <= m_firstSteps;
        const std::int64_t total = first ? m_firstSteps : m_steps - m_firstSteps;
        const Schedule part{whole.kind, warmupSteps(m_spec, total), total};
        return part.factor(first ? step : step - m_firstSteps);
    }

    Status begin(const StepContext& context) override
    {
        if (context.step > m_firstSteps && m_chosen == 0) {
            const c10::NoGradGuard noGrad;
            const NamedTensors weights = context.optimizer.weights();
            choose(weights);
            for (std::size_t i = 0; i < weights.size(); ++i) {
                at::Tensor weight = weights[i].second;
                weight.copy_(m_start[i].second);
            }
            context.optimizer.publish();
            context.optimizer.reset();
        }
        return {};
    }

    void gradients(const StepContext& context) override
    {
        if (m_chosen == 0) {
            return;
        }
        const c10::NoGradGuard noGrad;
        for (auto& [name, gradient] : context.optimizer.gradients()) {
            at::Tensor target = gradient;
            target.mul_(maskOf(name).to(target.device()));  // masters may lie apart
        }
    }

    /// Weight decay moves what has no gradient too.
    void end(const StepContext& context) override
    {
        if (m_chosen == 0) {
            return;
        }
        const c10::NoGradGuard noGrad;
        const NamedTensors weights = context.optimizer.weights();
        for (std::size_t i = 0; i < weights.size(); ++i) {
            at::Tensor weight = weights[i].second;
            weight.copy_(at::where(m_masks[i].second.to(at::kBool), weight, m_start[i].second));
        }
        context.optimizer.publish();
    }

    NamedTensors state() const override
    {
        NamedTensors out = m_start;
        out.insert(out.end(), m_masks.begin(), m_masks.end());
        return out;
    }

    Status restore(const NamedTensors& from) override
    {
        const c10::NoGradGuard noGrad;
        for (NamedTensors* list : {&m_start, &m_masks}) {
            for (auto& [name, tensor] : *list) {
                MG_CHECK(restoreTensors(from, name, tensor));
            }
        }
        countChosen();
        return {};
    }

    std::vector<std::pair<std::string, double>> metrics() const override
    {
        return {{"marginalia/trained_share", m_chosen == 0 ? 1 : m_chosen}};
    }

private:
    const at::Tensor& maskOf(const std::string& name) const
    {
        return std::find_if(m_masks.begin(), m_masks.end(),
                            [&](const auto& each) { return each.first == kMask + name; })
            ->second;
    }

    void choose(const NamedTensors& weights)
    {
        std::vector<at::Tensor> start;
        std::vector<at::Tensor> tuned;
        double all = 0;
        for (std::size_t i = 0; i < m_start.size(); ++i) {
            start.push_back(m_start[i].second);
            tuned.push_back(weights[i].second);
            all += static_cast<double>(start.back().numel());
        }
        const auto count = std::max<std::int64_t>(1, std::llround(m_share * all));
        const std::vector<at::Tensor> masks = mostChanged(start, tuned, count);
        for (std::size_t i = 0; i < masks.size(); ++i) {
            m_masks[i].second.copy_(masks[i]);
        }
        countChosen();
    }

    void countChosen()
    {
        double chosen = 0;
        double all = 0;
        for (const auto& [name, mask] : m_masks) {
            chosen += mask.sum().item<double>();
            all += static_cast<double>(mask.numel());
        }
        m_chosen = chosen / all;
    }

    const RunSpec& m_spec;
    double m_share;
    std::int64_t m_firstSteps;
    std::int64_t m_steps;
    NamedTensors m_start;
    NamedTensors m_masks;  ///< bytes, 1: trains in the second part; all 0 before it
    double m_chosen = 0;   ///< share of ones
};

}  // namespace

MadeRule halfFineTuning(const RuleParts& parts, const Given& given)
{
    std::vector<std::string> names;
    for (const auto& [name, tensor] : parts.decoder.parameters()) {
        names.push_back(name);
    }
    const bool again = given.word("redraw") == "epoch";
    return std::unique_ptr<StepRule>(std::make_unique<HalfFineTuning>(
        std::move(names), parts.spec.seed, static_cast<int>(given.number("stage")),
        again ? parts.stepsPerEpoch : 0));
}

MadeRule sparseFineTuning(const RuleParts& parts, const Given& given)
{
    const auto first = static_cast<std::int64_t>(
        std::llround(given.number("first_part") * static_cast<double>(parts.steps)));
    if (first < 1 || first >= parts.steps) {
        return failure(ErrorKind::Invalid,
                       {MG_TR("train",
                              "lt_sft trains twice, and %1 steps cannot be divided so: each part "
                              "needs one."),
                        {std::to_string(parts.steps)}},
                       "modifiers", MG_TR("train", "Train more steps."));
    }
    return std::unique_ptr<StepRule>(std::make_unique<SparseFineTuning>(
        parts, parts.optimizer.weights(), given.number("share"), first));
}

}  // namespace marginalia
