// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/imitation.h"
#include "core/objectives/parameters.h"
#include "core/objectives/representation.h"
#include "core/objectives/rwr.h"
#include "core/objectives/sft.h"

#include <cmath>

namespace marginalia {

namespace {

Result<Objective> bindSft(const Given& given)
{
    const SftReduction reduction =
        given.word("reduction") == "seq_mean" ? SftReduction::SeqMean : SftReduction::TokenGlobal;
    return objectiveOf(
        [reduction](const RowBatch& batch, ObjectiveState&) { return sft(batch, reduction); });
}

Result<Objective> bindRwr(const Given& given)
{
    RwrOptions options;
    const std::string& word = given.word("weighting");
    options.weighting = word == "sigmoid"     ? RwrWeighting::Sigmoid
                        : word == "best_of_n" ? RwrWeighting::BestOfN
                        : word == "pref_ft"   ? RwrWeighting::PrefFt
                                              : RwrWeighting::Exp;
    options.temperature = given.number("temperature");
    options.baseline = given.number("baseline");
    options.lo = given.number("lo");
    options.hi = given.number("hi");
    options.topK = std::llround(given.number("top_k"));
    options.keptOnly = given.word("denominator") == "kept";
    Objective out = objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return rwr(batch, options); });
    out.ownDenominator = [options](const std::vector<RowFacts>& rows) {
        return rwrKeptTokens(rows, options);
    };
    return out;
}

Result<Objective> bindDft(const Given&)
{
    return objectiveOf([](const RowBatch& batch, ObjectiveState&) { return dft(batch); });
}

Result<Objective> bindAnchoredSft(const Given& given)
{
    const AnchoredSftOptions options{given.number("lambda"), given.word("token_weight") == "one"};
    Objective out = objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return anchoredSft(batch, options); });
    out.statistics.klFromOther = true;
    return out;
}

Result<Objective> bindEaft(const Given& given)
{
    const EaftOptions options{given.number("alpha"), given.number("normaliser")};
    Objective out = objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return eaft(batch, options); });
    out.statistics.topEntropy = true;
    out.statistics.topK = std::llround(given.number("top_k"));
    return out;
}

Result<Objective> bindPoft(const Given& given)
{
    const PoftOptions options{given.number("beta"), given.number("gamma")};
    return objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return poft(batch, options); });
}

Result<Objective> bindIrSft(const Given& given)
{
    IrSftOptions options;
    const std::string& word = given.word("divergence");
    options.divergence = word == "chi2"        ? ImplicitReward::Chi2
                         : word == "hellinger" ? ImplicitReward::Hellinger
                         : word == "js"        ? ImplicitReward::Js
                                               : ImplicitReward::Tv;
    options.byToken = given.word("level") == "token";
    options.beta = given.number("beta");
    Objective out = objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return irSft(batch, options); });
    out.referencePerToken = options.byToken;
    return out;
}

Result<Objective> bindOtr(const Given& given)
{
    Objective out = objectiveOf([](const RowBatch& batch, ObjectiveState&) { return otr(batch); });
    out.statistics.rollout = true;
    out.statistics.rolloutKappa = given.number("kappa");
    out.statistics.rolloutRhoNegative = given.number("rho_neg");
    if (given.word("mode") == "sampled") {
        out.statistics.rolloutSamples = std::llround(given.number("samples"));
    }
    return out;
}

Result<Objective> bindLfu(const Given& given)
{
    const double lambda = given.number("lambda");
    Objective out = objectiveOf(
        [lambda](const RowBatch& batch, ObjectiveState&) { return lfu(batch, lambda); });
    out.ascentStep = given.number("alpha");
    return out;
}

Result<Objective> bindLocftBf(const Given&)
{
    return objectiveOf([](const RowBatch& batch, ObjectiveState&) { return locftBf(batch); });
}

Result<Objective> bindSoftqe(const Given& given)
{
    const SoftqeOptions options{given.number("alpha"), given.number("tau")};
    return objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return softqe(batch, options); });
}

/// Its directions choose demonstrations (train/direction_rows.h); what they teach is plain
/// likelihood.
Result<Objective> bindDpa(const Given&)
{
    return objectiveOf([](const RowBatch& batch, ObjectiveState&) {
        return sft(batch, SftReduction::TokenGlobal);
    });
}

}  // namespace

const std::vector<Binder>& imitationBinders()
{
    static const std::vector<Binder> list = {
        {"sft", bindSft},   {"rwr", bindRwr},          {"dft", bindDft},
        {"eaft", bindEaft}, {"poft", bindPoft},        {"anchored_sft", bindAnchoredSft},
        {"otr", bindOtr},   {"ir_sft", bindIrSft},     {"lfu", bindLfu},
        {"dpa", bindDpa},   {"locft_bf", bindLocftBf}, {"softqe", bindSoftqe}};
    return list;
}

}  // namespace marginalia
