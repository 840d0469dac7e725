// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/configs/config_notes.h"

#include <algorithm>

namespace marginalia::configs {

namespace {

/// A loss of TRL's DPOTrainer and ours (objectives.md 0.9).
struct Loss {
    const char* theirs;
    const char* ours;
    const char* differs;  ///< MG_TR or null
};

const std::vector<Loss>& losses()
{
    static const std::vector<Loss> list = {
        {"sigmoid", "dpo", nullptr},
        {"hinge", "dpo_hinge", nullptr},
        {"ipo", "ipo",
         MG_TR("config",
               "ipo compares averages per token there, so here too; the paper compares "
               "sums (length_norm false).")},
        {"sigmoid_norm", "dpo_norm", nullptr},
        {"exo_pair", "exo_pair", nullptr},
        {"nca_pair", "nca_pair", nullptr},
        {"bco_pair", "bco_pair",
         MG_TR("config",
               "bco_pair has no shift there, so none here; the paper subtracts a "
               "running mean (bco_shift running_mean).")},
        {"robust", "dpo", MG_TR("config", "robust is dpo with the noise model `unbiased` here.")},
        {"sppo_hard", "sppo_hard",
         MG_TR("config",
               "sppo_hard is TRL's form, without the half and with hard labels; `sppo` "
               "is the paper's.")},
        {"aot", "aot", nullptr},
        {"aot_unpaired", "aot_unpaired", nullptr},
        {"aot_pair", "aot_unpaired",
         MG_TR("config",
               "aot_pair of older configurations is aot_unpaired now; the formula is "
               "the same.")},
        {"apo_zero", "apo_zero", nullptr},
        {"apo_down", "apo_down", nullptr},
        {"discopop", "discopop", nullptr},
        {"sft", "sft", nullptr},
        {"kto_pair", "kto",
         MG_TR("config",
               "kto_pair is gone from TRL; kto takes both answers of a pair, one good "
               "and one bad.")},
    };
    return list;
}

const Loss* findLoss(const std::string& name)
{
    const auto& list = losses();
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const Loss& each) { return name == each.theirs; });
    return found == list.end() ? nullptr : &*found;
}

bool contains(const std::vector<std::string>& list, const char* word)
{
    return std::find(list.begin(), list.end(), word) != list.end();
}

void labelSmoothing(Carrier& carrier, const std::vector<std::string>& losses)
{
    const bool robust = contains(losses, "robust");
    const auto value = carrier.number("label_smoothing");
    if (robust) {
        carrier.modify("unbiased", {{"epsilon", value.value_or(0)}});
        if (value) {
            carrier.understood("label_smoothing", "modifiers.unbiased.epsilon");
        }
        return;
    }
    if (!value) {
        return;
    }
    const bool reads = contains(losses, "exo_pair") || contains(losses, "aot") ||
                       contains(losses, "aot_unpaired") || contains(losses, "aot_pair");
    if (*value == 0) {
        carrier.understood("label_smoothing", {}, MG_TR("config", "None."));
    } else if (!reads) {
        carrier.leftOut("label_smoothing",
                        MG_TR("config",
                              "TRL 1.16 ignores it with this loss, so it is left out. "
                              "To use it (cDPO), set label_smoothing of the objective."));
    } else if (carrier.setParameter("label_smoothing", *value)) {
        carrier.understood("label_smoothing", "parameters.label_smoothing");
    } else {
        carrier.leftOut("label_smoothing", {MG_TR("config", "%1 has no such setting here."),
                                            {carrier.spec().objective}});
    }
}

void dpoModifiers(Carrier& carrier, const std::vector<std::string>& losses)
{
    if (const auto on = carrier.truth("use_weighting")) {
        if (!*on) {
            carrier.understood("use_weighting", {});
        } else if (carrier.modify("wpo", {}, {{"clamp", "false"}})) {
            carrier.changed("use_weighting", "modifiers.wpo",
                            MG_TR("config",
                                  "WPO without a bound, as there; the paper's program "
                                  "keeps the weights' product at most 1 (clamp true)."));
        } else {
            carrier.leftOut("use_weighting", MG_TR("config", "This version has no WPO weights."));
        }
    }
    if (const auto alpha = carrier.number("ld_alpha")) {
        if (carrier.modify("ld_dpo", {{"alpha", *alpha}}, {{"scope", "both"}})) {
            carrier.understood("ld_alpha", "modifiers.ld_dpo.alpha",
                               MG_TR("config", "On policy and reference, as TRL 1.16."));
        } else {
            carrier.leftOut("ld_alpha", MG_TR("config", "This version has no LD-DPO."));
        }
    }
    const auto divergence = carrier.word("f_divergence_type");
    const auto alpha = carrier.number("f_alpha_divergence_coef");
    if (!divergence || *divergence == "reverse_kl") {
        for (const char* key : {"f_divergence_type", "f_alpha_divergence_coef"}) {
            if (carrier.has(key)) {
                carrier.understood(key, {}, MG_TR("config", "The usual log-ratio."));
            }
        }
        return;
    }
    const std::string ours = *divergence == "js_divergence"      ? "js"
                             : *divergence == "alpha_divergence" ? "alpha"
                                                                 : *divergence;
    const std::vector<std::string> raw = {"nca_pair",     "bco_pair", "sppo_hard", "aot",
                                          "aot_unpaired", "apo_zero", "apo_down"};
    const bool ignored = std::all_of(losses.begin(), losses.end(), [&](const std::string& each) {
        return std::find(raw.begin(), raw.end(), each) != raw.end();
    });
    if (ignored) {
        carrier.leftOut("f_divergence_type",
                        MG_TR("config", "TRL takes the plain log-ratio with this loss."));
    } else if (carrier.modify("f_divergence", {{"alpha", alpha.value_or(0.5)}},
                              {{"divergence", ours}})) {
        carrier.changed("f_divergence_type", "modifiers.f_divergence.divergence",
                        MG_TR("config",
                              "In TRL 1.16's form; before 1.10 alpha meant 1 - alpha and "
                              "constants were dropped."));
    } else {
        carrier.leftOut("f_divergence_type",
                        MG_TR("config", "This version has no such divergence."));
    }
    if (alpha) {
        carrier.understood("f_alpha_divergence_coef", "modifiers.f_divergence.alpha");
    }
}

}  // namespace

void carryDpoLosses(Carrier& carrier, const std::string& key, const std::vector<std::string>& names,
                    const std::vector<double>& weights)
{
    RunSpec& spec = carrier.spec();
    std::vector<Text> differs;
    std::vector<TermSpec> terms;
    bool robust = false;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Loss* loss = findLoss(names[i]);
        if (loss == nullptr) {
            differs.push_back({MG_TR("config", "The loss %1 is not known here and left out."),
                               {quotedForError(names[i])}});
            continue;
        }
        if (loss->differs != nullptr) {
            differs.emplace_back(loss->differs);
        }
        robust = robust || names[i] == "robust";
        terms.push_back({loss->ours, i < weights.size() ? weights[i] : 1.0});
    }
    const bool single = terms.size() == 1;
    const double keepRate = spec.learning_rate;
    RunSpec fresh = defaultRunSpec(single ? terms[0].loss : "dpo");
    spec.objective = fresh.objective;
    spec.parameters = fresh.parameters;
    spec.choices = fresh.choices;
    spec.learning_rate = keepRate;
    if (single && terms[0].loss == "ipo") {
        carrier.choose("length_norm", "true");
    }
    if (single && terms[0].loss == "bco_pair") {
        carrier.choose("bco_shift", "none");
    }
    if (terms.size() > 1) {
        spec.terms = terms;
        carrier.choose("sft_reduction", "token_mean");
    } else if (single && terms[0].weight != 1) {
        differs.emplace_back(MG_TR("config",
                                   "The weight of a single loss is left out: multiply "
                                   "the learning rate instead."));
    }
    if (!carrier.has(key)) {
        return;
    }
    const std::string setting = terms.size() > 1 ? "terms" : "objective";
    if (differs.empty()) {
        carrier.understood(key, setting);
    } else {
        carrier.changedSentences(key, setting, differs);
    }
}

void carryDpo(Carrier& carrier)
{
    std::vector<std::string> losses = carrier.words("loss_type");
    if (losses.empty()) {
        losses = {"sigmoid"};
    }
    std::vector<double> weights = carrier.numbers("loss_weights");
    if (!weights.empty()) {
        if (weights.size() == losses.size()) {
            carrier.understood("loss_weights", "terms");
        } else {
            carrier.leftOut("loss_weights",
                            {MG_TR("config", "There are %1 weights for %2 losses."),
                             {std::to_string(weights.size()), std::to_string(losses.size())}});
            weights.clear();
        }
    }
    if (const auto alpha = carrier.number("rpo_alpha")) {
        losses.emplace_back("sft");
        weights.resize(losses.size() - 1, 1.0);
        weights.push_back(*alpha);
        carrier.changed("rpo_alpha", "terms",
                        MG_TR("config",
                              "Gone from TRL 1.16: a term sft with this weight, averaged "
                              "over the chosen tokens. The paper of RPO's 0.005 sums "
                              "(sft_reduction sum)."));
    }
    carryDpoLosses(carrier, "loss_type", losses, weights);
    carrier.parameter("beta", "beta", 0.1);
    if (contains(losses, "discopop")) {
        carrier.parameter("discopop_tau", "tau", 0.05);
    } else if (carrier.has("discopop_tau")) {
        carrier.leftOut("discopop_tau", MG_TR("config", "Only discopop uses it."));
    }
    labelSmoothing(carrier, losses);
    dpoModifiers(carrier, losses);
    carryReferenceUpdates(carrier);
    carryTrlLengths(carrier, 1024);
}

}  // namespace marginalia::configs
