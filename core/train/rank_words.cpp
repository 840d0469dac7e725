// SPDX-License-Identifier: Apache-2.0
#include "core/train/rank_words.h"

#include "core/base/clock.h"
#include "core/base/json.h"

#include <torch/csrc/distributed/c10d/Store.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace marginalia {

namespace {

using Milliseconds = std::chrono::milliseconds;

/// What the others get to say why they went, and how often a rank shows that it lives.
constexpr Milliseconds kFarewell{3000};
constexpr Milliseconds kPulse{500};

std::string keyOfWord(int rank)
{
    return "left/" + std::to_string(rank);
}

std::string keyOfPulse(int rank)
{
    return "alive/" + std::to_string(rank);
}

}  // namespace

/// Counts in the store for as long as this process lives, so that a rank that computes can be told
/// from one that is gone.
class RankWords::Pulse {
public:
    Pulse(c10::intrusive_ptr<c10d::Store> store, int rank)
        : m_thread([this, store = std::move(store), key = keyOfPulse(rank)] {
              for (bool ended = false; !ended;) {
                  try {
                      store->add(key, 1);
                  } catch (const std::exception&) {
                      return;  // the store went, and with it who would look
                  }
                  std::unique_lock lock(m_mutex);
                  ended = m_wake.wait_for(lock, kPulse, [this] { return m_ended; });
              }
          })
    {
    }
    ~Pulse()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_ended = true;
        }
        m_wake.notify_all();
        m_thread.join();
    }
    Pulse(const Pulse&) = delete;
    Pulse& operator=(const Pulse&) = delete;

private:
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_ended = false;
    std::thread m_thread;  // last: it uses the others
};

RankWords::RankWords(c10::intrusive_ptr<c10d::Store> store, int rank, int size)
    : m_store(std::move(store)), m_rank(rank), m_size(size)
{
}

RankWords::~RankWords() = default;

void RankWords::beginPulse()
{
    m_pulse = std::make_unique<Pulse>(m_store->clone(), m_rank);
}

bool RankWords::say(const char* kind, const std::string& what)
{
    try {
        const Json said = {{"kind", kind}, {"what", what}};
        m_store->set(keyOfWord(m_rank), said.dump(-1, ' ', false, Json::error_handler_t::replace));
        return true;
    } catch (const std::exception&) {
        return false;
    }
}

std::optional<RankWords::Word> RankWords::of(int rank)
{
    if (!m_store->check({keyOfWord(rank)})) {
        return std::nullopt;
    }
    const Json said = Json::parse(m_store->get_to_str(keyOfWord(rank)), nullptr, false);
    return said.is_object() ? std::optional(Word{said.value("kind", std::string()),
                                                 said.value("what", std::string())})
                            : std::nullopt;
}

std::vector<int> RankWords::silentRanks()
{
    const Stopwatch watch;
    std::vector<int> out;
    for (int i = 1; i < m_size; ++i) {
        const Milliseconds spent(static_cast<std::int64_t>(watch.milliseconds()));
        try {
            m_store->wait({keyOfWord(i)}, std::max(kFarewell - spent, Milliseconds(10)));
        } catch (const std::exception&) {
            out.push_back(i);
        }
    }
    return out;
}

std::int64_t RankWords::pulseOf(int rank)
{
    return m_store->add(keyOfPulse(rank), 0);
}

std::vector<int> RankWords::goneRanks()
{
    std::vector<std::int64_t> before;
    for (int i = 0; i < m_size; ++i) {
        before.push_back(pulseOf(i));
    }
    std::vector<int> out = silentRanks();
    std::erase_if(
        out, [&](int each) { return pulseOf(each) != before[static_cast<std::size_t>(each)]; });
    return out;
}

bool RankWords::isGone(int rank)
{
    try {
        const std::int64_t before = pulseOf(rank);
        try {
            m_store->wait({keyOfWord(rank)}, kFarewell);
            return false;
        } catch (const std::exception&) {
            return pulseOf(rank) == before;
        }
    } catch (const std::exception&) {
        return true;
    }
}

}  // namespace marginalia
