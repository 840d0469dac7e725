// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/state_look.h"

#include "widgets/common/job_model.h"

#include <QCoreApplication>

namespace marginalia {

StateLook stateLook(const RunHealth& health)
{
    if (isActive(health.state) && health.away && !health.away->connected &&
        !health.away->problem.empty()) {
        return {QCoreApplication::translate("states", "offline"), Tone::Error,
                QStringLiteral("error")};
    }
    // What still waits has nothing to say that could be missed.
    if (isActive(health.state) && health.state != RunState::Waiting && health.away &&
        !health.away->followed) {
        return {QCoreApplication::translate("states", "unfollowed"), Tone::Warning,
                QStringLiteral("warning")};
    }
    return stateLook(health.state);
}

StateLook stateLook(RunState state)
{
    return {stateWord(state), stateTone(state), stateIcon(state)};
}

}  // namespace marginalia
