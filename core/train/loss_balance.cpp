// SPDX-License-Identifier: Apache-2.0
// loss_balancing: weights of a mix's parts, made anew for every step (objectives.md 9.11).
#include "core/objectives/training_rules.h"
#include "core/train/step_rules.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <map>

namespace marginalia {

namespace {

class LossBalance : public StepRule {
public:
    LossBalance(std::vector<std::string> mixed, bool minNorm)
        : m_parts(std::move(mixed)), m_minNorm(minNorm)
    {
    }

    Status begin(const StepContext& context) override
    {
        m_weights = m_minNorm ? byGradients(context) : byLosses(context);
        context.engine.setBalance(named(m_weights));
        return {};
    }

    /// Alike, so that held-out losses of different steps can be compared.
    Status evaluating(const StepContext& context) override
    {
        const double even = 1.0 / static_cast<double>(m_parts.size());
        context.engine.setBalance(named(std::vector<double>(m_parts.size(), even)));
        return {};
    }

    std::vector<std::pair<std::string, double>> metrics() const override
    {
        std::vector<std::pair<std::string, double>> out;
        for (std::size_t i = 0; i < m_weights.size(); ++i) {
            out.emplace_back("marginalia/balance/" + m_parts[i], m_weights[i]);
        }
        return out;
    }

private:
    std::map<std::string, double> named(const std::vector<double>& weights) const
    {
        std::map<std::string, double> out;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            out[m_parts[i]] = weights[i];
        }
        return out;
    }

    /// The losses of the whole step decide, so all of it is computed once before it trains.
    std::vector<double> byLosses(const StepContext& context) const
    {
        const StepResult step = context.engine.evaluate(context.units);
        std::vector<double> losses;
        for (const std::string& part : m_parts) {
            const auto found = step.parts.find(part);
            losses.push_back(found == step.parts.end() ? 0 : std::max(found->second, 0.0));
        }
        return proportionalWeights(losses);
    }

    /// A backward pass for each part.
    std::vector<double> byGradients(const StepContext& context) const
    {
        const ObjectiveState state = context.engine.state();
        std::vector<at::Tensor> gradients;
        for (std::size_t i = 0; i < m_parts.size(); ++i) {
            std::vector<double> alone(m_parts.size(), 0);
            alone[i] = 1;
            context.engine.setBalance(named(alone));
            context.engine.setState(state);
            context.engine.train(context.units, [&] { context.optimizer.zeroGradients(); });
            gradients.push_back(flat(context.optimizer));
            context.optimizer.zeroGradients();
        }
        context.engine.setState(state);
        return minNormWeights(gradients);
    }

    /// All weights in one row; what a part does not touch has no slope.
    static at::Tensor flat(const AdamW& optimizer)
    {
        const c10::NoGradGuard noGrad;
        const NamedTensors known = optimizer.gradients();
        const std::map<std::string, at::Tensor> gradients(known.begin(), known.end());
        const NamedTensors weights = optimizer.weights();
        // Masters may lie apart from gradients.
        const at::TensorOptions like = (known.empty() ? weights : known).front().second.options();
        std::vector<at::Tensor> all;
        for (const auto& [name, weight] : weights) {
            const auto found = gradients.find(name);
            all.push_back(found == gradients.end() ? at::zeros({weight.numel()}, like)
                                                   : found->second.reshape({-1}));
        }
        return at::cat(all);
    }

    std::vector<std::string> m_parts;
    bool m_minNorm;
    std::vector<double> m_weights;
};

}  // namespace

MadeRule lossBalance(const RuleParts& parts, const Given& given)
{
    std::vector<std::string> mixed;
    for (const TermSpec& term : parts.spec.terms) {
        mixed.push_back(term.loss);
    }
    return std::unique_ptr<StepRule>(
        std::make_unique<LossBalance>(std::move(mixed), given.word("mode") == "min_norm"));
}

}  // namespace marginalia
