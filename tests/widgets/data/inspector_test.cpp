// SPDX-License-Identifier: GPL-3.0-or-later
// The record inspector on the sample: text, tokens and mask by the real model host, history,
// margin.
#include "tests/widgets/data/data_window.h"
#include "widgets/common/labels.h"
#include "widgets/common/text_view.h"
#include "widgets/inspector/margin_plot.h"
#include "widgets/inspector/record_inspector.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>

namespace marginalia {
namespace {

class Inspector : public DataWindow {
protected:
    void SetUp() override
    {
        DataWindow::SetUp();
        window().showDock(QStringLiteral("inspector"), false);
        m_inspector = window().findChild<RecordInspector*>();
        ASSERT_NE(m_inspector, nullptr);
        ASSERT_TRUE(shows(1));
    }
    bool shows(int record)
    {
        const QString number = QStringLiteral("#%1").arg(record);
        return wait([&] { return m_inspector->windowTitle() == number; });
    }
    void select(int row)
    {
        table().selectionModel()->setCurrentIndex(
            records().index(row, RecordModel::Prompt),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        ASSERT_TRUE(shows(static_cast<int>(number(records().idAt(row)))));
        settle();
    }
    QStringList tags()
    {
        QStringList out;
        for (Tag* tag : m_inspector->findChildren<Tag*>()) {
            if (tag->isVisible()) {
                out << tag->text();
            }
        }
        return out;
    }
    QString texts()
    {
        QString out;
        for (TextView* view : m_inspector->findChildren<TextView*>()) {
            if (view->isVisible()) {
                out += QString::fromStdString(view->source()) + QLatin1Char('\n');
            }
        }
        return out;
    }

    RecordInspector* m_inspector = nullptr;
};

TEST_F(Inspector, TextFollowsTheRowAndSaysWhatWasChosen)
{
    select(0);
    EXPECT_EQ(tags(), (QStringList{QStringLiteral("Chosen"), QStringLiteral("Rejected")}));
    EXPECT_TRUE(texts().contains(QStringLiteral("How much is 84 - 8?"))) << qPrintable(texts());
    picture("data-inspector");
    select(3);
    EXPECT_EQ(tags(),
              (QStringList{QStringLiteral("First answer"), QStringLiteral("Second answer")}));
    picture("data-inspector-open");
}

TEST_F(Inspector, WhatIsReadIsNotLaidOutAgain)
{
    select(0);
    const auto views = m_inspector->findChildren<TextView*>();
    session().writer()->setSetting("unrelated", "1", {});
    ASSERT_TRUE(session().writer()->flush().ok());
    settle();
    EXPECT_EQ(m_inspector->findChildren<TextView*>(), views);
    // A row that is chosen is chosen, whatever keys are held.
    QTest::keyPress(&table(), Qt::Key_Control, Qt::ControlModifier);
    window().showPanel(QStringLiteral("data"), QStringLiteral("show"),
                       {{QStringLiteral("record"), qint64{1}}});
    EXPECT_TRUE(table().selectionModel()->isRowSelected(0));
    QTest::keyRelease(&table(), Qt::Key_Control);
}

TEST_F(Inspector, TokensAndMaskComeFromTheModel)
{
#ifndef MARGINALIA_HAS_TRAIN
    GTEST_SKIP()
        << "this build has no model host (MARGINALIA_TRAIN=OFF, as in the sanitizer presets)";
#endif
    select(0);
    auto& tabs = part<QTabBar>("inspector.tabs");
    tabs.setFocus();
    key(Qt::Key_Right);
    ASSERT_TRUE(wait([this] { return m_inspector->tokensReady(); }));
    ASSERT_TRUE(wait([this] { return tags().size() == 3; }));
    settle();
    EXPECT_TRUE(texts().contains(QStringLiteral("<assistant>"))) << qPrintable(texts());
    picture("data-tokens");
    key(Qt::Key_Right);
    settle();
    picture("data-mask");
    // The next row is scored by itself while the tab stays.
    select(1);
    ASSERT_TRUE(wait([this] { return m_inspector->tokensReady(); }));
    EXPECT_EQ(tabs.currentIndex(), 2);
}

TEST_F(Inspector, HistoryNamesWhoWhenAndHowLong)
{
    select(0);
    m_inspector->showTab(3);
    settle();
    EXPECT_TRUE(texts().contains(QStringLiteral("First answer"))) << qPrintable(texts());
    EXPECT_TRUE(texts().contains(QStringLiteral("by sample"))) << qPrintable(texts());
    auto& flag = part<QPushButton>("inspector.flag");
    flag.click();
    ASSERT_TRUE(wait([this] { return texts().startsWith(QStringLiteral("Flagged")); }));
    EXPECT_EQ(flag.text(), QStringLiteral("Remove flag"));
    picture("data-history");
}

TEST_F(Inspector, TheMarginLeadsToItsStep)
{
    select(0);
    auto& plot = part<MarginPlot>("inspector.margin");
    ASSERT_TRUE(wait([&] { return plot.isVisible(); }));
    EXPECT_TRUE(plot.accessibleDescription().contains(QStringLiteral("rising")))
        << qPrintable(plot.accessibleDescription());
    QSignalSpy chosen(&plot, &MarginPlot::stepChosen);
    plot.setFocus();
    key(Qt::Key_Right);
    key(Qt::Key_Return);
    ASSERT_EQ(chosen.count(), 1);
    EXPECT_GT(chosen.front().front().toLongLong(), 0);
    EXPECT_TRUE(wait([this] { return window().currentPanel() == QStringLiteral("train"); }));
}

TEST_F(Inspector, WithoutAMarginThereIsNoPlot)
{
    auto& plot = part<MarginPlot>("inspector.margin");
    select(3);
    EXPECT_TRUE(wait([&] { return !plot.isVisible(); }));
    select(0);
    EXPECT_TRUE(wait([&] { return plot.isVisible(); }));
}

TEST_F(Inspector, LabelAgainBringsThePair)
{
    select(0);
    part<QPushButton>("inspector.label_again").click();
    EXPECT_TRUE(wait([this] { return window().currentPanel() == QStringLiteral("label"); }));
}

}  // namespace
}  // namespace marginalia
