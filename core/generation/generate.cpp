// SPDX-License-Identifier: Apache-2.0
#include "core/generation/generate.h"

#include "core/generation/sampling.h"
#include "core/model/kv_cache.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>
#include <c10/util/Exception.h>

#include <algorithm>

namespace marginalia {

namespace {

/// Prompt tokens that go through the model together: bounds the memory of the attention mask.
constexpr std::int64_t kPrefillChunk = 512;

Status checkJob(const Decoder& decoder, const GenerationJob& job)
{
    const std::int64_t vocabulary = decoder.config().vocabulary;
    for (const auto& prompt : job.prompts) {
        const bool outside = std::any_of(prompt.begin(), prompt.end(),
                                         [&](TokenId id) { return id < 0 || id >= vocabulary; });
        if (prompt.empty() || outside) {
            return failure(
                ErrorKind::Invalid,
                prompt.empty()
                    ? Text(MG_TR("generation", "The prompt is empty."))
                    : Text(MG_TR("generation",
                                 "The prompt has a token outside the model's vocabulary.")),
                {}, MG_TR("generation", "Write a prompt, and use the tokenizer of this model."));
        }
    }
    if (job.options.topK < 0 || !(job.options.topP > 0) || !(job.options.temperature >= 0) ||
        (!job.streams.empty() && job.streams.size() != job.prompts.size())) {
        return failure(
            ErrorKind::Invalid, MG_TR("generation", "temperature, top_k or top_p is out of range."),
            {},
            MG_TR("generation",
                  "temperature is 0 or more, top_k 0 or more, top_p over 0 and at most 1."));
    }
    return {};
}

/// The rows that are still being written and their state in the model.
class Batch {
public:
    Batch(const Decoder& decoder, const GenerationJob& job,
          const std::function<bool(std::size_t, const GeneratedToken&)>& token)
        : m_decoder(decoder), m_job(job), m_token(token), m_rows(job.prompts.size())
    {
        for (std::size_t row = 0; row < job.prompts.size(); ++row) {
            const auto length = static_cast<std::int64_t>(job.prompts[row].size());
            m_longest = std::max(m_longest, length);
            m_live.push_back(row);
            m_done.push_back(false);
        }
        m_real = job.realVocabulary > 0 ? std::min(job.realVocabulary, decoder.config().vocabulary)
                                        : decoder.config().vocabulary;
    }

    std::vector<GeneratedRow> run()
    {
        for (std::size_t row = 0; row < m_rows.size(); ++row) {
            if (m_job.options.maxNewTokens <= 0) {
                finish(row, FinishReason::Length);
            } else if (static_cast<std::int64_t>(m_job.prompts[row].size()) >=
                       m_decoder.config().context) {
                finish(row, FinishReason::Context);
            }
        }
        if (!allDone()) {
            at::Tensor logits = prefill();
            for (std::uint64_t step = 0;; ++step) {
                const std::vector<std::int64_t> ids = draw(logits, step);
                if (allDone()) {
                    break;
                }
                logits = next(ids);
            }
        }
        return std::move(m_rows);
    }

private:
    bool allDone() const
    {
        return std::all_of(m_live.begin(), m_live.end(),
                           [&](std::size_t row) { return m_done[row]; });
    }

    void finish(std::size_t row, FinishReason reason)
    {
        if (!m_done[row]) {
            m_rows[row].reason = reason;
            m_done[row] = true;
        }
    }

    at::Tensor prefill()
    {
        const auto batch = static_cast<std::int64_t>(m_live.size());
        const at::Tensor ids = at::zeros({batch, m_longest}, at::kLong);
        const at::Tensor mask = at::zeros({batch, m_longest}, at::kBool);
        const at::Tensor positions = at::zeros({batch, m_longest}, at::kLong);
        for (std::int64_t row = 0; row < batch; ++row) {
            const auto& prompt = m_job.prompts[m_live[static_cast<std::size_t>(row)]];
            const auto length = static_cast<std::int64_t>(prompt.size());
            const std::int64_t pads = m_longest - length;
            ids.select(0, row)
                .narrow(0, pads, length)
                .copy_(
                    at::tensor(std::vector<std::int64_t>(prompt.begin(), prompt.end()), at::kLong));
            mask.select(0, row).narrow(0, pads, length).fill_(true);
            positions.select(0, row).narrow(0, pads, length).copy_(at::arange(length, at::kLong));
        }
        const std::int64_t capacity =
            m_longest + std::min(m_job.options.maxNewTokens,
                                 std::max<std::int64_t>(m_decoder.config().context, 1));
        m_cache = m_decoder.newCache(batch, capacity);
        m_positions = (positions.select(1, m_longest - 1) + 1).unsqueeze(1).to(m_decoder.device());
        at::Tensor logits;
        for (std::int64_t from = 0; from < m_longest; from += kPrefillChunk) {
            const std::int64_t length = std::min(kPrefillChunk, m_longest - from);
            const auto part = [&](const at::Tensor& tensor) {
                return tensor.narrow(1, from, length).to(m_decoder.device());
            };
            logits = m_decoder.step(part(ids), part(positions), part(mask), *m_cache);
        }
        return logits;
    }

    /// Takes one token for every live row and returns what the model reads next, finished rows
    /// included.
    std::vector<std::int64_t> draw(const at::Tensor& logits, std::uint64_t step)
    {
        const at::Tensor host = logits.cpu().contiguous();
        const auto vocabulary = host.size(1);
        std::vector<std::int64_t> ids;
        for (std::size_t i = 0; i < m_live.size(); ++i) {
            const std::size_t row = m_live[i];
            if (m_done[row]) {
                ids.push_back(0);
                continue;
            }
            const float* const values =
                host.const_data_ptr<float>() + static_cast<std::int64_t>(i) * vocabulary;
            const std::uint64_t stream = m_job.streams.empty() ? row : m_job.streams[row];
            GeneratedToken token;
            token.id = drawToken(values, m_real, m_job.options,
                                 uniformAt(m_job.options.seed, stream, step));
            token.logp = plainLogp(values, vocabulary, token.id);
            take(row, token);
            ids.push_back(token.id);
        }
        return ids;
    }

    void take(std::size_t row, const GeneratedToken& token)
    {
        m_rows[row].tokens.push_back(token);
        const auto written = static_cast<std::int64_t>(m_rows[row].tokens.size());
        const auto& stops = m_job.options.stopIds;
        if (m_token && !m_token(row, token)) {
            finish(row, FinishReason::Cancelled);
        } else if (std::find(stops.begin(), stops.end(), token.id) != stops.end()) {
            finish(row, FinishReason::Stop);
        } else if (written >= m_job.options.maxNewTokens) {
            finish(row, FinishReason::Length);
        } else if (static_cast<std::int64_t>(m_job.prompts[row].size()) + written >=
                   m_decoder.config().context) {
            finish(row, FinishReason::Context);
        }
    }

    at::Tensor next(std::vector<std::int64_t> ids)
    {
        compact(ids);
        const at::Device device = m_decoder.device();
        const auto batch = static_cast<std::int64_t>(ids.size());
        const at::Tensor input = at::tensor(ids, at::kLong).unsqueeze(1).to(device);
        const at::Tensor logits = m_decoder.step(
            input, m_positions, at::ones({batch, 1}, at::TensorOptions(at::kBool).device(device)),
            *m_cache);
        m_positions = m_positions + 1;
        return logits;
    }

    /// Finished rows leave the batch once they are half of it: earlier the copy costs more than it
    /// saves.
    void compact(std::vector<std::int64_t>& ids)
    {
        std::vector<std::int64_t> kept;
        for (std::size_t i = 0; i < m_live.size(); ++i) {
            if (!m_done[m_live[i]]) {
                kept.push_back(static_cast<std::int64_t>(i));
            }
        }
        if (kept.size() * 2 > m_live.size()) {
            return;
        }
        std::vector<std::size_t> live;
        std::vector<std::int64_t> keptIds;
        for (const std::int64_t i : kept) {
            live.push_back(m_live[static_cast<std::size_t>(i)]);
            keptIds.push_back(ids[static_cast<std::size_t>(i)]);
        }
        const at::Tensor index = at::tensor(kept, at::kLong).to(m_decoder.device());
        m_cache->select(index);
        m_positions = m_positions.index_select(0, index);
        m_live = std::move(live);
        ids = std::move(keptIds);
    }

    const Decoder& m_decoder;
    const GenerationJob& m_job;
    const std::function<bool(std::size_t, const GeneratedToken&)>& m_token;
    std::vector<GeneratedRow> m_rows;
    std::vector<std::size_t> m_live;  ///< rows of the batch, in its order
    std::vector<bool> m_done;
    std::int64_t m_longest = 0;
    std::int64_t m_real = 0;
    std::unique_ptr<KvCache> m_cache;
    at::Tensor m_positions;  ///< [batch, 1]: of the next token
};

}  // namespace

Result<std::vector<GeneratedRow>> generate(
    const Decoder& decoder, const GenerationJob& job,
    const std::function<bool(std::size_t, const GeneratedToken&)>& token)
{
    MG_CHECK(checkJob(decoder, job));
    if (job.prompts.empty()) {
        return std::vector<GeneratedRow>();
    }
    try {
        const c10::InferenceMode inference;
        return Batch(decoder, job, token).run();
    } catch (const c10::Error& error) {
        return failure(ErrorKind::Memory,
                       Text(MG_TR("generation", "The model cannot write: %1."),
                            {error.what_without_backtrace()}),
                       {}, MG_TR("generation", "Ask for fewer or shorter answers."));
    }
}

}  // namespace marginalia
