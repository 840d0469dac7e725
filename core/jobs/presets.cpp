// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog.h"
#include "core/jobs/run_spec.h"
#include "core/synth/first_run.h"

#include <algorithm>

namespace marginalia {

namespace {

/// A row of the table of presets (objectives.md 2.10 and 11): what differs from the catalogue's
/// defaults.
struct Row {
    const char* id;
    const char* objective;
    const char* title;     ///< MG_TR
    const char* sentence;  ///< MG_TR
    std::map<std::string, double> parameters = {};
    std::map<std::string, std::string> choices = {};
    std::vector<TermSpec> terms = {};
    std::vector<ModifierSpec> modifiers = {};
    double learningRate = 0;        ///< 0: the catalogue's
    std::int64_t accumulation = 8;  ///< of batches of eight: 64 pairs or rows a step
    double epochs = 1;
    bool asTrl = false;
};

std::vector<Row> mixedRows()
{
    return {
        {"rpo_nll",
         "dpo",
         MG_TR("presets", "RPO: DPO plus likelihood"),
         MG_TR("presets", "Iterative reasoning preference optimisation, 2404.19733."),
         {{"beta", 0.1}},
         {{"sft_reduction", "token_mean"}},
         {{"dpo", 1.0}, {"sft", 1.0}}},
        {"regularised_po",
         "dpo",
         MG_TR("presets", "Regularised PO"),
         MG_TR("presets", "DPO with the summed likelihood of the chosen answer, 2405.16436."),
         {{"beta", 0.05}},
         {{"sft_reduction", "sum"}},
         {{"dpo", 1.0}, {"sft", 0.005}},
         {},
         5e-7,
         8,
         2},
        {"regularised_po_mean",
         "dpo",
         MG_TR("presets", "Regularised PO, averaged"),
         MG_TR("presets", "The same paper's form with a mean over each answer, 2405.16436."),
         {{"beta", 0.5}},
         {{"sft_reduction", "row_mean"}},
         {{"dpo", 1.0}, {"sft", 0.2}}},
        {"mpo",
         "dpo",
         MG_TR("presets", "MPO: mixed preference optimisation"),
         MG_TR("presets", "DPO, a classifier of single answers, and likelihood, 2411.10442."),
         {{"beta", 0.1}},
         {{"sft_reduction", "token_mean"}},
         {{"dpo", 0.8}, {"bco_pair", 0.2}, {"sft", 1.0}},
         {},
         5e-6},
        {"cdpo",
         "dpo",
         MG_TR("presets", "cDPO: one label in ten is wrong"),
         MG_TR("presets", "Label smoothing of 0.1: the margin stops where the doubt begins."),
         {{"label_smoothing", 0.1}}},
        {"rdpo",
         "dpo",
         MG_TR("presets", "rDPO: wrong labels averaged out"),
         MG_TR("presets", "An unbiased loss when one label in ten is known to be wrong."),
         {},
         {},
         {},
         {{"unbiased", {{"epsilon", 0.1}}, {}}}},
        {"re_po",
         "dpo",
         MG_TR("presets", "RE-PO: learns whom to trust"),
         MG_TR("presets", "Estimates from the run how reliable each annotator is."),
         {},
         {},
         {},
         {{"em", {{"eta", 0.9}, {"alpha", 0.1}}, {}}}},
    };
}

std::vector<Row> plainRows()
{
    return {
        {"kto",
         "kto",
         MG_TR("presets", "KTO"),
         MG_TR("presets", "Good and bad answers without pairs."),
         {},
         {},
         {},
         {},
         0,
         1},
        {"kto_trl",
         "kto",
         MG_TR("presets", "KTO as TRL"),
         MG_TR("presets", "Every choice as TRL 1.16 makes it, to compare numbers."),
         {},
         {{"kl_partner", "rotate"}},
         {},
         {},
         0,
         1,
         1,
         true},
        {"sft",
         "sft",
         MG_TR("presets", "SFT"),
         MG_TR("presets", "Learn from chosen answers and demonstrations."),
         {},
         {},
         {},
         {},
         0,
         1},
        {"rm_bt",
         "rm_bt",
         MG_TR("presets", "Reward model"),
         MG_TR("presets", "Scores answers; learnt from pairs, one epoch, centred."),
         {{"center_coefficient", 0.01}},
         {},
         {},
         {},
         1e-5},
        {"simpo",
         "simpo",
         MG_TR("presets", "SimPO"),
         MG_TR("presets", "No reference model: the least memory for pairs."),
         {{"beta", 2.0}, {"gamma", 1.0}, {"cpo_alpha", 0.0}},
         {},
         {},
         {},
         6e-7,
         16},
        {"cpo",
         "cpo",
         MG_TR("presets", "CPO"),
         MG_TR("presets", "No reference model, with likelihood of the chosen answer."),
         {{"beta", 0.1}, {"cpo_alpha", 1.0}},
         {},
         {},
         {},
         1e-6},
        {"orpo",
         "orpo",
         MG_TR("presets", "ORPO"),
         MG_TR("presets", "From a base model in one stage, without a reference."),
         {{"lambda", 0.1}},
         {{"nll_scope", "completion"}},
         {},
         {},
         5e-6},
        {"ipo",
         "ipo",
         MG_TR("presets", "IPO"),
         MG_TR("presets", "Stops at a target margin: for labels without doubt."),
         {{"beta", 0.5}},
         {{"length_norm", "true"}},
         {},
         {},
         1e-6},
        {"apo_zero",
         "apo_zero",
         MG_TR("presets", "APO-zero"),
         MG_TR("presets", "Chosen answers up, rejected down, each within bounds."),
         {{"beta", 0.1}},
         {},
         {},
         {},
         2e-7},
        {"bco_pair",
         "bco_pair",
         MG_TR("presets", "BCO on pairs"),
         MG_TR("presets", "A classifier of good and bad answers, fed with pairs."),
         {{"beta", 0.1}},
         {},
         {},
         {},
         5e-7},
        {"nca_pair",
         "nca_pair",
         MG_TR("presets", "NCA on pairs"),
         MG_TR("presets", "Keeps the chosen answers likely while rejected ones fall."),
         {{"beta", 0.01}},
         {},
         {},
         {},
         5e-6},
        {"dft",
         "dft",
         MG_TR("presets", "DFT"),
         MG_TR("presets", "Imitation that trusts likely tokens more; large steps."),
         {},
         {},
         {},
         {},
         5e-5,
         32},
        {"anchored_sft",
         "anchored_sft",
         MG_TR("presets", "Anchored SFT"),
         MG_TR("presets", "DFT held near the start model by a divergence."),
         {{"lambda", 0.05}},
         {},
         {},
         {},
         2e-5},
        {"grpo",
         "grpo",
         MG_TR("presets", "GRPO"),
         MG_TR("presets", "Groups of own answers, scored by a rule or model; DAPO's average."),
         {{"epsilon", 0.2}, {"epsilon_high", 0.28}, {"beta", 0.0}},
         {{"loss_type", "dapo"}},
         {},
         {},
         1e-6},
        {"rloo",
         "rloo",
         MG_TR("presets", "RLOO"),
         MG_TR("presets", "Own answers against the mean of their siblings."),
         {{"beta", 0.05}, {"epsilon", 0.2}},
         {},
         {},
         {},
         1e-6},
        {"online_dpo",
         "online_dpo",
         MG_TR("presets", "Online DPO"),
         MG_TR("presets", "Pairs of own answers, judged while training."),
         {{"beta", 0.1}},
         {},
         {},
         {},
         5e-7},
        {"gkd",
         "gkd",
         MG_TR("presets", "Distillation (GKD)"),
         MG_TR("presets", "Follows a larger model token by token."),
         {{"beta", 0.5}},
         {},
         {},
         {},
         1e-5},
    };
}

bool known(const Row& row)
{
    return findObjective(row.objective) != nullptr &&
           std::all_of(row.modifiers.begin(), row.modifiers.end(),
                       [](const ModifierSpec& each) { return findModifier(each.id) != nullptr; }) &&
           std::all_of(row.terms.begin(), row.terms.end(),
                       [](const TermSpec& each) { return findObjective(each.loss) != nullptr; });
}

RunPreset presetOf(const Row& row)
{
    RunSpec spec = defaultRunSpec(row.objective);
    for (const auto& [key, value] : row.parameters) {
        spec.parameters[key] = value;
    }
    for (const auto& [key, value] : row.choices) {
        spec.choices[key] = value;
    }
    spec.terms = row.terms;
    spec.modifiers = row.modifiers;
    spec.learning_rate = row.learningRate > 0 ? row.learningRate : spec.learning_rate;
    spec.accumulation = row.accumulation;
    spec.epochs = row.epochs;
    spec.as_trl = row.asTrl;
    spec.too_long = row.asTrl ? "keep_start" : spec.too_long;
    return {row.id, row.title, row.sentence, spec};
}

}  // namespace

const std::vector<RunPreset>& runPresets()
{
    static const std::vector<RunPreset> list = [] {
        std::vector<RunPreset> out;
        RunSpec first = synth::firstRunSpec("", 40);
        first.name = "First run";
        out.push_back({"first_run", MG_TR("presets", "DPO with an SFT term"),
                       MG_TR("presets",
                             "For the starter model and a few dozen labels: the margin grows and "
                             "the chosen answers stay likely."),
                       first});
        out.push_back({"dpo", MG_TR("presets", "Plain DPO"),
                       MG_TR("presets", "TRL's defaults, for models that already answer well."),
                       defaultRunSpec("dpo")});
        for (const auto& rows : {mixedRows(), plainRows()}) {
            for (const Row& row : rows) {
                if (known(row)) {
                    out.push_back(presetOf(row));
                }
            }
        }
        return out;
    }();
    return list;
}

}  // namespace marginalia
