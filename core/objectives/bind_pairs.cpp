// SPDX-License-Identifier: Apache-2.0
#include "core/objectives/bind_modifiers.h"
#include "core/objectives/coupled_pairs.h"
#include "core/objectives/pairwise.h"
#include "core/objectives/parameters.h"

#include <algorithm>
#include <iterator>

namespace marginalia {

namespace {

/// The table of objectives.md 1: which score meets which link.
struct PairRow {
    const char* id;
    PairScore score;
    PairLink link;
    const char* term;   ///< name of the preference term; null: the id
    const char* scale;  ///< parameter that multiplies the loss of a pair, or null
    const char* nll;    ///< parameter that weighs a likelihood term, or null
};

constexpr PairRow kRows[] = {
    {"dpo", PairScore::SumRatio, links::logistic, nullptr, nullptr, nullptr},
    {"dpo_hinge", PairScore::SumRatio, links::hinge, nullptr, nullptr, nullptr},
    {"slic", PairScore::Sum, links::slic, nullptr, nullptr, nullptr},
    {"ipo", PairScore::AverageRatio, links::squared, nullptr, nullptr, nullptr},
    {"exo_pair", PairScore::SumRatio, links::exo, nullptr, nullptr, nullptr},
    {"nca_pair", PairScore::SumRatio, links::nca, nullptr, nullptr, nullptr},
    {"bco_pair", PairScore::SumRatio, links::bco, nullptr, nullptr, nullptr},
    {"sppo_hard", PairScore::SumRatio, links::sppoHard, nullptr, nullptr, nullptr},
    {"sppo", PairScore::SumRatio, links::sppo, nullptr, nullptr, nullptr},
    {"apo_zero", PairScore::SumRatio, links::apoZero, nullptr, nullptr, nullptr},
    {"apo_down", PairScore::SumRatio, links::apoDown, nullptr, nullptr, nullptr},
    {"dpo_norm", PairScore::AverageRatio, links::logistic, nullptr, nullptr, nullptr},
    {"discopop", PairScore::SumRatio, links::discopop, nullptr, nullptr, nullptr},
    {"cpo", PairScore::Sum, links::logistic, "preference", nullptr, "cpo_alpha"},
    {"simpo", PairScore::Average, links::logistic, "preference", nullptr, "cpo_alpha"},
    {"alphapo", PairScore::AlphaAverage, links::logistic, nullptr, nullptr, nullptr},
    {"orpo", PairScore::LogOdds, links::logistic, "odds", "lambda", nullptr},
    {"asft_abs", PairScore::LogOdds, links::asftAbsolute, nullptr, nullptr, nullptr},
    {"dpop", PairScore::SumRatio, links::dpop, nullptr, nullptr, nullptr},
    {"cal_dpo", PairScore::SumRatio, links::calDpo, nullptr, nullptr, nullptr},
    {"tpo", PairScore::Sum, links::logistic, "preference", nullptr, "alpha"},
    {"mcts_dpo", PairScore::SumRatio, links::mcts, nullptr, nullptr, nullptr},
};

double numberOr(const Given& given, const char* key, double otherwise)
{
    return given.has(key) ? given.number(key) : otherwise;
}

void readNumbers(const Given& given, PairwiseOptions& options)
{
    LinkNumbers& n = options.numbers;
    n.beta = numberOr(given, "beta", 1);
    n.gamma = numberOr(given, "gamma", 0);
    n.delta = numberOr(given, "delta", 0);
    n.lambda = numberOr(given, "lambda", 1);
    n.kappa = numberOr(given, "kappa", 1);
    n.tau = numberOr(given, "tau", 1);
    n.epsilon = numberOr(given, "label_smoothing", 0);
    options.alpha = numberOr(given, "alpha", 0);
    options.rewardScale = n.beta;
}

/// Label smoothing as a parameter is the noise model `smoothed`, one implementation; EXO reads the
/// same key in its link.
void readSmoothing(const Given& given, PairwiseOptions& options)
{
    if (options.link == links::logistic && options.numbers.epsilon > 0) {
        options.noise.kind = NoiseModel::Kind::Smoothed;
        options.noise.epsilon = options.numbers.epsilon;
    }
    options.useMargin = given.has("use_margin") && given.yes("use_margin");
}

/// What single ids have of their own.
void readOwn(const std::string& id, const Given& given, PairwiseOptions& options)
{
    if (id == "ipo" && !given.yes("length_norm")) {
        options.score = PairScore::SumRatio;
    } else if (id == "bco_pair") {
        options.numbers.delta = 0;
        options.runningShift = given.word("bco_shift") == "running_mean";
    } else if (id == "cpo" && given.word("loss_type") == "hinge") {
        options.link = links::hinge;
    } else if (id == "cpo" && given.word("loss_type") == "ipo") {
        options.link = links::squared;
        options.score = PairScore::Average;
    } else if (id == "orpo") {
        options.numbers.lambda = 1;
        options.rewardScale = given.number("lambda");
        const bool whole = given.word("nll_scope") == "prompt_and_completion";
        options.nll =
            PairNll{"nll", RowRole::Chosen, nllReductionOf(given.word("nll_reduction")), 1, whole};
    } else if (id == "tpo" && given.yes("length_norm")) {
        options.score = PairScore::Average;
    } else if (id == "tpo") {
        options.numbers.gamma = 0;
    }
    options.countActive = options.link == links::hinge || options.link == links::slic;
}

void layModifiers(const BoundModifiers& modifiers, PairwiseOptions& options)
{
    if (modifiers.noise.kind != NoiseModel::Kind::Clean) {
        options.noise = modifiers.noise;
    }
    options.changes = modifiers.changes;
    options.numbers.tie = modifiers.tie;
    options.wpo = modifiers.wpo.has_value();
    options.wpoClamp = modifiers.wpo && modifiers.wpo->yes("clamp");
    if (modifiers.sftTerm) {
        options.term = "preference";
        options.nll = PairNll{"sft", RowRole::Chosen,
                              nllReductionOf(modifiers.sftTerm->word("sft_reduction")),
                              modifiers.sftTerm->number("sft_weight"), false};
    }
}

Result<Objective> bindRow(const Given& given)
{
    const auto* row = std::find_if(std::begin(kRows), std::end(kRows),
                                   [&](const PairRow& each) { return given.id() == each.id; });
    PairwiseOptions options;
    options.term = row->term != nullptr ? row->term : row->id;
    options.score = row->score;
    options.link = row->link;
    readNumbers(given, options);
    readSmoothing(given, options);
    if (row->scale != nullptr) {
        options.scale = given.number(row->scale);
    }
    if (row->nll != nullptr) {
        options.nll = PairNll{"nll", given.id() == "tpo" ? RowRole::Gold : RowRole::Chosen,
                              NllReduction::TokenMean, given.number(row->nll), false};
    }
    readOwn(given.id(), given, options);
    MG_TRY(const BoundModifiers modifiers, bindModifiers(given.modifiers()));
    layModifiers(modifiers, options);

    Objective out = objectiveOf([options](const RowBatch& batch, ObjectiveState& state) {
        return pairwise(batch, options, state);
    });
    out.carriesState = options.runningShift || options.noise.kind == NoiseModel::Kind::Em;
    out.statistics.logSumSquares = options.wpo;
    out.scoresPrompts = options.nll && options.nll->wholeText;
    out.referencePerToken = options.changes.needsReferencePerToken();
    return out;
}

Result<Objective> bindAot(const Given& given)
{
    MG_TRY(const BoundModifiers modifiers, bindModifiers(given.modifiers()));
    const AotOptions options{given.number("beta"), given.number("label_smoothing"),
                             given.id() == "aot_unpaired", modifiers.changes};
    Objective out = objectiveOf(
        [options](const RowBatch& batch, ObjectiveState&) { return aot(batch, options); });
    out.referencePerToken = options.changes.needsReferencePerToken();
    return out;
}

Result<Objective> bindMulti(const Given& given)
{
    const double beta = given.number("beta");
    return objectiveOf(
        [beta](const RowBatch& batch, ObjectiveState&) { return dpoMulti(batch, beta); });
}

std::vector<Binder> joinedBinders()
{
    std::vector<Binder> out = {
        {"aot", bindAot}, {"aot_unpaired", bindAot}, {"dpo_multi", bindMulti}};
    for (const PairRow& row : kRows) {
        out.push_back({row.id, bindRow});
    }
    return out;
}

}  // namespace

const std::vector<Binder>& pairBinders()
{
    static const std::vector<Binder> list = joinedBinders();
    return list;
}

}  // namespace marginalia
