// SPDX-License-Identifier: Apache-2.0
#include "core/model/stack_plan.h"

#include <algorithm>
#include <numeric>

namespace marginalia {

namespace {

/// Tokens of a chunk: enough for the products to be fast, few enough for its rows to stay in the
/// cache.
constexpr std::int64_t kChunkTokens = 192;

/// Segments that see each other, and what they cost.
struct Group {
    std::vector<Segment> segments;
    std::int64_t tokens = 0;
};

bool countsUp(const PackedInput& input, const std::int64_t* positions)
{
    std::int64_t covered = 0;
    for (const Segment& segment : input.segments) {
        covered += segment.length;
        const auto inside = [&](std::int64_t begin, std::int64_t length) {
            for (std::int64_t i = 1; i < length; ++i) {
                if (positions[begin + i] != positions[begin] + i) {
                    return false;
                }
            }
            return true;
        };
        const bool follows =
            segment.prefixLength == 0 || segment.length == 0 ||
            positions[segment.begin] == positions[segment.prefixBegin] + segment.prefixLength;
        if (!inside(segment.begin, segment.length) ||
            !inside(segment.prefixBegin, segment.prefixLength) || !follows) {
            return false;
        }
    }
    return covered == input.ids.size(0);
}

/// A segment joins the group of the segment that holds its prefix.
std::optional<std::vector<Group>> groupsOf(const std::vector<Segment>& segments)
{
    std::vector<Group> groups;
    std::vector<std::size_t> groupOf(segments.size());
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const Segment& segment = segments[i];
        groupOf[i] = groups.size();
        if (segment.prefixLength > 0) {
            const auto owner = std::find_if(
                segments.begin(), segments.begin() + static_cast<std::ptrdiff_t>(i),
                [&](const Segment& other) {
                    return other.begin <= segment.prefixBegin &&
                           segment.prefixBegin + segment.prefixLength <= other.begin + other.length;
                });
            if (owner == segments.begin() + static_cast<std::ptrdiff_t>(i)) {
                return std::nullopt;
            }
            groupOf[i] = groupOf[static_cast<std::size_t>(owner - segments.begin())];
        }
        if (groupOf[i] == groups.size()) {
            groups.emplace_back();
        }
        groups[groupOf[i]].segments.push_back(segment);
        groups[groupOf[i]].tokens += segment.length;
    }
    return groups;
}

void append(StackChunk& chunk, const Group& group)
{
    std::vector<std::int64_t> shifted;
    for (const Segment& segment : group.segments) {
        Segment own = segment;
        own.begin = static_cast<std::int64_t>(chunk.places.size());
        shifted.push_back(own.begin - segment.begin);
        if (segment.prefixLength > 0) {
            for (std::size_t k = 0; k < shifted.size(); ++k) {
                const Segment& other = group.segments[k];
                if (other.begin <= segment.prefixBegin &&
                    segment.prefixBegin < other.begin + other.length) {
                    own.prefixBegin = segment.prefixBegin + shifted[k];
                    break;
                }
            }
        }
        chunk.segments.push_back(own);
        for (std::int64_t i = 0; i < segment.length; ++i) {
            chunk.places.push_back(segment.begin + i);
        }
    }
}

/// A worker's groups in chunks of about the same size: a small last one would make slow products.
std::vector<StackChunk> chunksOf(const std::vector<Group>& groups,
                                 const std::vector<std::size_t>& dealt, std::int64_t load)
{
    const std::int64_t wanted = std::max<std::int64_t>((load + kChunkTokens - 1) / kChunkTokens, 1);
    const std::int64_t size = (load + wanted - 1) / wanted;
    std::vector<StackChunk> chunks;
    for (const std::size_t index : dealt) {
        const std::int64_t half = groups[index].tokens / 2;
        if (chunks.empty() ||
            static_cast<std::int64_t>(chunks.back().places.size()) + half > size) {
            chunks.emplace_back();
        }
        append(chunks.back(), groups[index]);
    }
    return chunks;
}

}  // namespace

std::int64_t mostStackWeights(bool folded, std::int64_t workers)
{
    constexpr std::int64_t kGradientBytes = 4'000'000'000;
    constexpr std::int64_t kMostFolded = 100'000'000;
    const std::int64_t fitting = kGradientBytes / (4 * std::max<std::int64_t>(workers, 1));
    return folded ? std::min(fitting, kMostFolded) : fitting;
}

std::optional<StackPlan> planStack(const PackedInput& input, std::int64_t workers)
{
    if (!input.positions.is_cpu() || !input.positions.is_contiguous() ||
        !countsUp(input, input.positions.const_data_ptr<std::int64_t>())) {
        return std::nullopt;
    }
    const auto groups = groupsOf(input.segments);
    if (!groups || groups->empty()) {
        return std::nullopt;
    }
    std::vector<std::size_t> order(groups->size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
        return (*groups)[left].tokens > (*groups)[right].tokens;
    });
    const std::size_t count =
        std::min(static_cast<std::size_t>(std::max<std::int64_t>(workers, 1)), groups->size());
    std::vector<std::int64_t> load(count, 0);
    std::vector<std::vector<std::size_t>> dealt(count);
    for (const std::size_t index : order) {
        const auto least =
            static_cast<std::size_t>(std::min_element(load.begin(), load.end()) - load.begin());
        load[least] += (*groups)[index].tokens;
        dealt[least].push_back(index);
    }
    StackPlan plan;
    for (std::size_t worker = 0; worker < count; ++worker) {
        plan.workers.push_back(chunksOf(*groups, dealt[worker], load[worker]));
    }
    return plan;
}

}  // namespace marginalia
