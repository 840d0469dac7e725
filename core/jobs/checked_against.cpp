// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/checked_against.h"

#include <algorithm>
#include <cstring>
#include <iterator>

namespace marginalia {

namespace {

/// File of reference values, and what made it; names that are not translated.
struct Reference {
    const char* golden;
    const char* program;
};
constexpr Reference kReferences[] = {
    {"alphapo.json", "TRL 1.16.0, CPOTrainer with loss_type=simpo with alpha"},
    {"anchored_sft.json", "LLaMA-Factory ff6d4d1, asft_cross_entropy"},
    {"aot.json", "TRL 1.16.0, DPOTrainer with loss_type=aot"},
    {"aot_unpaired.json", "TRL 1.16.0, DPOTrainer with loss_type=aot_unpaired"},
    {"apo_down.json", "TRL 1.16.0, DPOTrainer with loss_type=apo_down"},
    {"apo_star.json", "TRL 1.16.0, A2POTrainer"},
    {"apo_zero.json", "TRL 1.16.0, DPOTrainer with loss_type=apo_zero"},
    {"apo_zero_unpaired.json", "TRL 1.16.0, KTOTrainer with loss_type=apo_zero_unpaired"},
    {"bco.json", "TRL 1.10.0 (development), BCOTrainer"},
    {"bco_pair.json", "TRL 1.16.0, DPOTrainer with loss_type=bco_pair"},
    {"cpo.json", "TRL 1.16.0, CPOTrainer"},
    {"dft.json", "LLaMA-Factory ff6d4d1, dft_cross_entropy"},
    {"discopop.json", "TRL 1.16.0, DPOTrainer with loss_type=discopop"},
    {"dpo.json", "TRL 1.16.0, DPOTrainer with loss_type=sigmoid"},
    {"dpo_hinge.json", "TRL 1.16.0, DPOTrainer with loss_type=hinge"},
    {"dpo_norm.json", "TRL 1.16.0, DPOTrainer with loss_type=sigmoid_norm"},
    {"eaft.json", "LLaMA-Factory ff6d4d1, eaft_cross_entropy"},
    {"exo_pair.json", "TRL 1.16.0, DPOTrainer with loss_type=exo_pair"},
    {"gkd.json", "TRL 1.16.0, GKDTrainer"},
    {"gmpo.json", "TRL 1.16.0, GMPOTrainer"},
    {"grpo.json", "TRL 1.16.0, GRPOTrainer"},
    {"ipo.json", "TRL 1.16.0, DPOTrainer with loss_type=ipo"},
    {"kto.json", "TRL 1.16.0, KTOTrainer"},
    {"mod_f_divergence.json", "TRL 1.16.0, DPOTrainer with f_divergence_type"},
    {"mod_ld_dpo.json", "TRL 1.16.0, DPOTrainer with ld_alpha"},
    {"mod_sft_term.json", "TRL 1.16.0, DPOTrainer with loss_type=[sigmoid, sft]"},
    {"mod_unbiased.json", "TRL 1.16.0, DPOTrainer with loss_type=robust"},
    {"mod_wpo.json", "TRL 1.16.0, DPOTrainer with use_weighting"},
    {"nash_md.json", "TRL 1.10.0 (development), NashMDTrainer"},
    {"nca_pair.json", "TRL 1.16.0, DPOTrainer with loss_type=nca_pair"},
    {"online_dpo.json", "TRL 1.16.0, DPOTrainer with loss_type=sigmoid on the ranked pair"},
    {"orpo.json", "TRL 1.16.0, ORPOTrainer"},
    {"rloo.json", "TRL 1.16.0, RLOOTrainer"},
    {"rm_bt.json", "TRL 1.16.0, RewardTrainer"},
    {"simpo.json", "TRL 1.16.0, CPOTrainer with loss_type=simpo"},
    {"sppo_hard.json", "TRL 1.16.0, DPOTrainer with loss_type=sppo_hard"},
    {"tpo.json", "TRL 1.16.0, TPOTrainer"},
    {"xpo.json", "TRL 1.10.0 (development), XPOTrainer"},
};

}  // namespace

const char* checkedAgainst(const ObjectiveInfo& info)
{
    const auto* const found = std::find_if(
        std::begin(kReferences), std::end(kReferences),
        [&](const Reference& each) { return std::strcmp(each.golden, info.golden) == 0; });
    return found != std::end(kReferences) ? found->program : nullptr;
}

}  // namespace marginalia
