// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_folder.h"
#include "core/store/project.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace marginalia {

/// A model that can stand in a column.
struct ModelChoice {
    QString folder;    ///< absolute; what the host loads and answers are kept under
    QString name;      ///< "Starter", "Run 3 · step 40"
    QString detail;    ///< "start model", "DPO β 0.1"
    QString run;       ///< run folder of a checkpoint; empty: none
    qint64 step = -1;  ///< of a checkpoint

    bool operator==(const ModelChoice&) const = default;
};

/// Start models (the starter, the person's own folders, those of runs) and checkpoints, runs newest
/// first. Reads run folders: call off the GUI thread.
std::vector<ModelChoice> listModels(const QString& runsFolder, const QString& starterFolder,
                                    const QStringList& ownFolders = {});

struct CompareContent {
    std::vector<StoredPrompt> prompts;
    std::vector<StoredVote> votes;
    std::vector<ModelChoice> models;
};
Result<CompareContent> readCompare(ProjectReader& reader, const QString& runsFolder,
                                   const QString& starterFolder, const QStringList& ownFolders);

/// Up to `count` different prompts of pairs without a label, spread evenly over the project. Not
/// stored yet.
Result<std::vector<StoredPrompt>> readNewPrompts(ProjectReader& reader, int count);

/// Of the votes on the same answers the newest, in the order given.
std::vector<StoredVote> votesInForce(const std::vector<StoredVote>& votes);

/// Won, lost, even, of one model against another, over the votes that had both.
struct VoteCount {
    int wins = 0;
    int losses = 0;
    int ties = 0;  ///< all bad included
    int total() const { return wins + losses + ties; }
};
VoteCount countVotes(const std::vector<StoredVote>& votes, const QString& model,
                     const QString& against);

/// How often one of several columns was the best, of the votes that had them all.
struct ColumnVotes {
    QString name;
    int wins = 0;
    int votes = 0;
};
std::vector<ColumnVotes> countColumns(const std::vector<StoredVote>& votes,
                                      const std::vector<ModelChoice>& columns);

/// The pair that a vote gives: the best answer against the worst of the others (the first other
/// one). Nothing for ties, all bad, and equal texts.
std::optional<Record> pairOfVote(const StoredVote& vote, const StoredPrompt& prompt,
                                 const std::vector<StoredAnswer>& answers);

}  // namespace marginalia
