// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/fork_data.h"

#include "core/jobs/combinations.h"
#include "widgets/train/recipe_data.h"

#include <algorithm>

namespace marginalia {
namespace {

constexpr std::int64_t kItemsRead = 200;

double wordsIn(const Messages& messages)
{
    double words = 0;
    for (const Message& message : messages) {
        words += static_cast<double>(wordsOf(message.content));
    }
    return words;
}

/// Adds what an item gives: of a pair both answers, else the first, each behind the prompt.
double addLengths(const SnapshotItem& item, bool pairs, DataSize& size)
{
    const double prompt = wordsIn(item.prompt);
    const std::size_t answers = std::min<std::size_t>(item.answers.size(), pairs ? 2 : 1);
    double sum = 0;
    for (std::size_t i = 0; i < answers; ++i) {
        const double words = prompt + wordsIn(item.answers[i]);
        size.longestTokens = std::max(size.longestTokens, kTokensPerWord * words);
        sum += kTokensPerWord * words;
    }
    return sum;
}

}  // namespace

Result<ForkSource> readForkSource(const std::string& runFolder, std::optional<std::int64_t> step)
{
    ForkSource out;
    MG_TRY(out.point, forkPoint(runFolder, step));
    MG_TRY(const Json run, readRunJson(runFolder));
    MG_TRY(const auto items, SnapshotReader::open(runFolder));
    const Json records = run.value("records", Json::object());
    out.size.records = records.value("used", items->size()) - records.value("held_out", 0LL);
    const bool pairs = needsOf(combinationOf(out.point.spec)).data == DataCode::Pairs;
    const std::int64_t stride = std::max<std::int64_t>(1, items->size() / kItemsRead);
    double sum = 0;
    std::int64_t read = 0;
    for (std::int64_t i = 0; i < items->size(); i += stride) {
        MG_TRY(const SnapshotItem item, items->item(i));
        sum += addLengths(item, pairs, out.size);
        ++read;
    }
    out.size.tokensPerRecord = read > 0 ? sum / static_cast<double>(read) : 0;
    return out;
}

}  // namespace marginalia
