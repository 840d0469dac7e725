// SPDX-License-Identifier: Apache-2.0
#include "core/train/rank_loss.h"

namespace marginalia {

namespace {

Error broken(const char* pattern, const std::vector<std::string>& arguments)
{
    return failure(ErrorKind::Io, {pattern, arguments}, {},
                   MG_TR("train",
                         "Resume the run: it goes on from its last checkpoint, with any number of "
                         "ranks."));
}

Error lostConnection(const std::string& problem)
{
    return broken(MG_TR("train", "The connection between the ranks broke: %1"), {problem});
}

Error failedRank(int rank, int size, const std::string& what)
{
    return broken(MG_TR("train", "Rank %1 of %2 failed: %3"),
                  {std::to_string(rank), std::to_string(size), what});
}

}  // namespace

Error lossAsFirst(RankWords& words, int size, const std::string& problem)
{
    const std::vector<int> gone = words.goneRanks();
    if (!gone.empty()) {
        std::string list;
        for (const int each : gone) {
            list += (list.empty() ? "" : ", ") + std::to_string(each);
        }
        return broken(gone.size() == 1 ? MG_TR("train", "Rank %1 of %2 was lost.")
                                       : MG_TR("train", "Ranks %1 of %2 were lost."),
                      {list, std::to_string(size)});
    }
    for (int i = 1; i < size; ++i) {
        const auto said = words.of(i);
        if (said && said->kind != "noticed") {
            return failedRank(i, size, said->what);
        }
    }
    return lostConnection(problem);
}

Error lossAsOther(const std::optional<RankWords::Word>& first, bool firstLost, int size,
                  const std::string& problem)
{
    const std::string kind = first ? first->kind : std::string();
    if (kind == "stopped") {
        return failure(ErrorKind::Cancelled, MG_TR("train", "Rank 0 ended the run."));
    }
    if (kind == "failed") {
        return failedRank(0, size, first->what);
    }
    if (firstLost) {
        return broken(MG_TR("train", "Rank %1 of %2 was lost."), {"0", std::to_string(size)});
    }
    return lostConnection(problem);
}

}  // namespace marginalia
