// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/about_dialog.h"
#include "app/window_actions.h"
#include "tests/widgets/widget_test.h"
#include "widgets/common/settings.h"
#include "widgets/settings/settings_dialog.h"
#include "widgets/start/new_project_dialog.h"
#include "widgets/window/key_sheet.h"

#include <QAbstractButton>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QTableView>
#include <QTest>

#include <gtest/gtest.h>

#include <memory>

using namespace marginalia;

namespace {

class Dialogs : public testing::Test {
protected:
    void SetUp() override
    {
        m_folder = test::freshFolder(QStringLiteral("dialogs"));
        m_settings = std::make_unique<Settings>(m_folder);
        m_state = std::make_unique<QSettings>(m_folder + QStringLiteral("/state.ini"),
                                              QSettings::IniFormat);
        m_actions = std::make_unique<ActionRegistry>(*m_settings);
        addAllActions(*m_actions);
    }

    void expectSound(QWidget& dialog)
    {
        EXPECT_TRUE(test::namelessWidgets(dialog).isEmpty())
            << qPrintable(test::namelessWidgets(dialog).join(QLatin1Char('\n')));
        EXPECT_TRUE(test::cutTexts(dialog).isEmpty())
            << qPrintable(test::cutTexts(dialog).join(QLatin1Char('\n')));
        EXPECT_LE(test::primaryButtons(dialog), 1);
    }

    QString m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<QSettings> m_state;
    std::unique_ptr<ActionRegistry> m_actions;
};

TEST_F(Dialogs, SettingsPictures)
{
    SettingsDialog dialog(*m_settings, *m_actions, *m_state);
    dialog.show();
    m_settings->setValue(QStringLiteral("labelling/confirm"), true);
    for (const char* section : {"general", "look", "labelling", "keys", "models", "privacy"}) {
        dialog.showSection(QLatin1String(section));
        test::savePicture(dialog, QStringLiteral("settings-") + QLatin1String(section));
        expectSound(dialog);
    }
}

TEST_F(Dialogs, SettingsSearchHidesWhatDoesNotFit)
{
    SettingsDialog dialog(*m_settings, *m_actions, *m_state);
    dialog.show();
    auto* search = dialog.findChild<QLineEdit*>(QStringLiteral("settings.search"));
    auto* list = dialog.findChild<QListWidget*>(QStringLiteral("settings.list"));
    ASSERT_TRUE(search != nullptr && list != nullptr);
    search->setText(QStringLiteral("text size"));
    int shown = 0;
    for (int i = 0; i < list->count(); ++i) {
        shown += list->item(i)->isHidden() ? 0 : 1;
    }
    EXPECT_EQ(shown, 1);
    EXPECT_EQ(list->currentItem()->text(), QStringLiteral("Look"));
}

TEST_F(Dialogs, SettingsApplyAtOnceAndGoBack)
{
    SettingsDialog dialog(*m_settings, *m_actions, *m_state);
    dialog.showSection(QStringLiteral("labelling"));
    dialog.show();
    auto* name = dialog.findChild<QLineEdit*>(QStringLiteral("labelling/annotator"));
    ASSERT_NE(name, nullptr);
    name->setText(QStringLiteral("jo"));
    Q_EMIT name->editingFinished();
    EXPECT_EQ(m_settings->annotator(), QStringLiteral("jo"));
    m_settings->remove(QStringLiteral("labelling/annotator"));
    EXPECT_NE(name->text(), QStringLiteral("jo"));
}

TEST_F(Dialogs, NewProjectChecksTheName)
{
    NewProjectDialog dialog(m_folder);
    dialog.show();
    auto* name = dialog.findChild<QLineEdit*>(QStringLiteral("newProject.name"));
    auto* create = dialog.findChild<QAbstractButton*>(QStringLiteral("newProject.create"));
    ASSERT_TRUE(name != nullptr && create != nullptr);
    EXPECT_FALSE(create->isEnabled());
    name->setText(QStringLiteral("Plain answers"));
    EXPECT_TRUE(create->isEnabled());
    EXPECT_EQ(dialog.folder(), m_folder + QStringLiteral("/Plain answers"));
    name->setText(QStringLiteral("a/b"));
    EXPECT_FALSE(create->isEnabled());
    QDir(m_folder).mkdir(QStringLiteral("taken"));
    name->setText(QStringLiteral("taken"));
    EXPECT_FALSE(create->isEnabled());
    Q_EMIT name->editingFinished();
    test::savePicture(dialog, QStringLiteral("new-project"));
    expectSound(dialog);
}

TEST_F(Dialogs, KeySheetAndAboutPictures)
{
    QWidget host;
    host.resize(1440, 900);
    KeySheet sheet(*m_actions, {}, {}, &host);
    test::savePicture(sheet, QStringLiteral("keys"));
    expectSound(sheet);
    AboutDialog about(&host);
    test::savePicture(about, QStringLiteral("about"));
    expectSound(about);
}

}  // namespace
