// SPDX-License-Identifier: Apache-2.0
#include "core/generation/writing_batch.h"

#include "core/model/text_cache.h"

#include <ATen/Parallel.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <new>

namespace marginalia {

namespace {

/// Prompt tokens of all texts that are read in one round: bounds how long the others wait.
constexpr std::int64_t kPromptTokens = 512;

Status checkTask(const WritingTask& task)
{
    const std::int64_t vocabulary = task.decoder->config().vocabulary;
    const bool outside = std::any_of(task.prompt.begin(), task.prompt.end(),
                                     [&](TokenId id) { return id < 0 || id >= vocabulary; });
    if (task.prompt.empty() || outside) {
        return failure(
            ErrorKind::Invalid,
            outside ? Text(MG_TR("generation",
                                 "The prompt has a token outside the model's vocabulary."))
                    : Text(MG_TR("generation", "The prompt is empty.")),
            {}, MG_TR("generation", "Write a prompt, and use the tokenizer of this model."));
    }
    GenerationSettings settings;
    const SamplingOptions& options = task.options;
    settings.temperature = options.temperature;
    settings.topK = options.topK;
    settings.topP = options.topP;
    settings.minP = options.minP;
    settings.typicalP = options.typicalP;
    settings.epsilonCutoff = options.epsilonCutoff;
    settings.etaCutoff = options.etaCutoff;
    settings.repetitionPenalty = options.repetitionPenalty;
    settings.noRepeatNgramSize = options.noRepeatNgramSize;
    settings.badWordsIds = options.badWords;
    return checkSettings(settings);
}

/// Logits of the geometric mixture; their constants do not matter to a softmax.
std::vector<float> mixtureOf(const float* own, const float* base, std::int64_t count, double share)
{
    std::vector<float> out;
    out.reserve(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
        out.push_back(static_cast<float>((1 - share) * own[i] + share * base[i]));
    }
    return out;
}

Error computeFailure(const char* what)
{
    return failure(ErrorKind::Memory,
                   Text(MG_TR("generation", "The model cannot write: %1."), {what}), {},
                   MG_TR("generation", "Ask for fewer or shorter answers."));
}

}  // namespace

/// One text that is being written.
struct WritingBatch::Row {
    Id id = 0;
    WritingTask task;
    std::unique_ptr<TextCache> text;
    std::unique_ptr<TextCache> baseText;
    std::vector<TokenId> ids;       ///< prompt and answer
    std::size_t read = 0;           ///< of ids, before this round
    std::size_t readTo = 0;         ///< of ids, after it
    const float* logits = nullptr;  ///< of this round; null: the prompt goes on
    const float* baseLogits = nullptr;
    GeneratedToken drawn;  ///< of this round; id -1: none was left
    std::optional<FinishReason> reason;
    std::optional<Error> error;

    std::int64_t written() const
    {
        return static_cast<std::int64_t>(ids.size() - task.prompt.size());
    }
    /// Why nothing more may be written, if so.
    std::optional<FinishReason> fullReason() const
    {
        const auto length = static_cast<std::int64_t>(ids.size());
        const SamplingOptions& options = task.options;
        if (written() >= options.maxNewTokens ||
            (options.maxLength > 0 && length >= options.maxLength)) {
            return FinishReason::Length;
        }
        if (length >= task.decoder->config().context) {
            return FinishReason::Context;
        }
        return std::nullopt;
    }
};

/// What one model reads in a round.
struct WritingBatch::Reading {
    const Decoder* decoder = nullptr;
    int threads = 0;
    struct Member {
        std::shared_ptr<Row> row;
        bool base = false;
    };
    std::vector<Member> members;
    std::vector<TextPart> parts;
    std::vector<at::Tensor> logits;  ///< keeps the numbers alive that rows point to

    /// Reads some of the parts and hands out the logits; errors of the library fly.
    void run(std::size_t from, std::size_t count)
    {
        const std::vector<TextPart> some(parts.begin() + static_cast<std::ptrdiff_t>(from),
                                         parts.begin() + static_cast<std::ptrdiff_t>(from + count));
        const at::Tensor out = decoder->read(some).cpu().contiguous();
        const float* next = out.const_data_ptr<float>();
        for (std::size_t i = from; i < from + count; ++i) {
            if (parts[i].wanted) {
                Row& row = *members[i].row;
                (members[i].base ? row.baseLogits : row.logits) = next;
                next += out.size(1);
            }
        }
        logits.push_back(out);
    }
};

Result<WritingBatch::Id> WritingBatch::join(WritingTask task)
{
    MG_CHECK(checkTask(task));
    auto row = std::make_shared<Row>();
    row->id = m_next++;
    row->ids = task.prompt;
    row->task = std::move(task);
    row->reason = row->fullReason();
    const Id id = row->id;
    m_rows.emplace(id, std::move(row));
    return id;
}

void WritingBatch::leave(Id id)
{
    m_rows.erase(id);
}

std::vector<WritingBatch::Reading> WritingBatch::planReadings()
{
    std::vector<Reading> readings;
    const auto add = [&](const std::shared_ptr<Row>& row, const Decoder* decoder,
                         std::unique_ptr<TextCache>& text, bool base) {
        if (decoder == nullptr) {
            return;
        }
        if (text == nullptr) {
            text = decoder->newText();
        }
        auto place = std::find_if(readings.begin(), readings.end(),
                                  [&](const Reading& one) { return one.decoder == decoder; });
        if (place == readings.end()) {
            readings.push_back({decoder, row->task.threads, {}, {}, {}});
            place = readings.end() - 1;
        }
        place->members.push_back({row, base});
        place->parts.push_back({text.get(),
                                {row->ids.begin() + static_cast<std::ptrdiff_t>(row->read),
                                 row->ids.begin() + static_cast<std::ptrdiff_t>(row->readTo)},
                                row->readTo == row->ids.size()});
    };
    std::int64_t budget = kPromptTokens;
    for (const auto& [id, row] : m_rows) {
        const auto left = static_cast<std::int64_t>(row->ids.size() - row->read);
        // Whoever writes reads one token; prompts share the rest.
        const std::int64_t count = left == 1 ? 1 : std::min(left, budget);
        row->logits = nullptr;
        row->baseLogits = nullptr;
        if (row->reason || count <= 0) {
            continue;
        }
        budget -= left == 1 ? 0 : count;
        row->readTo = row->read + static_cast<std::size_t>(count);
        add(row, row->task.decoder, row->text, false);
        add(row, row->task.base, row->baseText, true);
    }
    return readings;
}

void WritingBatch::read(Reading& reading)
{
    if (reading.threads > 0) {
        at::set_num_threads(reading.threads);
    }
    try {
        reading.run(0, reading.parts.size());
        return;
    } catch (const c10::Error&) {
        // One by one below: the caches are as before, and only the text at fault shall end.
    } catch (const std::bad_alloc&) {
    }
    for (std::size_t i = 0; i < reading.parts.size(); ++i) {
        Row& row = *reading.members[i].row;
        try {
            if (!row.reason) {
                reading.run(i, 1);
            }
        } catch (const c10::Error& error) {
            row.reason = FinishReason::Failed;
            row.error = computeFailure(error.what_without_backtrace());
        } catch (const std::bad_alloc&) {
            row.reason = FinishReason::Failed;
            row.error = computeFailure("memory");
        }
    }
}

void WritingBatch::draw(Row& row)
{
    const WritingTask& task = row.task;
    const std::int64_t all = task.decoder->config().vocabulary;
    std::int64_t real = task.realVocabulary > 0 ? std::min(task.realVocabulary, all) : all;
    if (task.baseShare > 0 && task.base != nullptr) {
        real = std::min(real, task.base->config().vocabulary);
    }
    const auto step = static_cast<std::uint64_t>(row.written());
    row.drawn = {};
    std::vector<float> mixed;
    if (task.baseShare > 0 && row.baseLogits != nullptr) {
        mixed = mixtureOf(row.logits, row.baseLogits, real, task.baseShare);
    }
    row.drawn.id = drawToken(mixed.empty() ? row.logits : mixed.data(), real, task.options,
                             uniformAt(task.options.seed, task.stream, step),
                             {&row.ids, static_cast<std::int64_t>(task.prompt.size())});
    if (row.drawn.id < 0) {
        return;
    }
    row.drawn.logp = plainLogp(row.logits, all, row.drawn.id);
    if (row.baseLogits != nullptr) {
        row.drawn.baseLogp =
            plainLogp(row.baseLogits, task.base->config().vocabulary, row.drawn.id);
    }
}

void WritingBatch::take(Row& row, GeneratedToken token)
{
    if (token.id < 0) {
        row.reason = FinishReason::Stop;
        return;
    }
    row.ids.push_back(token.id);
    const auto& stops = row.task.options.stopIds;
    if (row.task.token && !row.task.token(token)) {
        row.reason = FinishReason::Cancelled;
    } else if (std::find(stops.begin(), stops.end(), token.id) != stops.end()) {
        row.reason = FinishReason::Stop;
    } else {
        row.reason = row.fullReason();
    }
}

std::vector<WritingBatch::Finished> WritingBatch::round()
{
    std::vector<Finished> finished;
    std::vector<Reading> readings = planReadings();
    for (Reading& reading : readings) {
        read(reading);
    }
    std::vector<Row*> drawing;
    for (const auto& [id, row] : m_rows) {
        if (!row->reason && row->readTo > row->read) {
            row->read = row->readTo;
            if (row->logits != nullptr) {
                drawing.push_back(row.get());
            }
        }
    }
    at::parallel_for(0, static_cast<std::int64_t>(drawing.size()), 1,
                     [&](std::int64_t from, std::int64_t to) {
                         for (std::int64_t i = from; i < to; ++i) {
                             draw(*drawing[static_cast<std::size_t>(i)]);
                         }
                     });
    for (Row* const row : drawing) {
        take(*row, row->drawn);
    }
    for (auto place = m_rows.begin(); place != m_rows.end();) {
        const Row& row = *place->second;
        if (row.reason) {
            finished.push_back({row.id, *row.reason, row.error});
            place = m_rows.erase(place);
        } else {
            ++place;
        }
    }
    return finished;
}

}  // namespace marginalia
