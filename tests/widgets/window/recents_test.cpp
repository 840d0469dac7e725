// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/recents.h"

#include "tests/widgets/widget_test.h"
#include "widgets/window/drop_veil.h"

#include <QDir>
#include <QFile>
#include <QSettings>

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

RecentProject project(const QString& name)
{
    RecentProject out;
    out.name = name;
    out.folder = QStringLiteral("/nowhere/") + name;
    return out;
}

TEST(Recents, KeepsTheLastTenNewestFirst)
{
    const QString file =
        test::freshFolder(QStringLiteral("recents")) + QStringLiteral("/state.ini");
    {
        QSettings state(file, QSettings::IniFormat);
        Recents recents(state);
        for (int i = 0; i < 12; ++i) {
            recents.note(project(QString::number(i)));
        }
        recents.note(project(QStringLiteral("5")));
        recents.update(QStringLiteral("/nowhere/5"), 320, 2);
    }
    QSettings state(file, QSettings::IniFormat);
    const Recents recents(state);
    ASSERT_EQ(recents.list().size(), 10U);
    EXPECT_EQ(recents.list()[0].name, QStringLiteral("5"));
    EXPECT_EQ(recents.list()[0].pairs, 320);
    EXPECT_EQ(recents.list()[1].name, QStringLiteral("11"));
    EXPECT_FALSE(recents.list()[0].isThere());
}

TEST(Recents, RemovingCanBeTakenBack)
{
    QSettings state(test::freshFolder(QStringLiteral("recents2")) + QStringLiteral("/state.ini"),
                    QSettings::IniFormat);
    Recents recents(state);
    for (const char* name : {"a", "b", "c"}) {
        recents.note(project(QLatin1String(name)));
    }
    const RecentProject gone = recents.remove(QStringLiteral("/nowhere/b"));
    EXPECT_EQ(recents.list().size(), 2U);
    recents.putBack(gone, 1);
    EXPECT_EQ(recents.list()[1].name, QStringLiteral("b"));
}

TEST(Drops, SayWhatTheyWouldDo)
{
    const QString folder = test::freshFolder(QStringLiteral("drops"));
    const QString project = folder + QStringLiteral("/P");
    const QString model = folder + QStringLiteral("/M");
    for (const QString& path : {project, model}) {
        QDir().mkpath(path);
    }
    for (const QString& path :
         {project + QStringLiteral("/P.marginalia"), model + QStringLiteral("/config.json"),
          folder + QStringLiteral("/a.jsonl"), folder + QStringLiteral("/x.png")}) {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    }
    EXPECT_EQ(planPaths({project}, false).kind, DropPlan::Kind::Project);
    EXPECT_EQ(planPaths({model}, false).kind, DropPlan::Kind::Model);
    const DropPlan data = planPaths({folder + QStringLiteral("/a.jsonl")}, false);
    EXPECT_EQ(data.kind, DropPlan::Kind::Data);
    EXPECT_TRUE(data.sentence.startsWith(QStringLiteral("Makes a project")));
    EXPECT_TRUE(planPaths({folder + QStringLiteral("/a.jsonl")}, true)
                    .sentence.startsWith(QStringLiteral("Imports")));
    const DropPlan picture = planPaths({folder + QStringLiteral("/x.png")}, true);
    EXPECT_EQ(picture.kind, DropPlan::Kind::Nothing);
    EXPECT_TRUE(picture.sentence.contains(QStringLiteral("x.png")));
}

}  // namespace
