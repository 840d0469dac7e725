// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace marginalia::jinja {

/// What one rendering may use (reliability.md 33). A cap on a single range() or string is defeated
/// by nesting, so the limits are on totals: steps of work, bytes made, depth of calls, and time.
class Budget {
public:
    static constexpr std::int64_t kSteps = 20'000'000;
    static constexpr std::int64_t kBytes = 64 * 1024 * 1024;
    static constexpr std::int64_t kOutput = 10 * 1024 * 1024;
    static constexpr int kDepth = 2000;
    static constexpr std::chrono::milliseconds kTime{200};

    /// The one of the rendering that runs in this thread, and none outside of one.
    static Budget* current();

    Budget();
    ~Budget();
    Budget(const Budget&) = delete;
    Budget& operator=(const Budget&) = delete;

    /// Throws a TemplateError when a total is exceeded.
    void spend(std::int64_t steps, std::int64_t bytes = 0);
    void enter();
    void leave() { --m_depth; }

private:
    Budget* m_outer;
    std::chrono::steady_clock::time_point m_end;
    std::int64_t m_steps = 0;
    std::int64_t m_nextLook = 0;
    std::int64_t m_bytes = 0;
    int m_depth = 0;
};

/// Accounts to the current budget, if there is one.
inline void spend(std::int64_t steps, size_t bytes = 0)
{
    if (Budget* budget = Budget::current()) {
        budget->spend(steps, static_cast<std::int64_t>(bytes));
    }
}

/// One level of evaluation.
class Level {
public:
    Level() : m_budget(Budget::current())
    {
        if (m_budget != nullptr) {
            m_budget->enter();
        }
    }
    ~Level()
    {
        if (m_budget != nullptr) {
            m_budget->leave();
        }
    }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

private:
    Budget* m_budget;
};

}  // namespace marginalia::jinja
