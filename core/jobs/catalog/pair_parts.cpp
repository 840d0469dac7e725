// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog/pair_parts.h"

namespace marginalia::catalog {

ObjectiveInfo pairRow(const char* id, const Words& words, const char* section, const char* golden,
                      const char* source)
{
    ObjectiveInfo info;
    info.id = id;
    info.title = words.title;
    info.family = MG_TR("objectives", "direct preference");
    info.sentence = words.sentence;
    info.whenToUse = words.whenToUse;
    info.howItFails = words.howItFails;
    info.watch = words.watch;
    info.needs.ref = RefKind::SeqSum;
    info.needs.coupling = Coupling::Pair;
    info.needs.data = DataCode::Pairs;
    info.charts = pairCharts();
    info.section = section;
    info.golden = golden;
    info.source = source;
    return info;
}

ObjectiveInfo freePairRow(const char* id, const Words& words, const char* section,
                          const char* golden, const char* source)
{
    ObjectiveInfo info = pairRow(id, words, section, golden, source);
    info.family = MG_TR("objectives", "preference without a reference");
    info.needs.ref = RefKind::None;
    return info;
}

ParameterInfo number(const char* key, const char* label, double fallback, double low, double high,
                     const char* help)
{
    return {key, label, fallback, low, high, help};
}

ParameterInfo betaOf(double fallback, const char* help)
{
    return {"beta", MG_TR("objectives", "β"), fallback, 0.0001, 100.0, help};
}

ParameterInfo labelSmoothing(double fallback, double low)
{
    return {
        "label_smoothing",
        MG_TR("objectives", "Label smoothing"),
        fallback,
        low,
        0.49,
        MG_TR("objectives", "Share of your labels that you believe to be the wrong way round.")};
}

ChoiceInfo yesNo(const char* key, const char* label, bool fallback, const char* no, const char* yes,
                 const char* help)
{
    return {key, label, fallback ? "true" : "false", {{"false", no}, {"true", yes}}, help};
}

ChoiceInfo reductionChoice(const char* key, const char* help)
{
    return {key,
            MG_TR("objectives", "SFT term averages over"),
            "token_mean",
            {{"token_mean", MG_TR("objectives", "all chosen tokens of the step")},
             {"row_mean", MG_TR("objectives", "each answer, then answers")},
             {"sum", MG_TR("objectives", "nothing: the sum of each answer")}},
            help};
}

ChartInfo termChart(const char* title, const char* metric)
{
    return {title, MG_TR("charts", "nats"), {metric}};
}

std::vector<std::string> turnablePairs()
{
    return {"dpo", "dpo_hinge", "ipo",     "dpo_norm", "discopop",
            "cpo", "simpo",     "alphapo", "orpo",     "tpo"};
}

std::vector<std::string> tabledPairs()
{
    return {"dpo",      "dpo_hinge", "ipo",      "dpo_norm", "exo_pair", "discopop",
            "apo_zero", "apo_down",  "bco_pair", "nca_pair", "sppo",     "sppo_hard",
            "dpop",     "cal_dpo",   "simpo",    "cpo",      "alphapo",  "orpo",
            "asft_abs", "slic",      "tpo",      "mcts_dpo"};
}

ModifierInfo modifierRow(const char* id, const char* family, const Words& words,
                         const char* section, const char* golden, const char* source,
                         std::vector<std::string> objectives)
{
    ModifierInfo out;
    out.info = pairRow(id, words, section, golden, source);
    out.info.family = family;
    out.info.needs = Needs{};
    out.info.charts.clear();
    out.objectives = std::move(objectives);
    return out;
}

}  // namespace marginalia::catalog
