// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.h"

#include <ctime>

namespace marginalia {

std::int64_t wallMilliseconds()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

namespace {

std::string formatted(std::int64_t milliseconds, const char* pattern)
{
    const auto seconds = static_cast<std::time_t>(milliseconds / 1000);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char buffer[64];
    return std::string(buffer, std::strftime(buffer, sizeof buffer, pattern, &parts));
}

}  // namespace

std::string utcText(std::int64_t milliseconds)
{
    return formatted(milliseconds, "%Y-%m-%dT%H:%M:%SZ");
}

std::string utcName(std::int64_t milliseconds)
{
    return formatted(milliseconds, "%Y%m%dT%H%M%SZ");
}

}  // namespace marginalia
