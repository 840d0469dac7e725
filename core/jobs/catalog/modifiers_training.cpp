// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/parts.h"

namespace marginalia::catalog {

namespace {

/// Losses on data that compare with the start model; answers that a run writes bring their own
/// values.
std::vector<std::string> withFixedReference()
{
    std::vector<std::string> out;
    for (const auto& family :
         {pairObjectives(), unpairedObjectives(), imitationObjectives(), rankingObjectives()}) {
        for (const ObjectiveInfo& info : family) {
            if (info.needs.ref != RefKind::None && info.needs.data != DataCode::Prompts) {
                out.push_back(info.id);
            }
        }
    }
    return out;
}

ModifierInfo maskedThoughtInfo()
{
    ModifierInfo out;
    ObjectiveInfo& info = out.info;
    info.id = "masked_thought";
    info.title = MG_TR("objectives", "Masked thought (MFT)");
    info.family = MG_TR("objectives", "what is read");
    info.sentence = MG_TR("objectives",
                          "Hides some tokens of the answer while it is read, so that the model "
                          "cannot lean on every word.");
    info.whenToUse = MG_TR("objectives", "Few reasoning examples and many epochs.");
    info.howItFails =
        MG_TR("objectives", "Too large a share makes the answers unreadable to the model.");
    info.watch =
        MG_TR("objectives", "Held-out loss without hiding; it should fall further than before.");
    info.formula = {{'n', "answer tokens read as "},
                    {'r', "[mask]"},
                    {'n', " with probability p\nlearnt: "},
                    {'c', "all of the answer"}};
    info.parameters = {
        {"p_max", MG_TR("objectives", "Greatest share"), 0.2, 0, 0.9,
         MG_TR("objectives", "Share of answer tokens that are hidden in the end.")},
        {"warmup_steps", MG_TR("objectives", "Steps to it"), 0, 0, 1000000,
         MG_TR("objectives",
               "Steps over which the share grows from 0; about two thirds of the run are usual.")}};
    info.choices = {{"draw",
                     MG_TR("objectives", "Share of a row"),
                     "fixed",
                     {{"fixed", MG_TR("objectives", "that of the step")},
                      {"uniform", MG_TR("objectives", "drawn up to that of the step")}},
                     MG_TR("objectives", "A drawn share shows some rows almost whole.")}};
    info.source = "Chen et al. 2024 (2403.02178); MaskedThought";
    info.section = "9.1";
    info.golden = "mod_masked_thought.json";
    info.names = {"MFT", "masked thought fine-tuning"};
    info.charts = {
        {MG_TR("charts", "Hidden tokens"), MG_TR("charts", "share"), {"marginalia/hidden_share"}}};
    out.objectives = {"sft", "dft", "eaft", "anchored_sft", "otr", "locft_bf"};
    out.everyTerm = true;  // all of them read the same tokens
    return out;
}

ModifierInfo topEntropyInfo()
{
    ModifierInfo out;
    ObjectiveInfo& info = out.info;
    info.id = "top_entropy";
    info.title = MG_TR("objectives", "Only undecided tokens (top entropy)");
    info.family = MG_TR("objectives", "which tokens count");
    info.sentence =
        MG_TR("objectives", "Learns from those tokens alone at which the model is most undecided.");
    info.whenToUse =
        MG_TR("objectives", "Long answers of which few tokens decide, as in reasoning.");
    info.howItFails = MG_TR("objectives", "Sure mistakes are never corrected.");
    info.watch = MG_TR("objectives", "The threshold: when it nears 0, most tokens are settled.");
    info.formula = {{'n', "keep "}, {'c', "tokens"}, {'n', " with entropy ≥ quantile 1 - q"}};
    info.parameters = {
        {"top_entropy_quantile", MG_TR("objectives", "Share that stays"), 0.2, 0.01, 1,
         MG_TR("objectives", "Share of a step's tokens that are learnt from; 1 keeps all.")}};
    info.choices = {
        {"denominator",
         MG_TR("objectives", "Divide by"),
         "all",
         {{"all", MG_TR("objectives", "all tokens, as TRL")},
          {"kept", MG_TR("objectives", "the tokens that stay")}},
         MG_TR("objectives", "With the second the step is as large as without the choice.")}};
    info.source = "Wang et al. 2025 (2506.01939); TRL top_entropy_quantile";
    info.section = "9.14";
    info.golden = "mod_top_entropy.json";
    info.names = {"token-entropy selection", "high-entropy tokens"};
    out.objectives = {"sft", "dft", "eaft", "anchored_sft", "otr"};
    return out;
}

ModifierInfo entropyBonusInfo()
{
    ModifierInfo out;
    ObjectiveInfo& info = out.info;
    info.id = "entropy_bonus";
    info.title = MG_TR("objectives", "Entropy bonus");
    info.family = MG_TR("objectives", "which tokens count");
    info.sentence =
        MG_TR("objectives",
              "Rewards the model for staying undecided, so that its answers keep their variety.");
    info.whenToUse = MG_TR("objectives", "Answers grow alike during training.");
    info.howItFails = MG_TR("objectives", "A large coefficient makes the text random.");
    info.watch = MG_TR("objectives", "Entropy: it should level off, not rise.");
    info.formula = {{'n', "loss - c·Σ "}, {'c', "entropy"}, {'n', " / tokens"}};
    info.needs.statistics = true;
    info.parameters = {{"entropy_coef", MG_TR("objectives", "Coefficient"), 0.01, -1, 1,
                        MG_TR("objectives", "Strength; below 0 it makes the model surer.")}};
    info.source = "TRL entropy_coef; adaptive forms: 2505.22312";
    info.section = "7.1";
    info.golden = "mod_entropy_bonus.json";
    info.names = {"entropy regularisation", "entropy_coef"};
    out.objectives = {"sft", "rwr", "dft", "eaft", "anchored_sft", "otr"};
    return out;
}

ModifierInfo trDpoInfo()
{
    ModifierInfo out;
    ObjectiveInfo& info = out.info;
    info.id = "tr_dpo";
    info.title = MG_TR("objectives", "Moving reference (TR-DPO)");
    info.family = MG_TR("objectives", "the reference");
    info.sentence = MG_TR(
        "objectives",
        "Lets the reference follow the model every few steps, so that the model may go further.");
    info.whenToUse =
        MG_TR("objectives", "DPO stalls near the start model although the data asks for more.");
    info.howItFails = MG_TR(
        "objectives", "Nothing holds the model near the start any more; it may drift for ever.");
    info.watch = MG_TR("objectives", "Log-probs under the first model, and sample answers.");
    info.formula = {
        {'n', "every τ steps: reference ← α·"}, {'c', "model"}, {'n', " + (1 - α)·reference"}};
    info.parameters = {{"alpha", MG_TR("objectives", "α"), 0.6, 0, 1,
                        MG_TR("objectives", "How far the reference moves; 1 replaces it.")},
                       {"tau", MG_TR("objectives", "Steps between"), 512, 1, 1000000,
                        MG_TR("objectives", "How rarely it moves.")}};
    info.source = "Gorbatovski et al. 2024 (2404.09656); TRL sync_ref_model";
    info.section = "9.8";
    info.golden = "mod_tr_dpo.json";
    info.names = {"sync_ref_model", "trust region DPO"};
    out.objectives = withFixedReference();
    return out;
}

ModifierInfo hftInfo()
{
    ModifierInfo out;
    ObjectiveInfo& info = out.info;
    info.id = "hft";
    info.title = MG_TR("objectives", "Half fine-tuning (HFT)");
    info.family = MG_TR("objectives", "what trains");
    info.sentence =
        MG_TR("objectives",
              "Freezes a drawn half of every block's matrices, so that the model forgets less.");
    info.whenToUse = MG_TR(
        "objectives", "Full training on a new task, one after another, with old skills to keep.");
    info.howItFails = MG_TR(
        "objectives", "Learns a little less of the new data; needs another draw at each stage.");
    info.watch = MG_TR("objectives", "Old and new held-out data side by side.");
    info.formula = {{'n', "trains: "},
                    {'c', "half of each block"},
                    {'n', ", embeddings, head\nfrozen: "},
                    {'r', "the other half"}};
    info.parameters = {{"stage", MG_TR("objectives", "Stage"), 0, 0, 1000,
                        MG_TR("objectives", "Another number draws another half.")}};
    info.choices = {{"redraw",
                     MG_TR("objectives", "Draw again"),
                     "never",
                     {{"never", MG_TR("objectives", "never: the run is one stage")},
                      {"epoch", MG_TR("objectives", "every epoch")}},
                     MG_TR("objectives",
                           "A stage is what trains the same half; several tasks or rounds are "
                           "several stages.")}};
    info.source = "Hui et al. 2024 (2404.18466)";
    info.section = "9.9";
    info.names = {"half fine-tuning"};
    out.wholeModel = true;
    return out;
}

ModifierInfo ltSftInfo()
{
    ModifierInfo out;
    ObjectiveInfo& info = out.info;
    info.id = "lt_sft";
    info.title = MG_TR("objectives", "Sparse fine-tuning (LT-SFT)");
    info.family = MG_TR("objectives", "what trains");
    info.sentence = MG_TR("objectives",
                          "Finds the few weights that the first part of a run changes most, goes "
                          "back to the start and trains only those.");
    info.whenToUse = MG_TR(
        "objectives", "Small differences that can be added to one another: a task and a language.");
    info.howItFails = MG_TR("objectives", "Trains twice; too small a share learns little.");
    info.watch = MG_TR("objectives", "Held-out loss: the second part should come near the first.");
    info.formula = {{'n', "mask = the share k of largest "}, {'c', "| tuned - start |"}};
    info.parameters = {{"share", MG_TR("objectives", "Share that trains"), 0.01, 0.0001, 1,
                        MG_TR("objectives", "Share of all weights; 1 in 100 is usual.")},
                       {"first_part", MG_TR("objectives", "First part"), 0.5, 0.05, 0.95,
                        MG_TR("objectives",
                              "Share of the steps that find those weights; with two epochs a half "
                              "is one each.")}};
    info.charts = {{MG_TR("charts", "Weights that train"),
                    MG_TR("charts", "share"),
                    {"marginalia/trained_share"}}};
    info.source = "Ansell et al. 2022 (2110.07560); composable-sft";
    info.section = "9.10";
    info.golden = "mod_lt_sft.json";
    info.names = {"lottery ticket sparse fine-tuning", "composable masks"};
    out.wholeModel = true;
    return out;
}

ModifierInfo lossBalancingInfo()
{
    ModifierInfo out;
    ObjectiveInfo& info = out.info;
    info.id = "loss_balancing";
    info.title = MG_TR("objectives", "Loss balancing");
    info.family = MG_TR("objectives", "gradients and losses");
    info.sentence = MG_TR(
        "objectives",
        "Weighs several losses against each other at every step instead of by fixed numbers.");
    info.whenToUse = MG_TR("objectives", "A mix in which one loss drowns the others.");
    info.howItFails = MG_TR(
        "objectives",
        "Min-norm stops at any point where two losses disagree; it costs one backward pass each.");
    info.watch = MG_TR("objectives", "The weights: none should stay at 0.");
    info.formula = {
        {'n', "w = loss / Σ losses,  or  w = argmin ‖ Σ w·"}, {'c', "gradient"}, {'n', " ‖"}};
    info.choices = {{"mode",
                     MG_TR("objectives", "Weights"),
                     "proportional",
                     {{"proportional", MG_TR("objectives", "in proportion to the losses")},
                      {"min_norm", MG_TR("objectives", "that make the sum of gradients shortest")}},
                     MG_TR("objectives",
                           "The first turns to the loss that is worst, the second finds a step "
                           "that harms none.")}};
    info.source = "Min-norm: Sener and Koltun 2018; proportional: BideDPO";
    info.section = "9.11";
    info.golden = "mod_loss_balancing.json";
    info.names = {"min-norm", "MGDA", "multi-task"};
    return out;
}

ModifierInfo moduleSelectionInfo()
{
    ModifierInfo out;
    ObjectiveInfo& info = out.info;
    info.id = "module_selection";
    info.title = MG_TR("objectives", "Module selection");
    info.family = MG_TR("objectives", "what trains");
    info.sentence =
        MG_TR("objectives", "Trains chosen modules of chosen layers and freezes the rest.");
    info.whenToUse = MG_TR("objectives", "Editing facts, or little memory for full training.");
    info.howItFails = MG_TR("objectives", "The wrong place learns nothing or harms much.");
    info.watch = MG_TR("objectives", "The loss, and answers that should not have changed.");
    info.formula = {{'n', "trains: "}, {'c', "module of layers first … last"}};
    info.parameters = {{"first_layer", MG_TR("objectives", "First layer"), -1, -1, 1000,
                        MG_TR("objectives", "Counted from 0; -1 takes all layers.")},
                       {"last_layer", MG_TR("objectives", "Last layer"), -1, -1, 1000,
                        MG_TR("objectives", "Included; -1 is the first layer alone.")}};
    info.choices = {
        {"modules",
         MG_TR("objectives", "Modules"),
         "mlp.down_proj",
         {{"mlp.down_proj", MG_TR("objectives", "last matrix of the feed-forward part")},
          {"mlp", MG_TR("objectives", "the feed-forward part")},
          {"attn", MG_TR("objectives", "the attention")},
          {"norm", MG_TR("objectives", "the norms")},
          {"layers", MG_TR("objectives", "whole layers")}},
         MG_TR("objectives", "Which tensors of these layers train.")}};
    info.source = "LocFT-BF: 2509.22072";
    info.section = "9.12";
    info.names = {"layer selection", "freeze", "LocFT"};
    out.wholeModel = true;
    return out;
}

ModifierInfo driftInfo()
{
    ModifierInfo out;
    ObjectiveInfo& info = out.info;
    info.id = "drift";
    info.title = MG_TR("objectives", "DRIFT: pull along a prior direction");
    info.family = MG_TR("objectives", "gradients and losses");
    info.sentence = MG_TR(
        "objectives", "Pulls the weights towards another model's skill while they learn the data.");
    info.whenToUse =
        MG_TR("objectives",
              "A sister model of the same shape reasons better, and its skill should come along.");
    info.howItFails =
        MG_TR("objectives",
              "A strong pull copies the other model whatever the data says; full training only.");
    info.watch = MG_TR("objectives", "Loss of the data: it must still fall.");
    info.formula = {{'n', "g ← "},
                    {'c', "g"},
                    {'n', " - α·‖g‖·"},
                    {'r', "D / ‖D‖"},
                    {'n', "\nD = other model - this model"}};
    info.parameters = {{"alpha", MG_TR("objectives", "α"), 1, 0, 10,
                        MG_TR("objectives", "Strength of the pull.")}};
    info.choices = {
        {"mode",
         MG_TR("objectives", "Length of the pull"),
         "adaptive_cosine",
         {{"absolute", MG_TR("objectives", "as long as the matrix")},
          {"grad_norm", MG_TR("objectives", "as long as the gradient")},
          {"adaptive_cosine", MG_TR("objectives", "less where the gradient disagrees")}},
         MG_TR("objectives", "How strongly it pulls where gradient and prior differ.")},
        {"prior",
         MG_TR("objectives", "Other model"),
         "",
         {},
         MG_TR("objectives", "Folder or name of the model whose skill should come along.")}};
    info.source = "Directional Reasoning Injection, 2025 (2510.15050); DRIFT";
    info.section = "9.13";
    info.golden = "mod_drift.json";
    info.names = {"directional reasoning injection"};
    out.wholeModel = true;
    return out;
}

}  // namespace

std::vector<ModifierInfo> trainingModifiers()
{
    return {maskedThoughtInfo(), topEntropyInfo(),    entropyBonusInfo(),    trDpoInfo(), hftInfo(),
            ltSftInfo(),         lossBalancingInfo(), moduleSelectionInfo(), driftInfo()};
}

}  // namespace marginalia::catalog
