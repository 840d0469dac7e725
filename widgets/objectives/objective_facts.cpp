// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/objectives/objective_facts.h"

#include "core/analysis/loss_curves.h"
#include "core/base/json.h"
#include "core/jobs/checked_against.h"
#include "core/jobs/combinations.h"
#include "widgets/common/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace marginalia {
namespace {

/// Gives lupdate a context for the texts of this file.
class ObjectiveTexts {
    Q_DECLARE_TR_FUNCTIONS(Objectives)
};

NeedFact dataFact(const Needs& needs)
{
    if (needs.numbers == RecordNumbers::Ratings) {
        return {ObjectiveTexts::tr("answers with ratings"),
                ObjectiveTexts::tr("Several answers of a prompt, rated in the same qualities.")};
    }
    switch (needs.data) {
        case DataCode::Demos:
            return {ObjectiveTexts::tr("good answers"),
                    ObjectiveTexts::tr("Demonstrations, and the better answers of pairs.")};
        case DataCode::Pairs:
            return {ObjectiveTexts::tr("pairs"),
                    ObjectiveTexts::tr("A prompt with a better and a worse answer.")};
        case DataCode::Unpaired:
            return {ObjectiveTexts::tr("thumbs"),
                    ObjectiveTexts::tr("Answers that are good or bad, each by itself; a pair gives "
                                       "one of each.")};
        case DataCode::GoldPairs:
            return {ObjectiveTexts::tr("pairs with a gold answer"),
                    ObjectiveTexts::tr("A pair and beside it an answer to imitate.")};
        case DataCode::Groups:
            return {ObjectiveTexts::tr("ranked answers"),
                    ObjectiveTexts::tr("Several answers of a prompt with scores or an order.")};
        case DataCode::Attributes:
            return {ObjectiveTexts::tr("ratings"),
                    ObjectiveTexts::tr("Answers with a number for each of several properties.")};
        case DataCode::Steps:
            return {ObjectiveTexts::tr("judged steps"),
                    ObjectiveTexts::tr("Answers in steps, each of them right or wrong.")};
        case DataCode::Prompts:
            return {ObjectiveTexts::tr("prompts only"),
                    ObjectiveTexts::tr("The model writes the answers while it trains.")};
        case DataCode::Queries:
            return {ObjectiveTexts::tr("queries and passages"),
                    ObjectiveTexts::tr("Search queries with the passages that answer them.")};
    }
    return {};
}

NeedFact referenceFact(const Needs& needs)
{
    if (needs.otherLogits) {
        return {ObjectiveTexts::tr("second model beside it"),
                ObjectiveTexts::tr("The start model or a teacher is asked for its whole vocabulary "
                                   "at every trained token.")};
    }
    switch (needs.ref) {
        case RefKind::None:
            return {ObjectiveTexts::tr("no reference model"),
                    ObjectiveTexts::tr("Only the model that is trained is read.")};
        case RefKind::SeqSum:
            return {ObjectiveTexts::tr("start model, once"),
                    ObjectiveTexts::tr("The start model scores every answer once, before the first "
                                       "step; then it leaves the memory.")};
        case RefKind::PerToken:
            return {
                ObjectiveTexts::tr("start model, by token"),
                ObjectiveTexts::tr("The start model's log-probability of every trained token is "
                                   "kept.")};
    }
    return {};
}

void addCoupling(const Needs& needs, std::vector<NeedFact>& out)
{
    if (needs.coupling == Coupling::MicroBatch) {
        out.push_back({ObjectiveTexts::tr("whole batches"),
                       ObjectiveTexts::tr("A batch decides together: another batch size is another "
                                          "objective.")});
    }
    if (needs.coupling == Coupling::RunningState) {
        out.push_back({ObjectiveTexts::tr("running value"),
                       ObjectiveTexts::tr("Carries a mean from step to step; it is kept with the "
                                          "checkpoints.")});
    }
    if (needs.minMicroBatch > 1) {
        out.push_back(
            {ObjectiveTexts::tr("batch of %1 or more").arg(needs.minMicroBatch),
             ObjectiveTexts::tr("Smaller batches are refused: the loss would mean nothing.")});
    }
    if (needs.mismatchRows) {
        out.push_back({ObjectiveTexts::tr("mismatched answers"),
                       ObjectiveTexts::tr("Every prompt is also read with another record's answer: "
                                          "about half as much work again.")});
    }
}

void addHead(HeadKind head, std::vector<NeedFact>& out)
{
    switch (head) {
        case HeadKind::None:
            break;
        case HeadKind::Score:
        case HeadKind::Attributes:
            out.push_back({ObjectiveTexts::tr("score head"),
                           ObjectiveTexts::tr("Trains a model that gives answers a number, not one "
                                              "that writes.")});
            break;
        case HeadKind::Steps:
            out.push_back({ObjectiveTexts::tr("step head"),
                           ObjectiveTexts::tr("Trains a model that judges the steps of answers.")});
            break;
        case HeadKind::Values:
            out.push_back({ObjectiveTexts::tr("value head"),
                           ObjectiveTexts::tr("A critic beside the model foretells the reward at "
                                              "every token.")});
            break;
        case HeadKind::Embedding:
            out.push_back({ObjectiveTexts::tr("embedding head"),
                           ObjectiveTexts::tr("Compares answers as vectors.")});
            break;
    }
}

bool isShareOfWrongLabels(const std::string& key)
{
    return key == "label_smoothing" || key == "epsilon";
}

}  // namespace

QString catalogText(const char* text)
{
    return QCoreApplication::translate("objectives", text);
}

QString objectiveTitleOf(const std::string& id)
{
    const ObjectiveInfo* info = findObjective(id);
    return info != nullptr ? catalogText(info->title) : QString::fromStdString(id);
}

QString shortTitle(const ObjectiveInfo& info)
{
    // "NAME: what it is", "NAME (what the letters stand for)".
    return catalogText(info.title)
        .section(QStringLiteral(": "), 0, 0)
        .section(QStringLiteral(" ("), 0, 0);
}

const std::vector<ObjectiveProperty>& objectiveProperties()
{
    static const std::vector<ObjectiveProperty> list = {
        ObjectiveProperty::NoReference, ObjectiveProperty::Thumbs, ObjectiveProperty::WrongLabels,
        ObjectiveProperty::OneModel,    ObjectiveProperty::Online, ObjectiveProperty::Experimental};
    return list;
}

QString propertyName(ObjectiveProperty property)
{
    switch (property) {
        case ObjectiveProperty::NoReference:
            return ObjectiveTexts::tr("no reference model");
        case ObjectiveProperty::Thumbs:
            return ObjectiveTexts::tr("works on thumbs");
        case ObjectiveProperty::WrongLabels:
            return ObjectiveTexts::tr("robust to wrong labels");
        case ObjectiveProperty::OneModel:
            return ObjectiveTexts::tr("one model in memory");
        case ObjectiveProperty::Online:
            return ObjectiveTexts::tr("online");
        case ObjectiveProperty::Experimental:
            return ObjectiveTexts::tr("experimental");
    }
    return {};
}

QString propertyHelp(ObjectiveProperty property)
{
    switch (property) {
        case ObjectiveProperty::NoReference:
            return ObjectiveTexts::tr("Asks no start model for its log-probabilities.");
        case ObjectiveProperty::Thumbs:
            return ObjectiveTexts::tr("Learns from answers that are good or bad by themselves.");
        case ObjectiveProperty::WrongLabels:
            return ObjectiveTexts::tr(
                "Stops pulling at a pair that stays the wrong way round, or "
                "can be told a share of wrong labels.");
        case ObjectiveProperty::OneModel:
            return ObjectiveTexts::tr("No second model is held while it trains.");
        case ObjectiveProperty::Online:
            return ObjectiveTexts::tr("The model writes answers while it trains.");
        case ObjectiveProperty::Experimental:
            return ObjectiveTexts::tr(
                "Its published form could not be read in full; parts are "
                "reconstructed.");
    }
    return {};
}

bool hasProperty(const ObjectiveInfo& info, ObjectiveProperty property)
{
    const Needs& needs = info.needs;
    switch (property) {
        case ObjectiveProperty::NoReference:
            return needs.ref == RefKind::None && !needs.otherLogits;
        case ObjectiveProperty::Thumbs:
            return needs.data == DataCode::Unpaired;
        case ObjectiveProperty::WrongLabels:
            return fadesOnWrongPairs(info.id) ||
                   std::any_of(
                       info.parameters.begin(), info.parameters.end(),
                       [](const ParameterInfo& each) { return isShareOfWrongLabels(each.key); });
        case ObjectiveProperty::OneModel:
            return !needs.otherLogits && !needs.teacher && !needs.baseModel && !needs.reward &&
                   needs.head != HeadKind::Values;
        case ObjectiveProperty::Online:
            return needs.data == DataCode::Prompts;
        case ObjectiveProperty::Experimental:
            return info.experimental;
    }
    return false;
}

std::vector<NeedFact> needFacts(const Needs& needs)
{
    std::vector<NeedFact> out{dataFact(needs), referenceFact(needs)};
    addCoupling(needs, out);
    addHead(needs.head, out);
    const auto add = [&out](bool needed, const QString& text, const QString& help) {
        if (needed) {
            out.push_back({text, help});
        }
    };
    add(needs.teacher, ObjectiveTexts::tr("teacher"),
        ObjectiveTexts::tr("A second, usually larger model to learn from."));
    add(needs.answersToo, ObjectiveTexts::tr("answers too"),
        ObjectiveTexts::tr("Some batches are the data's own answers, as its settings say."));
    add(needs.baseModel, ObjectiveTexts::tr("model before"),
        ObjectiveTexts::tr("The start model as it was before its supervised training."));
    add(needs.reward, ObjectiveTexts::tr("reward"),
        ObjectiveTexts::tr("A rule, a reward model or a judge that gives answers a number."));
    add(needs.oldLogps, ObjectiveTexts::tr("own samples"),
        ObjectiveTexts::tr("The log-probabilities that answers had when they were written."));
    add(needs.statistics, ObjectiveTexts::tr("whole vocabulary"),
        ObjectiveTexts::tr("Looks at the chances of all tokens, not only at the one that stands "
                           "there: somewhat slower."));
    add(needs.storedScores ||
            (needs.numbers > RecordNumbers::RightWrong && needs.numbers != RecordNumbers::Ratings),
        ObjectiveTexts::tr("stored scores"),
        ObjectiveTexts::tr("Numbers that other models gave the data beforehand."));
    add(needs.hidden, ObjectiveTexts::tr("hidden states"),
        ObjectiveTexts::tr("Reads inner layers of the model."));
    add(needs.extraForward, ObjectiveTexts::tr("second pass"),
        ObjectiveTexts::tr("Every step goes through the model twice."));
    return out;
}

QString whyNotNow(const ObjectiveInfo& info, const DataFacts& facts)
{
    if (const char* why = whyNotUsable(info)) {
        return catalogText(why);
    }
    const auto use = facts.uses.find(info.id);
    if (use == facts.uses.end() || use->second.used >= kFewestLabels) {
        return {};
    }
    return use->second.used == 0
               ? ObjectiveTexts::tr("No label of this data is of its kind: it needs %1.")
                     .arg(dataFact(info.needs).text)
               : ObjectiveTexts::tr("Needs at least %1 labels; you have %2.")
                     .arg(countText(kFewestLabels), countText(use->second.used));
}

QString rangeText(const ParameterInfo& parameter)
{
    return ObjectiveTexts::tr("%1 to %2")
        .arg(settingText(parameter.low), settingText(parameter.high));
}

QString goldenText(const ObjectiveInfo& info)
{
    if (*info.golden == '\0') {
        return ObjectiveTexts::tr("No reference values exist; its properties are tested.");
    }
    const char* program = checkedAgainst(info);
    return program != nullptr
               ? ObjectiveTexts::tr("Losses and gradients agree with %1 in float64 and float32.")
                     .arg(QString::fromUtf8(program))
               : ObjectiveTexts::tr(
                     "Losses and gradients agree with a second, independent implementation of the "
                     "formula in float64 and float32.");
}

QString startText(const ObjectiveInfo& info)
{
    return ObjectiveTexts::
        tr("Learning rate to start from: %1 for all weights, %2 for an adapter; with a model of "
           "a few million weights %3 and %4.")
            .arg(settingText(info.learningRate), settingText(info.learningRateLora),
                 settingText(info.learningRateSmall), settingText(info.learningRateSmallLora));
}

std::vector<const RunPreset*> presetsOf(const std::string& objective)
{
    std::vector<const RunPreset*> out;
    for (const RunPreset& preset : runPresets()) {
        if (preset.spec.objective == objective) {
            out.push_back(&preset);
        }
    }
    return out;
}

QString configurationText(const RunSpec& spec)
{
    const Json whole = toJson(spec);
    Json out = Json::object();
    for (const char* key :
         {"objective", "parameters", "choices", "terms", "modifiers", "learning_rate"}) {
        const Json& value = whole[key];
        if (!value.is_structured() || !value.empty()) {
            out[key] = value;
        }
    }
    return QString::fromStdString(out.dump(2)) + QLatin1Char('\n');
}

bool sameParameter(const ParameterInfo& left, const ParameterInfo& right)
{
    return left.key == right.key && left.fallback == right.fallback && left.low == right.low &&
           left.high == right.high;
}

QStringList formulaWords(const QString& formula)
{
    QStringList out;
    bool open = false;  // the last word may grow
    for (const QChar sign : formula) {
        const bool letter = sign.isLetterOrNumber() || sign == u'.' || sign == u'_';
        if (letter && open) {
            out.back() += sign;
        } else if (!sign.isSpace()) {
            out << QString(sign);
        }
        open = letter;
    }
    return out;
}

std::vector<bool> differentWords(const QStringList& words, const QStringList& other)
{
    // Longest common subsequence: formulas have a few dozen words.
    const auto n = static_cast<std::size_t>(words.size());
    const auto m = static_cast<std::size_t>(other.size());
    std::vector<std::vector<int>> longest(n + 1, std::vector<int>(m + 1, 0));
    const auto same = [&](std::size_t i, std::size_t j) {
        return words[static_cast<qsizetype>(i)] == other[static_cast<qsizetype>(j)];
    };
    for (std::size_t i = n; i-- > 0;) {
        for (std::size_t j = m; j-- > 0;) {
            longest[i][j] = same(i, j) ? longest[i + 1][j + 1] + 1
                                       : std::max(longest[i + 1][j], longest[i][j + 1]);
        }
    }
    std::vector<bool> out(n, true);
    for (std::size_t i = 0, j = 0; i < n && j < m;) {
        if (same(i, j)) {
            out[i++] = false;
            ++j;
        } else if (longest[i + 1][j] >= longest[i][j + 1]) {
            ++i;
        } else {
            ++j;
        }
    }
    return out;
}

}  // namespace marginalia
