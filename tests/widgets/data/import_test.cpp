// SPDX-License-Identifier: GPL-3.0-or-later
// The import dialog on real files of several kinds, read by the real reader child.
#include "tests/widgets/data/data_window.h"
#include "widgets/common/actions.h"
#include "widgets/common/buttons.h"
#include "widgets/common/labels.h"
#include "widgets/data/data_panel.h"
#include "widgets/data/import_dialog.h"
#include "widgets/data/import_record.h"
#include "widgets/data/problem_list.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QSignalSpy>
#include <QTableWidget>

#include <algorithm>

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
    template <class T>
    T& part(const char* name)
    {
        auto* found = m_dialog->findChild<T*>(QLatin1String(name));
        EXPECT_NE(found, nullptr) << name;
        return *found;
    }
    QString reason() { return part<QLabel>("import.reason").text(); }
    QString chosenFormat() { return part<QComboBox>("import.format").currentText(); }
    /// The labels that are shown, one a line.
    QString words()
    {
        QString out;
        for (QLabel* label : m_dialog->findChildren<QLabel*>()) {
            out += label->isVisible() ? label->text() + QLatin1Char('\n') : QString();
        }
        return out;
    }
    QString table(const char* name, const char* text)
    {
        const QString path =
            test::freshFolder(QStringLiteral("import")) + QLatin1Char('/') + QLatin1String(name);
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        return path;
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
    EXPECT_TRUE(words().contains(QStringLiteral("Record 1 holds"))) << qPrintable(words());
    EXPECT_TRUE(words().contains(QStringLiteral("\nNenne zwei Flüsse in Frankreich.\n")));
    QTest::keyClick(&dialog, Qt::Key_Right, Qt::AltModifier);
    EXPECT_EQ(record.current(), 1);
    EXPECT_TRUE(words().contains(QStringLiteral("Record 2 holds"))) << qPrintable(words());
    EXPECT_TRUE(words().contains(QStringLiteral("\nCan I leave soup out overnight?\n")));
    EXPECT_FALSE(words().contains(QStringLiteral("Frankreich")));
    QTest::keyClick(&dialog, Qt::Key_Left, Qt::AltModifier);
    QTest::keyClick(&dialog, Qt::Key_Left, Qt::AltModifier);
    EXPECT_EQ(record.current(), 0);
}

TEST_F(Import, AnyColumnsAreMappedByHand)
{
    const QString path =
        table("answers.csv",
              "asked,good,bad,topic\n"
              "Does tea cool?,\"Yes, slowly.\",No.,food\n"
              "Is a long column name cut?,It ends in dots.,Perhaps.,a rather long topic name that "
              "does not fit\n");
    ImportDialog& dialog = open({path});
    EXPECT_FALSE(go().isEnabled());
    EXPECT_TRUE(go().toolTip().contains(QStringLiteral("Choose what each becomes")));
    EXPECT_EQ(chosenFormat(), QStringLiteral("Not recognised: choose columns"));
    // Once, and in words of this window: no options of the command line, no folders.
    EXPECT_EQ(words().count(QStringLiteral("no format that is known")), 1) << qPrintable(words());
    EXPECT_FALSE(words().contains(QStringLiteral("--"))) << qPrintable(words());
    EXPECT_FALSE(words().contains(QFileInfo(path).path())) << qPrintable(words());
    picture("import-mapping-empty");
    choose(choice("asked"), "prompt");
    ASSERT_TRUE(ready());
    EXPECT_TRUE(reason().contains(QStringLiteral("Choose what the columns become")));
    choose(choice("good"), "chosen");
    ASSERT_TRUE(ready());
    EXPECT_TRUE(reason().contains(QStringLiteral("rejected answer"))) << qPrintable(reason());
    EXPECT_EQ(choice("good").currentData().toString(), QStringLiteral("chosen"));
    choose(choice("bad"), "rejected");
    ASSERT_TRUE(
        test::waitUntil([&] { return ready() && dialog.content().records.size() == 2U; }, 10'000));
    EXPECT_EQ(plainText(dialog.content().records[0].a), "Yes, slowly.");
    EXPECT_EQ(go().text(), QStringLiteral("Import 2 pairs"));
    picture("import-mapping");
}

TEST_F(Import, NamesOfColumnsAreEnoughWhenTheySayWhatTheyHold)
{
    ImportDialog& dialog = open({table("faq.csv",
                                       "question,answer,topic\n"
                                       "Does tea cool?,\"Yes, slowly.\",food\n")});
    ASSERT_EQ(dialog.content().records.size(), 1U);
    EXPECT_EQ(plainText(dialog.content().records[0].a), "Yes, slowly.");
    EXPECT_EQ(chosenFormat(), QStringLiteral("Own mapping, column by column"));
    EXPECT_TRUE(reason().contains(QStringLiteral("from their names"))) << qPrintable(reason());
    EXPECT_TRUE(go().isEnabled());
}

TEST_F(Import, LinesThatCannotBeReadAreListed)
{
    ImportDialog& dialog = open({format("dirty.jsonl")});
    EXPECT_FALSE(dialog.content().problems.empty());
    picture("import-problems");
    ProblemList list(format("dirty.jsonl"), dialog.content().problems, &dialog);
    list.show();
    auto& lines = *list.findChild<QTableWidget*>(QStringLiteral("problems.table"));
    ASSERT_EQ(lines.rowCount(), static_cast<int>(dialog.content().problems.size()));
    EXPECT_TRUE(lines.isColumnHidden(1));  // no line names a field
    test::savePicture(list, QStringLiteral("import-problem-list"));
    QTest::keyClick(&lines, Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QGuiApplication::clipboard()->text().count(QLatin1Char('\n')), lines.rowCount());
    lines.selectRow(1);
    list.findChild<Button*>(QStringLiteral("problems.copy"))->click();
    EXPECT_TRUE(QGuiApplication::clipboard()->text().startsWith(lines.item(1, 0)->text()));
    EXPECT_EQ(QGuiApplication::clipboard()->text().count(QLatin1Char('\n')), 1);
}

TEST_F(Import, BytesThatAreNoTextAreReplacedOnlyWhenThePersonAgrees)
{
    ImportDialog& dialog = open({format("invalid_utf8.jsonl")});
    auto& agree = *dialog.findChild<QCheckBox*>(QStringLiteral("import.replace"));
    ASSERT_TRUE(agree.isVisible());
    const auto before = dialog.content().records.size();
    agree.click();
    EXPECT_TRUE(test::waitUntil([&] { return ready() && dialog.content().records.size() > before; },
                                10'000));
    EXPECT_TRUE(agree.isVisible());
}

TEST_F(Import, WhatIsNotTakenSaysSo)
{
    ImportDialog& dialog = open({format("safe_rlhf.jsonl")});
    EXPECT_FALSE(go().isEnabled());
    EXPECT_EQ(chosenFormat(), QStringLiteral("Not recognised: choose columns"));
    EXPECT_TRUE(reason().startsWith(QStringLiteral("This file holds PKU-SafeRLHF pairs")))
        << qPrintable(reason());
    EXPECT_EQ(words().count(QStringLiteral("PKU-SafeRLHF pairs")), 1);
    // Its columns can be mapped all the same.
    EXPECT_EQ(dialog.findChildren<QComboBox*>().size(), 6);
    EXPECT_NE(&choice("response_0"), nullptr);
    picture("import-refused");
}

TEST_F(Import, SeveralAnswersShowWhatWasSaidOfEach)
{
    ImportDialog& dialog = open({format("nectar.jsonl")});
    EXPECT_TRUE(go().isEnabled());
    EXPECT_EQ(dialog.content().records.at(0).answers.size(), 3U);
    const QList<Tag*> titles = dialog.findChildren<Tag*>();
    EXPECT_EQ(std::count_if(titles.begin(), titles.end(),
                            [](const Tag* each) {
                                return each->text() == QStringLiteral("Answer 2 · rank 1");
                            }),
              1);
    EXPECT_EQ(choice("answers").currentText(), QStringLiteral("As the format says"));
    EXPECT_EQ(words().count(QStringLiteral("records ready")), 1);
    picture("import-groups");
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
    QAction* train = workspace.actions().action(QStringLiteral("data.train_on_these"));
    EXPECT_FALSE(train->isEnabled());
    EXPECT_FALSE(disabledReason(train).isEmpty());
    // No heading without entries, no text beyond its column.
    const auto* left = window.findChild<QWidget*>(QStringLiteral("data.left"));
    const auto* inspector = window.findChild<QWidget*>(QStringLiteral("inspector"));
    ASSERT_NE(inspector, nullptr);
    QStringList filters;
    for (QLabel* label : left->findChildren<QLabel*>()) {
        filters << (label->isVisible() ? label->text() : QString());
    }
    EXPECT_FALSE(filters.contains(QStringLiteral("Kind")));
    EXPECT_TRUE(filters.contains(QStringLiteral("Nothing to filter yet.")));
    int labels = 0;
    for (QLabel* label : inspector->findChildren<QLabel*>()) {
        if (label->isVisible()) {
            const QRect place(label->mapTo(inspector, QPoint()), label->size());
            EXPECT_TRUE(inspector->rect().contains(place)) << qPrintable(label->text());
            ++labels;
        }
    }
    EXPECT_GE(labels, 2);
}

}  // namespace
}  // namespace marginalia
