// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace marginalia {

enum class LogLevel : std::uint8_t { Info, Warning, Error };

/// One line for whoever mends a problem later: time, level, part, text. Goes to stderr, or to the
/// file of logToFile(). Any thread. Never fails and never throws: a lost line is better than a lost
/// label.
void logLine(LogLevel level, const char* part, const std::string& text);

/// Appends lines to `path` from now on (empty: stderr again). Info lines go to stderr only with
/// MARGINALIA_LOG=info.
void logToFile(const std::string& path);

}  // namespace marginalia
