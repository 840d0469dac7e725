// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/generation/answer_writer.h"
#include "core/generation/host_queue.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace marginalia {

/// The computing side of the host: models in memory, one thread. Answers are written side by side,
/// a token each in turn; requests join and leave between two tokens, and what writes nothing is
/// served there.
class HostServer {
public:
    HostServer(HostOutput& output, HostQueue& queue) : m_output(output), m_queue(queue) {}

    /// Serves until the queue is closed and nothing is left.
    void run();
    /// [{model, bytes}] of what is in memory now; from any thread.
    Json models() const;

private:
    /// One answer that is being written. Whoever writes with a model keeps it alive while another
    /// request unloads it.
    struct LiveAnswer {
        std::int64_t request = 0;
        std::shared_ptr<const SessionModel> model;
        std::shared_ptr<const SessionModel> base;
        std::unique_ptr<AnswerWriter> writer;
    };

    void take(const Json& request);
    void fail(std::int64_t id, const Error& error);
    /// The last event of a request. Who reads it finds the request gone: a cancel that comes then
    /// is too late, and says so.
    void end(std::int64_t id, const Json& fields);
    void dropCancelled();
    void finish(WritingBatch::Id id, FinishReason reason, const std::optional<Error>& error);

    Status serve(const Json& request, std::int64_t id);
    Status load(const std::string& name, std::int64_t id);
    Status unload(const std::string& name, std::int64_t id);
    /// Puts an answer into the batch; its tokens come with the rounds.
    Status generate(const Json& json, std::int64_t id);
    Status score(const Json& json, std::int64_t id);

    /// Loads a model whose name is its folder; an adapter's base is taken from memory where it is
    /// there, under its own name or below another adapter.
    Result<std::shared_ptr<const SessionModel>> loaded(const std::string& name,
                                                       const std::function<void(double)>& progress);
    std::shared_ptr<const SessionModel> inMemory(const std::string& folder) const;
    void keep(const std::string& name, std::shared_ptr<const SessionModel> model);
    /// A model by its folder, loaded now if it is not in memory; empty name: none.
    Result<std::shared_ptr<const SessionModel>> model(const std::string& name);

    HostOutput& m_output;
    HostQueue& m_queue;
    mutable std::mutex m_mutex;  ///< of m_models
    std::map<std::string, std::shared_ptr<const SessionModel>> m_models;
    /// Bases of adapters by folder, for as long as a model stands on them.
    std::map<std::string, std::weak_ptr<const SessionModel>> m_bases;
    WritingBatch m_batch;
    std::map<WritingBatch::Id, LiveAnswer> m_live;
};

}  // namespace marginalia
