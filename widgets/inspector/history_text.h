// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/types.h"

#include <QString>

namespace marginalia {

/// One entry of a record's history in a sentence: who, what, when, how long it took.
QString historyLine(const LabelEvent& event);

}  // namespace marginalia
