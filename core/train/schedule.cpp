// SPDX-License-Identifier: Apache-2.0
#include "core/train/schedule.h"

#include <algorithm>
#include <cmath>

namespace marginalia {

double Schedule::factor(std::int64_t step) const
{
    const auto done = static_cast<double>(step - 1);
    const auto warm = static_cast<double>(warmup);
    if (kind == "constant") {
        return 1;
    }
    if (done < warm) {
        return done / std::max(1.0, warm);
    }
    const double span = std::max(1.0, static_cast<double>(total) - warm);
    if (kind == "linear") {
        return std::max(0.0, (static_cast<double>(total) - done) / span);
    }
    if (kind == "cosine") {
        return std::max(0.0, 0.5 * (1 + std::cos(3.14159265358979323846 * (done - warm) / span)));
    }
    return 1;  // constant_with_warmup
}

Status checkSchedule(const std::string& kind)
{
    for (const char* known : {"constant", "constant_with_warmup", "linear", "cosine"}) {
        if (kind == known) {
            return {};
        }
    }
    return failure(
        ErrorKind::Unsupported,
        {MG_TR("train", "The schedule \"%1\" is not in this version."), {quotedForError(kind)}},
        "schedule");
}

}  // namespace marginalia
