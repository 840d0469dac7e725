// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace marginalia {

/// Milliseconds since 1970, for display only: it may jump. Durations come from Stopwatch.
std::int64_t wallMilliseconds();
/// "2026-11-21T14:03:47Z" of such a time.
std::string utcText(std::int64_t wallMilliseconds);
/// "20261121T140347Z": the time as it begins a run folder's name.
std::string utcName(std::int64_t wallMilliseconds);

/// Measures with the steady clock.
class Stopwatch {
public:
    double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begin).count();
    }
    double milliseconds() const { return seconds() * 1e3; }
    void restart() { m_begin = std::chrono::steady_clock::now(); }

private:
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

}  // namespace marginalia
