// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/uid.h"
#include "core/jobs/run_folder.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"
#include "core/train/rating_scale.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace marginalia {

/// One prompt with one completion, tokenized as one text.
struct TrainRow {
    std::vector<std::int32_t> ids;
    std::vector<bool> trained;  ///< one per id; position 0 is never trained
    RowRole role = RowRole::Demo;
    double weight = 1;
    double margin = 0;  ///< asked-for margin of the pair, nats; on its chosen row
    /// Score of the answer in its group, or reward of a sample; NaN: none.
    double reward = std::numeric_limits<double>::quiet_NaN();
    /// 1: the best of its group; NaN: none.
    double rank = std::numeric_limits<double>::quiet_NaN();
    std::int32_t pair = 0;     ///< of an item with several pairs
    std::int32_t aspect = -1;  ///< place in TrainData::aspects; -1: the pair is about none
    double visits = std::numeric_limits<double>::quiet_NaN();  ///< of a tree's node; NaN: none
    /// Mean log-prob per token under aligned models, nats; NaN: not known.
    double alignedLogp = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> ratings;  ///< in [0, 1], one a quality of TrainData::scale; NaN: none
    /// Of a search query: vectors of its expanded form and of the passage that answers it.
    std::vector<float> queryTeacher;
    std::vector<float> document;
    std::vector<std::int32_t> stepEnds;  ///< places in `ids` where judged steps end
    std::vector<bool> stepRight;         ///< one a step
    std::int32_t annotator = -1;         ///< place in TrainData::annotators; -1: nobody is named
    bool tied = false;                   ///< of a pair whose answers were judged equally good
    /// Of samples, one per trained token, nats: under the model that wrote them as the trainer
    /// computes it, as the generator computed it, under the start model. Empty: not known.
    std::vector<float> oldLogps;
    std::vector<float> samplerLogps;
    std::vector<float> referenceLogps;
    std::vector<float> baseLogps;  ///< under the model before the start model's own training
    std::vector<float> oldValues;  ///< of the critic at the writing
    /// Chance that a sample beats the one that it was played against; NaN: none.
    double prob = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> startRewards;  ///< of the start model's answers to the prompt (A*-PO)
    Uid promptUid;  ///< the record of the prompt and, for mismatched rows, another of the
                    ///< completion
    Uid completionUid;
    std::uint32_t answer = 0;  ///< which answer of the completion's record
    std::uint32_t snapshotIndex = 0;
    std::int64_t round = 0;          ///< that its answer was written in; 0: it is the data's
    std::uint32_t placeInRound = 0;  ///< among the answers of the round's file

    std::int64_t trainedTokens() const;
};

/// What a batch is counted in: a pair's two rows, or one row.
struct TrainItem {
    std::vector<TrainRow> rows;
    /// The prompt alone, where a run may write answers beside the data's; null: its rows say it.
    std::shared_ptr<const TrainRow> prompt = nullptr;
};

/// Everything a run trains on, in order of the snapshot.
struct TrainData {
    std::vector<TrainItem> items;
    std::vector<TrainItem> heldOut;
    std::int64_t tooLong = 0;         ///< items left out because a row is over the limit
    std::int64_t cut = 0;             ///< rows shortened (keep_start)
    std::int64_t nothingTrained = 0;  ///< items left out because a row has no trained token
    bool pairs = false;
    /// What stands for a token that is hidden: the mask token, else padding; -1: neither is there.
    std::int32_t hiddenId = -1;
    std::int32_t endId = -1;              ///< ends an answer; -1: nothing does
    std::vector<std::string> annotators;  ///< who judged, in the order they were met
    std::vector<std::string> aspects;     ///< what pairs are about, in the order they were met
    RatingScale scale;                    ///< of the ratings; empty: there are none
    /// Prompt of item `prompt` with the completion of item `completion` (KTO); empty unless the
    /// objective asks for it.
    std::function<Result<TrainRow>(const TrainItem& prompt, const TrainItem& completion)> mismatch;
    /// The prompt of a row with its record's own best answer (CARFT); nothing where the record has
    /// none that fits. Empty unless the objective asks for it.
    std::function<Result<std::optional<TrainRow>>(const TrainRow& row)> annotated;
};

/// What texts become tokens with.
struct TextTools {
    std::shared_ptr<const Tokenizer> tokenizer;
    std::shared_ptr<const ChatTemplate> chatTemplate;  ///< null: plain text only
};
/// Tokenizer and, when there is one, template of a model folder.
Result<TextTools> loadTextTools(const std::string& modelFolder);

/// Tokenizes a snapshot for an objective; rows over spec.max_length are dropped and counted, or cut
/// (keep_start). `progress` gets the share done and returns false to stop.
Result<TrainData> loadTrainData(const std::shared_ptr<SnapshotReader>& snapshot,
                                const TextTools& tools, const RunSpec& spec,
                                const std::function<bool(double share)>& progress);

/// One answer of an item with other texts than the run's own, whatever its length.
Result<TrainRow> rowOfAnswer(const TextTools& tools, const RunSpec& spec, const SnapshotItem& item,
                             std::uint32_t answer);

/// Half a nat for a slight, one for a plain and two for a strong preference: the margin that
/// use_margin asks for.
double marginOf(Strength strength);

}  // namespace marginalia
