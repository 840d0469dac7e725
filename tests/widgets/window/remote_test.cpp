// SPDX-License-Identifier: GPL-3.0-or-later
// Settings, Remote: machines are added, changed, tested and removed.
#include "app/window_actions.h"
#include "core/base/file.h"
#include "core/jobs/away/target.h"
#include "tests/widgets/widget_test.h"
#include "widgets/common/buttons.h"
#include "widgets/common/fields.h"
#include "widgets/common/labels.h"
#include "widgets/common/settings.h"
#include "widgets/settings/settings_dialog.h"

#include <QAbstractButton>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

#include <fstream>
#include <memory>

using namespace marginalia;
using test::waitUntil;

namespace {

class Remote : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(away::writeTargets({}).ok());
        m_folder = test::freshFolder(QStringLiteral("remote"));
        m_settings = std::make_unique<Settings>(m_folder);
        m_state = std::make_unique<QSettings>(m_folder + QStringLiteral("/state.ini"),
                                              QSettings::IniFormat);
        m_actions = std::make_unique<ActionRegistry>(*m_settings);
        addAllActions(*m_actions);
        open();
    }
    void TearDown() override
    {
        m_dialog.reset();
        qputenv("MARGINALIA_CLI", "/nonexistent");
        EXPECT_TRUE(away::writeTargets({}).ok());
    }
    void open()
    {
        m_dialog = std::make_unique<SettingsDialog>(*m_settings, *m_actions, *m_state);
        m_dialog->showSection(QStringLiteral("remote"));
        m_dialog->show();
        ASSERT_TRUE(QTest::qWaitForWindowExposed(m_dialog.get()));
    }
    template <class Widget>
    Widget* part(const char* name)
    {
        return m_dialog->findChild<Widget*>(QLatin1String("remote.") + QLatin1String(name));
    }
    void type(const char* field, const char* text)
    {
        part<QLineEdit>(field)->setText(QString::fromUtf8(text));
    }
    void press(const char* button) { part<QAbstractButton>(button)->click(); }
    void enter(const char* field, const char* text)
    {
        type(field, text);
        QTest::keyClick(part<QLineEdit>(field), Qt::Key_Return);
    }
    QString fieldProblem(const char* field)
    {
        return static_cast<TextField*>(part<QLineEdit>(field)->parentWidget())->problem();
    }
    QString problem()
    {
        auto* label = part<TextLabel>("problem");
        return label->isVisible() ? label->text() : QString();
    }
    void expectSound()
    {
        EXPECT_TRUE(test::namelessWidgets(*m_dialog).isEmpty())
            << qPrintable(test::namelessWidgets(*m_dialog).join(u'\n'));
        EXPECT_TRUE(test::cutTexts(*m_dialog).isEmpty())
            << qPrintable(test::cutTexts(*m_dialog).join(u'\n'));
        EXPECT_LE(test::primaryButtons(*m_dialog), 1);
    }

    QString m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<QSettings> m_state;
    std::unique_ptr<ActionRegistry> m_actions;
    std::unique_ptr<SettingsDialog> m_dialog;
};

}  // namespace

TEST_F(Remote, AMachineIsAddedChangedAndRemoved)
{
    expectSound();
    test::savePicture(*m_dialog, QStringLiteral("settings-remote"));
    type("name", "box");
    press("save");
    EXPECT_TRUE(problem().contains(QStringLiteral("No host is named"))) << qPrintable(problem());
    EXPECT_TRUE(part<QLineEdit>("host")->hasFocus());
    type("host", "-oProxyCommand=x");
    press("save");
    EXPECT_TRUE(problem().contains(QStringLiteral("no host for ssh"))) << qPrintable(problem());
    type("host", "anna@box.example");
    type("port", "70000");
    press("save");
    EXPECT_TRUE(problem().contains(QStringLiteral("65535"))) << qPrintable(problem());
    EXPECT_TRUE(away::readTargets()->empty()) << "wrong ones are not stored";
    type("port", "2222");
    press("save");
    EXPECT_TRUE(problem().isEmpty()) << qPrintable(problem());
    auto stored = away::readTargets();
    ASSERT_TRUE(stored.ok());
    ASSERT_EQ(stored->size(), 1U);
    EXPECT_EQ(stored->front().host, "anna@box.example");
    EXPECT_EQ(stored->front().port, 2222);
    EXPECT_EQ(stored->front().folder, "~/marginalia");
    ASSERT_EQ(part<QListWidget>("list")->count(), 1);
    EXPECT_EQ(part<QListWidget>("list")->currentRow(), 0);

    // Changes of one that is stored apply at once; models that lie there stay.
    (*stored)[0].models["org/name"] = "/models/name";
    ASSERT_TRUE(away::writeTargets(*stored).ok());
    open();
    EXPECT_EQ(part<QListWidget>("list")->currentRow(), 0);
    EXPECT_EQ(part<QLineEdit>("port")->text(), QStringLiteral("2222"));
    EXPECT_FALSE(part<QAbstractButton>("save")->isVisible());
    enter("name", "big");
    EXPECT_TRUE(m_dialog->isVisible()) << "Enter is the field's";
    enter("port", "70000");
    EXPECT_TRUE(fieldProblem("port").contains(QStringLiteral("65535")));
    EXPECT_EQ(away::readTargets()->front().port, 2222) << "the old one stays in force";
    QTest::keyClick(part<QLineEdit>("port"), Qt::Key_Escape);
    EXPECT_EQ(part<QLineEdit>("port")->text(), QStringLiteral("2222"));
    enter("port", "");
    stored = away::readTargets();
    ASSERT_EQ(stored->size(), 1U);
    EXPECT_EQ(stored->front().name, "big");
    EXPECT_EQ(stored->front().port, 0);
    EXPECT_EQ(stored->front().models.size(), 1U);
    part<SegmentedControl>("launcher")->findChildren<QToolButton*>().back()->click();
    EXPECT_EQ(away::readTargets()->front().launcher, "sbatch");
    enter("sbatch_options", "--partition=gpu  --gres=gpu:1");
    EXPECT_EQ(away::readTargets()->front().sbatchOptions.size(), 2U);
}

TEST_F(Remote, OneThatWasRemovedCanBeHadAgain)
{
    away::Target first;
    first.name = "box";
    first.host = "box";
    first.models["org/name"] = "/models/name";
    away::Target second;
    second.name = "a-machine-with-a-name-that-is-longer-than-anybody-would-think-of";
    second.host = "somebody@a-login-node.of-a-department.of-a-university.example";
    second.folder = "/scratch/projects/preference-tuning/somebody/marginalia work";
    second.launcher = "sbatch";
    second.sbatchOptions = {"--partition=gpu", "--gres=gpu:1", "--time=24:00:00"};
    ASSERT_TRUE(away::writeTargets({first, second}).ok());
    open();
    ASSERT_EQ(part<QListWidget>("list")->count(), 2);
    expectSound();
    test::savePicture(*m_dialog, QStringLiteral("settings-remote-two"));

    press("add");
    EXPECT_TRUE(part<QLineEdit>("name")->text().isEmpty());
    EXPECT_TRUE(part<QLineEdit>("name")->hasFocus());
    type("name", "box");
    type("host", "other");
    press("save");
    EXPECT_TRUE(problem().contains(QStringLiteral("called box already"))) << qPrintable(problem());
    EXPECT_EQ(away::findTarget("box")->host, "box") << "none is overwritten by its name";
    type("name", "other");
    press("save");
    EXPECT_EQ(away::readTargets()->size(), 3U);

    part<QListWidget>("list")->setCurrentRow(1);
    press("remove");
    EXPECT_FALSE(away::findTarget("box").ok());
    EXPECT_FALSE(part<QAbstractButton>("remove")->isEnabled());
    EXPECT_TRUE(part<TextLabel>("verdict")->text().startsWith(QStringLiteral("box was removed")));
    test::savePicture(*m_dialog, QStringLiteral("settings-remote-removed"));
    QTest::keyClick(part<LinkLabel>("undo"), Qt::Key_Return);
    const auto again = away::findTarget("box");
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(*again, first);
    EXPECT_FALSE(part<LinkLabel>("undo")->isVisible());
}

TEST_F(Remote, ATestSaysWhatIsThereAndWhatIsMissing)
{
    const QString program = m_folder + QStringLiteral("/marginalia-cli");
    std::ofstream(program.toStdString())
        << "#!/bin/sh\n"
        << R"(echo '{"ok": false, "findings": [{"id": "disk", "verdict": "ok",)"
        << R"( "what_text": {"pattern": "%1 GB free", "arguments": ["80"]}},)"
        << R"( {"id": "program", "verdict": "problem",)"
        << R"( "what_text": {"pattern": "There is no marginalia-cli.", "arguments": []},)"
        << R"( "todo_text": {"pattern": "Build it there.", "arguments": []}}]}'; exit 1)" << '\n';
    QFile(program).setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    qputenv("MARGINALIA_CLI", program.toLocal8Bit());
    type("name", "box");
    type("host", "box");
    press("save");
    press("test");
    auto* findings = part<QListWidget>("findings");
    ASSERT_TRUE(waitUntil([&] { return findings->isVisible(); }));
    ASSERT_EQ(findings->count(), 2);
    EXPECT_EQ(findings->item(0)->text(),
              QStringLiteral("There is no marginalia-cli. Build it there."))
        << "what stands in the way comes first";
    EXPECT_EQ(findings->item(1)->text(), QStringLiteral("80 GB free"));
    EXPECT_EQ(part<TextLabel>("verdict")->text(), QStringLiteral("box cannot train yet."));
    expectSound();
    test::savePicture(*m_dialog, QStringLiteral("settings-remote-tested"));

    // A program that says nothing is a finding too.
    std::ofstream(program.toStdString()) << "#!/bin/sh\necho 'no luck' >&2\nexit 1\n";
    press("test");
    ASSERT_TRUE(waitUntil([&] { return findings->count() == 1 && findings->isVisible(); }));
    EXPECT_EQ(findings->item(0)->text(), QStringLiteral("no luck"));
}

TEST_F(Remote, AFileThatCannotBeReadIsLeftAlone)
{
    std::ofstream(away::targetsPath()) << "not json";
    open();
    EXPECT_FALSE(problem().isEmpty());
    type("name", "box");
    type("host", "box");
    press("save");
    EXPECT_TRUE(problem().contains(QStringLiteral("targets.json"))) << qPrintable(problem());
    EXPECT_EQ(*readFile(away::targetsPath()), "not json");
}
