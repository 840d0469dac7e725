// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace marginalia {

/// One training of a study: an objective with a seed and what was varied.
struct StudyCell {
    std::string objective;
    std::map<std::string, std::string> varied;  ///< key of the sweep -> its value
    std::uint64_t seed = 1;
    /// loss_first, loss_last, margin_first, margin_last, accuracy_first, accuracy_last,
    /// reward_first, reward_last (of answers that were written),
    /// eval_loss, eval_margin, eval_accuracy, warm, right, warm_choosing, right_choosing,
    /// warm_before, right_before (of a start model other than the study's),
    /// learning_rate, train_seconds; what an objective does not have is absent.
    std::map<std::string, double> values;
};

/// The cells of one objective and setting together.
struct StudyRow {
    std::string objective;
    std::map<std::string, std::string> varied;
    std::int64_t seeds = 0;
    std::map<std::string, double> mean;
    std::map<std::string, double> spread;  ///< standard deviation over seeds; 0 for one
};

/// A study with its command, so that it can be run again.
struct Study {
    std::string command;
    std::string model;
    std::int64_t labels = 0;
    std::int64_t steps = 0;
    std::int64_t prompts = 0;  ///< unseen word problems behind warm and right; 0: none were asked
    double warmBefore = 0;     ///< of the start model
    double rightBefore = 0;
    std::vector<StudyCell> cells;
};

/// Means over seeds, in the order of the cells.
std::vector<StudyRow> studyRows(const Study& study);
/// A mean of the row, or what stands for it.
double meanOf(const StudyRow& row, const char* key, double fallback);
/// A row that a person would start from: the most warm openings among those that keep three right
/// answers in four. It is chosen on other prompts than those of `warm` and `right`, so that what is
/// told of it does not flatter. Null where no row of the objective keeps them, and for an objective
/// that trains no answers.
const StudyRow* bestRow(const std::vector<StudyRow>& rows, const std::string& objective,
                        double rightBefore);
/// Whether the objective makes good answers likelier; else its own measure is the loss: heads,
/// encoders, and what lowers both answers of a pair.
bool trainsAnswers(const std::string& objective);
/// Warm openings rose by ten points in a hundred at least, and by two standard errors over seeds;
/// for what trains no answers, the loss on held-out labels is under that of the first steps by two
/// standard errors; self-rewarding training has to raise its own reward by as much.
bool learns(const StudyRow& row, const Study& study);

/// The rows as lines of text with aligned columns, for people.
std::string studyText(const Study& study);
Json toJson(const StudyCell& cell);
Result<StudyCell> studyCellFromJson(const Json& json, const std::string& where);
/// {command, model, labels, steps, prompts, before: {warm, right}, rows, cells}
Json toJson(const Study& study);
Result<Study> readStudy(const std::string& path);
/// Puts the cells of `study` in the place of those with the same objective; keeps the others.
Status storeStudy(const std::string& path, const Study& study);

/// What the recorded study of the starter world says of an objective, for its card: settings,
/// figures, and the command they come from. Empty when it was not in the study.
std::vector<Text> studyAdvice(const Study& study, const std::string& objective);
/// study.json beside the starter model.
std::string recordedStudyPath();

}  // namespace marginalia
