// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/budget.h"
#include "core/jobs/snapshot_project.h"

#include <QString>
#include <QStringList>

#include <map>
#include <string>
#include <vector>

namespace marginalia {

/// A model a run may start from.
struct StartModel {
    QString title;  ///< "Starter", "Run 14, step 500"
    QString folder;
};

/// What the data at hand gives each objective, and how long it is.
struct DataFacts {
    std::map<std::string, LabelUse> uses;  ///< by objective id, each without terms and modifiers
    std::map<std::string, DataSize> sizes;
    /// By what records are asked for: mixes and modifiers may use more of them.
    std::vector<std::pair<RowWish, LabelUse>> wishes;

    /// What a recipe as a whole uses; null while nothing is counted.
    const LabelUse* useOf(const RunSpec& spec) const;
};

/// Counts the labels of a view for every objective of the catalogue and samples the lengths of
/// texts. Reads the whole view: on a reading thread.
Result<DataFacts> readDataFacts(ProjectReader& reader, const Filter& filter);

/// The starter, the person's own folders, and the checkpoints of the runs, newest first.
std::vector<StartModel> startModels(const std::vector<std::pair<QString, QString>>& runs,
                                    const QStringList& ownFolders = {});
/// Folder of the starter that comes with the program; empty when it is not installed.
QString starterFolder();

/// "3,510 train as single judged answers."; empty when nothing changes its kind.
QString convertedSentence(const DataFacts& facts, const ObjectiveInfo& info);
/// "Ignores 610 ties and 270 both-bad. KTO would use 4,390."; empty when all are used.
QString unusedSentence(const DataFacts& facts, const std::string& objective);
/// The records a run takes before it may start; fewer teach nothing.
inline constexpr std::int64_t kFewestLabels = 20;

/// Words of a text, and the tokens of small vocabularies that a word takes: an estimate until the
/// worker has counted.
std::int64_t wordsOf(const std::string& text);
inline constexpr double kTokensPerWord = 1.6;

/// "8": without digits that carry nothing; "1e-05" as "1e-5". Reads back with settingFromText().
QString settingText(double value);
/// The number of a field, in the person's notation or with a point; false: not a number.
bool settingFromText(const QString& text, double* value);

}  // namespace marginalia
