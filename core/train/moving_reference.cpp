// SPDX-License-Identifier: Apache-2.0
// tr_dpo: the reference follows the policy every tau steps (objectives.md 9.8).
#include "core/model/adapter.h"
#include "core/objectives/training_rules.h"
#include "core/train/step_rules.h"

#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include <map>

namespace marginalia {

namespace {

constexpr const char* kPrefix = "reference.";
constexpr const char* kMoved = "reference_moved";

/// A second model of the start's weights, or the same model under a second adapter. From its first
/// move on its log-probs of a step's rows are computed before the step; until then the values that
/// were made before step 1 hold.
class MovingReference : public StepRule {
public:
    MovingReference(std::unique_ptr<Decoder> model, NamedTensors tensors, double alpha,
                    std::int64_t tau)
        : m_model(std::move(model)), m_alpha(alpha), m_tau(tau), m_moved(at::zeros({1}, at::kLong))
    {
        const c10::NoGradGuard noGrad;
        for (auto& [name, tensor] : tensors) {
            // Moves are summed in float32, as masters are.
            const bool own = tensor.scalar_type() == at::kFloat;
            m_tensors[name] = {tensor, own ? tensor : tensor.to(at::kFloat)};
        }
    }

    Status begin(const StepContext& context) override { return refresh(context); }
    Status evaluating(const StepContext& context) override { return refresh(context); }

    void end(const StepContext& context) override
    {
        if (context.step % m_tau != 0) {
            return;
        }
        const c10::NoGradGuard noGrad;
        for (const auto& [name, weight] : context.optimizer.weights()) {
            const auto own = m_tensors.find(name);
            if (own != m_tensors.end()) {
                at::Tensor& kept = own->second.weight;
                // Masters may lie apart from the model.
                kept.copy_(followedReference(weight.to(kept.device()), kept, m_alpha));
            }
        }
        publish();
        m_moved.fill_(1);
    }

    NamedTensors state() const override
    {
        NamedTensors out = {{kMoved, m_moved}};
        for (const auto& [name, tensor] : m_tensors) {
            out.emplace_back(kPrefix + name, tensor.weight);
        }
        return out;
    }

    Status restore(const NamedTensors& from) override
    {
        const c10::NoGradGuard noGrad;
        MG_CHECK(restoreTensors(from, kMoved, m_moved));
        for (auto& [name, tensor] : m_tensors) {
            MG_CHECK(restoreTensors(from, kPrefix + name, tensor.weight));
        }
        publish();
        return {};
    }

private:
    struct Tensor {
        at::Tensor model;
        at::Tensor weight;  ///< float32; the same tensor when the model is float32
    };

    void publish()
    {
        for (auto& [name, tensor] : m_tensors) {
            if (!tensor.model.is_same(tensor.weight)) {
                tensor.model.copy_(tensor.weight);
            }
        }
    }

    Status refresh(const StepContext& context)
    {
        if (m_moved.item<std::int64_t>() == 0) {
            return {};
        }
        const ReferenceTable none;
        const StepEngine engine(*m_model, Objective{}, Needs{}, none,
                                EngineOptions{context.engine.packOptions()});
        const bool byToken = context.engine.referencePerToken();
        const auto take = [&](const TrainRow& row, std::vector<float> tokens, float sum) {
            if (byToken) {
                context.reference.putTokens(row, std::move(tokens), sum);
            } else {
                context.reference.put(row, sum);
            }
        };
        for (const std::size_t i : context.engine.own(context.units)) {
            engine.logps(context.units[i].items, context.units[i].mismatched, take);
        }
        return {};
    }

    std::unique_ptr<Decoder> m_model;
    double m_alpha;
    std::int64_t m_tau;
    at::Tensor m_moved;  ///< [1], 0 or 1
    std::map<std::string, Tensor> m_tensors;
};

/// The weights as they are now, once more.
Result<std::unique_ptr<Decoder>> copyOf(const Decoder& decoder)
{
    NamedTensors tensors;
    for (const auto& [name, tensor] : decoder.parameters()) {
        tensors.emplace_back(name, tensor.detach());
    }
    return Decoder::fromTensors(decoder.config(), tensors, {}, decoder.dtype(), decoder.device());
}

/// The same base under an adapter with the numbers that the trained one has now.
Result<std::unique_ptr<Decoder>> copyUnderAdapter(const Decoder& decoder, std::uint64_t seed)
{
    const Adapter& trained = *decoder.adapter();
    std::unique_ptr<Decoder> out = decoder.shared();
    MG_TRY(std::shared_ptr<Adapter> adapter, Adapter::fresh(*out, trained.config(), seed));
    adapter->setTrainable(false);
    const NamedTensors from = trained.parameters();
    const NamedTensors to = adapter->parameters();
    const c10::NoGradGuard noGrad;
    for (std::size_t i = 0; i < to.size(); ++i) {
        at::Tensor target = to[i].second;
        target.copy_(from[i].second);
    }
    MG_CHECK(out->wear(std::move(adapter)));
    return out;
}

}  // namespace

MadeRule movingReference(const RuleParts& parts, const Given& given)
{
    const Decoder& policy = parts.decoder;
    std::unique_ptr<Decoder> model;
    if (policy.adapter() != nullptr) {
        MG_TRY(model, copyUnderAdapter(policy, parts.spec.seed));
    } else {
        MG_TRY(model, copyOf(policy));
    }
    NamedTensors tensors =
        model->adapter() != nullptr ? model->adapter()->parameters() : model->parameters();
    return std::unique_ptr<StepRule>(std::make_unique<MovingReference>(
        std::move(model), std::move(tensors), given.number("alpha"),
        static_cast<std::int64_t>(given.number("tau"))));
}

}  // namespace marginalia
