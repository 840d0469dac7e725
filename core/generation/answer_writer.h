// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/generation/session_model.h"
#include "core/generation/stop_strings.h"
#include "core/generation/writing_batch.h"

#include <chrono>
#include <string>
#include <vector>

namespace marginalia {

/// Turns the tokens of one answer into what is shown: never half a character, never a part of a
/// stop text. The answer ends once stopped().
class AnswerWriter {
public:
    AnswerWriter(const SessionModel& model, const std::vector<std::string>& stops);

    ShownToken push(const GeneratedToken& token);
    bool stopped() const { return m_stops.stopped(); }
    /// The whole answer; `reason` counts unless a stop text ended it.
    Answer finish(FinishReason reason);

private:
    std::chrono::steady_clock::time_point m_started;
    StreamDecoder m_decoder;
    StopMatcher m_stops;
    Answer m_answer;
};

/// What a request asks of the batch, without `token`; errors are those of a bad request. The models
/// must outlive the task.
Result<WritingTask> answerTask(const SessionModel& model, const SessionModel* base,
                               const GenerateRequest& request);

/// The request's stop texts, or those of the model's generation_config.json.
std::vector<std::string> stopTexts(const SessionModel& model, const GenerateRequest& request);

}  // namespace marginalia
