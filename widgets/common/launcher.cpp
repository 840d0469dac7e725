// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/launcher.h"

#include "core/base/text.h"
#include "core/jobs/away/note.h"
#include "core/jobs/away/stand.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>

namespace marginalia {

QString cliProgram()
{
    const QString own = qEnvironmentVariable("MARGINALIA_CLI");
    const QString beside =
        QCoreApplication::applicationDirPath() + QStringLiteral("/marginalia-cli");
    const QString program = own.isEmpty() ? beside : own;
    return QFileInfo(program).isExecutable() ? program : QString();
}

namespace {

/// Starts the program so that it outlives the window, its words behind those in `log`.
Result<qint64> startDetached(const QString& runFolder, const QStringList& words, const QString& log)
{
    const QString program = cliProgram();
    if (program.isEmpty()) {
        return failure(
            ErrorKind::NotFound,
            MG_TR("core", "The program that trains, marginalia-cli, is not beside the window's."),
            {}, MG_TR("core", "Build or install it, then start the run again."));
    }
    QProcess process;
    process.setProgram(program);
    process.setArguments(words);
    process.setWorkingDirectory(runFolder);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(runFolder + log, QIODevice::Append);
    process.setStandardErrorFile(runFolder + log, QIODevice::Append);
    qint64 pid = 0;
    if (!process.startDetached(&pid)) {
        return failure(ErrorKind::Io,
                       Text(MG_TR("core", "The worker could not be started: %1."),
                            {process.errorString().toStdString()}),
                       program.toStdString());
    }
    return pid;
}

}  // namespace

Result<qint64> startWorker(const QString& runFolder)
{
    if (away::isAway(runFolder.toStdString())) {
        return startAwayVerb(runFolder, {QStringLiteral("resume")}, {QStringLiteral("--quiet")});
    }
    return startDetached(runFolder, {QStringLiteral("run"), runFolder}, QStringLiteral("/log.txt"));
}

Result<qint64> startAwayVerb(const QString& runFolder, const QStringList& words,
                             const QStringList& options)
{
    return startDetached(
        runFolder, QStringList{QStringLiteral("away")} + words + QStringList{runFolder} + options,
        QString::fromLatin1(kAwayWords));
}

Result<bool> takeFromQueue(const QString& runFolder)
{
    const std::string folder = runFolder.toStdString();
    if (!away::isAway(folder) || away::standOf(folder) != away::Stand::Queued) {
        return false;
    }
    MG_TRY(const qint64 pid, startAwayVerb(runFolder, {QStringLiteral("stop")}, {}));
    return pid > 0;
}

}  // namespace marginalia
