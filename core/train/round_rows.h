// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/rounds_file.h"
#include "core/train/round_settings.h"
#include "core/train/train_data.h"

#include <map>
#include <vector>

namespace marginalia {

/// Rewards of the start model's answers by prompt; those that nobody could judge are left out.
using StartRewards = std::map<Uid, std::vector<double>>;

/// Whether an answer becomes a row that is trained; others are there to be scored or compared with.
bool isTrained(const RoundSettings& settings, const RoundAnswer& answer);

/// A prompt with an answer behind it. An answer that nobody could judge, and one that was cut off
/// where such do not count, has no trained token and no weight.
TrainRow answerRow(const RoundSettings& settings, const TrainRow& prompt,
                   const RoundAnswer& answer);

/// What a prompt's answers become: the rows of an item, none where none passed. `answers` are all
/// of the prompt in the round, as they stand there.
TrainItem answerItem(const RoundSettings& settings, const TrainRow& prompt,
                     const std::vector<const RoundAnswer*>& answers, const StartRewards& start);

}  // namespace marginalia
