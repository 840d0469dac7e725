// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/launcher.h"

#include "core/base/text.h"

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

Result<qint64> startWorker(const QString& runFolder)
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
    process.setArguments({QStringLiteral("run"), runFolder});
    process.setWorkingDirectory(runFolder);
    process.setStandardOutputFile(runFolder + QStringLiteral("/log.txt"), QIODevice::Append);
    process.setStandardErrorFile(runFolder + QStringLiteral("/log.txt"), QIODevice::Append);
    qint64 pid = 0;
    if (!process.startDetached(&pid)) {
        return failure(ErrorKind::Io,
                       Text(MG_TR("core", "The worker could not be started: %1."),
                            {process.errorString().toStdString()}),
                       program.toStdString());
    }
    return pid;
}

}  // namespace marginalia
