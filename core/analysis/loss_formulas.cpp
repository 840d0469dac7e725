// SPDX-License-Identifier: Apache-2.0
// Formulas: objectives.md sections 2 and 3. Checked against the reference values of the losses that
// train (tests/core/analysis/loss_curves_test.cpp).
#include "core/analysis/loss_formulas.h"

#include "core/analysis/dual.h"
#include "core/jobs/catalog.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace marginalia {
namespace {

/// The quantities of objectives.md 0.3 for one pair, with their derivatives.
struct Pair {
    Dual chosen, rejected;                    ///< S
    Dual chosenMean, rejectedMean;            ///< a
    Dual chosenRatio, rejectedRatio;          ///< c, r
    Dual chosenMeanRatio, rejectedMeanRatio;  ///< c/n, r/n
    Dual delta;
    const PairPoint& point;

    explicit Pair(const PairPoint& p) : point(p)
    {
        const double nw = std::max(p.tokensChosen, 1.0);
        const double nl = std::max(p.tokensRejected, 1.0);
        chosen = {p.policyChosen, 1, 0};
        rejected = {p.policyRejected, 0, 1};
        chosenMean = chosen / nw;
        rejectedMean = rejected / nl;
        chosenRatio = chosen - p.referenceChosen;
        rejectedRatio = rejected - p.referenceRejected;
        chosenMeanRatio = chosenRatio / nw;
        rejectedMeanRatio = rejectedRatio / nl;
        delta = chosenRatio - rejectedRatio;
    }
};

using Formula = std::function<Dual(const Pair&)>;

LossCurve curveOf(Formula formula)
{
    LossCurve curve;
    curve.preference = [formula = std::move(formula)](const PairPoint& point) {
        return formula(Pair(point));
    };
    return curve;
}

Dual logistic(const Dual& u)
{
    return -logSigmoid(u);
}
Dual smoothed(const Dual& u, double share)
{
    return (1 - share) * logistic(u) + share * logistic(-u);
}
Dual hinge(const Dual& u)
{
    return positivePart(1 - u);
}
Dual logOdds(const Dual& mean)
{
    return mean - log1mExp(mean);
}

LossCurve dpo(const CurveSettings& given)
{
    const double beta = given.beta();
    const double share = given.number("label_smoothing", 0);
    const bool margin = given.yes("use_margin", false);
    return curveOf([=](const Pair& p) {
        return smoothed(beta * p.delta - (margin ? p.point.margin : 0), share);
    });
}

LossCurve dpoHinge(const CurveSettings& given)
{
    return curveOf([beta = given.beta()](const Pair& p) { return hinge(beta * p.delta); });
}

LossCurve dpoNorm(const CurveSettings& given)
{
    return curveOf([beta = given.beta(5)](const Pair& p) {
        return logistic(beta * (p.chosenMeanRatio - p.rejectedMeanRatio));
    });
}

LossCurve ipo(const CurveSettings& given)
{
    const double target = 0.5 / given.beta();
    const bool means = given.yes("length_norm", true);
    return curveOf([=](const Pair& p) {
        return square((means ? p.chosenMeanRatio - p.rejectedMeanRatio : p.delta) - target);
    });
}

LossCurve exoPair(const CurveSettings& given)
{
    const double beta = given.beta();
    const double share = given.number("label_smoothing", 1e-3);
    return curveOf([=](const Pair& p) {
        const Dual u = beta * p.delta;
        return sigmoid(u) * (logSigmoid(u) - std::log1p(-share)) +
               sigmoid(-u) * (logSigmoid(-u) - std::log(share));
    });
}

LossCurve ncaPair(const CurveSettings& given)
{
    return curveOf([beta = given.beta(0.01)](const Pair& p) {
        const Dual c = beta * p.chosenRatio;
        const Dual r = beta * p.rejectedRatio;
        return logistic(c) + 0.5 * logistic(-c) + 0.5 * logistic(-r);
    });
}

LossCurve bcoPair(const CurveSettings& given)
{
    const double beta = given.beta();
    const bool shifted = given.word("bco_shift", "running_mean") != "none";
    return curveOf([=](const Pair& p) {
        const double shift = shifted ? p.point.shift : 0;
        return logistic(beta * p.chosenRatio - shift) + logistic(shift - beta * p.rejectedRatio);
    });
}

LossCurve sppoHard(const CurveSettings& given)
{
    return curveOf([target = 0.5 / given.beta()](const Pair& p) {
        return square(p.chosenRatio - target) + square(p.rejectedRatio + target);
    });
}

LossCurve sppo(const CurveSettings& given)
{
    return curveOf([beta = given.beta(1e-3)](const Pair& p) {
        return 0.5 * (square(p.chosenRatio - (p.point.chanceChosen - 0.5) / beta) +
                      square(p.rejectedRatio - (p.point.chanceRejected - 0.5) / beta));
    });
}

LossCurve apoZero(const CurveSettings& given)
{
    return curveOf([beta = given.beta()](const Pair& p) {
        return sigmoid(-(beta * p.chosenRatio)) + sigmoid(beta * p.rejectedRatio);
    });
}

LossCurve apoDown(const CurveSettings& given)
{
    return curveOf([beta = given.beta()](const Pair& p) {
        return sigmoid(beta * p.chosenRatio) + sigmoid(-(beta * p.delta));
    });
}

LossCurve discopop(const CurveSettings& given)
{
    const double beta = given.beta(0.05);
    const double tau = given.number("tau", 0.15);
    return curveOf([=](const Pair& p) {
        const Dual u = beta * p.delta;
        // e^-u times the blend in one exponent: apart they are infinity times zero.
        return logistic(u) * sigmoid(-u / tau) + exp(logSigmoid(u / tau) - u);
    });
}

LossCurve slic(const CurveSettings& given)
{
    const double beta = given.beta(1);
    const double delta = given.number("delta", 1);
    LossCurve curve = curveOf(
        [=](const Pair& p) { return positivePart(delta - beta * (p.chosen - p.rejected)); });
    curve.likelihoodWeight = given.number("lambda", 0.1);
    curve.likelihoodMean = LikelihoodMean::Sum;
    return curve;
}

/// The links that CPO and TPO share.
Formula contrastive(const CurveSettings& given, double beta, bool means, double gamma)
{
    const double share = given.number("label_smoothing", 0);
    const std::string link = given.word("loss_type", "sigmoid");
    return [=](const Pair& p) {
        if (link == "ipo") {
            return square(p.chosenMean - p.rejectedMean - 0.5 / beta);
        }
        const Dual u =
            beta * (means ? p.chosenMean - p.rejectedMean : p.chosen - p.rejected) - gamma;
        return link == "hinge" ? hinge(u) : smoothed(u, share);
    };
}

LossCurve cpo(const CurveSettings& given)
{
    LossCurve curve = curveOf(contrastive(given, given.beta(), false, 0));
    curve.likelihoodWeight = given.number("cpo_alpha", 1);
    return curve;
}

LossCurve simpo(const CurveSettings& given)
{
    LossCurve curve = curveOf(contrastive(given, given.beta(2), true, given.number("gamma", 1)));
    curve.likelihoodWeight = given.number("cpo_alpha", 0);
    return curve;
}

/// Without the likelihood of the gold answer, which is neither of the pair's two.
LossCurve tpo(const CurveSettings& given)
{
    const bool means = given.yes("length_norm", false);
    return curveOf(
        contrastive(given, given.beta(0.01), means, means ? given.number("gamma", 0.5) : 0));
}

LossCurve alphapo(const CurveSettings& given)
{
    const double beta = given.beta(2.5);
    const double gamma = given.number("gamma", 0.25);
    const double alpha = given.number("alpha", 0.25);
    return curveOf([=](const Pair& p) {
        return logistic(
            beta * (alphaTransform(p.chosenMean, alpha) - alphaTransform(p.rejectedMean, alpha)) -
            gamma);
    });
}

LossCurve orpo(const CurveSettings& given)
{
    LossCurve curve = curveOf([lambda = given.number("lambda", 0.1)](const Pair& p) {
        return lambda * logistic(logOdds(p.chosenMean) - logOdds(p.rejectedMean));
    });
    curve.likelihoodWeight = 1;
    curve.likelihoodMean = given.word("nll_reduction", "token_mean") == "row_mean"
                               ? LikelihoodMean::Row
                               : LikelihoodMean::Token;
    return curve;
}

LossCurve asftAbs(const CurveSettings& given)
{
    const double beta = given.beta(1);
    const double kappa = given.number("kappa", 1);
    const double lambda = given.number("lambda", 1);
    return curveOf([=](const Pair& p) {
        return -kappa * p.chosenMean + lambda * (logistic(beta * logOdds(p.chosenMean)) +
                                                 logistic(-beta * logOdds(p.rejectedMean)));
    });
}

LossCurve dpop(const CurveSettings& given)
{
    const double beta = given.beta();
    const double lambda = given.number("lambda", 5);
    return curveOf([=](const Pair& p) {
        return logistic(beta * (p.delta - lambda * positivePart(-p.chosenRatio)));
    });
}

LossCurve calDpo(const CurveSettings& given)
{
    return curveOf([target = 0.5 / given.beta()](const Pair& p) {
        return logistic(p.delta) + square(p.chosenRatio - target) +
               square(p.rejectedRatio + target);
    });
}

LossCurve mctsDpo(const CurveSettings& given)
{
    return curveOf([beta = given.beta()](const Pair& p) {
        const double share = 1 / (1 + p.point.visitsRejected / std::max(1.0, p.point.visitsChosen));
        return smoothed(beta * p.delta, std::min(1 - share, 0.5));
    });
}

// Section 3: a pair gives one good and one bad row.
LossCurve kto(const CurveSettings& given)
{
    const double beta = given.beta();
    const double good = given.number("desirable_weight", 1);
    const double bad = given.number("undesirable_weight", 1);
    return curveOf([=](const Pair& p) {
        const double zero = std::max(0.0, p.point.shift);
        return good * sigmoid(beta * (zero - p.chosenRatio)) +
               bad * sigmoid(beta * (p.rejectedRatio - zero));
    });
}

LossCurve apoZeroUnpaired(const CurveSettings& given)
{
    const double beta = given.beta();
    const double good = given.number("desirable_weight", 1);
    const double bad = given.number("undesirable_weight", 1);
    return curveOf([=](const Pair& p) {
        return good * sigmoid(-(beta * p.chosenRatio)) + bad * sigmoid(beta * p.rejectedRatio);
    });
}

LossCurve bco(const CurveSettings& given)
{
    return curveOf([beta = given.beta()](const Pair& p) {
        const double shift = p.point.shift;
        return logistic(beta * p.chosenRatio - shift) + logistic(shift - beta * p.rejectedRatio);
    });
}

LossCurve sft(const CurveSettings& given)
{
    LossCurve curve = curveOf([](const Pair&) { return Dual(0); });
    curve.preferenceWeight = 0;
    curve.likelihoodWeight = 1;
    curve.likelihoodMean = given.word("reduction", "token_global") == "seq_mean"
                               ? LikelihoodMean::Row
                               : LikelihoodMean::Token;
    return curve;
}

constexpr LossFormula kFormulas[] = {
    {"dpo", dpo},          {"dpo_hinge", dpoHinge},
    {"ipo", ipo},          {"dpo_norm", dpoNorm},
    {"exo_pair", exoPair}, {"nca_pair", ncaPair},
    {"bco_pair", bcoPair}, {"sppo_hard", sppoHard},
    {"sppo", sppo},        {"apo_zero", apoZero},
    {"apo_down", apoDown}, {"discopop", discopop},
    {"dpop", dpop},        {"cal_dpo", calDpo},
    {"slic", slic},        {"cpo", cpo},
    {"simpo", simpo},      {"alphapo", alphapo},
    {"orpo", orpo},        {"asft_abs", asftAbs},
    {"tpo", tpo},          {"mcts_dpo", mctsDpo},
    {"kto", kto},          {"apo_zero_unpaired", apoZeroUnpaired},
    {"bco", bco},          {"sft", sft},
};

}  // namespace

CurveSettings::CurveSettings(const std::string& id, const std::map<std::string, double>& numbers,
                             const std::map<std::string, std::string>& words)
    : m_numbers(numbers), m_words(words)
{
    if (const ObjectiveInfo* info = findObjective(id)) {
        for (const ParameterInfo& parameter : info->parameters) {
            m_numbers.emplace(parameter.key, parameter.fallback);
        }
        for (const ChoiceInfo& choice : info->choices) {
            m_words.emplace(choice.key, choice.fallback);
        }
    }
}

double CurveSettings::number(const std::string& key, double otherwise) const
{
    const auto found = m_numbers.find(key);
    return found != m_numbers.end() ? found->second : otherwise;
}

std::string CurveSettings::word(const std::string& key, const std::string& otherwise) const
{
    const auto found = m_words.find(key);
    return found != m_words.end() ? found->second : otherwise;
}

const std::vector<LossFormula>& lossFormulas()
{
    static const std::vector<LossFormula> list(std::begin(kFormulas), std::end(kFormulas));
    return list;
}

}  // namespace marginalia
