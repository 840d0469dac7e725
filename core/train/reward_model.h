// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/decoder.h"
#include "core/model/row_head.h"
#include "core/train/run_setup.h"
#include "core/train/step_engine.h"

#include <memory>
#include <string>
#include <vector>

namespace marginalia {

/// A model with a head that scores answers (objectives.md 6.1): a checkpoint of a reward model's
/// run, or a folder of transformers' ...ForSequenceClassification with one number.
class RewardModel {
public:
    /// Loads it frozen, in the run's dtype and on its device. Invalid: it has no such head, or
    /// another tokenizer than the run's model.
    static Result<std::unique_ptr<RewardModel>> load(const std::string& folder,
                                                     const RunEnvironment& environment,
                                                     const TextTools& tools);

    /// One score a row, in the order of the items' rows.
    std::vector<double> scores(const std::vector<const TrainItem*>& items,
                               const PackOptions& pack) const;

private:
    RewardModel(std::unique_ptr<Decoder> decoder, RowHead head)
        : m_decoder(std::move(decoder)), m_head(std::move(head))
    {
    }
    std::unique_ptr<Decoder> m_decoder;
    RowHead m_head;
};

}  // namespace marginalia
