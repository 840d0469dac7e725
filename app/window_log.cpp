// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_log.h"

#include "core/base/file_folders.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QMutex>

#include <algorithm>
#include <array>
#include <cstdio>
#include <optional>

namespace marginalia {

namespace {

constexpr qint64 kLargest = 1 << 20;

struct Level {
    const char* name;
    int rank;
};

constexpr std::array<Level, 4> kLevels = {
    {{"debug", 0}, {"info", 1}, {"warning", 2}, {"error", 3}}};

/// What Qt says on every start where there is no desktop session, and nobody can do anything about.
constexpr std::array<const char*, 2> kUsualWithoutDesktop = {
    "QStandardPaths: XDG_RUNTIME_DIR not set", "This plugin does not support propagateSizeHints()"};

int g_least = 2;

int rankOf(QtMsgType type)
{
    switch (type) {
        case QtDebugMsg:
            return 0;
        case QtInfoMsg:
            return 1;
        case QtWarningMsg:
            return 2;
        case QtCriticalMsg:
        case QtFatalMsg:
            break;
    }
    return 3;
}

void write(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    const int rank = rankOf(type);
    const bool usual =
        std::any_of(kUsualWithoutDesktop.begin(), kUsualWithoutDesktop.end(),
                    [&](const char* known) { return message.startsWith(QLatin1String(known)); });
    if (rank < g_least || (usual && g_least > 0)) {
        return;
    }
    const QByteArray line = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1() +
                            ' ' + kLevels.at(static_cast<size_t>(rank)).name + ' ' +
                            message.toUtf8() + '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
    static QMutex mutex;
    const QMutexLocker lock(&mutex);
    QFile file(logFile());
    if (file.size() > kLargest) {
        QFile::remove(logFile() + QStringLiteral(".1"));
        QFile::rename(logFile(), logFile() + QStringLiteral(".1"));
    }
    if (QDir().mkpath(QString::fromStdString(stateFolder())) &&
        file.open(QIODevice::WriteOnly | QIODevice::Append)) {
        file.write(line);
    }
}

}  // namespace

QString logFile()
{
    return QString::fromStdString(stateFolder()) + QStringLiteral("/window.log");
}

bool setLogLevel(const QString& level)
{
    for (const Level& known : kLevels) {
        if (level == QLatin1String(known.name)) {
            g_least = known.rank;
            qInstallMessageHandler(write);
            return true;
        }
    }
    return false;
}

}  // namespace marginalia
