// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// Writes the scalars of one attempt at a run as a TensorBoard event file (interfaces.md 6.3):
/// records framed as TFRecord with masked CRC-32C, each an `Event` message written by hand.
class EventFile {
public:
    using Values = std::vector<std::pair<std::string, double>>;

    /// Makes FOLDER/events.out.tfevents.<unix seconds>.localhost.<pid>.<number> and its first
    /// record; the folder is made too. `wallSeconds` is Unix time.
    static Result<EventFile> create(const std::string& folder, double wallSeconds,
                                    std::int64_t number);

    /// The values of a step in one event: `eval_x` becomes eval/x, every other name train/x. NaN
    /// and infinity are written as they are; beyond float32 a value becomes infinite.
    Status scalars(double wallSeconds, std::int64_t step, const Values& values);
    /// Says that what earlier files hold from `step` on no longer counts.
    Status restart(double wallSeconds, std::int64_t step);

private:
    explicit EventFile(AppendFile file) : m_file(std::move(file)) {}
    Status record(const std::string& event);

    AppendFile m_file;
};

}  // namespace marginalia
