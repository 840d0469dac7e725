// SPDX-License-Identifier: Apache-2.0
#include "core/base/machine.h"

#include "core/base/text.h"

#include <sqlite3.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <optional>
#include <sched.h>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace marginalia {

namespace {

std::string firstLine(const char* path)
{
    std::ifstream in(path);
    std::string line;
    std::getline(in, line);
    return line;
}

/// A field of /proc/meminfo in bytes; 0 when it is not there.
std::int64_t meminfo(const std::string& name)
{
    std::ifstream in("/proc/meminfo");
    std::string word;
    std::int64_t kilobytes = 0;
    while (in >> word) {
        if (word == name + ":" && in >> kilobytes) {
            return kilobytes * 1024;
        }
    }
    return 0;
}

std::optional<std::int64_t> cgroupNumber(const char* path)
{
    std::istringstream in(firstLine(path));
    std::int64_t value = 0;
    return in >> value ? std::optional(value) : std::nullopt;
}

/// Bytes that the limit on this process's addresses leaves (ulimit -v); none: no limit is set.
std::optional<std::int64_t> leftOfAddresses()
{
    rlimit limit{};
    std::ifstream in("/proc/self/statm");
    std::int64_t pages = 0;
    if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || !(in >> pages)) {
        return std::nullopt;
    }
    const std::int64_t used = pages * ::sysconf(_SC_PAGESIZE);
    return std::max<std::int64_t>(static_cast<std::int64_t>(limit.rlim_cur) - used, 0);
}

std::string cpuName()
{
    std::ifstream in("/proc/cpuinfo");
    std::string line;
    while (std::getline(in, line)) {
        if (line.rfind("model name", 0) == 0) {
            const size_t colon = line.find(": ");
            return colon == std::string::npos ? std::string() : line.substr(colon + 2);
        }
    }
    return {};
}

Json cpuFeatures()
{
    Json features = Json::array();
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2") != 0) {
        features.push_back("avx2");
    }
    if (__builtin_cpu_supports("avx512f") != 0) {
        features.push_back("avx512");
    }
    if (__builtin_cpu_supports("avx512bf16") != 0) {
        features.push_back("avx512_bf16");
    }
#endif
    return features;
}

Json sqliteReport()
{
    Json report = {{"version", sqlite3_libversion()}};
    if (sqlite3_libversion_number() < 3051003) {
        report["warning"] =
            MG_TR("doctor",
                  "Below 3.51.3 two checkpointing connections can damage a database; Marginalia "
                  "uses one writer that alone checkpoints, so this is safe here.");
    }
    return report;
}

}  // namespace

bool hasFastBf16()
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512bf16") != 0;
#else
    return false;
#endif
}

int usableCores()
{
    cpu_set_t set;
    CPU_ZERO(&set);
    int cores = ::sched_getaffinity(0, sizeof set, &set) == 0
                    ? CPU_COUNT(&set)
                    : static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN));
    std::istringstream quota(firstLine("/sys/fs/cgroup/cpu.max"));
    double allowed = 0;
    double period = 0;
    if (quota >> allowed >> period && allowed > 0 && period > 0) {
        cores = std::min(cores, static_cast<int>(allowed / period + 0.5));
    }
    return std::max(cores, 1);
}

bool hasCardDriver()
{
    return ::access("/proc/driver/nvidia/version", R_OK) == 0 ||
           ::access("/dev/nvidiactl", F_OK) == 0 || ::access("/dev/dxg", F_OK) == 0;
}

std::int64_t totalMemory()
{
    const std::int64_t physical = meminfo("MemTotal");
    const auto limit = cgroupNumber("/sys/fs/cgroup/memory.max");
    return limit ? std::min(physical, *limit) : physical;
}

std::int64_t availableMemory()
{
    std::int64_t available = meminfo("MemAvailable");
    const auto limit = cgroupNumber("/sys/fs/cgroup/memory.max");
    const auto used = cgroupNumber("/sys/fs/cgroup/memory.current");
    if (limit && used) {
        available = std::min(available, std::max<std::int64_t>(*limit - *used, 0));
    }
    return std::min(available, leftOfAddresses().value_or(available));
}

ProcessMemory processMemory()
{
    std::ifstream in("/proc/self/status");
    std::string word;
    ProcessMemory out;
    while (in >> word) {
        std::int64_t kilobytes = 0;
        if (word == "VmHWM:" && in >> kilobytes) {
            out.peak = kilobytes * 1024;
        } else if (word == "VmRSS:" && in >> kilobytes) {
            out.resident = kilobytes * 1024;
        }
    }
    return out;
}

bool restartPeakMemory()
{
    std::ofstream out("/proc/self/clear_refs");
    out << "5" << std::flush;
    return out.good();
}

double residentMegabytes()
{
    return static_cast<double>(processMemory().resident) / 1e6;
}

double processorSeconds()
{
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

Json machineReport()
{
    return {{"cpu", cpuName()},
            {"cores", usableCores()},
            {"memory", totalMemory()},
            {"memory_available", availableMemory()},
            {"cpu_features", cpuFeatures()},
            {"sqlite", sqliteReport()}};
}

}  // namespace marginalia
