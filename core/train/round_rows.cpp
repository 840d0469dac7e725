// SPDX-License-Identifier: Apache-2.0
#include "core/train/round_rows.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace marginalia {

namespace {

using Shape = RoundSettings::Shape;
using Answers = std::vector<const RoundAnswer*>;

bool isScored(const RoundSettings& settings)
{
    return !settings.reward.empty() || settings.selfReward;
}

bool unjudged(const RoundSettings& settings, const RoundAnswer& answer)
{
    return isScored(settings) && std::isnan(answer.reward);
}

void silence(TrainRow& row)
{
    row.weight = 0;
    std::fill(row.trained.begin(), row.trained.end(), false);
    row.oldLogps.clear();
    row.samplerLogps.clear();
    row.referenceLogps.clear();
    row.baseLogps.clear();
    row.oldValues.clear();
}

/// The demonstrations among the answers: those that passed, each text once, or the best of them.
TrainItem passed(const RoundSettings& settings, const TrainRow& prompt, const Answers& answers)
{
    TrainItem item;
    const RoundAnswer* best = nullptr;
    std::set<std::vector<std::int32_t>> seen;
    for (const RoundAnswer* answer : answers) {
        if (!(answer->reward >= settings.accept) || !answer->ended()) {
            continue;
        }
        if (best == nullptr || answer->reward > best->reward) {
            best = answer;
        }
        if (!settings.bestOnly && seen.insert(answer->ids).second) {
            item.rows.push_back(answerRow(settings, prompt, *answer));
        }
    }
    if (settings.bestOnly && best != nullptr) {
        item.rows.push_back(answerRow(settings, prompt, *best));
    }
    for (TrainRow& row : item.rows) {
        row.role = RowRole::Demo;
    }
    return item;
}

/// The chance that the policy's answer is better than the mixture's: the judge's own word, or a
/// sigmoid of the difference of their rewards.
void addChance(const RoundSettings& settings, const Answers& answers, TrainRow& row)
{
    const auto other = std::find_if(answers.begin(), answers.end(), [](const RoundAnswer* each) {
        return each->writer == AnswerWriter::Mixture;
    });
    const double own = answers[0]->reward;
    row.prob = settings.comparesTwo || other == answers.end()
                   ? own
                   : 1 / (1 + std::exp((*other)->reward - own));
    if (std::isnan(row.prob)) {
        // A chance of one half teaches nothing, and NaN times a weight of 0 would be NaN.
        row.prob = 0.5;
        row.reward = 0;
        silence(row);
    }
}

}  // namespace

bool isTrained(const RoundSettings& settings, const RoundAnswer& answer)
{
    return answer.writer == AnswerWriter::Policy || answer.writer == AnswerWriter::Teacher ||
           (answer.writer == AnswerWriter::Start && settings.shape == Shape::AgainstStart);
}

TrainRow answerRow(const RoundSettings& settings, const TrainRow& prompt, const RoundAnswer& answer)
{
    TrainRow row;
    row.ids = prompt.ids;
    row.ids.insert(row.ids.end(), answer.ids.begin(), answer.ids.end());
    row.trained.assign(prompt.ids.size(), false);
    const bool counts = answer.ended() || !settings.maskTruncated;
    row.trained.resize(row.ids.size(), counts);
    row.role = answer.writer == AnswerWriter::Start     ? RowRole::ReferenceSample
               : answer.writer == AnswerWriter::Teacher ? RowRole::Demo
               : settings.shape == Shape::AgainstStart || settings.shape == Shape::AgainstMixture
                   ? RowRole::PolicySample
                   : RowRole::Sample;
    row.weight = prompt.weight;
    row.reward = answer.reward;
    row.promptUid = answer.prompt;
    row.completionUid = answer.uid;
    row.answer = answer.number;
    row.snapshotIndex = answer.snapshotIndex;
    if (counts) {
        row.oldLogps = answer.oldLogps;
        row.samplerLogps = answer.samplerLogps;
        row.referenceLogps = answer.referenceLogps;
        row.baseLogps = answer.baseLogps;
        row.oldValues = answer.oldValues;
    }
    if (unjudged(settings, answer)) {
        silence(row);
    }
    return row;
}

TrainItem answerItem(const RoundSettings& settings, const TrainRow& prompt, const Answers& answers,
                     const StartRewards& start)
{
    if (settings.shape == Shape::Demonstrations) {
        return passed(settings, prompt, answers);
    }
    TrainItem item;
    for (const RoundAnswer* answer : answers) {
        if (isTrained(settings, *answer)) {
            item.rows.push_back(answerRow(settings, prompt, *answer));
        }
    }
    if (settings.shape == Shape::AgainstMixture) {
        addChance(settings, answers, item.rows[0]);
    }
    const bool unknown = settings.pairs && std::any_of(answers.begin(), answers.end(),
                                                       [&](const RoundAnswer* answer) {
                                                           return unjudged(settings, *answer);
                                                       });
    if (unknown || (settings.dropTies && answers[0]->reward == answers[1]->reward)) {
        for (TrainRow& row : item.rows) {
            row.weight = 0;
        }
    }
    if (settings.startAnswers == 0) {
        return item;
    }
    const auto value = start.find(answers[0]->prompt);
    const bool known = value != start.end() && !value->second.empty();
    for (TrainRow& row : item.rows) {
        row.startRewards = known ? value->second : std::vector<double>{0};
        if (!known || std::isnan(row.reward)) {
            row.reward = 0;
            silence(row);
        }
    }
    return item;
}

}  // namespace marginalia
