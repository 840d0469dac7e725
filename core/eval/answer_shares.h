// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/generation/generate.h"
#include "core/model/decoder.h"
#include "core/synth/world.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace marginalia {

/// A model folder, or an adapter on the model that it stands on, ready to answer.
struct AnsweringModel {
    std::unique_ptr<Decoder> decoder;
    std::shared_ptr<const Tokenizer> tokenizer;
    std::shared_ptr<const ChatTemplate> chatTemplate;

    /// float32 on the processor: what the starter's figures are measured with; beside an adapter
    /// the weights are held as they were when it was trained. NotFound: no such model, or not the
    /// one that the adapter stands on.
    static Result<AnsweringModel> load(const std::string& folder);
};

/// What the answers of a model are like, as the verifiers and measures of core/synth see them.
struct AnswerShares {
    std::int64_t prompts = 0;
    double warm = 0;      ///< share that opens warmly
    double closing = 0;   ///< share that ends with an offer of help
    double right = 0;     ///< share that the verifier accepts; 0 for families without a truth
    double finished = 0;  ///< share that ends by itself
    std::vector<std::string> answers;
};

/// Answers every prompt once, each with random numbers of its own, and measures the answers.
/// temperature 0 is greedy.
Result<AnswerShares> measureAnswers(const AnsweringModel& model,
                                    const std::vector<synth::Example>& examples, double temperature,
                                    std::uint64_t seed);

}  // namespace marginalia
