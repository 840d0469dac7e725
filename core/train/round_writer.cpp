// SPDX-License-Identifier: Apache-2.0
#include "core/train/round_writer.h"

#include "core/base/file.h"
#include "core/generation/generate.h"
#include "core/train/round_rewards.h"
#include "core/train/round_rows.h"
#include "core/train/run_samples.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace marginalia {

namespace {

constexpr AnswerWriter kWriters[] = {AnswerWriter::Policy, AnswerWriter::Start,
                                     AnswerWriter::Mixture, AnswerWriter::Teacher};

/// Who writes the answers to a prompt, in their order.
std::vector<AnswerWriter> writersFor(const RoundSettings& settings, const RoundPrompt& prompt)
{
    std::vector<AnswerWriter> out(static_cast<std::size_t>(settings.answers), prompt.writer);
    if (settings.shape == RoundSettings::Shape::AgainstStart) {
        out.push_back(AnswerWriter::Start);
    } else if (settings.shape == RoundSettings::Shape::AgainstMixture) {
        out.push_back(AnswerWriter::Mixture);
    }
    out.insert(out.end(), static_cast<std::size_t>(prompt.startAnswers), AnswerWriter::Start);
    return out;
}

}  // namespace

RoundWriter::Drafts RoundWriter::drafts(const std::vector<RoundPrompt>& prompts,
                                        std::int64_t round) const
{
    Drafts out;
    for (std::size_t i = 0; i < prompts.size(); ++i) {
        std::uint32_t number = 0;
        for (const AnswerWriter writer : writersFor(m_settings, prompts[i])) {
            RoundAnswer answer;
            answer.number = number++;
            answer.writer = writer;
            answer.prompt = prompts[i].row->promptUid;
            answer.snapshotIndex = prompts[i].row->snapshotIndex;
            answer.uid = answerUid(nameOf(m_parts.runFolder), round, answer.prompt, answer.number);
            answer.seed =
                m_settings.seed * 0x9e3779b97f4a7c15ULL + static_cast<std::uint64_t>(round);
            out.answers.push_back(std::move(answer));
            out.prompt.push_back(i);
        }
    }
    return out;
}

Result<std::vector<RoundAnswer>> RoundWriter::write(const std::vector<RoundPrompt>& prompts,
                                                    std::int64_t round) const
{
    Drafts all = drafts(prompts, round);
    const Status own = writeOwn(prompts, all);
    MG_CHECK(shareWritten(
        own, all.answers, [&](std::size_t i) { return isOwn(all, i); }, *m_parts.ranks));
    MG_CHECK(checkRewarded(m_settings.reward, all.answers));
    return std::move(all.answers);
}

Status RoundWriter::writeOwn(const std::vector<RoundPrompt>& prompts, Drafts& drafts) const
{
    for (const AnswerWriter writer : kWriters) {
        MG_CHECK(generateAs(writer, prompts, drafts));
    }
    return score(prompts, drafts);
}

Status RoundWriter::generateAs(AnswerWriter writer, const std::vector<RoundPrompt>& prompts,
                               Drafts& drafts) const
{
    std::vector<std::size_t> which;
    GenerationJob job;
    for (std::size_t i = 0; i < drafts.answers.size(); ++i) {
        if (drafts.answers[i].writer == writer && isOwn(drafts, i)) {
            which.push_back(i);
            const std::vector<std::int32_t>& ids = prompts[drafts.prompt[i]].row->ids;
            job.prompts.emplace_back(ids.begin(), ids.end());
            job.streams.push_back(i);
        }
    }
    const Decoder* decoder = writer == AnswerWriter::Start     ? m_parts.start
                             : writer == AnswerWriter::Teacher ? m_parts.teacher
                                                               : m_parts.policy;
    const bool mixed = writer == AnswerWriter::Mixture;
    if (which.empty()) {
        return {};
    }
    if (decoder == nullptr || (mixed && m_parts.start == nullptr)) {
        return failure(ErrorKind::Internal,
                       MG_TR("train", "A round lacks a model that is to write."));
    }
    job.options.temperature = m_settings.temperature;
    job.options.maxNewTokens = m_settings.longest;
    job.options.maxLength = m_parts.context;
    job.options.seed = drafts.answers[0].seed;
    // The end of an answer is the policy's own, whoever writes: it is the policy that learns it.
    job.options.stopIds = stopIdsOf(*m_parts.policy, *m_parts.tools);
    job.realVocabulary = m_parts.tools->tokenizer->size();
    job.base = mixed ? m_parts.start : nullptr;
    job.baseShare = mixed ? m_settings.startShare : 0;
    bool stopped = false;
    std::size_t tokens = 0;
    MG_TRY(const std::vector<GeneratedRow> rows,
           generate(*decoder, job, [&](std::size_t, const GeneratedToken&) {
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
        RoundAnswer& answer = drafts.answers[which[k]];
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

Status RoundWriter::score(const std::vector<RoundPrompt>& prompts, Drafts& drafts) const
{
    if (m_settings.reward.empty()) {
        return {};
    }
    std::vector<std::size_t> which;
    std::vector<ScoredAnswer> list;
    for (std::size_t i = 0; i < drafts.answers.size(); ++i) {
        const RoundAnswer& answer = drafts.answers[i];
        const RoundPrompt& prompt = prompts[drafts.prompt[i]];
        const bool comparedWith = m_settings.comparesTwo && answer.writer == AnswerWriter::Mixture;
        if (comparedWith || !isOwn(drafts, i)) {
            continue;
        }
        which.push_back(i);
        list.push_back({prompt.text, answer.text, prompt.reference, std::nullopt});
        if (m_settings.comparesTwo && i + 1 < drafts.answers.size() &&
            drafts.answers[i + 1].writer == AnswerWriter::Mixture) {
            list.back().other = drafts.answers[i + 1].text;
        }
    }
    std::vector<double> rewards;
    if (m_settings.reward == "model") {
        rewards = scoresOfModel(prompts, drafts, which);
    } else {
        MG_TRY(rewards, rewardsBy(m_settings.reward, m_settings.judge, list, m_parts.goOn));
    }
    for (std::size_t k = 0; k < which.size(); ++k) {
        if (list[k].other && (rewards[k] < 0 || rewards[k] > 1)) {
            return failure(ErrorKind::Invalid,
                           {MG_TR("train", "The judge gave a chance of %1 in line %2."),
                            {std::to_string(rewards[k]), std::to_string(k + 1)}},
                           "judge", MG_TR("train", "A chance lies between 0 and 1."));
        }
        drafts.answers[which[k]].reward = rewards[k];
        drafts.answers[which[k]].parts = {{m_settings.reward, rewards[k]}};
    }
    return {};
}

std::vector<double> RoundWriter::scoresOfModel(const std::vector<RoundPrompt>& prompts,
                                               const Drafts& drafts,
                                               const std::vector<std::size_t>& which) const
{
    RoundSettings plain = m_settings;
    plain.reward.clear();  // no score is known yet, and every answer gets one
    std::vector<TrainItem> items;
    for (const std::size_t i : which) {
        TrainRow row = answerRow(plain, *prompts[drafts.prompt[i]].row, drafts.answers[i]);
        row.samplerLogps.clear();
        items.push_back({{std::move(row)}});
    }
    std::vector<const TrainItem*> list;
    for (const TrainItem& item : items) {
        list.push_back(&item);
    }
    return m_parts.modelScores(list);
}

void RoundWriter::addLogps(const std::vector<const TrainRow*>& prompts,
                           const std::vector<std::vector<RoundAnswer*>>& answers) const
{
    const bool wanted =
        m_settings.oldLogps || m_settings.reference || m_parts.baseLogps || m_parts.values;
    if (!wanted) {
        return;
    }
    std::vector<TrainItem> items;
    std::vector<RoundAnswer*> order;
    for (std::size_t i = 0; i < prompts.size(); ++i) {
        TrainItem item;
        for (RoundAnswer* answer : answers[i]) {
            TrainRow row = answerRow(m_settings, *prompts[i], *answer);
            // Cut-off answers are scored like the others.
            std::fill(row.trained.begin() + static_cast<std::ptrdiff_t>(prompts[i]->ids.size()),
                      row.trained.end(), true);
            item.rows.push_back(std::move(row));
            order.push_back(answer);
        }
        items.push_back(std::move(item));
    }
    UnitRows unit;
    for (const TrainItem& item : items) {
        unit.items.push_back(&item);
    }
    const auto take = [&](bool needed, const RoundParts::TokenValues& values,
                          std::vector<float> RoundAnswer::*member) {
        if (!needed || !values) {
            return;
        }
        std::vector<std::vector<float>> all = values(unit);
        for (std::size_t k = 0; k < order.size(); ++k) {
            order[k]->*member = std::move(all[k]);
        }
    };
    take(m_settings.oldLogps, m_parts.policyLogps, &RoundAnswer::oldLogps);
    take(m_settings.reference, m_parts.startLogps, &RoundAnswer::referenceLogps);
    take(true, m_parts.baseLogps, &RoundAnswer::baseLogps);
    take(true, m_parts.values, &RoundAnswer::oldValues);
    if (m_settings.selfReward) {
        for (RoundAnswer* answer : order) {
            answer->reward = selfReward(*answer);
            answer->parts = {{"self", answer->reward}};
        }
    }
}

/// How much the start model's own training raised the answer's log-prob (2510.21090): what the
/// objective takes as its score.
double RoundWriter::selfReward(const RoundAnswer& answer) const
{
    double sum = 0;
    for (std::size_t t = 0; t < answer.referenceLogps.size(); ++t) {
        sum += static_cast<double>(answer.referenceLogps[t]) - answer.baseLogps[t];
    }
    if (m_settings.selfAverage && !answer.referenceLogps.empty()) {
        sum /= static_cast<double>(answer.referenceLogps.size());
    }
    return m_settings.selfBound > 0 ? std::clamp(sum, -m_settings.selfBound, m_settings.selfBound)
                                    : sum;
}

}  // namespace marginalia
