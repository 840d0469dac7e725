// SPDX-License-Identifier: Apache-2.0
#include "core/base/log.h"

#include "core/base/clock.h"
#include "core/base/file_folders.h"

#include <cstdio>
#include <mutex>

namespace marginalia {

namespace {

std::mutex mutex;
std::FILE* file = nullptr;

}  // namespace

void logLine(LogLevel level, const char* part, const std::string& text)
{
    static const bool showInfo = environment("MARGINALIA_LOG") == "info";
    static constexpr const char* names[] = {"info", "warning", "error"};
    const std::lock_guard lock(mutex);
    if (file == nullptr && level == LogLevel::Info && !showInfo) {
        return;
    }
    std::FILE* out = file != nullptr ? file : stderr;
    std::fprintf(out, "%s %s %s: %s\n", utcText(wallMilliseconds()).c_str(),
                 names[static_cast<size_t>(level)], part, text.c_str());
    std::fflush(out);
}

void logToFile(const std::string& path)
{
    std::FILE* next = path.empty() ? nullptr : std::fopen(path.c_str(), "ae");
    const std::lock_guard lock(mutex);
    if (file != nullptr) {
        std::fclose(file);
    }
    file = next;
}

}  // namespace marginalia
