// SPDX-License-Identifier: Apache-2.0
// drift: the gradients of a block's matrices are turned towards another model (objectives.md 9.13).
#include "core/jobs/hub_cache.h"
#include "core/objectives/parameter_choice.h"
#include "core/objectives/training_rules.h"
#include "core/train/step_rules.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <c10/core/GradMode.h>

#include <map>

namespace marginalia {

namespace {

double lengthOf(const at::Tensor& values)
{
    return at::linalg_vector_norm(values.to(at::kDouble)).item<double>();
}

class PriorPull : public StepRule {
public:
    PriorPull(std::map<std::string, at::Tensor> prior, DriftMode mode, double alpha)
        : m_prior(std::move(prior)), m_mode(mode), m_alpha(alpha)
    {
    }

    /// Once for all micro-batches of the step, so that the pull does not grow with their number.
    void gradients(const StepContext& context) override
    {
        const c10::NoGradGuard noGrad;
        for (const auto& [name, gradient] : context.optimizer.gradients()) {
            const auto prior = m_prior.find(name);
            if (prior != m_prior.end()) {
                const at::Tensor direction =
                    prior->second.to(gradient.device(), gradient.scalar_type());
                context.optimizer.setGradient(
                    name, driftedGradient(gradient, direction, m_mode, m_alpha));
            }
        }
    }

private:
    std::map<std::string, at::Tensor> m_prior;  ///< in memory of the processor, however it trains
    DriftMode m_mode;
    double m_alpha;
};

Result<std::unique_ptr<Decoder>> frozen(const std::string& model)
{
    MG_TRY(const ModelPlace place, findModel(model));
    return Decoder::load(place.folder, at::kFloat, c10::Device(at::kCPU), {}, Decoder::Use::Frozen);
}

Error otherShape(const std::string& name)
{
    return failure(
        ErrorKind::Invalid,
        {MG_TR("train", "The prior model's \"%1\" has another shape than the model's."), {name}},
        "modifiers.drift.prior", MG_TR("train", "Take a model of the same architecture and size."));
}

/// Other model minus start model for every matrix of attention and feed-forward part, as long as
/// the start's matrix.
Result<std::map<std::string, at::Tensor>> directions(const RuleParts& parts,
                                                     const std::string& model)
{
    MG_TRY(const std::unique_ptr<Decoder> prior, frozen(model));
    MG_TRY(const std::unique_ptr<Decoder> start, frozen(parts.spec.model));
    const c10::NoGradGuard noGrad;
    std::map<std::string, at::Tensor> out;
    for (const auto& [name, weight] : start->parameters()) {
        const TensorPart part = partOf(name);
        if (weight.dim() != 2 ||
            (part != TensorPart::Attention && part != TensorPart::FeedForward)) {
            continue;
        }
        const at::Tensor other = prior->parameter(name);
        if (!other.defined() || other.sizes() != weight.sizes()) {
            return otherShape(name);
        }
        const at::Tensor apart = other - weight;
        const double length = lengthOf(apart);
        if (length > 0) {
            out[name] = apart * (lengthOf(weight) / length);
        }
    }
    return out;
}

}  // namespace

MadeRule priorPull(const RuleParts& parts, const Given& given)
{
    MG_TRY(auto prior, directions(parts, given.word("prior")));
    if (prior.empty()) {
        return failure(ErrorKind::Invalid,
                       MG_TR("train", "The prior model is the start model: it pulls nowhere."),
                       "modifiers.drift.prior", MG_TR("train", "Name another model."));
    }
    const std::string& word = given.word("mode");
    const DriftMode mode = word == "absolute"    ? DriftMode::Absolute
                           : word == "grad_norm" ? DriftMode::GradientNorm
                                                 : DriftMode::AdaptiveCosine;
    return std::unique_ptr<StepRule>(
        std::make_unique<PriorPull>(std::move(prior), mode, given.number("alpha")));
}

}  // namespace marginalia
