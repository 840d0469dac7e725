// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/rounds_file.h"
#include "core/train/ranks.h"

#include <cstddef>
#include <functional>
#include <vector>

/// A round of several processes: prompts and units are dealt by their number, and what is written
/// to them becomes known to all. A process alone has all of it already.
namespace marginalia {

/// Whether the `number`-th prompt or unit of a round is this rank's.
inline bool isOwnInRound(std::size_t number, const Ranks& ranks)
{
    return number % static_cast<std::size_t>(ranks.size()) ==
           static_cast<std::size_t>(ranks.rank());
}

/// Of the answers of a round, by place: whether this rank wrote it, or computed its numbers.
using IsMine = std::function<bool(std::size_t answer)>;

/// Tokens, texts and rewards of written answers, from each to all: a call of all ranks together.
/// `own` is how this rank fared: Cancelled on one is Cancelled on all; with any other error it must
/// leave.
Status shareWritten(const Status& own, std::vector<RoundAnswer>& answers, const IsMine& isMine,
                    Ranks& ranks);

/// The same of what the models say of the answers.
void shareLogps(std::vector<RoundAnswer>& answers, const IsMine& isMine, Ranks& ranks);

}  // namespace marginalia
