// SPDX-License-Identifier: Apache-2.0
// Records with several answers: what their scores, ranks and ratings make of them.
#include "core/jobs/training_rows.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace marginalia {

namespace {

RowsOfRecord unused(const char* reason)
{
    return {{}, reason};
}

/// Answers in order, best first, with what they train with.
struct Order {
    std::vector<int> answers;     ///< numbers in the record
    std::vector<double> rewards;  ///< one each, greater is better
    std::vector<int> ranks;       ///< one each, 1 is the best; equal answers share one

    std::size_t size() const { return answers.size(); }
    bool isLevel() const { return ranks.empty() || ranks.back() == 1; }
};

/// Sorts what has a number by `values`, greater first.
Order orderBy(const std::vector<double>& values, const TrainingFacts& record)
{
    Order out;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!record.answers[i].empty && !std::isnan(values[i])) {
            out.answers.push_back(static_cast<int>(i));
        }
    }
    const auto valueOf = [&](int answer) { return values[static_cast<std::size_t>(answer)]; };
    std::stable_sort(out.answers.begin(), out.answers.end(),
                     [&](int left, int right) { return valueOf(left) > valueOf(right); });
    for (const int answer : out.answers) {
        const bool level = !out.rewards.empty() && out.rewards.back() == valueOf(answer);
        out.ranks.push_back(level ? out.ranks.back() : static_cast<int>(out.ranks.size()) + 1);
        out.rewards.push_back(valueOf(answer));
    }
    return out;
}

/// By scores, or by ranks where not two answers have a score; ranks become rewards from 0 up.
Order orderOf(const TrainingFacts& record)
{
    std::vector<double> scores;
    std::vector<double> ranks;
    double last = 0;
    for (const AnswerFacts& answer : record.answers) {
        scores.push_back(answer.score);
        ranks.push_back(answer.rank);
        last = std::isnan(answer.rank) ? last : std::max(last, answer.rank);
    }
    Order out = orderBy(scores, record);
    if (out.size() < 2) {
        std::transform(ranks.begin(), ranks.end(), ranks.begin(),
                       [last](double rank) { return last - rank; });
        Order ranked = orderBy(ranks, record);
        out = ranked.size() > out.size() ? std::move(ranked) : std::move(out);
    }
    return out;
}

TrainingRow rowOf(const Order& order, std::size_t place, RowRole role)
{
    TrainingRow out;
    out.answer = order.answers[place];
    out.role = role;
    out.reward = order.rewards[place];
    out.rank = order.ranks[place];
    return out;
}

RowsOfRecord candidates(const Order& order)
{
    RowsOfRecord out;
    for (std::size_t i = 0; i < order.size(); ++i) {
        out.rows.push_back(rowOf(order, i, RowRole::Candidate));
    }
    return out;
}

/// Right are answers above the middle between the best and the worst; where all are level, those
/// with a score of at least one half. The best is copied besides (objectives.md 5.3).
RowsOfRecord rightAndWrong(const Order& order)
{
    const double middle =
        order.isLevel() ? 0.5 : (order.rewards.front() + order.rewards.back()) / 2;
    RowsOfRecord out;
    TrainingRow copied;
    copied.answer = order.answers[0];
    out.rows.push_back(copied);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool right = order.isLevel() ? order.rewards[i] >= middle : order.rewards[i] > middle;
        out.rows.push_back(rowOf(order, i, right ? RowRole::Positive : RowRole::Negative));
    }
    return out;
}

/// A pair's two rows; reward and rank stay with the answers of groups.
void addPair(const Order& order, std::size_t better, std::size_t worse, RowsOfRecord& out, int item,
             double weight)
{
    for (const auto& [place, role] :
         {std::pair(better, RowRole::Chosen), std::pair(worse, RowRole::Rejected)}) {
        TrainingRow row;
        row.answer = order.answers[place];
        row.role = role;
        row.item = item;
        row.weight = weight;
        out.rows.push_back(row);
    }
}

RowsOfRecord pairs(const Order& order, const TrainingFacts& record, const RowWish& wish)
{
    RowsOfRecord out;
    const SplitPairs split = splitRanks(order.ranks, wish.splitting);
    int item = 0;
    for (const auto& [better, worse] : split.pairs) {
        const auto first = static_cast<std::size_t>(better);
        const auto second = static_cast<std::size_t>(worse);
        const auto visitsOf = [&](std::size_t place) {
            return record.answers[static_cast<std::size_t>(order.answers[place])].visits;
        };
        if (wish.numbers == RecordNumbers::Visits &&
            (std::isnan(visitsOf(first)) || std::isnan(visitsOf(second)))) {
            continue;
        }
        addPair(order, first, second, out, item++, split.weight);
    }
    return out.rows.empty() ? unused(split.pairs.empty() ? "tie" : "no_numbers") : out;
}

std::set<std::string> qualitiesOf(const TrainingFacts& record)
{
    std::set<std::string> out;
    for (const AnswerFacts& answer : record.answers) {
        for (const auto& [name, rating] : answer.attributes) {
            out.insert(name);
        }
    }
    return out;
}

/// For every quality the answers that lead and trail in it (objectives.md 2.26).
RowsOfRecord pairsByAspect(const TrainingFacts& record)
{
    const std::set<std::string> names = qualitiesOf(record);
    RowsOfRecord out;
    int pair = 0;
    for (const std::string& name : names) {
        std::vector<double> ratings;
        for (const AnswerFacts& answer : record.answers) {
            const auto rating = answer.attributes.find(name);
            ratings.push_back(rating == answer.attributes.end() ? kNoNumber : rating->second);
        }
        const Order order = orderBy(ratings, record);
        if (order.size() < 2 || order.isLevel()) {
            continue;
        }
        const std::size_t before = out.rows.size();
        addPair(order, 0, order.size() - 1, out, 0, 1);
        for (std::size_t i = before; i < out.rows.size(); ++i) {
            out.rows[i].pair = pair;
            out.rows[i].aspect = name;
        }
        ++pair;
    }
    return out.rows.empty() ? unused(names.empty() ? "no_numbers" : "tie") : out;
}

/// The ratings of an answer in the order of `names`; empty where one is missing.
std::vector<double> ratingsOf(const AnswerFacts& answer, const std::set<std::string>& names)
{
    std::vector<double> out;
    for (const std::string& name : names) {
        const auto rating = answer.attributes.find(name);
        if (rating == answer.attributes.end()) {
            return {};
        }
        out.push_back(rating->second);
    }
    return out;
}

/// Pairs by the weighed sum of ratings, those below the threshold left out (objectives.md 8.3).
RowsOfRecord pairsByDirection(const TrainingFacts& record, const RowWish& wish)
{
    const std::set<std::string> names = qualitiesOf(record);
    std::vector<double> direction;
    for (const std::string& name : names) {
        direction.push_back(qualityWeight(wish, name));
    }
    std::vector<std::vector<double>> ratings;
    std::vector<double> sums;
    for (const AnswerFacts& answer : record.answers) {
        ratings.push_back(ratingsOf(answer, names));
        const auto& own = ratings.back();
        sums.push_back(own.empty()
                           ? kNoNumber
                           : std::inner_product(own.begin(), own.end(), direction.begin(), 0.0));
    }
    const Order order = orderBy(sums, record);
    RowsOfRecord out;
    int kept = 0;
    for (const auto& [better, worse] : splitRanks(order.ranks, wish.splitting).pairs) {
        const auto first = static_cast<std::size_t>(better);
        const auto second = static_cast<std::size_t>(worse);
        const auto at = [&](std::size_t place) {
            return ratings[static_cast<std::size_t>(order.answers[place])];
        };
        const ScalarisedPair pair = scalarisePair(direction, at(first), at(second), wish.threshold);
        if (pair.kept) {
            addPair(order, first, second, out, kept++, 1);
            out.rows[out.rows.size() - 2].margin = pair.margin;
        }
    }
    for (TrainingRow& row : out.rows) {
        row.weight = 1.0 / kept;
    }
    return out.rows.empty() ? unused(order.size() < 2 ? "not_labelled" : "tie") : out;
}

/// The answers that a drawn direction chooses from: those with a rating in every quality that the
/// record knows (objectives.md 8.1). There must be a choice, and a weight to draw around.
RowsOfRecord ratedAlike(const TrainingFacts& record, const RowWish& wish)
{
    const std::set<std::string> names = qualitiesOf(record);
    const bool weighed = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        return qualityWeight(wish, name) != 0;
    });
    RowsOfRecord out;
    std::set<std::vector<double>> different;
    for (std::size_t i = 0; i < record.answers.size(); ++i) {
        std::vector<double> ratings = ratingsOf(record.answers[i], names);
        if (record.answers[i].empty || ratings.empty()) {
            continue;
        }
        different.insert(std::move(ratings));
        TrainingRow row;
        row.answer = static_cast<int>(i);
        out.rows.push_back(row);
    }
    if (!weighed || out.rows.size() < 2) {
        return unused("no_numbers");
    }
    return different.size() < 2 ? unused("tie") : out;
}

/// The best answer is gold; the next one and the worst are the pair (objectives.md 2.24).
RowsOfRecord goldPair(const Order& order)
{
    const auto second =
        std::find_if(order.ranks.begin(), order.ranks.end(), [](int rank) { return rank > 1; });
    if (second == order.ranks.end()) {
        return unused("tie");
    }
    if (*second == order.ranks.back()) {
        return unused("no_gold");
    }
    RowsOfRecord out;
    addPair(order, static_cast<std::size_t>(second - order.ranks.begin()), order.size() - 1, out, 0,
            1);
    TrainingRow gold;
    gold.answer = order.answers[0];
    gold.role = RowRole::Gold;
    out.rows.push_back(gold);
    return out;
}

RowsOfRecord rated(const TrainingFacts& record)
{
    RowsOfRecord out;
    for (std::size_t i = 0; i < record.answers.size(); ++i) {
        if (record.answers[i].empty || record.answers[i].attributes.empty()) {
            continue;
        }
        TrainingRow row;
        row.answer = static_cast<int>(i);
        row.role = RowRole::Rated;
        row.item = static_cast<int>(out.rows.size());
        out.rows.push_back(row);
    }
    return out.rows.empty() ? unused("not_labelled") : out;
}

/// The best as good and the worst as bad, as of a strict preference.
RowsOfRecord thumbs(const Order& order)
{
    RowsOfRecord out;
    addPair(order, 0, order.size() - 1, out, 0, 1);
    out.rows[0].role = RowRole::Desirable;
    out.rows[1].role = RowRole::Undesirable;
    out.rows[1].item = 1;
    return out;
}

RowsOfRecord demonstration(const Order& order, const RowWish& wish)
{
    if (wish.numbers != RecordNumbers::None) {
        return unused("no_numbers");
    }
    TrainingRow best;
    best.answer = order.answers[0];
    return {{best}};
}

}  // namespace

double qualityWeight(const RowWish& wish, const std::string& quality)
{
    const auto known = wish.qualityWeights.find(quality);
    return known == wish.qualityWeights.end() ? wish.otherQualities : known->second;
}

RowsOfRecord rowsOfGroup(const TrainingFacts& record, const RowWish& wish)
{
    if (wish.data == DataCode::Attributes) {
        return rated(record);
    }
    if (wish.data == DataCode::Demos && wish.numbers == RecordNumbers::Ratings) {
        return ratedAlike(record, wish);
    }
    if (wish.data == DataCode::Pairs && wish.numbers == RecordNumbers::Aspects) {
        return pairsByAspect(record);
    }
    if (wish.data == DataCode::Pairs && wish.scalarised) {
        return pairsByDirection(record, wish);
    }
    const Order order = orderOf(record);
    if (order.size() < (wish.data == DataCode::Demos ? 1U : 2U)) {
        return unused("not_labelled");
    }
    switch (wish.data) {
        case DataCode::Demos:
            return demonstration(order, wish);
        case DataCode::Pairs:
            return pairs(order, record, wish);
        case DataCode::GoldPairs:
            return goldPair(order);
        case DataCode::Unpaired:
            return order.isLevel() ? unused("tie") : thumbs(order);
        case DataCode::Groups:
            return wish.numbers == RecordNumbers::RightWrong ? rightAndWrong(order)
                                                             : candidates(order);
        default:
            return unused("wrong_kind");
    }
}

}  // namespace marginalia
