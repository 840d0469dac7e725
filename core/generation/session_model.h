// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/generation/model_defaults.h"
#include "core/generation/writing_batch.h"
#include "core/jobs/host_protocol.h"
#include "core/text/chat_template.h"
#include "core/text/tokenizer.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace marginalia {

/// A model with its texts, as the host, `sample` and `score` use it.
class SessionModel {
public:
    /// A loaded model of a folder (an absolute path), or null.
    using Find = std::function<std::shared_ptr<const SessionModel>(const std::string& folder)>;

    /// A model folder, "org/name" of the hub cache, a checkpoint folder that holds one in `model/`,
    /// or a folder with an adapter (PEFT's, or a checkpoint of a run with method lora), whose base
    /// is found by adapterBaseFolder(). The type is float32 for small models and bf16 where that is
    /// faster or the only one that fits; too large a model is refused before its weights are read.
    ///
    /// `find` gives bases that are in memory already: several adapters stand on one copy of the
    /// weights.
    ///
    /// `weights`: how those of the blocks are held; not said, they are dense, and under an adapter
    /// as they were when it was trained.
    static Result<std::shared_ptr<SessionModel>> load(
        const std::string& folder, const std::string& device = "auto",
        const std::function<void(double)>& progress = {}, const Find& find = {},
        std::optional<BaseWeights> weights = {});

    const Decoder& decoder() const { return *m_decoder; }
    const Tokenizer& tokenizer() const { return *m_tokenizer; }
    const std::shared_ptr<const Tokenizer>& sharedTokenizer() const { return m_tokenizer; }
    const ChatTemplate* chatTemplate() const { return m_template.get(); }
    std::int64_t parameterCount() const;
    /// Of its own tensors: an adapter's alone, without the base that it shares.
    std::int64_t bytes() const;
    /// What an adapter stands on; null: this is no adapter.
    const std::shared_ptr<const SessionModel>& base() const { return m_base; }
    /// What loading wants the person to know of the adapter.
    const std::vector<std::string>& adapterNotes() const;
    /// Ids that end an answer: of config and generation config, eos, and the end-of-turn token of
    /// the template.
    const std::vector<TokenId>& stopIds() const { return m_stopIds; }
    /// What the folder's generation_config.json asks for.
    const ModelDefaults& defaults() const { return m_defaults; }
    /// Threads that suit the model: one for a small one, whose products are too short to be dealt
    /// out.
    int threads() const;
    void useThreads() const;
    /// Ids that stand for something; what lies beyond is never sampled.
    std::int64_t realVocabulary() const;

private:
    static Result<std::shared_ptr<SessionModel>> loadAdapter(
        const std::string& folder, const std::string& device,
        const std::function<void(double)>& progress, const Find& find,
        std::optional<BaseWeights> weights);
    Status loadTexts(const std::string& folder);
    void findStopIds();

    std::shared_ptr<const SessionModel> m_base;
    std::unique_ptr<Decoder> m_decoder;
    std::shared_ptr<const Tokenizer> m_tokenizer;
    std::shared_ptr<const ChatTemplate> m_template;
    std::vector<TokenId> m_stopIds;
    ModelDefaults m_defaults;
    std::int64_t m_parameters = 0;
};

/// A token as it is shown.
struct ShownToken {
    TokenId id = 0;
    std::string text;  ///< what may be shown after it; may be empty
    float logp = 0;
    std::optional<float> baseLogp;
};

struct Answer {
    std::string text;
    std::vector<ShownToken> tokens;
    FinishReason reason = FinishReason::Length;
    double seconds = 0;
};

/// Refuses a base model with another tokenizer; null is fine.
Status checkSameTokenizer(const SessionModel& model, const SessionModel* base);
/// Refuses more tokens than the model reads.
Status checkLength(const SessionModel& model, std::size_t tokens);

/// Writes one answer; `token` sees every token and returns false to cancel. `base` (may be null)
/// colours the tokens: both must have the same tokenizer.
Result<Answer> writeAnswer(const SessionModel& model, const SessionModel* base,
                           const GenerateRequest& request,
                           const std::function<bool(const ShownToken&)>& token);

/// Writes several answers side by side, each what writeAnswer() alone gives; at most 16 at a time.
Result<std::vector<Answer>> writeAnswers(const SessionModel& model, const SessionModel* base,
                                         const std::vector<GenerateRequest>& requests);

struct ScoredToken {
    TokenId id = 0;
    std::string text;
    std::optional<float> logp;  ///< none at the first position
    std::optional<float> baseLogp;
    bool trained = false;
    std::string why;  ///< why it is not trained: "prompt", "after_end", "first"; empty when it is
};

struct ScoredText {
    std::vector<ScoredToken> tokens;
    double sum = 0;  ///< over the trained tokens, nats
    std::optional<double> baseSum;
};

/// Log-probabilities of every token of a prompt with its completion, and which of them training
/// would use.
Result<ScoredText> scoreText(const SessionModel& model, const SessionModel* base,
                             const ScoreRequest& request);

/// {"tokens": [{id, text, logp, base_logp?, trained, why}], "sum", "base_sum"?}.
Json toJson(const ScoredText& scored);

const char* finishName(FinishReason reason);  ///< "stop", "length", "context", "cancelled"

}  // namespace marginalia
