// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/generation/sampling.h"
#include "core/model/decoder.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace marginalia {

struct GeneratedToken {
    TokenId id = 0;
    float logp = 0;  ///< under the plain model (temperature 1, no filter), nats
    std::optional<float> baseLogp;
};

enum class FinishReason : std::uint8_t {
    Stop,       ///< a stop token or text, or the rules left no token
    Length,     ///< max_new_tokens or max_length
    Context,    ///< the model reads no further
    Cancelled,  ///< by whoever asked
    Failed      ///< see the error
};

/// One text to be written.
struct WritingTask {
    const Decoder* decoder = nullptr;
    const Decoder* base = nullptr;  ///< its log-probabilities colour the tokens; may be null
    /// Of the base in what tokens are drawn from: (1 - share) * logits + share * the base's, the
    /// geometric mixture of the two models (Munos et al. 2024, section 5).
    double baseShare = 0;
    std::vector<TokenId> prompt;
    SamplingOptions options;
    std::uint64_t stream = 0;         ///< random numbers follow from (seed, stream, step) alone
    std::int64_t realVocabulary = 0;  ///< ids beyond it are never taken; 0: all
    int threads = 0;                  ///< for this text's models; 0: as they are set
    /// Sees every token; false: the text is cancelled.
    std::function<bool(const GeneratedToken&)> token;
};

/// Texts of several models that are written side by side, one token each a round; they join and
/// leave between two rounds.
///
/// What a text says depends on its own task alone. On the processor this holds bit by bit
/// (Decoder::read); on a card, where a product's last bits follow from the number of rows, a near
/// tie may fall otherwise. A text that fails ends alone. One thread.
class WritingBatch {
public:
    using Id = std::uint64_t;
    struct Finished {
        Id id = 0;
        FinishReason reason = FinishReason::Length;
        std::optional<Error> error;  ///< Failed
    };

    /// Invalid: an empty prompt, a token outside the vocabulary, options out of range.
    Result<Id> join(WritingTask task);
    /// Leaves without a further token; unknown ids are none of our business.
    void leave(Id id);
    std::size_t size() const { return m_rows.size(); }
    bool empty() const { return m_rows.empty(); }
    /// Reads a share of the prompts and writes at most one token a text; gives those that ended,
    /// which have left.
    std::vector<Finished> round();

private:
    struct Row;
    struct Reading;

    std::vector<Reading> planReadings();
    void read(Reading& reading);
    void draw(Row& row);
    void take(Row& row, GeneratedToken token);

    /// Rows in the order of joining.
    std::map<Id, std::shared_ptr<Row>> m_rows;
    Id m_next = 1;
};

}  // namespace marginalia
