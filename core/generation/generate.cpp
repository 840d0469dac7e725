// SPDX-License-Identifier: Apache-2.0
#include "core/generation/generate.h"

namespace marginalia {

namespace {

/// Rows that are written side by side: more would gain little on the processor and cost memory.
constexpr std::size_t kRowsTogether = 64;

WritingTask taskOf(const Decoder& decoder, const GenerationJob& job, std::size_t row)
{
    WritingTask task;
    task.decoder = &decoder;
    task.base = job.base;
    task.baseShare = job.baseShare;
    task.prompt = job.prompts[row];
    task.options = job.options;
    task.stream = job.streams.empty() ? row : job.streams[row];
    task.realVocabulary = job.realVocabulary;
    return task;
}

}  // namespace

Result<std::vector<GeneratedRow>> generate(
    const Decoder& decoder, const GenerationJob& job,
    const std::function<bool(std::size_t, const GeneratedToken&)>& token)
{
    if (!job.streams.empty() && job.streams.size() != job.prompts.size()) {
        return failure(ErrorKind::Internal,
                       MG_TR("generation", "Prompts and streams differ in number."));
    }
    std::vector<GeneratedRow> rows(job.prompts.size());
    std::map<WritingBatch::Id, std::size_t> places;
    WritingBatch batch;
    for (std::size_t next = 0; next < rows.size() || !batch.empty();) {
        for (; next < rows.size() && batch.size() < kRowsTogether; ++next) {
            WritingTask task = taskOf(decoder, job, next);
            task.token = [&rows, &token, next](const GeneratedToken& one) {
                rows[next].tokens.push_back(one);
                return !token || token(next, one);
            };
            MG_TRY(const WritingBatch::Id id, batch.join(std::move(task)));
            places[id] = next;
        }
        for (const WritingBatch::Finished& one : batch.round()) {
            if (one.error) {
                return *one.error;
            }
            rows[places.at(one.id)].reason = one.reason;
        }
    }
    return rows;
}

}  // namespace marginalia
