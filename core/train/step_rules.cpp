// SPDX-License-Identifier: Apache-2.0
#include "core/train/step_rules.h"

#include "core/jobs/catalog.h"

#include <algorithm>

namespace marginalia {

namespace {

struct RuleMaker {
    const char* modifier;
    MadeRule (*make)(const RuleParts& parts, const Given& given);
};

/// Modifiers that are about steps; the others change the loss or the data.
const std::vector<RuleMaker>& makers()
{
    static const std::vector<RuleMaker> list = {
        {"masked_thought", maskedReading}, {"tr_dpo", movingReference},     {"hft", halfFineTuning},
        {"lt_sft", sparseFineTuning},      {"loss_balancing", lossBalance}, {"drift", priorPull}};
    return list;
}

}  // namespace

Result<std::vector<std::unique_ptr<StepRule>>> stepRules(const RuleParts& parts)
{
    std::vector<std::unique_ptr<StepRule>> out;
    for (const ModifierSpec& modifier : parts.spec.modifiers) {
        const auto maker =
            std::find_if(makers().begin(), makers().end(),
                         [&](const RuleMaker& each) { return modifier.id == each.modifier; });
        if (maker == makers().end()) {
            continue;
        }
        const Given given(findModifier(modifier.id)->info,
                          {modifier.parameters, modifier.choices, {}, {}});
        MG_CHECK(given.check());
        MG_TRY(std::unique_ptr<StepRule> rule, maker->make(parts, given));
        out.push_back(std::move(rule));
    }
    return out;
}

Status restoreTensors(const NamedTensors& from, const std::string& name, at::Tensor& target)
{
    const auto found = std::find_if(from.begin(), from.end(),
                                    [&](const auto& each) { return each.first == name; });
    if (found == from.end() || found->second.sizes() != target.sizes()) {
        return failure(ErrorKind::Corrupt,
                       {MG_TR("train", "The checkpoint lacks \"%1\" in its right shape."), {name}});
    }
    target.copy_(found->second);
    return {};
}

}  // namespace marginalia
