// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_reads.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace marginalia {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("CompareModels", text);
}

QString runTitle(const QString& folder, const RunSpec& spec)
{
    return spec.name.empty() ? QFileInfo(folder).fileName().left(15)
                             : QString::fromStdString(spec.name);
}

}  // namespace

std::vector<ModelChoice> listModels(const QString& runsFolder, const QString& starterFolder)
{
    std::vector<ModelChoice> out;
    if (QFileInfo::exists(starterFolder + QStringLiteral("/config.json"))) {
        out.push_back({starterFolder, tr("Starter"), tr("start model"), {}, -1});
    }
    for (const std::string& run : listRuns(runsFolder.toStdString())) {
        const auto spec = readRunSpec(run);
        if (!spec.ok()) {
            continue;
        }
        const QString folder = QString::fromStdString(run);
        const ObjectiveInfo* info = findObjective(spec->objective);
        const QString objective = info != nullptr ? QString::fromUtf8(info->title)
                                                  : QString::fromStdString(spec->objective);
        const QString start = QString::fromStdString(spec->model);
        const bool known = std::any_of(out.begin(), out.end(), [&](const ModelChoice& choice) {
            return choice.folder == start;
        });
        if (!known && QFileInfo::exists(start + QStringLiteral("/config.json"))) {
            out.push_back({start, QFileInfo(start).fileName(), tr("start model"), {}, -1});
        }
        for (const CheckpointInfo& checkpoint : listCheckpoints(run)) {
            out.push_back({QString::fromStdString(checkpoint.folder),
                           tr("%1 · step %2").arg(runTitle(folder, *spec)).arg(checkpoint.step),
                           objective, folder, checkpoint.step});
        }
    }
    return out;
}

Result<CompareContent> readCompare(ProjectReader& reader, const QString& runsFolder,
                                   const QString& starterFolder)
{
    CompareContent content;
    MG_TRY(content.prompts, reader.prompts());
    MG_TRY(content.votes, reader.votes());
    content.models = listModels(runsFolder, starterFolder);
    return content;
}

VoteCount countVotes(const std::vector<StoredVote>& votes, const QString& model,
                     const QString& against)
{
    VoteCount count;
    for (const StoredVote& vote : votes) {
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
