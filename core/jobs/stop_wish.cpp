// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/stop_wish.h"

#include <algorithm>

namespace marginalia {

std::int64_t nextCheckpoint(const RunSpec& spec, std::int64_t step, std::int64_t total)
{
    const std::int64_t every = spec.checkpoint_every;
    return every > 0 ? std::min(total, (step / every + 1) * every) : total;
}

bool stopWished(bool wished, const MetricLine& line)
{
    if (line.event == "start" || line.event == "resume" || line.event == "end") {
        return false;
    }
    if (line.event != "control" || !line.detail.is_object() || line.detail.contains("refused")) {
        return wished;
    }
    const auto kind = line.detail.find("kind");
    if (kind == line.detail.end()) {
        return wished;
    }
    return *kind == kStopAtCheckpoint || (wished && *kind != kKeepGoing);
}

}  // namespace marginalia
