// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/sharding_check.h"

#include "core/jobs/combinations.h"

#include <algorithm>
#include <array>

namespace marginalia {

namespace {

/// They read or write weights or gradients of the whole model.
constexpr std::array<const char*, 6> kWholeModel = {"tr_dpo",           "hft",   "lt_sft",
                                                    "module_selection", "drift", "loss_balancing"};

/// Why an objective cannot be trained so; null: it can.
const char* whyNotShared(const Needs& needs)
{
    if (needs.data == DataCode::Prompts) {
        return MG_TR(
            "jobs",
            "no process holds the whole model, which it writes answers with. Take sharding "
            "none.");
    }
    // An encoder's teacher is a model that every process reads the passages with.
    const bool embeds = needs.head == HeadKind::Embedding;
    if (needs.head != HeadKind::None && !embeds) {
        return MG_TR("jobs", "it trains a head besides. Take sharding none.");
    }
    if (needs.teacher || needs.otherLogits || needs.baseModel || embeds) {
        return MG_TR("jobs",
                     "it looks at a second model, which every process would hold whole. Take "
                     "sharding none.");
    }
    return needs.extraForward || needs.hidden
               ? MG_TR("jobs", "it looks inside the blocks. Take sharding none.")
               : nullptr;
}

}  // namespace

std::vector<SpecProblem> checkSharding(const RunSpec& spec)
{
    std::vector<SpecProblem> out;
    if (spec.sharding != "parameters") {
        return out;
    }
    if (spec.method != "full") {
        out.push_back(
            {"sharding", MG_TR("jobs",
                               "Weights in shares are trained themselves: an adapter needs all of "
                               "them beside it. Take sharding none, or method full.")});
    }
    if (const char* why = whyNotShared(needsOf(combinationOf(spec)))) {
        out.push_back(
            {"sharding",
             {MG_TR("jobs", "%1 does not go with weights in shares: %2"), {spec.objective, why}}});
    }
    for (const ModifierSpec& modifier : spec.modifiers) {
        if (std::find(kWholeModel.begin(), kWholeModel.end(), modifier.id) != kWholeModel.end()) {
            out.push_back({"sharding",
                           {MG_TR("jobs",
                                  "%1 works on the whole model, and weights in shares are nowhere "
                                  "whole. Take sharding none, or leave it out."),
                            {modifier.id}}});
        }
    }
    for (const auto& [field, isUsual] :
         {std::pair("optimizer_state", spec.optimizer_state == "fp32"),
          std::pair("masters", spec.masters == "fp32")}) {
        if (!isUsual) {
            out.push_back({field, MG_TR("jobs",
                                        "The optimizer's shares of weights are held in float32: "
                                        "take fp32, or sharding none.")});
        }
    }
    if (!spec.sample_prompts.empty()) {
        out.push_back({"sample_prompts",
                       MG_TR("jobs",
                             "No samples are written on the way where weights lie in shares: no "
                             "process holds the whole model. Take none, and sample from "
                             "checkpoints.")});
    }
    return out;
}

}  // namespace marginalia
