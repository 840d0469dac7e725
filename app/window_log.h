// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace marginalia {

/// From which importance on the window says things on stderr and in window.log of the state folder.
/// "error", "warning" (the default), "info", "debug"; false: none of these.
bool setLogLevel(const QString& level);
/// The file; the one before is kept as window.log.1 once it passes a megabyte.
QString logFile();

}  // namespace marginalia
