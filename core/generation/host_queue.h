// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"

#include <condition_variable>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace marginalia {

/// Writes the answers of the host, one JSON object a line; any thread may.
class HostOutput {
public:
    explicit HostOutput(std::FILE* out) : m_out(out) {}

    void line(const Json& json);
    /// {"id", "seq", "event", ...}; `seq` rises over all answers.
    void event(const Json& id, const char* event, Json fields = Json::object());
    void error(const Json& id, const char* kind, const std::string& message,
               const std::string& todo);

private:
    std::mutex m_mutex;
    std::FILE* m_out;
    std::int64_t m_seq = 0;
};

/// Requests that wait for a computing thread, and which of them are no longer wanted. Any thread.
class HostQueue {
public:
    void push(Json request);
    void close();
    /// The next request; nothing when there is none, or with `wait` once closed and empty. What was
    /// taken counts as running until finish() is told its id.
    std::optional<Json> take(bool wait);
    /// A waiting request that was cancelled, wherever it stands in the queue.
    std::optional<Json> takeCancelled();
    void finish(std::int64_t id);

    /// False when no such request waits or runs.
    bool cancel(std::int64_t id);
    bool isCancelled(std::int64_t id) const;
    /// Whether a request runs or waits.
    bool isBusy() const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Json> m_waiting;
    std::set<std::int64_t> m_cancelled;
    std::set<std::int64_t> m_running;
    bool m_closed = false;
};

}  // namespace marginalia
