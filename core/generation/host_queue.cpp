// SPDX-License-Identifier: Apache-2.0
#include "core/generation/host_queue.h"

#include <algorithm>

namespace marginalia {

void HostOutput::line(const Json& json)
{
    // Broken UTF-8 of a model's bytes must not end the host.
    const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    const std::lock_guard lock(m_mutex);
    std::fwrite(text.data(), 1, text.size(), m_out);
    std::fflush(m_out);
}

void HostOutput::event(const Json& id, const char* event, Json fields)
{
    Json json = {{"id", id}};
    {
        const std::lock_guard lock(m_mutex);
        json["seq"] = m_seq++;
    }
    json["event"] = event;
    json.update(fields);
    line(json);
}

void HostOutput::error(const Json& id, const char* kind, const std::string& message,
                       const std::string& todo)
{
    event(id, "error", {{"kind", kind}, {"message", message}, {"todo", todo}});
}

void HostQueue::push(Json request)
{
    const std::lock_guard lock(m_mutex);
    m_waiting.push_back(std::move(request));
    m_changed.notify_one();
}

void HostQueue::close()
{
    const std::lock_guard lock(m_mutex);
    m_closed = true;
    // Nobody reads the answers any more: what runs ends at its next token.
    m_waiting.clear();
    m_cancelled.insert(m_running.begin(), m_running.end());
    m_changed.notify_all();
}

std::optional<Json> HostQueue::take(bool wait)
{
    std::unique_lock lock(m_mutex);
    if (wait) {
        m_changed.wait(lock, [this] { return m_closed || !m_waiting.empty(); });
    }
    if (m_waiting.empty()) {
        return std::nullopt;
    }
    Json request = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_running.insert(request.at("id").get<std::int64_t>());
    return request;
}

std::optional<Json> HostQueue::takeCancelled()
{
    const std::lock_guard lock(m_mutex);
    const auto place =
        std::find_if(m_waiting.begin(), m_waiting.end(), [this](const Json& request) {
            return m_cancelled.count(request.at("id").get<std::int64_t>()) > 0;
        });
    if (place == m_waiting.end()) {
        return std::nullopt;
    }
    Json request = std::move(*place);
    m_waiting.erase(place);
    m_running.insert(request.at("id").get<std::int64_t>());
    return request;
}

void HostQueue::finish(std::int64_t id)
{
    const std::lock_guard lock(m_mutex);
    m_running.erase(id);
    m_cancelled.erase(id);
}

bool HostQueue::cancel(std::int64_t id)
{
    const std::lock_guard lock(m_mutex);
    const bool waits = std::any_of(m_waiting.begin(), m_waiting.end(),
                                   [&](const Json& request) { return request.at("id") == id; });
    if (!waits && m_running.count(id) == 0) {
        return false;
    }
    m_cancelled.insert(id);
    return true;
}

bool HostQueue::isCancelled(std::int64_t id) const
{
    const std::lock_guard lock(m_mutex);
    return m_cancelled.count(id) > 0;
}

bool HostQueue::isBusy() const
{
    const std::lock_guard lock(m_mutex);
    return !m_running.empty() || !m_waiting.empty();
}

}  // namespace marginalia
