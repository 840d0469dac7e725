// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/run_names.h"

#include "core/base/file.h"

#include <chrono>
#include <cmath>
#include <ctime>
#include <fstream>
#include <limits>

namespace marginalia::run_names {

Result<Json> readJsonObject(const std::string& path)
{
    MG_TRY(const std::string text, readFile(path));
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) {
        return failure(ErrorKind::Corrupt, MG_TR("jobs", "This file is not a JSON object."), path,
                       MG_TR("jobs", "It was damaged or cut; use a copy, or start the run again."));
    }
    return json;
}

Json numberJson(double value)
{
    if (std::isfinite(value)) {
        return value;
    }
    return std::isnan(value) ? "NaN" : (value > 0 ? "Infinity" : "-Infinity");
}

double numberFromJson(const Json& json, double fallback)
{
    if (json.is_number()) {
        return json.get<double>();
    }
    if (json.is_string()) {
        const auto& word = json.get_ref<const std::string&>();
        if (word == "NaN") {
            return std::numeric_limits<double>::quiet_NaN();
        }
        if (word == "Infinity" || word == "-Infinity") {
            const double infinity = std::numeric_limits<double>::infinity();
            return word[0] == '-' ? -infinity : infinity;
        }
    }
    return fallback;
}

double wallSeconds()
{
    using namespace std::chrono;
    return duration<double>(system_clock::now().time_since_epoch()).count();
}

std::int64_t bootMilliseconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1000000;
}

std::string bootId()
{
    std::ifstream file("/proc/sys/kernel/random/boot_id");
    std::string line;
    std::getline(file, line);
    return line;
}

std::uint64_t processStartTime(std::int64_t pid)
{
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    if (!std::getline(file, line)) {
        return 0;
    }
    // The program's name stands in parentheses and may hold anything; field 22 counts from behind
    // it.
    size_t at = line.rfind(')');
    for (int field = 2; field < 22 && at != std::string::npos; ++field) {
        at = line.find(' ', at + 1);
    }
    if (at == std::string::npos) {
        return 0;
    }
    std::uint64_t ticks = 0;
    for (++at; at < line.size() && line[at] >= '0' && line[at] <= '9'; ++at) {
        ticks = ticks * 10 + static_cast<std::uint64_t>(line[at] - '0');
    }
    return ticks;
}

}  // namespace marginalia::run_names
