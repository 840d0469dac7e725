// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/start_options.h"
#include "app/window_log.h"
#include "tests/widgets/widget_test.h"
#include "widgets/window/instance_link.h"

#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QSignalSpy>

#include <gtest/gtest.h>

#include <thread>

using namespace marginalia;

namespace {

StartOptions parsed(std::vector<std::string> words)
{
    std::vector<char*> argv;
    words.insert(words.begin(), "marginalia");
    for (std::string& word : words) {
        argv.push_back(word.data());
    }
    return StartOptions::parse(static_cast<int>(argv.size()), argv.data());
}

class InstanceTest : public testing::Test {
protected:
    void SetUp() override
    {
        m_socket = test::freshFolder(QStringLiteral("run")) + QStringLiteral("/window");
    }
    /// As another process would, while this one runs its event loop.
    bool handOver(const StartRequest& request)
    {
        bool taken = false;
        bool ended = false;
        std::thread other([&] {
            taken = InstanceLink(m_socket).handOver(request);
            ended = true;
        });
        test::waitUntil([&] { return ended; });
        other.join();
        return taken;
    }

    QString m_socket;
};

TEST_F(InstanceTest, TheSecondStartHandsOverWhatItWasAsked)
{
    StartRequest request;
    request.paths = {QStringLiteral("/data/ä b.jsonl"), QStringLiteral("/models/x")};
    request.sample = true;
    EXPECT_FALSE(handOver(request)) << "nobody listens yet";
    InstanceLink first(m_socket);
    ASSERT_TRUE(first.listen());
    QSignalSpy asked(&first, &InstanceLink::asked);
    EXPECT_TRUE(handOver(request));
    ASSERT_EQ(asked.count(), 1);
    EXPECT_EQ(asked[0][0].value<StartRequest>(), request);
    EXPECT_TRUE(handOver({}));
    EXPECT_EQ(asked.count(), 2);
}

TEST_F(InstanceTest, ASocketLeftByAKilledWindowIsTakenOver)
{
    {
        QFile stale(m_socket);
        ASSERT_TRUE(stale.open(QIODevice::WriteOnly));
    }
    EXPECT_FALSE(handOver({}));
    InstanceLink next(m_socket);
    ASSERT_TRUE(next.listen());
    EXPECT_TRUE(handOver({}));
}

TEST_F(InstanceTest, NonsenseIsNotFollowed)
{
    InstanceLink first(m_socket);
    ASSERT_TRUE(first.listen());
    QSignalSpy asked(&first, &InstanceLink::asked);
    QLocalSocket socket;
    socket.connectToServer(m_socket);
    ASSERT_TRUE(socket.waitForConnected(1000));
    socket.write("{\"paths\": 7}\n");
    ASSERT_TRUE(test::waitUntil([&] { return socket.state() == QLocalSocket::UnconnectedState; }));
    EXPECT_EQ(asked.count(), 0);
}

TEST(InstanceSocket, IsShortEnoughAndOneForEachSettingsFolder)
{
    const QString one = InstanceLink::socketFor({});
    EXPECT_LE(one.toLocal8Bit().size(), 107);
    EXPECT_NE(one, InstanceLink::socketFor(QStringLiteral("/elsewhere")));
    qputenv("MARGINALIA_HOME",
            (test::homeFolder() + QLatin1Char('/') + QString(120, QLatin1Char('x'))).toLocal8Bit());
    EXPECT_LE(InstanceLink::socketFor({}).toLocal8Bit().size(), 107);
    qputenv("MARGINALIA_HOME", test::homeFolder().toLocal8Bit());
}

TEST(StartOptionsTest, SaysWhatIsWrong)
{
    EXPECT_TRUE(parsed({"--new-instance", "a.jsonl"}).newInstance);
    EXPECT_EQ(parsed({"--log-level", "error"}).logLevel, QStringLiteral("error"));
    EXPECT_TRUE(parsed({"--log-level=debug"}).problem.isEmpty());
    EXPECT_TRUE(parsed({"--log-level", "loud"}).problem.contains(QStringLiteral("loud")));
    EXPECT_TRUE(parsed({"--nonsense"}).problem.contains(QStringLiteral("--nonsense")));
    EXPECT_TRUE(parsed({"--help"}).showHelp);
    EXPECT_TRUE(parsed({"--version"}).showVersion);
    for (const char* option : {"--new", "--open", "--sample", "--list-actions", "--log-level",
                               "--config", "--help", "--version", "--new-instance"}) {
        EXPECT_TRUE(QString::fromLatin1(StartOptions::help()).contains(QLatin1String(option)))
            << option;
    }
}

TEST(WindowLog, KeepsWhatIsImportantEnough)
{
    qputenv("MARGINALIA_HOME", test::freshFolder(QStringLiteral("log")).toLocal8Bit());
    ASSERT_TRUE(setLogLevel(QStringLiteral("warning")));
    qInfo("not said");
    qWarning("said");
    QFile file(logFile());
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    EXPECT_TRUE(text.contains("warning said\n")) << text.constData();
    EXPECT_FALSE(text.contains("not said"));
    EXPECT_FALSE(setLogLevel(QStringLiteral("shout")));
    qInstallMessageHandler(nullptr);
    qputenv("MARGINALIA_HOME", test::homeFolder().toLocal8Bit());
}

}  // namespace
