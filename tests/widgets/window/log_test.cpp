// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_log.h"
#include "tests/widgets/widget_test.h"

#include <QFile>

#include <gtest/gtest.h>

using namespace marginalia;

TEST(WindowLog, KeepsWarningsButNotWhatQtSaysWithoutADesktop)
{
    qputenv("MARGINALIA_HOME", test::freshFolder(QStringLiteral("log")).toLocal8Bit());
    ASSERT_TRUE(setLogLevel(QStringLiteral("warning")));
    qWarning("QStandardPaths: XDG_RUNTIME_DIR not set, defaulting to '/tmp/runtime-root'");
    qWarning("This plugin does not support propagateSizeHints()");
    qWarning("The disk is slow.");
    qInfo("Nothing to see.");
    qInstallMessageHandler(nullptr);
    QFile file(logFile());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    ASSERT_EQ(lines.size(), 1);
    EXPECT_TRUE(lines.front().endsWith("warning The disk is slow."));
    EXPECT_FALSE(setLogLevel(QStringLiteral("loud")));
}
