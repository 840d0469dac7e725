// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/recipe_data.h"

#include "core/base/file_folders.h"
#include "core/jobs/catalog.h"
#include "widgets/common/format.h"
#include "widgets/train/tracked_run.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace marginalia {
namespace {

constexpr std::size_t kSampledRows = 400;

/// Gives lupdate a context for the texts of this file.
class RecipeTexts {
    Q_DECLARE_TR_FUNCTIONS(Recipe)
};

/// Mean tokens of a record by kind of data, from a few hundred rows spread over the view.
Result<DataSize> sizeOf(ProjectReader& reader, const QueryResult& hits, bool both)
{
    DataSize size;
    std::vector<RecordId> some;
    const std::size_t stride = std::max<std::size_t>(1, hits.ids.size() / kSampledRows);
    for (std::size_t i = 0; i < hits.ids.size(); i += stride) {
        some.push_back(hits.ids[i]);
    }
    MG_TRY(const std::vector<RowSummary> rows, reader.rows(some));
    double sum = 0;
    for (const RowSummary& row : rows) {
        const double prompt = static_cast<double>(wordsOf(row.prompt));
        const double chosen = prompt + static_cast<double>(row.chosenWords);
        const double rejected = prompt + static_cast<double>(row.rejectedWords);
        sum += both ? chosen + rejected : chosen;
        size.longestTokens = std::max({size.longestTokens, chosen, both ? rejected : 0.0});
    }
    size.longestTokens *= kTokensPerWord;
    size.tokensPerRecord =
        rows.empty() ? 0 : kTokensPerWord * sum / static_cast<double>(rows.size());
    return size;
}

QString countOf(const std::string& reason, std::int64_t n)
{
    const QString count = countText(n);
    if (reason == "tie") {
        return RecipeTexts::tr("%1 ties").arg(count);
    }
    if (reason == "skip") {
        return RecipeTexts::tr("%1 skipped").arg(count);
    }
    if (reason == "both_good") {
        return RecipeTexts::tr("%1 both-good").arg(count);
    }
    if (reason == "both_bad") {
        return RecipeTexts::tr("%1 both-bad").arg(count);
    }
    if (reason == "empty") {
        return RecipeTexts::tr("%1 with an empty answer").arg(count);
    }
    if (reason == "equal") {
        return RecipeTexts::tr("%1 with equal answers").arg(count);
    }
    if (reason == "left_out") {
        return RecipeTexts::tr("%1 left out").arg(count);
    }
    if (reason == "no_gold") {
        return RecipeTexts::tr("%1 without a gold answer").arg(count);
    }
    if (reason == "no_numbers") {
        return RecipeTexts::tr("%1 without the numbers it needs").arg(count);
    }
    return RecipeTexts::tr("%1 of another kind").arg(count);
}

/// What recipes may ask of records: each kind alone, and pairs with what mixes and the modifier
/// `ties` add to them.
std::vector<RowWish> allWishes()
{
    std::vector<RowWish> out;
    const auto add = [&](const RowWish& wish) {
        if (std::find(out.begin(), out.end(), wish) == out.end()) {
            out.push_back(wish);
        }
    };
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        Combination alone;
        alone.objective = info.id;
        RowWish wish = wishOf(alone);
        add(wish);
        if (wish.data == DataCode::Pairs) {
            for (const int more : {1, 2, 3}) {
                wish.thumbsToo = more % 2 != 0;
                wish.ties = more > 1;
                add(wish);
            }
        }
    }
    return out;
}

}  // namespace

std::int64_t wordsOf(const std::string& text)
{
    std::int64_t words = 0;
    bool inside = false;
    for (const char c : text) {
        const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        words += !space && !inside ? 1 : 0;
        inside = !space;
    }
    return words;
}

Result<DataFacts> readDataFacts(ProjectReader& reader, const Filter& filter)
{
    DataFacts facts;
    Filter labelled = filter;
    if (labelled.labels.empty()) {
        labelled.labels = {"labelled"};
    }
    MG_TRY(const QueryResult hits, reader.query(labelled));
    // What becomes of a label depends on the kind of rows alone, which many objectives share.
    const std::vector<RowWish> wishes = allWishes();
    MG_TRY(const std::vector<LabelUse> uses, labelUses(reader, filter, wishes));
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        facts.wishes.emplace_back(wishes[i], uses[i]);
    }
    std::map<DataCode, DataSize> sizes;
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        auto size = sizes.find(info.needs.data);
        if (size == sizes.end()) {
            MG_TRY(const DataSize read, sizeOf(reader, hits, info.needs.data == DataCode::Pairs));
            size = sizes.emplace(info.needs.data, read).first;
        }
        RunSpec alone;
        alone.objective = info.id;
        facts.uses[info.id] = *facts.useOf(alone);
        facts.sizes[info.id] = size->second;
        facts.sizes[info.id].records = facts.uses[info.id].used;
    }
    return facts;
}

const LabelUse* DataFacts::useOf(const RunSpec& spec) const
{
    const RowWish wish = wishOf(combinationOf(spec));
    const auto counted = std::find_if(wishes.begin(), wishes.end(),
                                      [&](const auto& each) { return each.first == wish; });
    if (counted != wishes.end()) {
        return &counted->second;
    }
    const auto alone = uses.find(spec.objective);
    return alone != uses.end() ? &alone->second : nullptr;
}

std::vector<StartModel> startModels(const std::vector<std::pair<QString, QString>>& runs,
                                    const QStringList& ownFolders)
{
    std::vector<StartModel> out;
    if (const QString starter = starterFolder(); !starter.isEmpty()) {
        out.push_back({RecipeTexts::tr("Starter"), starter});
    }
    for (const QString& folder : ownFolders) {
        if (QFileInfo::exists(folder + QStringLiteral("/config.json"))) {
            out.push_back({QFileInfo(folder).fileName(), folder});
        }
    }
    for (const auto& [label, folder] : runs) {
        const std::vector<CheckpointInfo> checkpoints = listCheckpoints(folder.toStdString());
        for (auto checkpoint = checkpoints.rbegin(); checkpoint != checkpoints.rend();
             ++checkpoint) {
            const QString place = QString::fromStdString(checkpoint->folder);
            if (QFileInfo::exists(place + QStringLiteral("/adapter_config.json"))) {
                continue;  // an adapter is no whole model to start from
            }
            out.push_back(
                {RecipeTexts::tr("Run %1, step %2")
                     .arg(label, QLocale().toString(static_cast<qlonglong>(checkpoint->step))),
                 place});
        }
    }
    return out;
}

QString starterFolder()
{
    const std::string resources = resourceFolder();
    const QString folder = QString::fromStdString(resources) + QStringLiteral("/starter");
    return !resources.empty() && QFileInfo::exists(folder + QStringLiteral("/config.json"))
               ? folder
               : QString();
}

QString convertedSentence(const DataFacts& facts, const ObjectiveInfo& info)
{
    const auto use = facts.uses.find(info.id);
    // That a run which writes its own answers takes the prompts alone is no news.
    if (use == facts.uses.end() || use->second.converted == 0 ||
        info.needs.data == DataCode::Prompts) {
        return {};
    }
    const QString count = countText(use->second.converted);
    switch (info.needs.data) {
        case DataCode::Unpaired:
            return RecipeTexts::tr("%1 train as single judged answers.").arg(count);
        case DataCode::Demos:
            return RecipeTexts::tr("Of %1 only the good answers are copied.").arg(count);
        case DataCode::Groups:
            return RecipeTexts::tr("%1 train as rankings of two.").arg(count);
        default:
            return RecipeTexts::tr("%1 change their kind.").arg(count);
    }
}

QString unusedSentence(const DataFacts& facts, const std::string& objective)
{
    const auto use = facts.uses.find(objective);
    if (use == facts.uses.end()) {
        return {};
    }
    std::vector<std::pair<std::int64_t, std::string>> unused;
    for (const auto& [reason, count] : use->second.unused) {
        if (count > 0 && reason != "not_labelled") {
            unused.emplace_back(count, reason);
        }
    }
    if (unused.empty()) {
        return {};
    }
    std::sort(unused.rbegin(), unused.rend());
    QStringList parts;
    for (const auto& [count, reason] : unused) {
        parts << countOf(reason, count);
    }
    const QString last = parts.takeLast();
    QString out =
        parts.isEmpty()
            ? RecipeTexts::tr("Ignores %1.").arg(last)
            : RecipeTexts::tr("Ignores %1 and %2.").arg(parts.join(QStringLiteral(", ")), last);
    // Of those that use most, the one shown first; what writes its own answers uses no label.
    const ObjectiveInfo* better = nullptr;
    std::int64_t most = use->second.used;
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        const auto found = facts.uses.find(info.id);
        if (found != facts.uses.end() && found->second.used > most &&
            info.needs.data != DataCode::Prompts && whyNotTrainable(info.needs) == nullptr) {
            better = &info;
            most = found->second.used;
        }
    }
    if (better != nullptr) {
        out += u' ' +
               RecipeTexts::tr("%1 would use %2.")
                   .arg(QCoreApplication::translate("objectives", better->title), countText(most));
    }
    return out;
}

QString settingText(double value)
{
    if (value != 0 && (std::abs(value) < 1e-3 || std::abs(value) >= 1e7)) {
        return learningRateText(value);
    }
    return QLocale::c().toString(value, 'g', 6);
}

bool settingFromText(const QString& text, double* value)
{
    bool good = false;
    const double plain = QLocale::c().toDouble(text.trimmed(), &good);
    if (good) {
        *value = plain;
        return std::isfinite(plain);
    }
    const double local = QLocale().toDouble(text.trimmed(), &good);
    *value = local;
    return good && std::isfinite(local);
}

}  // namespace marginalia
