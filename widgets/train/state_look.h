// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_folder.h"
#include "widgets/common/labels.h"

namespace marginalia {

/// Word, tone and icon of how a run fares: its state, or "offline" while a run on another machine
/// cannot be reached and its state is only what was heard last.
struct StateLook {
    QString word;
    Tone tone = Tone::Neutral;
    QString icon;
};
StateLook stateLook(const RunHealth& health);

}  // namespace marginalia
