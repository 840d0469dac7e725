// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace marginalia {

/// The program that does the work: beside this one, or MARGINALIA_CLI. Empty when it is not there.
QString cliProgram();

/// Starts `marginalia-cli run FOLDER` so that it outlives the window; gives its process id. Its
/// words go to FOLDER/log.txt.
Result<qint64> startWorker(const QString& runFolder);

}  // namespace marginalia
