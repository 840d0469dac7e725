// SPDX-License-Identifier: Apache-2.0
#include "core/train/rounds.h"

#include "core/base/clock.h"
#include "core/train/round_rewards.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace marginalia {

Rounds::Rounds(RoundSettings settings, RoundParts parts)
    : m_settings(std::move(settings)), m_parts(std::move(parts)), m_writer(m_settings, m_parts)
{
}

/// Answers of a prompt that metrics speak of: the policy's, and one it is ranked with.
std::size_t Rounds::perPrompt() const
{
    const bool besides = m_settings.shape == RoundSettings::Shape::AgainstStart;
    return static_cast<std::size_t>(m_settings.answers) + (besides ? 1 : 0);
}

Result<std::vector<UnitRows>> Rounds::unitsOf(std::int64_t step)
{
    const std::int64_t round = (step - 1) / m_settings.stepsPerRound + 1;
    if (round != m_round) {
        MG_CHECK(begin(round));
    }
    const auto at = static_cast<std::size_t>((step - 1) % m_settings.stepsPerRound);
    if (at >= m_steps.size()) {
        return failure(ErrorKind::Internal, MG_TR("train", "A round lacks one of its steps."));
    }
    return m_steps[at].units;
}

Status Rounds::begin(std::int64_t round)
{
    const Stopwatch watch;
    m_round = 0;
    m_steps.clear();
    m_items.clear();
    const std::int64_t first = (round - 1) * m_settings.stepsPerRound + 1;
    const std::int64_t last = std::min(first + m_settings.stepsPerRound - 1, m_parts.lastStep);
    Planned planned;
    for (std::int64_t step = first; step <= last; ++step) {
        MG_TRY(std::vector<UnitRows> units, m_parts.prompts(step));
        planned.push_back(std::move(units));
    }
    MG_CHECK(learnStartRewards(round));
    Ranks& ranks = *m_parts.ranks;
    const bool stored = ranks.any(ranks.isFirst() && hasRound(m_parts.runFolder, round));
    if (stored) {
        MG_TRY(m_file, readRound(m_parts.runFolder, round));
    } else {
        MG_TRY(m_file, write(round, first, planned));
        m_file.firstStep = first;
        m_file.steps = last - first + 1;
        MG_CHECK(ranks.isFirst() ? writeRound(m_parts.runFolder, m_file) : Status());
    }
    takeStartRewards(m_file);
    m_known = std::max(m_known, round);
    MG_CHECK(rowsFrom(first, planned));
    m_round = round;
    return m_parts.made ? m_parts.made(m_file, stored, watch.seconds()) : Status();
}

/// A value once known stays: those of the rounds before are in their files.
Status Rounds::learnStartRewards(std::int64_t before)
{
    if (m_settings.startAnswers == 0) {
        return {};
    }
    for (std::int64_t round = m_known + 1; round < before; ++round) {
        MG_TRY(const RoundFile file, readRound(m_parts.runFolder, round));
        takeStartRewards(file);
        m_known = round;
    }
    return {};
}

void Rounds::takeStartRewards(const RoundFile& file)
{
    if (m_settings.startAnswers == 0) {
        return;
    }
    StartRewards fresh;
    for (const RoundAnswer& answer : file.answers) {
        if (answer.writer == AnswerWriter::Start) {
            std::vector<double>& rewards = fresh[answer.prompt];
            if (!std::isnan(answer.reward)) {
                rewards.push_back(answer.reward);
            }
        }
    }
    m_startRewards.merge(fresh);
}

Result<RoundFile> Rounds::write(std::int64_t round, std::int64_t firstStep,
                                const Planned& planned) const
{
    std::vector<RoundPrompt> prompts;
    std::set<Uid> valued;
    for (std::size_t s = 0; s < planned.size(); ++s) {
        for (std::size_t u = 0; u < planned[s].size(); ++u) {
            const auto writer = writerOf(m_settings, firstStep + static_cast<std::int64_t>(s), u);
            if (!writer) {
                continue;
            }
            for (const TrainItem* item : planned[s][u].items) {
                MG_TRY(RoundPrompt prompt, roundPrompt(*m_parts.snapshot, promptRowOf(*item)));
                prompt.writer = *writer;
                const Uid& uid = prompt.row->promptUid;
                if (m_settings.startAnswers > 0 && !m_startRewards.contains(uid) &&
                    valued.insert(uid).second) {
                    prompt.startAnswers = m_settings.startAnswers;
                }
                prompts.push_back(std::move(prompt));
            }
        }
    }
    RoundFile out;
    out.round = round;
    MG_TRY(out.answers, m_writer.write(prompts, round));
    addLogps(firstStep, planned, out);
    return out;
}

std::vector<const RoundAnswer*> Rounds::answersTo(const Uid& prompt, const RoundFile& file,
                                                  std::size_t& next) const
{
    std::vector<const RoundAnswer*> out;
    // Numbers begin again with every prompt, also where one comes twice in a row.
    while (next < file.answers.size() && file.answers[next].prompt == prompt &&
           file.answers[next].number == out.size()) {
        out.push_back(&file.answers[next++]);
    }
    return out.size() < perPrompt() ? std::vector<const RoundAnswer*>() : out;
}

void Rounds::addLogps(std::int64_t firstStep, const Planned& planned, RoundFile& round) const
{
    std::size_t next = 0;
    std::size_t unit = 0;
    std::set<const RoundAnswer*> mine;
    for (std::size_t s = 0; s < planned.size(); ++s) {
        for (std::size_t u = 0; u < planned[s].size(); ++u) {
            if (!writerOf(m_settings, firstStep + static_cast<std::int64_t>(s), u)) {
                continue;
            }
            const bool isOwn = isOwnInRound(unit++, *m_parts.ranks);
            std::vector<const TrainRow*> prompts;
            std::vector<std::vector<RoundAnswer*>> answers;
            for (const TrainItem* item : planned[s][u].items) {
                prompts.push_back(&promptRowOf(*item));
                answers.emplace_back();
                const std::size_t from = next;
                const std::size_t count = answersTo(prompts.back()->promptUid, round, next).size();
                for (std::size_t i = from; i < from + count; ++i) {
                    if (isOwn && isTrained(m_settings, round.answers[i])) {
                        answers.back().push_back(&round.answers[i]);
                        mine.insert(&round.answers[i]);
                    }
                }
            }
            if (isOwn) {
                m_writer.addLogps(prompts, answers);
            }
        }
    }
    shareLogps(
        round.answers, [&](std::size_t i) { return mine.contains(&round.answers[i]); },
        *m_parts.ranks);
}

Status Rounds::rowsFrom(std::int64_t firstStep, const Planned& planned)
{
    std::size_t next = 0;
    for (std::size_t s = 0; s < planned.size(); ++s) {
        StepAnswers step;
        for (std::size_t u = 0; u < planned[s].size(); ++u) {
            if (writerOf(m_settings, firstStep + static_cast<std::int64_t>(s), u)) {
                MG_CHECK(addUnit(planned[s][u], next, step));
                continue;
            }
            step.units.push_back(planned[s][u]);
            step.rows += static_cast<double>(planned[s][u].items.size());
        }
        m_steps.push_back(std::move(step));
    }
    return {};
}

Status Rounds::addUnit(const UnitRows& unit, std::size_t& next, StepAnswers& step)
{
    UnitRows rows;
    for (const TrainItem* planned : unit.items) {
        const TrainRow& prompt = promptRowOf(*planned);
        const std::size_t first = next;
        const std::vector<const RoundAnswer*> answers = answersTo(prompt.promptUid, m_file, next);
        if (answers.empty()) {
            return failure(ErrorKind::Corrupt,
                           MG_TR("train", "A stored round is of other prompts than the plan's."),
                           m_parts.runFolder, MG_TR("train", "Start the run again."));
        }
        const bool own = answers[0]->writer == AnswerWriter::Policy;
        if (own) {
            step.answers.insert(step.answers.end(), answers.begin(),
                                answers.begin() + static_cast<std::ptrdiff_t>(perPrompt()));
        }
        TrainItem item = answerItem(m_settings, prompt, answers, m_startRewards);
        for (TrainRow& row : item.rows) {
            row.round = m_file.round;
            row.placeInRound = static_cast<std::uint32_t>(first) + row.answer;
        }
        step.rows += static_cast<double>(item.rows.size());
        step.ownRows += own ? static_cast<double>(item.rows.size()) : 0;
        if (!item.rows.empty()) {
            m_items.push_back(std::move(item));
            rows.items.push_back(&m_items.back());
        }
    }
    // Where no answer says anything there is nothing to compute.
    const bool trains =
        std::any_of(rows.items.begin(), rows.items.end(), [](const TrainItem* item) {
            return std::any_of(item->rows.begin(), item->rows.end(),
                               [](const TrainRow& row) { return row.trainedTokens() > 0; });
        });
    if (trains) {
        step.units.push_back(std::move(rows));
    }
    return {};
}

MetricValues Rounds::metricsOf(std::int64_t step) const
{
    const auto at = static_cast<std::size_t>((step - 1) % m_settings.stepsPerRound);
    if (at >= m_steps.size()) {
        return {};
    }
    const StepAnswers& answers = m_steps[at];
    MetricValues out = answerMetrics(answers.answers, perPrompt());
    if (m_settings.ownShare < 1) {
        out.emplace_back("marginalia/own_share",
                         answers.rows > 0 ? answers.ownRows / answers.rows : 0);
    }
    if (m_settings.shape == RoundSettings::Shape::AgainstMixture) {
        double sum = 0;
        double count = 0;
        for (const UnitRows& unit : answers.units) {
            for (const TrainItem* item : unit.items) {
                sum += item->rows[0].prob;
                count += 1;
            }
        }
        if (count > 0) {
            out.emplace_back("rewards/probabilities", sum / count);
        }
    }
    return out;
}

Result<MetricValues> Rounds::evaluate(const std::vector<TrainItem>& heldOut) const
{
    RoundSettings greedy = m_settings;
    // Its answers alone are rewarded: nothing stands beside them.
    greedy.shape = RoundSettings::Shape::Group;
    greedy.answers = 1;
    greedy.temperature = 0;
    greedy.comparesTwo = false;
    if (m_settings.comparesTwo) {
        greedy.reward.clear();  // the judge knows chances only
    }
    std::vector<RoundPrompt> prompts;
    for (const TrainItem& item : heldOut) {
        MG_TRY(RoundPrompt prompt, roundPrompt(*m_parts.snapshot, promptRowOf(item)));
        prompts.push_back(std::move(prompt));
    }
    const RoundWriter writer(greedy, m_parts);
    MG_TRY(std::vector<RoundAnswer> answers, writer.write(prompts, 0));
    const auto isMine = [&](std::size_t i) { return isOwnInRound(i, *m_parts.ranks); };
    std::vector<const RoundAnswer*> list;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        if (greedy.selfReward && isMine(i)) {
            writer.addLogps({prompts[i].row}, {{&answers[i]}});
        }
        list.push_back(&answers[i]);
    }
    if (greedy.selfReward) {
        shareLogps(answers, isMine, *m_parts.ranks);
    }
    MetricValues out;
    for (const auto& [name, value] : answerMetrics(list, 1)) {
        if (name == "reward" || name == "completions/mean_length") {
            out.emplace_back("eval_" + name, value);
        }
    }
    return out;
}

Result<std::vector<UnitRows>> Rounds::heldOutUnits(const std::vector<TrainItem>& heldOut,
                                                   std::int64_t batch)
{
    std::vector<RoundPrompt> prompts;
    for (const TrainItem& item : heldOut) {
        MG_TRY(RoundPrompt prompt, roundPrompt(*m_parts.snapshot, promptRowOf(item)));
        prompts.push_back(std::move(prompt));
    }
    MG_TRY(const std::vector<RoundAnswer> answers, m_writer.write(prompts, 0));
    m_heldOut.clear();
    std::vector<UnitRows> out;
    for (std::size_t i = 0; i < prompts.size(); ++i) {
        m_heldOut.push_back({{answerRow(m_settings, *prompts[i].row, answers[i])}});
        if (i % static_cast<std::size_t>(batch) == 0) {
            out.emplace_back();
        }
        out.back().items.push_back(&m_heldOut.back());
    }
    return out;
}

}  // namespace marginalia
