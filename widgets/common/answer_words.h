// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/record.h"

#include <QString>

namespace marginalia {

/// Heading of one of several answers: its place, from 1, and what was said of it.
QString answerTitle(const GroupAnswer& answer, int place);

}  // namespace marginalia
