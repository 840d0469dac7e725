// SPDX-License-Identifier: Apache-2.0
#include "core/generation/answer_writer.h"

#include <algorithm>
#include <map>

namespace marginalia {

namespace {

constexpr std::size_t kSideBySide = 16;

}  // namespace

Status checkSameTokenizer(const SessionModel& model, const SessionModel* base)
{
    if (base == nullptr || base->tokenizer().digest() == model.tokenizer().digest()) {
        return {};
    }
    return failure(
        ErrorKind::Invalid,
        MG_TR("generation",
              "The base model has another tokenizer, so that tokens cannot be compared."),
        "base", MG_TR("generation", "Choose the model that this one was trained from."));
}

Status checkLength(const SessionModel& model, std::size_t tokens)
{
    if (static_cast<std::int64_t>(tokens) <= model.decoder().config().context) {
        return {};
    }
    return failure(
        ErrorKind::Invalid,
        Text(MG_TR("generation", "The text has %1 tokens, and the model reads at most %2."),
             {std::to_string(tokens), std::to_string(model.decoder().config().context)}),
        {}, MG_TR("generation", "Shorten the text."));
}

AnswerWriter::AnswerWriter(const SessionModel& model, const std::vector<std::string>& stops)
    : m_started(std::chrono::steady_clock::now()),
      m_decoder(model.sharedTokenizer(), true),
      m_stops(stops)
{
}

ShownToken AnswerWriter::push(const GeneratedToken& token)
{
    ShownToken shown{token.id, m_stops.push(m_decoder.push(token.id)), token.logp, token.baseLogp};
    m_answer.text += shown.text;
    m_answer.tokens.push_back(shown);
    return shown;
}

Answer AnswerWriter::finish(FinishReason reason)
{
    const std::string rest = m_stops.push(m_decoder.finish()) + m_stops.finish();
    m_answer.text += rest;
    if (!m_answer.tokens.empty()) {
        m_answer.tokens.back().text += rest;
    }
    m_answer.reason = m_stops.stopped() ? FinishReason::Stop : reason;
    m_answer.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - m_started).count();
    return std::move(m_answer);
}

Result<WritingTask> answerTask(const SessionModel& model, const SessionModel* base,
                               const GenerateRequest& request)
{
    MG_CHECK(checkSameTokenizer(model, base));
    MG_CHECK(checkSettings(request));
    WritingTask task;
    MG_TRY(task.prompt, tokenizePrompt(model.tokenizer(), model.chatTemplate(), request.textMode,
                                       request.messages));
    MG_CHECK(checkLength(model, task.prompt.size() + 1));
    task.decoder = &model.decoder();
    task.base = base != nullptr ? &base->decoder() : nullptr;
    task.options = optionsFor(request, model.defaults().settings, model.stopIds(), request.seed);
    task.realVocabulary = model.realVocabulary();
    task.threads = model.threads();
    return task;
}

std::vector<std::string> stopTexts(const SessionModel& model, const GenerateRequest& request)
{
    return withDefaults(request, model.defaults().settings)
        .stop.value_or(std::vector<std::string>());
}

Result<Answer> writeAnswer(const SessionModel& model, const SessionModel* base,
                           const GenerateRequest& request,
                           const std::function<bool(const ShownToken&)>& token)
{
    MG_TRY(WritingTask task, answerTask(model, base, request));
    AnswerWriter writer(model, stopTexts(model, request));
    task.token = [&](const GeneratedToken& one) {
        const ShownToken shown = writer.push(one);
        const bool wanted = !token || token(shown);
        return wanted && !writer.stopped();
    };
    WritingBatch batch;
    MG_TRY(const WritingBatch::Id id, batch.join(std::move(task)));
    static_cast<void>(id);
    while (!batch.empty()) {
        for (const WritingBatch::Finished& one : batch.round()) {
            if (one.error) {
                return *one.error;
            }
            return writer.finish(one.reason);
        }
    }
    return failure(ErrorKind::Internal, MG_TR("generation", "The answer was lost."));
}

Result<std::vector<Answer>> writeAnswers(const SessionModel& model, const SessionModel* base,
                                         const std::vector<GenerateRequest>& requests)
{
    std::vector<Answer> answers(requests.size());
    std::map<WritingBatch::Id, std::pair<std::size_t, std::unique_ptr<AnswerWriter>>> writers;
    WritingBatch batch;
    for (std::size_t next = 0; next < requests.size() || !batch.empty();) {
        for (; next < requests.size() && batch.size() < kSideBySide; ++next) {
            MG_TRY(WritingTask task, answerTask(model, base, requests[next]));
            auto writer = std::make_unique<AnswerWriter>(model, stopTexts(model, requests[next]));
            task.token = [place = writer.get()](const GeneratedToken& one) {
                place->push(one);
                return !place->stopped();
            };
            MG_TRY(const WritingBatch::Id id, batch.join(std::move(task)));
            writers.emplace(id, std::pair(next, std::move(writer)));
        }
        for (const WritingBatch::Finished& one : batch.round()) {
            if (one.error) {
                return *one.error;
            }
            const auto& [place, writer] = writers.at(one.id);
            answers[place] = writer->finish(one.reason);
        }
    }
    return answers;
}

}  // namespace marginalia
