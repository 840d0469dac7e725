// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_reads.h"

#include "widgets/train/tracked_run.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace marginalia {

namespace {

/// Gives lupdate a context for the texts of this file.
class ReadTexts {
    Q_DECLARE_TR_FUNCTIONS(CompareModels)
};

}  // namespace

std::vector<ModelChoice> listModels(const QString& runsFolder, const QString& starterFolder,
                                    const QStringList& ownFolders)
{
    std::vector<ModelChoice> out;
    if (QFileInfo::exists(starterFolder + QStringLiteral("/config.json"))) {
        out.push_back(
            {starterFolder, ReadTexts::tr("Starter"), ReadTexts::tr("start model"), {}, -1});
    }
    for (const QString& folder : ownFolders) {
        if (QFileInfo::exists(folder + QStringLiteral("/config.json")) ||
            QFileInfo::exists(folder + QStringLiteral("/adapter_config.json"))) {
            out.push_back(
                {folder, QFileInfo(folder).fileName(), ReadTexts::tr("model folder"), {}, -1});
        }
    }
    for (const RunFacts& run : readRunFacts(runsFolder.toStdString())) {
        const QString start = QString::fromStdString(run.spec.model);
        const bool there = QFileInfo::exists(start + QStringLiteral("/config.json"));
        const bool known = std::any_of(out.begin(), out.end(), [&](const ModelChoice& choice) {
            return choice.folder == start;
        });
        if (!known && there) {
            out.push_back(
                {start, QFileInfo(start).fileName(), ReadTexts::tr("start model"), {}, -1});
        }
        const QString name = ReadTexts::tr("Run %1").arg(run.label);
        const std::vector<CheckpointInfo> checkpoints = listCheckpoints(run.folder.toStdString());
        // The scrubber begins where the run began.
        if (there && !checkpoints.empty() && checkpoints.front().step > 0) {
            out.push_back({start, ReadTexts::tr("%1 · start").arg(name), run.title, run.folder, 0});
        }
        for (const CheckpointInfo& checkpoint : checkpoints) {
            out.push_back({QString::fromStdString(checkpoint.folder),
                           ReadTexts::tr("%1 · step %2").arg(name).arg(checkpoint.step), run.title,
                           run.folder, checkpoint.step});
        }
    }
    return out;
}

Result<CompareContent> readCompare(ProjectReader& reader, const QString& runsFolder,
                                   const QString& starterFolder, const QStringList& ownFolders)
{
    CompareContent content;
    MG_TRY(content.prompts, reader.prompts());
    MG_TRY(content.votes, reader.votes());
    content.models = listModels(runsFolder, starterFolder, ownFolders);
    return content;
}

Result<std::vector<StoredPrompt>> readNewPrompts(ProjectReader& reader, int count)
{
    Filter filter;
    filter.kinds = {kindName(RecordKind::Pair)};
    filter.labels = {"none"};
    MG_TRY(const QueryResult hits, reader.query(filter));
    std::vector<StoredPrompt> out;
    const size_t step = std::max<size_t>(1, hits.ids.size() / static_cast<size_t>(count));
    for (size_t i = 0; i < hits.ids.size() && out.size() < static_cast<size_t>(count); i += step) {
        MG_TRY(const StoredRecord record, reader.record(hits.ids[i]));
        const Messages& messages = record.record.prompt;
        const bool known = std::any_of(out.begin(), out.end(), [&](const StoredPrompt& other) {
            return other.messages == messages;
        });
        if (!known && !messages.empty()) {
            StoredPrompt prompt;
            prompt.messages = messages;
            out.push_back(std::move(prompt));
        }
    }
    return out;
}

std::vector<StoredVote> votesInForce(const std::vector<StoredVote>& votes)
{
    std::vector<StoredVote> out;
    for (const StoredVote& vote : votes) {
        std::erase_if(out, [&](const StoredVote& older) {
            return older.promptId == vote.promptId && older.answers == vote.answers;
        });
        out.push_back(vote);
    }
    return out;
}

VoteCount countVotes(const std::vector<StoredVote>& votes, const QString& model,
                     const QString& against)
{
    VoteCount count;
    for (const StoredVote& vote : votesInForce(votes)) {
        int mine = -1;
        int other = -1;
        for (size_t i = 0; i < vote.models.size(); ++i) {
            const QString name = QString::fromStdString(vote.models[i]);
            mine = name == model ? static_cast<int>(i) : mine;
            other = name == against ? static_cast<int>(i) : other;
        }
        if (mine < 0 || other < 0) {
            continue;
        }
        if (vote.best == mine) {
            ++count.wins;
        } else if (vote.best == other) {
            ++count.losses;
        } else if (vote.best < 0) {
            ++count.ties;
        }
    }
    return count;
}

std::vector<ColumnVotes> countColumns(const std::vector<StoredVote>& votes,
                                      const std::vector<ModelChoice>& columns)
{
    std::vector<ColumnVotes> out;
    for (const ModelChoice& column : columns) {
        out.push_back({column.name, 0, 0});
    }
    for (const StoredVote& vote : votesInForce(votes)) {
        std::vector<int> places;
        for (const ModelChoice& column : columns) {
            const auto found =
                std::find(vote.models.begin(), vote.models.end(), column.folder.toStdString());
            if (found != vote.models.end()) {
                places.push_back(static_cast<int>(found - vote.models.begin()));
            }
        }
        for (size_t i = 0; places.size() == columns.size() && i < places.size(); ++i) {
            ++out[i].votes;
            out[i].wins += places[i] == vote.best ? 1 : 0;
        }
    }
    return out;
}

std::optional<Record> pairOfVote(const StoredVote& vote, const StoredPrompt& prompt,
                                 const std::vector<StoredAnswer>& answers)
{
    if (vote.best < 0 || static_cast<size_t>(vote.best) >= vote.answers.size()) {
        return std::nullopt;
    }
    const auto textOf = [&](std::int64_t id) -> const StoredAnswer* {
        const auto found =
            std::find_if(answers.begin(), answers.end(),
                         [&](const StoredAnswer& answer) { return answer.id == id; });
        return found == answers.end() ? nullptr : &*found;
    };
    const StoredAnswer* best = textOf(vote.answers[static_cast<size_t>(vote.best)]);
    const StoredAnswer* worst = nullptr;
    for (size_t i = 0; i < vote.answers.size() && worst == nullptr; ++i) {
        const StoredAnswer* other = textOf(vote.answers[i]);
        if (static_cast<int>(i) != vote.best && best != nullptr && other != nullptr &&
            other->text != best->text) {
            worst = other;
        }
    }
    if (best == nullptr || worst == nullptr) {
        return std::nullopt;
    }
    Record record;
    record.kind = RecordKind::Pair;
    record.prompt = prompt.messages;
    Message answer;
    answer.role = "assistant";
    answer.content = best->text;
    record.a = {answer};
    answer.content = worst->text;
    record.b = {answer};
    record.origin = Origin::ChosenA;
    record.meta = {{"from", "compare"},
                   {"vote", vote.uid.hex()},
                   {"chosen_model", best->model},
                   {"rejected_model", worst->model}};
    return record;
}

}  // namespace marginalia
