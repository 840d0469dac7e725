// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

namespace marginalia {

/// The program that does the work: beside this one, or MARGINALIA_CLI. Empty when it is not there.
QString cliProgram();

/// Starts `marginalia-cli run FOLDER` so that it outlives the window; gives its process id. Its
/// words go to FOLDER/log.txt. A run with a target (away.json) is sent there, or started there once
/// more, and followed.
Result<qint64> startWorker(const QString& runFolder);

/// Starts `marginalia-cli away WORDS FOLDER OPTIONS` likewise; its words go to a file of their own,
/// because log.txt is the worker's.
Result<qint64> startAwayVerb(const QString& runFolder, const QStringList& words,
                             const QStringList& options);
/// Takes a run out of the queue of another machine: while it waits there no worker can be asked to
/// stop. No: it waits in none.
Result<bool> takeFromQueue(const QString& runFolder);
inline constexpr const char* kAwayWords = "/away.txt";

}  // namespace marginalia
