// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/model_report.h"
#include "widgets/common/labels.h"

#include <QString>

namespace marginalia {

/// "org/name" of a snapshot in a hub cache, else the folder's own name; of a run's checkpoint its
/// step is part of that.
QString modelTitle(const QString& folder);

/// "596M" numbers, as sizes of models are told.
QString parametersText(qint64 parameters);
/// "596M · bf16": how many, and as what they are stored.
QString weightsText(const ModelReport& report);

/// A verdict in words, with the colour and icon it goes with.
QString verdictText(ModelVerdict verdict);
Tone verdictTone(ModelVerdict verdict);
QString verdictIcon(ModelVerdict verdict);

/// What a reason says, in the person's language: "config.json: … What to do."
QString reasonText(const ModelReason& reason);

}  // namespace marginalia
