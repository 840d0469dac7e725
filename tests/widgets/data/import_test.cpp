// SPDX-License-Identifier: GPL-3.0-or-later
// The import dialog on real files of several kinds, read by the real reader child.
#include "tests/widgets/data/data_window.h"
#include "widgets/common/buttons.h"
#include "widgets/data/data_panel.h"
#include "widgets/data/import_dialog.h"
#include "widgets/data/import_record.h"
#include "widgets/data/problem_list.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QSignalSpy>

namespace marginalia {
namespace {

QString format(const char* name)
{
    return QStringLiteral(MARGINALIA_SOURCE_DIR "/tests/golden/text/formats/") +
           QLatin1String(name);
}

class Import : public ::testing::Test {
protected:
    void SetUp() override { qputenv("MARGINALIA_CLI", MARGINALIA_BIN_DIR "/marginalia-cli"); }

    ImportDialog& open(const QStringList& files)
    {
        m_dialog = std::make_unique<ImportDialog>(files);
        m_dialog->show();
        EXPECT_TRUE(ready());
        return *m_dialog;
    }
    bool ready()
    {
        return test::waitUntil([this] { return m_dialog->isReady(); }, 60'000);
    }
    QComboBox& choice(const char* column)
    {
        const QString name = QStringLiteral("%1 becomes").arg(QLatin1String(column));
        for (QComboBox* box : m_dialog->findChildren<QComboBox*>()) {
            if (box->accessibleName() == name) {
                return *box;
            }
        }
        ADD_FAILURE() << column << " has no choice";
        static QComboBox none;
        return none;
    }
    /// As a person does: the choice of the combo box, with its signal.
    static void choose(QComboBox& box, const char* field)
    {
        box.setCurrentIndex(box.findData(QLatin1String(field)));
        ASSERT_GE(box.currentIndex(), 0) << field;
        Q_EMIT box.activated(box.currentIndex());
    }
    Button& go() { return *m_dialog->findChild<Button*>(QStringLiteral("import.go")); }
    void picture(const char* name)
    {
        test::savePicture(*m_dialog, QLatin1String(name));
        EXPECT_TRUE(test::namelessWidgets(*m_dialog).isEmpty())
            << qPrintable(test::namelessWidgets(*m_dialog).join(QLatin1Char('\n')));
        EXPECT_TRUE(test::cutTexts(*m_dialog).isEmpty())
            << qPrintable(test::cutTexts(*m_dialog).join(QLatin1Char('\n')));
        EXPECT_EQ(test::primaryButtons(*m_dialog), 1);
    }

    std::unique_ptr<ImportDialog> m_dialog;
};

TEST_F(Import, AKnownFormatIsReadyAtOnce)
{
    ImportDialog& dialog = open({format("sharegpt_pref.json")});
    ASSERT_FALSE(dialog.content().records.empty());
    const auto n = dialog.content().records.size();
    EXPECT_EQ(dialog.findChild<QComboBox*>(QStringLiteral("import.format"))->currentText(),
              QStringLiteral("ShareGPT pairs"));
    EXPECT_TRUE(go().isEnabled());
    EXPECT_TRUE(go().text().contains(QString::number(n))) << qPrintable(go().text());
    picture("import");
    QSignalSpy asked(&dialog, &ImportDialog::importAsked);
    go().click();
    EXPECT_EQ(asked.count(), 1);
}

TEST_F(Import, ArrowsWalkTheRecords)
{
    ImportDialog& dialog = open({format("pref_plain.jsonl")});
    auto& record = *dialog.findChild<ImportRecord*>();
    EXPECT_EQ(record.current(), 0);
    QTest::keyClick(&dialog, Qt::Key_Right, Qt::AltModifier);
    EXPECT_EQ(record.current(), 1);
    QTest::keyClick(&dialog, Qt::Key_Left, Qt::AltModifier);
    QTest::keyClick(&dialog, Qt::Key_Left, Qt::AltModifier);
    EXPECT_EQ(record.current(), 0);
}

TEST_F(Import, AnyColumnsAreMappedByHand)
{
    const QString path =
        test::freshFolder(QStringLiteral("import")) + QStringLiteral("/answers.csv");
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(
        "asked,good,bad,topic\n"
        "Does tea cool?,\"Yes, slowly.\",No.,food\n"
        "Is a long column name cut?,It ends in dots.,Perhaps.,a rather long topic name that "
        "does not fit\n");
    file.close();
    ImportDialog& dialog = open({path});
    EXPECT_FALSE(go().isEnabled());
    picture("import-mapping-empty");
    choose(choice("asked"), "prompt");
    ASSERT_TRUE(ready());
    choose(choice("good"), "chosen");
    ASSERT_TRUE(ready());
    choose(choice("bad"), "rejected");
    ASSERT_TRUE(
        test::waitUntil([&] { return ready() && dialog.content().records.size() == 2U; }, 10'000));
    EXPECT_EQ(plainText(dialog.content().records[0].a), "Yes, slowly.");
    EXPECT_EQ(go().text(), QStringLiteral("Import 2 pairs"));
    picture("import-mapping");
}

TEST_F(Import, LinesThatCannotBeReadAreListed)
{
    ImportDialog& dialog = open({format("dirty.jsonl")});
    EXPECT_FALSE(dialog.content().problems.empty());
    picture("import-problems");
    ProblemList list(dialog.content().problems, &dialog);
    list.show();
    test::savePicture(list, QStringLiteral("import-problem-list"));
}

TEST_F(Import, BytesThatAreNoTextAreReplacedOnlyWhenThePersonAgrees)
{
    ImportDialog& dialog = open({format("invalid_utf8.jsonl")});
    auto& agree = *dialog.findChild<QCheckBox*>(QStringLiteral("import.replace"));
    ASSERT_TRUE(agree.isVisible());
    const auto before = dialog.content().records.size();
    agree.click();
    EXPECT_TRUE(test::waitUntil(
        [&] { return ready() && dialog.content().records.size() > before; }, 10'000));
    EXPECT_TRUE(agree.isVisible());
}

TEST_F(Import, WhatIsNotTakenSaysSo)
{
    open({format("nectar.jsonl")});
    EXPECT_FALSE(go().isEnabled());
    picture("import-refused");
}

TEST_F(DataWindow, AnImportArrivesInTheTableAndItsUndoTakesItAway)
{
    window().showPanel(QStringLiteral("data"), QStringLiteral("import"),
                       {{QStringLiteral("files"), QStringList{format("pref_plain.jsonl")}}});
    ImportDialog* dialog = nullptr;
    ASSERT_TRUE(wait([&] {
        dialog = window().findChild<ImportDialog*>();
        return dialog != nullptr && dialog->isReady();
    }));
    const auto news = static_cast<qint64>(dialog->content().records.size());
    dialog->findChild<Button*>(QStringLiteral("import.go"))->click();
    ASSERT_TRUE(waitForHits(320 + news));
    EXPECT_TRUE(wait([this] {
        return window().findChild<QWidget*>(QStringLiteral("data.filter.2")) != nullptr;
    }));
    settle();
    ASSERT_TRUE(wait([this] {
        return session().nextUndo().has_value() && session().nextUndo()->kind == "import";
    }));
    session().undo();
    EXPECT_TRUE(waitForHits(320));
}

TEST(EmptyData, SaysWhatItIsForAndHasOnePrimaryButton)
{
    qputenv("MARGINALIA_HOME", test::freshFolder(QStringLiteral("empty")).toLocal8Bit());
    const QString folder = test::freshFolder(QStringLiteral("empties")) + QStringLiteral("/none");
    ASSERT_TRUE(Project::create(folder.toStdString(), "none").ok());
    Workspace workspace;
    MainWindow window(workspace);
    window.resize(1440, 900);
    window.show();
    window.openProject(folder);
    ASSERT_TRUE(test::waitUntil(
        [&] { return workspace.session() != nullptr && workspace.session()->hasCounts(); },
        60'000));
    window.showPanel(QStringLiteral("data"));
    ASSERT_TRUE(test::waitUntil([&] { return workspace.session()->reads().isIdle(); }, 60'000));
    QCoreApplication::processEvents();
    test::savePicture(window, QStringLiteral("data-empty"));
    EXPECT_EQ(test::primaryButtons(window), 1);
}

}  // namespace
}  // namespace marginalia
