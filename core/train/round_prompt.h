// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/rounds_file.h"
#include "core/train/train_data.h"

#include <string>

namespace marginalia {

/// A record as a prompt that answers are written to.
struct RoundPrompt {
    const TrainRow* row = nullptr;
    std::string text;                            ///< the last thing the person said
    std::string reference;                       ///< the record's own best answer; empty: none
    AnswerWriter writer = AnswerWriter::Policy;  ///< of the answers that are trained
    int startAnswers = 0;                        ///< of the start model besides, to be scored only
};

/// The record's own best answer: the demonstration, the one preferred or judged good; empty: none.
Messages bestAnswer(const SnapshotItem& item);

/// Looks the record of a prompt up in the run's snapshot.
Result<RoundPrompt> roundPrompt(SnapshotReader& snapshot, const TrainRow& row);

/// The prompt alone of an item that the plan chose.
inline const TrainRow& promptRowOf(const TrainItem& item)
{
    return item.prompt ? *item.prompt : item.rows[0];
}

}  // namespace marginalia
