// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/pair_parts.h"

namespace marginalia::catalog {

namespace {

ParameterInfo gammaInfo(double fallback)
{
    return number("gamma", MG_TR("objectives", "γ"), fallback, 0.0, 100.0,
                  MG_TR("objectives",
                        "Margin asked for inside the sigmoid; papers give γ/β. Larger values push "
                        "harder and longer."));
}

ParameterInfo nllWeight(const char* key, double fallback)
{
    return number(
        key, MG_TR("objectives", "Weight of likelihood"), fallback, 0.0, 100.0,
        MG_TR("objectives", "How much the chosen answers are also imitated; 0 leaves that out."));
}

void addLikelihoodChart(ObjectiveInfo& info)
{
    info.charts.insert(info.charts.begin() + 1,
                       termChart(MG_TR("charts", "Likelihood"), "marginalia/loss/nll"));
}

std::vector<FormulaPiece> averages(const char* before, const char* after)
{
    return {{'n', before},
            {'c', "logp chosen / n"},
            {'n', "\n          - "},
            {'r', "logp rejected / n"},
            {'n', after}};
}

ObjectiveInfo simpoInfo()
{
    ObjectiveInfo info = freePairRow(
        "simpo",
        {MG_TR("objectives", "SimPO"),
         MG_TR("objectives",
               "Raises the chosen answer's mean log-probability per token above the rejected one's "
               "by a margin."),
         MG_TR("objectives",
               "Memory is short: there is no start model to hold. The score is what sampling "
               "sees."),
         MG_TR("objectives",
               "Nothing ties it to the start model: a learning rate of 1e-5 or more breaks it, "
               "and repetition is rewarded."),
         MG_TR("objectives",
               "Mean log-prob of the chosen answers: towards 0 means the model repeats itself.")},
        "2.19", "simpo.json", "Meng et al. 2024, eq. 6 (arXiv 2405.14734)");
    info.formula = averages("-log σ( β·[ ", " ] - γ )");
    info.parameters = {
        betaOf(2.0, MG_TR("objectives",
                          "Sharpness of the comparison of averages: 2 to 10. TRL's default 0.1 is "
                          "far too small.")),
        gammaInfo(1.0), labelSmoothing(0.0, 0.0), nllWeight("cpo_alpha", 0.0)};
    info.learningRate = 6e-7;
    info.names = {"CPO-SimPO", "simple preference optimisation"};
    return info;
}

ObjectiveInfo cpoInfo()
{
    ObjectiveInfo info = freePairRow(
        "cpo",
        {MG_TR("objectives", "CPO"),
         MG_TR("objectives",
               "Ranks chosen above rejected by their whole log-probability while imitating the "
               "chosen answers."),
         MG_TR("objectives",
               "Translation and other tasks with answers of like length, without memory for a "
               "reference."),
         MG_TR("objectives",
               "Sums favour the shorter answer. Without the likelihood term (weight 0) it drifts "
               "and breaks."),
         MG_TR("objectives", "Length of sampled answers, and the likelihood term.")},
        "2.18", "cpo.json", "Xu et al. 2024, eq. 7 (arXiv 2401.08417)");
    info.formula = {{'n', "-log σ( β·["},   {'c', "logp chosen"}, {'n', " - "},
                    {'r', "logp rejected"}, {'n', "] )\n- λ·"},   {'c', "logp chosen / tokens"}};
    info.parameters = {
        betaOf(0.1, MG_TR("objectives", "Sharpness of the comparison of sums; 0.1 is usual.")),
        labelSmoothing(0.0, 0.0), nllWeight("cpo_alpha", 1.0)};
    info.choices = {
        {"loss_type",
         MG_TR("objectives", "Shape"),
         "sigmoid",
         {{"sigmoid", MG_TR("objectives", "logistic")},
          {"hinge", MG_TR("objectives", "hinge: stops at a margin")},
          {"ipo", MG_TR("objectives", "square of averages: a fixed gap")}},
         MG_TR("objectives",
               "How a pair's gap becomes a loss; label smoothing belongs to the logistic one.")}};
    addLikelihoodChart(info);
    info.names = {"contrastive preference optimisation"};
    return info;
}

ObjectiveInfo alphapoInfo()
{
    ObjectiveInfo info = freePairRow(
        "alphapo",
        {MG_TR("objectives", "AlphaPO"),
         MG_TR("objectives",
               "SimPO with a bent reward: α decides whether unlikely or likely answers get the "
               "steeper slope."),
         MG_TR("objectives", "SimPO works, and you want to tune how far likelihoods fall."),
         MG_TR("objectives",
               "A large positive α makes the reward explode for unlikely answers; gradients jump."),
         MG_TR("objectives", "Gradient norm, and the mean log-prob of rejected answers.")},
        "2.20", "alphapo.json", "Gupta et al. 2025 (arXiv 2501.03884), as TRL");
    info.formula = {{'n', "s = (1 - exp(-α·logp/n)) / α\n-log σ( β·["},
                    {'c', "s chosen"},
                    {'n', " - "},
                    {'r', "s rejected"},
                    {'n', "] - γ )"}};
    info.parameters = {
        betaOf(2.5, MG_TR("objectives", "Sharpness of the comparison; 2.5 was published.")),
        gammaInfo(0.25),
        number("alpha", MG_TR("objectives", "α"), 0.25, -10.0, 10.0,
               MG_TR("objectives",
                     "0 is SimPO. Above 0 unlikely answers pull harder, below 0 likely ones do."))};
    info.learningRate = 7e-7;
    return info;
}

ObjectiveInfo orpoInfo()
{
    ObjectiveInfo info = freePairRow(
        "orpo",
        {MG_TR("objectives", "ORPO"),
         MG_TR("objectives",
               "Imitates the chosen answers and, in the same step, raises their odds over the "
               "rejected ones."),
         MG_TR("objectives",
               "You start from a base model and want imitation and preference in one go."),
         MG_TR("objectives",
               "The preference part is weak: on a model that already imitates well little "
               "changes."),
         MG_TR("objectives", "Both terms: the likelihood falls first, the odds follow.")},
        "2.21", "orpo.json", "Hong et al. 2024, eq. 6 (arXiv 2403.07691)");
    info.formula = {{'n', "-"},
                    {'c', "logp chosen / tokens"},
                    {'n', "\n- λ·log σ( "},
                    {'c', "log odds chosen"},
                    {'n', " - "},
                    {'r', "log odds rejected"},
                    {'n', " )"}};
    info.parameters = {number("lambda", MG_TR("objectives", "λ"), 0.1, 0.0, 100.0,
                              MG_TR("objectives",
                                    "Weight of the odds beside the imitation; TRL calls it "
                                    "beta."))};
    info.choices = {
        {"nll_scope",
         MG_TR("objectives", "Imitate"),
         "completion",
         {{"completion", MG_TR("objectives", "the answer")},
          {"prompt_and_completion", MG_TR("objectives", "prompt and answer, as TRL")}},
         MG_TR("objectives",
               "Whether the model also learns to write the prompts; that changes the weight of the "
               "odds.")},
        reductionChoice("nll_reduction",
                        MG_TR("objectives", "Whether long answers count more than short ones."))};
    info.charts.insert(info.charts.begin() + 1, {MG_TR("charts", "Terms"),
                                                 MG_TR("charts", "nats"),
                                                 {"marginalia/loss/nll", "marginalia/loss/odds"}});
    info.learningRate = 5e-6;
    info.names = {"odds ratio preference optimisation"};
    return info;
}

ObjectiveInfo asftInfo()
{
    ObjectiveInfo info = freePairRow(
        "asft_abs",
        {MG_TR("objectives", "Aligned SFT through absolute likelihood (ASFT)"),
         MG_TR("objectives",
               "Imitates the chosen answer and judges each answer's odds by itself, chosen up, "
               "rejected down."),
         MG_TR("objectives",
               "As ORPO, but chosen and rejected should not be traded against each other."),
         MG_TR("objectives",
               "The rejected part fades once an answer is unlikely; not to be confused with "
               "Anchored SFT."),
         MG_TR("objectives", "Log-probs of both sides: the rejected ones should level off.")},
        "2.22", "asft_abs.json", "Wang et al. 2024 (arXiv 2409.10571), as turbo-alignment");
    info.formula = {{'n', "-κ·"},
                    {'c', "logp chosen / n"},
                    {'n', "\n- λ·[ log σ(β·"},
                    {'c', "log odds chosen"},
                    {'n', ") + log σ(-β·"},
                    {'r', "log odds rejected"},
                    {'n', ") ]"}};
    info.parameters = {
        betaOf(1.0, MG_TR("objectives", "Sharpness of the odds; the paper's form has 1.")),
        number("kappa", MG_TR("objectives", "κ"), 1.0, 0.0, 100.0,
               MG_TR("objectives", "Weight of the imitation.")),
        number("lambda", MG_TR("objectives", "λ"), 1.0, 0.0, 100.0,
               MG_TR("objectives", "Weight of the odds."))};
    info.learningRate = 5e-6;
    info.names = {"ASFT", "absolute likelihood", "Aligned Supervised Fine-Tuning"};
    return info;
}

ObjectiveInfo slicInfo()
{
    ObjectiveInfo info = freePairRow(
        "slic",
        {MG_TR("objectives", "SLiC-HF"),
         MG_TR("objectives",
               "Asks for a fixed gap in log-probability between chosen and rejected and imitates a "
               "target answer."),
         MG_TR("objectives", "A plain, old and sturdy choice without a reference."),
         MG_TR("objectives",
               "The gap is in sums, so long answers reach it by chance; the likelihood is a sum "
               "too and soon outweighs it."),
         MG_TR("objectives", "The share of active pairs: near 0 only the imitation is left.")},
        "2.3", "slic.json", "Zhao et al. 2023 (arXiv 2305.10425)");
    info.formula = {{'n', "max( 0, δ - β·["}, {'c', "logp chosen"}, {'n', " - "},
                    {'r', "logp rejected"},   {'n', "] )\n- λ·"},   {'c', "logp target"}};
    info.parameters = {
        betaOf(1.0, MG_TR("objectives", "Scale of the gap; the paper has 1.")),
        number("delta", MG_TR("objectives", "δ"), 1.0, 0.0, 1000.0,
               MG_TR("objectives", "Gap asked for; pairs beyond it no longer train.")),
        number("lambda", MG_TR("objectives", "λ"), 0.1, 0.0, 100.0,
               MG_TR("objectives", "Weight of the imitation."))};
    info.charts.insert(
        info.charts.begin() + 3,
        {MG_TR("charts", "Active pairs"), MG_TR("charts", "share"), {"marginalia/hinge/active"}});
    info.names = {"sequence likelihood calibration"};
    return info;
}

ObjectiveInfo tpoInfo()
{
    ObjectiveInfo info = freePairRow(
        "tpo",
        {MG_TR("objectives", "TPO (gold, chosen, rejected)"),
         MG_TR("objectives",
               "Imitates a gold answer and ranks chosen above rejected in the same step."),
         MG_TR("objectives",
               "Each prompt has a reference answer beside its pair (column gold or reference), and "
               "the pair comes from a model; of three ranked answers the best is gold."),
         MG_TR("objectives",
               "Gold answers of another style pull the pair apart from what it should teach."),
         MG_TR("objectives", "Both terms, and the log-probs of the rejected answers.")},
        "2.24", "tpo.json", "Saeidi et al. 2024 (arXiv 2405.16681), as TRL");
    info.formula = {{'n', "-log σ( β·["},   {'c', "logp chosen"},   {'n', " - "},
                    {'r', "logp rejected"}, {'n', "] - γ )\n- α·"}, {'c', "logp gold / tokens"}};
    info.needs.data = DataCode::GoldPairs;
    info.parameters = {
        betaOf(0.01, MG_TR("objectives",
                           "Sharpness of the comparison: 0.01 for sums, about 2 for averages.")),
        number("alpha", MG_TR("objectives", "α"), 1.0, 0.0, 100.0,
               MG_TR("objectives", "Weight of the imitation of the gold answers.")),
        number("gamma", MG_TR("objectives", "γ"), 0.0, 0.0, 100.0,
               MG_TR("objectives", "Margin asked for; only with averages.")),
        labelSmoothing(0.0, 0.0)};
    info.choices = {yesNo("length_norm", MG_TR("objectives", "Score"), false,
                          MG_TR("objectives", "sums of the answer"),
                          MG_TR("objectives", "averages per token (TPO-L)"),
                          MG_TR("objectives", "Averages keep long answers from dominating."))};
    addLikelihoodChart(info);
    info.learningRate = 5e-7;
    info.names = {"triple preference optimisation", "TPO-L", "tpo-l"};
    return info;
}

}  // namespace

std::vector<ObjectiveInfo> freePairs()
{
    return {simpoInfo(), cpoInfo(), alphapoInfo(), orpoInfo(), asftInfo(), slicInfo(), tpoInfo()};
}

}  // namespace marginalia::catalog
