// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace marginalia {

struct RunSpec;

/// What a recipe sets otherwise than the defaults and no control of the recipe column shows, as a
/// file, the command line or a preset can: a phrase each ("weights in shares"), in the order of
/// the settings. A setting without words of its own stands as it is typed: "key value".
QStringList outsideSettings(const RunSpec& spec);

}  // namespace marginalia
