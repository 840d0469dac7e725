// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_folder.h"
#include "widgets/common/labels.h"

namespace marginalia {

/// Word, tone and icon of how a run fares: its state, or, while that of a run on another machine is
/// only what was heard last, "offline" (it cannot be reached) or "unfollowed" (nobody here
/// listens).
struct StateLook {
    QString word;
    Tone tone = Tone::Neutral;
    QString icon;
};
StateLook stateLook(const RunHealth& health);
/// Of a state that is known at first hand.
StateLook stateLook(RunState state);

}  // namespace marginalia
