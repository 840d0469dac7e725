// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <string>

/// Names and small shared pieces of a run folder; private to core/jobs and core/train.
namespace marginalia::run_names {

inline constexpr const char* kRunJson = "/run.json";
inline constexpr const char* kData = "/data.bin";
inline constexpr const char* kDataIndex = "/data.idx";
inline constexpr const char* kMetrics = "/metrics.jsonl";
inline constexpr const char* kRows = "/rows.bin";
inline constexpr const char* kControl = "/control.jsonl";
inline constexpr const char* kSamples = "/samples.jsonl";
inline constexpr const char* kStatus = "/status.json";
inline constexpr const char* kExit = "/exit.json";
inline constexpr const char* kLock = "/lock";
inline constexpr const char* kPlan = "/plan.json";
inline constexpr const char* kCheckpoints = "/checkpoints";
inline constexpr const char* kRounds = "/rounds";
inline constexpr const char* kTensorBoard = "/tb";
inline constexpr const char* kManifest = "/manifest.json";
inline constexpr const char* kState = "/state.json";  ///< of a checkpoint
inline constexpr const char* kReference = "/ref.bin";

/// A JSON file of ours as an object; the error names the file.
Result<Json> readJsonObject(const std::string& path);

/// A number that may be NaN or infinite: strict JSON has no such tokens, so they stand as texts.
Json numberJson(double value);
double numberFromJson(const Json& json, double fallback);

/// Unix time, in seconds and milliseconds; for display only.
double wallSeconds();
/// Milliseconds since boot, suspend included; what silence is measured by.
std::int64_t bootMilliseconds();
std::string bootId();
/// Start of a process in clock ticks after boot; 0 when it does not exist.
std::uint64_t processStartTime(std::int64_t pid);

}  // namespace marginalia::run_names
