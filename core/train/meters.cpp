// SPDX-License-Identifier: Apache-2.0
#include "core/train/meters.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

namespace marginalia {

namespace {

bool isGood(RowRole role)
{
    return role == RowRole::Chosen || role == RowRole::Desirable;
}

bool hasPairs(const Needs& needs)
{
    return needs.data == DataCode::Pairs || needs.data == DataCode::GoldPairs;
}

bool isBad(RowRole role)
{
    return role == RowRole::Rejected || role == RowRole::Undesirable;
}

/// A mean in the making.
struct Mean {
    double sum = 0;
    double count = 0;

    void add(double value, double weight = 1)
    {
        sum += value;
        count += weight;
    }
    std::optional<double> value() const
    {
        return count > 0 ? std::optional<double>(sum / count) : std::nullopt;
    }
};

/// Margins of the pairs among rows: rows of one pair carry one number.
std::vector<double> marginsOf(const std::vector<RowResult>& rows)
{
    std::map<std::int64_t, std::pair<double, double>> pairs;
    for (const RowResult& row : rows) {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        auto& pair = pairs.try_emplace(row.number, nan, nan).first->second;
        if (isGood(row.row->role) || isBad(row.row->role)) {
            (isGood(row.row->role) ? pair.first : pair.second) = row.reward;
        }
    }
    std::vector<double> out;
    for (const auto& [number, pair] : pairs) {
        // Beside pairs a mix may hold single judged answers.
        if (!std::isnan(pair.first) && !std::isnan(pair.second)) {
            out.push_back(pair.first - pair.second);
        }
    }
    return out;
}

/// Losses without rewards (control tokens) have none to average.
void addReward(Mean& mean, const RowResult& row)
{
    if (!std::isnan(row.reward)) {
        mean.add(row.reward);
    }
}

/// A reward model's metrics under the names of TRL's RewardTrainer.
void addScores(const std::vector<RowResult>& rows, MetricValues& out)
{
    Mean all;
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const RowResult& row : rows) {
        all.add(row.reward);
        low = std::min(low, row.reward);
        high = std::max(high, row.reward);
    }
    Mean margin;
    Mean higher;
    for (const double value : marginsOf(rows)) {
        margin.add(value);
        higher.add(value > 0 ? 1 : 0);
    }
    if (!all.value()) {
        return;
    }
    out.emplace_back("accuracy", higher.value().value_or(0));
    out.emplace_back("margin", margin.value().value_or(0));
    out.emplace_back("min_reward", low);
    out.emplace_back("mean_reward", *all.value());
    out.emplace_back("max_reward", high);
}

/// How well the scores of the answers of a group follow the order of the data.
void addRanks(const std::vector<RowResult>& rows, MetricValues& out)
{
    double right = 0;
    double wrong = 0;
    double all = 0;
    for (const RowResult& better : rows) {
        for (const RowResult& worse : rows) {
            if (better.number != worse.number || !(better.row->rank < worse.row->rank)) {
                continue;
            }
            all += 1;
            right += better.reward > worse.reward ? 1 : 0;
            wrong += better.reward < worse.reward ? 1 : 0;
        }
    }
    if (all > 0) {
        out.emplace_back("marginalia/rank/accuracy", right / all);
        out.emplace_back("marginalia/rank/kendall", (right - wrong) / all);
    }
}

/// Metrics of one set of rows: of the whole step, or of one micro-batch.
MetricValues ofRows(const std::vector<RowResult>& rows, const Needs& needs)
{
    Mean rewardGood;
    Mean rewardBad;
    Mean logpGood;
    Mean logpBad;
    Mean entropy;
    Mean accuracy;
    for (const RowResult& row : rows) {
        const RowRole role = row.row->role;
        if (isGood(role)) {
            addReward(rewardGood, row);
            logpGood.add(row.shownLogp);
        } else if (isBad(role)) {
            addReward(rewardBad, row);
            logpBad.add(row.shownLogp);
        }
        entropy.add(row.entropy, row.tokens);
        if (role == RowRole::Demo || role == RowRole::Chosen || row.row->rank == 1) {
            accuracy.add(row.top1, row.tokens);
        }
    }
    MetricValues out;
    const auto put = [&](const char* name, std::optional<double> value) {
        if (value) {
            out.emplace_back(name, *value);
        }
    };
    if (needs.head == HeadKind::Score) {
        addScores(rows, out);
    }
    if (needs.head != HeadKind::None && needs.head != HeadKind::Values) {
        return out;  // the vocabulary was left out
    }
    put("rewards/chosen", rewardGood.value());
    put("rewards/rejected", rewardBad.value());
    if (hasPairs(needs)) {
        const std::vector<double> margins = marginsOf(rows);
        Mean margin;
        Mean higher;
        for (const double value : margins) {
            margin.add(value);
            higher.add(value > 0 ? 1 : 0);
        }
        put("rewards/margins", margin.value());
        put("rewards/accuracies", higher.value());
    } else if (rewardGood.value() && rewardBad.value()) {
        put("rewards/margins", *rewardGood.value() - *rewardBad.value());
    }
    if (needs.data == DataCode::Groups) {
        addRanks(rows, out);
    }
    put("logps/chosen", logpGood.value());
    put("logps/rejected", logpBad.value());
    put("entropy", entropy.value());
    put("mean_token_accuracy", accuracy.value());
    return out;
}

MetricValues meanOfUnits(const StepResult& step, const Needs& needs)
{
    std::vector<std::string> order;
    std::map<std::string, Mean> means;
    for (const UnitResult& unit : step.units) {
        for (const auto& [name, value] : ofRows(unit.rows, needs)) {
            if (!means.contains(name)) {
                order.push_back(name);
            }
            means[name].add(value);
        }
    }
    MetricValues out;
    for (const std::string& name : order) {
        out.emplace_back(name, *means[name].value());
    }
    return out;
}

}  // namespace

double quantile(std::vector<double> values, double share)
{
    std::erase_if(values, [](double value) { return std::isnan(value); });
    if (values.empty()) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    std::sort(values.begin(), values.end());
    const double at = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (values[above] - values[below]) * (at - static_cast<double>(below));
}

MetricValues metricsOf(const StepResult& step, const Needs& needs, bool asTrl)
{
    std::vector<RowResult> all;
    for (const UnitResult& unit : step.units) {
        all.insert(all.end(), unit.rows.begin(), unit.rows.end());
    }
    MetricValues out = {{"loss", step.loss}};
    const MetricValues shared = asTrl ? meanOfUnits(step, needs) : ofRows(all, needs);
    out.insert(out.end(), shared.begin(), shared.end());

    std::map<std::string, Mean> unitMeans;
    for (const UnitResult& unit : step.units) {
        for (const auto& [name, value] : unit.metrics) {
            unitMeans[name].add(value);
        }
    }
    for (const auto& [name, mean] : unitMeans) {
        out.emplace_back(name, *mean.value());
    }
    if (hasPairs(needs) && needs.head == HeadKind::None) {
        const std::vector<double> margins = marginsOf(all);
        out.emplace_back("marginalia/margin_p05", quantile(margins, 0.05));
        out.emplace_back("marginalia/margin_p50", quantile(margins, 0.5));
        out.emplace_back("marginalia/margin_p95", quantile(margins, 0.95));
    }
    if (needs.data == DataCode::Demos) {
        out.emplace_back("marginalia/perplexity", std::exp(step.loss));
    }
    if (step.terms.size() > 1) {
        for (const auto& [name, value] : step.terms) {
            out.emplace_back("marginalia/loss/" + name, value);
        }
    }
    if (!step.notFinite.empty()) {
        out.emplace_back("marginalia/nan_rows", static_cast<double>(step.notFinite.size()));
    }
    return out;
}

}  // namespace marginalia
