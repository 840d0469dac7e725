// SPDX-License-Identifier: Apache-2.0
#include "core/train/rating_scale.h"

#include <algorithm>

namespace marginalia {

namespace {

using Range = std::pair<double, double>;

constexpr Range kUsual[] = {{0, 1}, {1, 5}, {0, 4}, {0, 5}, {1, 7}, {1, 10}, {0, 10}, {0, 100}};

Range scaleOf(const Range& seen)
{
    const auto* const usual = std::find_if(
        std::begin(kUsual), std::end(kUsual),
        [&](const Range& each) { return each.first <= seen.first && seen.second <= each.second; });
    return usual == std::end(kUsual) ? seen : *usual;
}

}  // namespace

Result<RatingScale> RatingScale::of(SnapshotReader& snapshot)
{
    std::map<std::string, Range> seen;
    for (std::int64_t i = 0; i < snapshot.size(); ++i) {
        MG_TRY(const SnapshotItem item, snapshot.item(i));
        for (const AnswerFacts& answer : item.facts) {
            for (const auto& [name, rating] : answer.attributes) {
                auto& range = seen.try_emplace(name, rating, rating).first->second;
                range = {std::min(range.first, rating), std::max(range.second, rating)};
            }
        }
    }
    RatingScale out;
    for (const auto& [name, range] : seen) {
        const auto [low, high] = scaleOf(range);
        out.m_qualities.push_back({name, low, high});
    }
    return out;
}

std::vector<double> RatingScale::targets(const std::map<std::string, double>& ratings) const
{
    std::vector<double> out;
    for (const Quality& quality : m_qualities) {
        const auto rating = ratings.find(quality.name);
        const double width = quality.high - quality.low;
        // A quality with one rating for all says nothing: the middle.
        out.push_back(rating == ratings.end() ? kNoNumber
                      : width > 0             ? (rating->second - quality.low) / width
                                              : 0.5);
    }
    return out;
}

}  // namespace marginalia
