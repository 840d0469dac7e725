// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/loss_curves.h"

#include "core/analysis/dual.h"
#include "core/analysis/loss_formulas.h"
#include "core/jobs/catalog.h"

#include <algorithm>
#include <cmath>

namespace marginalia {
namespace {

const LossFormula* formulaOf(const std::string& id)
{
    const std::vector<LossFormula>& list = lossFormulas();
    const auto found = std::find_if(list.begin(), list.end(),
                                    [&](const LossFormula& row) { return id == row.id; });
    return found != list.end() ? &*found : nullptr;
}

}  // namespace

PairLoss LossCurve::preferenceAt(const PairPoint& point) const
{
    const Dual out = preference(point);
    return {out.value, out.byChosen, out.byRejected};
}

PairLoss LossCurve::at(const PairPoint& point) const
{
    PairLoss out = preferenceAt(point);
    const double divisor =
        likelihoodMean == LikelihoodMean::Sum ? 1 : std::max(point.tokensChosen, 1.0);
    out.loss = preferenceWeight * out.loss - likelihoodWeight * point.policyChosen / divisor;
    out.byChosen = preferenceWeight * out.byChosen - likelihoodWeight / divisor;
    out.byRejected = preferenceWeight * out.byRejected;
    return out;
}

const std::vector<std::string>& lossCurveIds()
{
    static const std::vector<std::string> ids = [] {
        std::vector<std::string> out;
        for (const LossFormula& row : lossFormulas()) {
            out.emplace_back(row.id);
        }
        return out;
    }();
    return ids;
}

bool hasLossCurve(const std::string& id)
{
    return formulaOf(id) != nullptr;
}

Text whyNoLossCurve(const std::string& id)
{
    if (hasLossCurve(id)) {
        return {};
    }
    const ObjectiveInfo* info = findObjective(id);
    if (info == nullptr) {
        return {MG_TR("curves", "There is no objective \"%1\" in this version."),
                {quotedForError(id)}};
    }
    switch (info->needs.data) {
        case DataCode::Pairs:
        case DataCode::GoldPairs:
            return MG_TR("curves",
                         "Its loss ties the pairs of a batch together: one pair alone has no "
                         "curve.");
        case DataCode::Prompts:
            return MG_TR("curves", "It judges answers that it writes itself while it trains.");
        case DataCode::Groups:
            return MG_TR("curves", "It weighs several answers of a prompt against each other.");
        case DataCode::Attributes:
        case DataCode::Steps:
        case DataCode::Queries:
            return MG_TR("curves", "It trains scores, not the log-probabilities of answers.");
        case DataCode::Demos:
        case DataCode::Unpaired:
            break;
    }
    return MG_TR("curves", "Its loss looks at single tokens, not at two answers.");
}

Result<LossCurve> lossCurve(const std::string& id, const std::map<std::string, double>& parameters,
                            const std::map<std::string, std::string>& choices)
{
    const LossFormula* row = formulaOf(id);
    if (row == nullptr) {
        return failure(ErrorKind::Unsupported, whyNoLossCurve(id), id);
    }
    return row->bind(CurveSettings(id, parameters, choices));
}

Result<LossCurve> lossCurve(const RunSpec& spec)
{
    if (spec.terms.empty()) {
        return lossCurve(spec.objective, spec.parameters, spec.choices);
    }
    std::vector<std::pair<double, LossCurve>> parts;
    LossCurve sum;
    for (const TermSpec& term : spec.terms) {
        if (term.loss == "sft") {
            sum.likelihoodWeight += term.weight;
            const auto mean = spec.choices.find("sft_reduction");
            if (mean != spec.choices.end()) {
                sum.likelihoodMean = mean->second == "sum"        ? LikelihoodMean::Sum
                                     : mean->second == "row_mean" ? LikelihoodMean::Row
                                                                  : LikelihoodMean::Token;
            }
            continue;
        }
        // Inside a sum bco_pair has no shift and ipo takes averages (objectives.md 2.10).
        std::map<std::string, std::string> choices = spec.choices;
        choices.emplace("bco_shift", "none");
        choices.emplace("length_norm", "true");
        MG_TRY(LossCurve part, lossCurve(term.loss, spec.parameters, choices));
        parts.emplace_back(term.weight, std::move(part));
    }
    sum.preference = [parts](const PairPoint& point) {
        Dual out;
        for (const auto& [weight, part] : parts) {
            out = out + weight * part.preference(point);
        }
        return out;
    };
    return sum;
}

bool fadesOnWrongPairs(const std::string& id)
{
    const auto curve = lossCurve(id, {}, {});
    if (!curve) {
        return false;
    }
    constexpr double kFarWrong = -2000;
    // Means per token see the same margins as sums: one token each.
    PairPoint base;
    base.policyChosen = base.policyRejected = kFarWrong;
    base.referenceChosen = base.referenceRejected = kFarWrong;
    const auto pull = [&](double margin) {
        return std::abs(
            slopeAlong(curve->at(withMargin(base, margin, MarginPath::Both)), MarginPath::Both));
    };
    double strongest = 0;
    for (double margin = kFarWrong; margin < -0.01; margin *= 0.8) {
        strongest = std::max(strongest, pull(margin));
    }
    return pull(kFarWrong) < 0.1 * strongest;
}

PairPoint withMargin(PairPoint base, double margin, MarginPath path)
{
    const double more = margin - base.ratioMargin();
    const double chosen = path == MarginPath::Both ? 0.5 : path == MarginPath::Chosen ? 1 : 0;
    base.policyChosen += chosen * more;
    base.policyRejected -= (1 - chosen) * more;
    return base;
}

double slopeAlong(const PairLoss& loss, MarginPath path)
{
    const double chosen = path == MarginPath::Both ? 0.5 : path == MarginPath::Chosen ? 1 : 0;
    return chosen * loss.byChosen - (1 - chosen) * loss.byRejected;
}

}  // namespace marginalia
