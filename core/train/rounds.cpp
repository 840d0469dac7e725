// SPDX-License-Identifier: Apache-2.0
#include "core/train/rounds.h"

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/generation/generate.h"
#include "core/train/round_rewards.h"
#include "core/train/run_adapter.h"
#include "core/train/run_samples.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace marginalia {

Rounds::Rounds(RoundSettings settings, RoundParts parts)
    : m_settings(std::move(settings)), m_parts(std::move(parts))
{
}

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
    std::vector<std::vector<UnitRows>> prompts;
    for (std::int64_t step = first; step <= last; ++step) {
        MG_TRY(std::vector<UnitRows> units, m_parts.prompts(step));
        prompts.push_back(std::move(units));
    }
    const bool stored = hasRound(m_parts.runFolder, round);
    if (stored) {
        MG_TRY(m_file, readRound(m_parts.runFolder, round));
    } else {
        MG_TRY(m_file, write(round, prompts));
        m_file.firstStep = first;
        m_file.steps = last - first + 1;
        MG_CHECK(writeRound(m_parts.runFolder, m_file));
    }
    MG_CHECK(rowsFrom(prompts));
    m_round = round;
    return m_parts.made ? m_parts.made(m_file, stored, watch.seconds()) : Status();
}

Result<RoundFile> Rounds::write(std::int64_t round,
                                const std::vector<std::vector<UnitRows>>& prompts) const
{
    std::vector<RoundPrompt> all;
    for (const auto& units : prompts) {
        for (const UnitRows& unit : units) {
            for (const TrainItem* item : unit.items) {
                MG_TRY(RoundPrompt prompt, roundPrompt(*m_parts.snapshot, item->rows[0]));
                all.push_back(std::move(prompt));
            }
        }
    }
    RoundFile out;
    out.round = round;
    MG_TRY(out.answers, answersOf(all, round));
    MG_CHECK(score(all, out.answers));
    fillLogps(out, prompts);
    return out;
}

Result<std::vector<RoundAnswer>> Rounds::answersOf(const std::vector<RoundPrompt>& prompts,
                                                   std::int64_t round) const
{
    std::vector<RoundAnswer> out(prompts.size() * perPrompt());
    std::vector<std::size_t> own;
    std::vector<std::size_t> others;
    for (std::size_t i = 0; i < out.size(); ++i) {
        RoundAnswer& answer = out[i];
        const RoundPrompt& prompt = prompts[i / perPrompt()];
        answer.number = static_cast<std::uint32_t>(i % perPrompt());
        answer.prompt = prompt.row->promptUid;
        answer.snapshotIndex = prompt.row->snapshotIndex;
        answer.uid = answerUid(nameOf(m_parts.runFolder), round, answer.prompt, answer.number);
        answer.ofReference = answer.number >= static_cast<std::uint32_t>(m_settings.answers);
        answer.seed = m_settings.seed * 0x9e3779b97f4a7c15ULL + static_cast<std::uint64_t>(round);
        (answer.ofReference ? others : own).push_back(i);
    }
    MG_CHECK(generateWith(*m_parts.policy, prompts, own, out));
    if (others.empty()) {
        return out;
    }
    if (m_parts.start != nullptr) {
        MG_CHECK(generateWith(*m_parts.start, prompts, others, out));
        return out;
    }
    const AdapterPause base(*m_parts.policy);
    MG_CHECK(generateWith(*m_parts.policy, prompts, others, out));
    return out;
}

Status Rounds::generateWith(const Decoder& decoder, const std::vector<RoundPrompt>& prompts,
                            const std::vector<std::size_t>& which,
                            std::vector<RoundAnswer>& answers) const
{
    GenerationJob job;
    job.options.temperature = m_settings.temperature;
    job.options.maxNewTokens = m_settings.longest;
    job.options.maxLength = m_parts.context;
    job.options.seed = answers.empty() ? m_settings.seed : answers[0].seed;
    job.options.stopIds = stopIdsOf(decoder, *m_parts.tools);
    job.realVocabulary = m_parts.tools->tokenizer->size();
    for (const std::size_t i : which) {
        const TrainRow& row = *prompts[i / perPrompt()].row;
        job.prompts.emplace_back(row.ids.begin(), row.ids.end());
        job.streams.push_back(i);
    }
    bool stopped = false;
    std::size_t tokens = 0;
    MG_TRY(const std::vector<GeneratedRow> rows,
           generate(decoder, job, [&](std::size_t, const GeneratedToken&) {
               // Looking for a stop reads a file: now and then is enough.
               if (++tokens % 512 == 0 && m_parts.goOn && !m_parts.goOn()) {
                   stopped = true;
               }
               return !stopped;
           }));
    if (stopped) {
        return failure(ErrorKind::Cancelled, MG_TR("train", "Stopped while answers were written."));
    }
    for (std::size_t k = 0; k < which.size(); ++k) {
        RoundAnswer& answer = answers[which[k]];
        std::vector<TokenId> ids;
        for (const GeneratedToken& token : rows[k].tokens) {
            ids.push_back(token.id);
            answer.ids.push_back(token.id);
            answer.samplerLogps.push_back(token.logp);
        }
        answer.reason = rows[k].reason == FinishReason::Stop ? "stop" : "length";
        answer.text = m_parts.tools->tokenizer->decode(ids, true);
    }
    return {};
}

Status Rounds::score(const std::vector<RoundPrompt>& prompts,
                     std::vector<RoundAnswer>& answers) const
{
    if (m_settings.reward.empty()) {
        return {};
    }
    std::vector<ScoredAnswer> list;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const RoundPrompt& prompt = prompts[i / perPrompt()];
        list.push_back({prompt.text, answers[i].text, prompt.reference});
    }
    std::vector<double> rewards;
    if (m_settings.reward == "model") {
        rewards = scoresOfModel(prompts, answers);
    } else {
        MG_TRY(rewards, rewardsBy(m_settings.reward, m_settings.judge, list, m_parts.goOn));
    }
    for (std::size_t i = 0; i < answers.size(); ++i) {
        answers[i].reward = rewards[i];
        answers[i].parts = {{m_settings.reward, rewards[i]}};
    }
    return {};
}

std::vector<double> Rounds::scoresOfModel(const std::vector<RoundPrompt>& prompts,
                                          const std::vector<RoundAnswer>& answers) const
{
    std::vector<TrainItem> items;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        TrainRow row = rowOf(*prompts[i / perPrompt()].row, answers[i]);
        row.oldLogps.clear();  // not known yet
        row.samplerLogps.clear();
        items.push_back({{std::move(row)}});
    }
    std::vector<const TrainItem*> list;
    for (const TrainItem& item : items) {
        list.push_back(&item);
    }
    return m_parts.modelScores(list);
}

TrainRow Rounds::rowOf(const TrainRow& prompt, const RoundAnswer& answer) const
{
    TrainRow row;
    row.ids = prompt.ids;
    row.ids.insert(row.ids.end(), answer.ids.begin(), answer.ids.end());
    row.trained.assign(prompt.ids.size(), false);
    const bool counts = answer.ended() || !m_settings.maskTruncated;
    row.trained.resize(row.ids.size(), counts);
    row.role = answer.ofReference ? RowRole::ReferenceSample : RowRole::Sample;
    if (m_settings.shape == RoundSettings::Shape::AgainstStart && !answer.ofReference) {
        row.role = RowRole::PolicySample;
    }
    // An answer that nobody could judge says nothing.
    const bool unjudged = !m_settings.reward.empty() && std::isnan(answer.reward);
    row.weight = unjudged ? 0 : prompt.weight;
    row.reward = answer.reward;
    row.promptUid = answer.prompt;
    row.completionUid = answer.uid;
    row.answer = answer.number;
    row.snapshotIndex = answer.snapshotIndex;
    if (counts) {
        row.oldLogps = answer.oldLogps;
        row.samplerLogps = answer.samplerLogps;
        row.referenceLogps = answer.referenceLogps;
        row.oldValues = answer.oldValues;
    }
    return row;
}

void Rounds::fillLogps(RoundFile& round, const std::vector<std::vector<UnitRows>>& prompts) const
{
    // Unit by unit as the steps will take them: the same streams give the same bits, and ratios of
    // exactly 1 before the first update. Cut-off answers are scored like the others.
    std::size_t next = 0;
    for (const auto& units : prompts) {
        for (const UnitRows& unit : units) {
            std::vector<TrainItem> items;
            const std::size_t first = next;
            for (const TrainItem* prompt : unit.items) {
                TrainItem item;
                for (std::size_t k = 0; k < perPrompt(); ++k) {
                    TrainRow row = rowOf(prompt->rows[0], round.answers[next++]);
                    std::fill(row.trained.begin() +
                                  static_cast<std::ptrdiff_t>(prompt->rows[0].ids.size()),
                              row.trained.end(), true);
                    item.rows.push_back(std::move(row));
                }
                items.push_back(std::move(item));
            }
            UnitRows rows;
            for (const TrainItem& item : items) {
                rows.items.push_back(&item);
            }
            const auto old = m_parts.policyLogps(rows);
            const auto reference =
                m_settings.reference ? m_parts.startLogps(rows) : std::vector<std::vector<float>>();
            const auto values = m_parts.values ? m_parts.values(rows) : old;
            for (std::size_t i = 0; i < old.size(); ++i) {
                if (m_parts.values) {
                    round.answers[first + i].oldValues = values[i];
                }
                round.answers[first + i].oldLogps = old[i];
                if (m_settings.reference) {
                    round.answers[first + i].referenceLogps = reference[i];
                }
            }
        }
    }
}

TrainItem Rounds::itemOf(const TrainRow& prompt, const RoundAnswer* first) const
{
    TrainItem item;
    if (m_settings.shape != RoundSettings::Shape::Demonstrations) {
        for (std::size_t k = 0; k < perPrompt(); ++k) {
            item.rows.push_back(rowOf(prompt, first[k]));
        }
        if (m_settings.dropTies && first[0].reward == first[1].reward) {
            for (TrainRow& row : item.rows) {
                row.weight = 0;
            }
        }
        return item;
    }
    const RoundAnswer* best = nullptr;
    std::set<std::vector<std::int32_t>> seen;
    for (std::size_t k = 0; k < perPrompt(); ++k) {
        const RoundAnswer& answer = first[k];
        const bool passed = answer.reward >= m_settings.accept && answer.ended();
        if (passed && (best == nullptr || answer.reward > best->reward)) {
            best = &answer;
        }
        if (passed && !m_settings.bestOnly && seen.insert(answer.ids).second) {
            item.rows.push_back(rowOf(prompt, answer));
        }
    }
    if (m_settings.bestOnly && best != nullptr) {
        item.rows.push_back(rowOf(prompt, *best));
    }
    for (TrainRow& row : item.rows) {
        row.role = RowRole::Demo;
    }
    return item;
}

Status Rounds::rowsFrom(const std::vector<std::vector<UnitRows>>& prompts)
{
    std::size_t next = 0;
    for (const auto& units : prompts) {
        StepAnswers step;
        for (const UnitRows& unit : units) {
            UnitRows rows;
            for (const TrainItem* prompt : unit.items) {
                const TrainRow& row = prompt->rows[0];
                if (next + perPrompt() > m_file.answers.size() ||
                    m_file.answers[next].prompt != row.promptUid) {
                    return failure(
                        ErrorKind::Corrupt,
                        MG_TR("train", "A stored round is of other prompts than the plan's."),
                        m_parts.runFolder, MG_TR("train", "Start the run again."));
                }
                TrainItem item = itemOf(row, &m_file.answers[next]);
                for (std::size_t k = 0; k < perPrompt(); ++k) {
                    step.answers.push_back(&m_file.answers[next++]);
                }
                if (!item.rows.empty()) {
                    m_items.push_back(std::move(item));
                    rows.items.push_back(&m_items.back());
                }
            }
            if (!rows.items.empty()) {
                step.units.push_back(std::move(rows));
            }
        }
        m_steps.push_back(std::move(step));
    }
    return {};
}

MetricValues Rounds::metricsOf(std::int64_t step) const
{
    const auto at = static_cast<std::size_t>((step - 1) % m_settings.stepsPerRound);
    if (at >= m_steps.size()) {
        return {};
    }
    return answerMetrics(m_steps[at].answers, perPrompt());
}

Result<MetricValues> Rounds::evaluate(const std::vector<TrainItem>& heldOut) const
{
    std::vector<RoundPrompt> prompts;
    for (const TrainItem& item : heldOut) {
        MG_TRY(RoundPrompt prompt, roundPrompt(*m_parts.snapshot, item.rows[0]));
        prompts.push_back(std::move(prompt));
    }
    RoundSettings greedy = m_settings;
    greedy.shape = RoundSettings::Shape::Group;
    greedy.answers = 1;
    greedy.temperature = 0;
    const Rounds once(greedy, m_parts);
    MG_TRY(std::vector<RoundAnswer> answers, once.answersOf(prompts, 0));
    MG_CHECK(once.score(prompts, answers));
    std::vector<const RoundAnswer*> list;
    for (const RoundAnswer& answer : answers) {
        list.push_back(&answer);
    }
    MetricValues out;
    for (const auto& [name, value] : answerMetrics(list, 1)) {
        if (name == "reward" || name == "completions/mean_length") {
            out.emplace_back("eval_" + name, value);
        }
    }
    return out;
}

}  // namespace marginalia
