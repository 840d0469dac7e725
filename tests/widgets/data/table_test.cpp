// SPDX-License-Identifier: GPL-3.0-or-later
// The table of Data on the sample: order, columns, keys, the foot.
#include "tests/widgets/data/table_fixture.h"
#include "widgets/common/buttons.h"
#include "widgets/data/data_foot.h"

#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QToolButton>

#include <algorithm>

namespace marginalia {
namespace {

TEST_F(DataTable, TheHeadAndTheKeysOrderTheRows)
{
    const auto words = [this](int row) {
        const RowSummary* summary = records().summary(row);
        return summary == nullptr ? 0 : summary->chosenWords - summary->rejectedWords;
    };
    QHeaderView* head = table().horizontalHeader();
    const int x = head->sectionViewportPosition(RecordModel::LengthDifference) + 10;
    QTest::mouseClick(head->viewport(), Qt::LeftButton, {}, {x, 10});
    settle();
    ASSERT_TRUE(wait([&] { return records().summary(0) != nullptr; }));
    EXPECT_LE(words(0), words(1));
    EXPECT_LT(words(0), 0);
    table().setFocus();
    key(Qt::Key_Down, Qt::AltModifier);
    settle();
    ASSERT_TRUE(wait([&] { return records().summary(0) != nullptr && words(0) > 0; }));
    EXPECT_GE(words(0), words(1));
    picture("data-sorted");
    key(Qt::Key_Up, Qt::AltModifier);
    ASSERT_TRUE(wait([&] { return records().summary(0) != nullptr && words(0) < 0; }));
    EXPECT_EQ(panel().filter().sort, SortKey::LengthDifference);
    // Clearing the filters leaves the order alone.
    key(Qt::Key_D, Qt::ControlModifier);
    settle();
    EXPECT_EQ(panel().filter().sort, SortKey::LengthDifference);
}

TEST_F(DataTable, TheOrderMenuHidesColumns)
{
    auto& button = part<QToolButton>("data.order_button");
    button.setFocus();
    key(Qt::Key_Space);
    QMenu* menu = nullptr;
    ASSERT_TRUE(wait([&] {
        menu = window().findChild<QMenu*>(QStringLiteral("data.order"));
        return menu != nullptr && menu->isVisible();
    }));
    test::saveOnePicture(*menu, QStringLiteral("data-order-menu.png"), 1);
    for (QAction* action : menu->actions()) {
        if (action->text() == QStringLiteral("Column History")) {
            action->trigger();
        }
    }
    menu->close();
    EXPECT_TRUE(table().isColumnHidden(RecordModel::History));
    EXPECT_FALSE(table().isColumnHidden(RecordModel::Margin));
}

TEST_F(DataTable, TextsShareTheWidthAndNumbersGiveWay)
{
    QHeaderView& head = *table().horizontalHeader();
    const auto widths = [&head] {
        std::vector<int> out;
        for (int column = 0; column < RecordModel::ColumnCount; ++column) {
            out.push_back(head.sectionSize(column));
        }
        return out;
    };
    const auto fills = [&] {
        settle();
        return head.length() == table().viewport()->width() &&
               !table().horizontalScrollBar()->isVisible();
    };
    EXPECT_TRUE(fills());
    EXPECT_NEAR(widths()[RecordModel::Prompt], 1.2 * widths()[RecordModel::Chosen], 2);
    EXPECT_EQ(widths()[RecordModel::Chosen], widths()[RecordModel::Rejected]);
    // What a person drags is kept, and made up for by those to the right.
    head.resizeSection(RecordModel::Prompt, 220);
    EXPECT_TRUE(fills());
    EXPECT_NEAR(widths()[RecordModel::Prompt], 220, 2);
    EXPECT_EQ(widths()[RecordModel::Chosen], widths()[RecordModel::Rejected]);
    head.resizeSection(RecordModel::Rejected, 110);
    EXPECT_TRUE(fills());
    EXPECT_NEAR(widths()[RecordModel::Rejected], 110, 2);
    EXPECT_GT(widths()[RecordModel::Prompt], 220);
    QSettings kept(test::freshFolder(QStringLiteral("columns")) + QStringLiteral("/state.ini"),
                   QSettings::IniFormat);
    const auto before = widths();
    panel().saveState(kept);
    head.resizeSection(RecordModel::Prompt, 140);
    EXPECT_NE(widths(), before);
    panel().restoreState(kept);
    EXPECT_TRUE(fills());
    EXPECT_EQ(widths(), before);
    // In a narrow place the history goes first, then the length difference; never the texts.
    window().resize(1024, 640);
    m_workspace->actions().action(QStringLiteral("data.filters"))->trigger();
    EXPECT_TRUE(fills());
    EXPECT_TRUE(table().isColumnHidden(RecordModel::History));
    EXPECT_FALSE(table().isColumnHidden(RecordModel::Margin));
    window().resize(1440, 900);
    EXPECT_TRUE(fills());
    EXPECT_FALSE(table().isColumnHidden(RecordModel::History));
}

TEST_F(DataTable, ANarrowWindowFoldsTheFilters)
{
    auto& fold = part<QToolButton>("data.fold");
    auto& filters = part<QWidget>("data.left");
    EXPECT_TRUE(filters.isVisible());
    EXPECT_FALSE(fold.isVisible());
    window().resize(1280, 720);
    settle();
    EXPECT_FALSE(filters.isVisible());
    ASSERT_TRUE(fold.isVisible());
    EXPECT_EQ(fold.accessibleName(), QStringLiteral("Show views and filters"));
    EXPECT_LE(part<QWidget>("inspector").width(), 300);
    for (const int column : {RecordModel::Prompt, RecordModel::Chosen, RecordModel::Rejected}) {
        EXPECT_GE(table().columnWidth(column), 110) << column;
    }
    EXPECT_FALSE(table().horizontalScrollBar()->isVisible());
    picture("data-1280");
    // By hand it comes back, and stays while the window is narrow.
    fold.setFocus();
    key(Qt::Key_Space);
    settle();
    EXPECT_TRUE(filters.isVisible());
    EXPECT_EQ(fold.accessibleName(), QStringLiteral("Hide views and filters"));
    EXPECT_FALSE(table().horizontalScrollBar()->isVisible());
    window().resize(1300, 720);
    settle();
    EXPECT_TRUE(filters.isVisible());
    picture("data-1280-filters");
    // The focus does not stay in what is gone.
    check("tie").setFocus();
    key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    EXPECT_FALSE(filters.isVisible());
    EXPECT_EQ(QApplication::focusWidget(), &table());
    window().resize(1440, 900);
    settle();
    EXPECT_TRUE(filters.isVisible());
    EXPECT_FALSE(fold.isVisible());
}

TEST_F(DataTable, APanelBehindItTakesNoRoom)
{
    window().showPanel(QStringLiteral("train"));
    window().showPanel(QStringLiteral("data"));
    settle();
    for (const char* other : {"train", "label", "compare"}) {
        if (const Panel* behind = window().panel(QLatin1String(other))) {
            EXPECT_EQ(behind->sizePolicy().horizontalPolicy(), QSizePolicy::Ignored) << other;
        }
    }
    EXPECT_EQ(panel().sizePolicy().horizontalPolicy(), QSizePolicy::Preferred);
    // The dock keeps the width it was drawn with, and its line stands between it and the panel.
    auto& inspector = part<QWidget>("inspector");
    EXPECT_EQ(inspector.width(), 330);
    EXPECT_EQ(inspector.mapTo(&window(), QPoint()).x(),
              panel().mapTo(&window(), QPoint(panel().width(), 0)).x() + 1);
}

TEST_F(DataTable, KeysMoveFlagLeaveOutAndCopy)
{
    table().setFocus();
    EXPECT_EQ(table().currentIndex().row(), 0);
    key(Qt::Key_J);
    key(Qt::Key_J);
    key(Qt::Key_K);
    EXPECT_EQ(table().currentIndex().row(), 1);
    const bool was = records().summary(1)->label.flagged;
    key(Qt::Key_F);
    ASSERT_TRUE(wait([&] {
        return records().summary(1) != nullptr && records().summary(1)->label.flagged != was;
    }));
    key(Qt::Key_C, Qt::ControlModifier);
    const QString prompt = QString::fromStdString(records().summary(1)->prompt).left(10);
    EXPECT_TRUE(wait([&] { return QGuiApplication::clipboard()->text().contains(prompt); }));
    key(Qt::Key_Delete);
    ASSERT_TRUE(waitForHits(319));
    settle();
    session().undo();
    EXPECT_TRUE(waitForHits(320));
    table().setFocus();
    key(Qt::Key_Return);
    EXPECT_TRUE(wait([this] {
        auto* inspector = window().findChild<QWidget*>(QStringLiteral("inspector"));
        return inspector != nullptr && inspector->isAncestorOf(QApplication::focusWidget());
    }));
}

TEST_F(DataTable, ARequestShowsARecordThatTheFilterHides)
{
    check("tie").setFocus();
    key(Qt::Key_Space);
    ASSERT_TRUE(waitForHits(2));
    window().showPanel(QStringLiteral("data"), QStringLiteral("show"),
                       {{QStringLiteral("record"), qint64{300}}});
    ASSERT_TRUE(waitForHits(320));
    EXPECT_TRUE(wait([this] {
        return table().currentIndex().isValid() &&
               number(records().idAt(table().currentIndex().row())) == 300;
    }));
}

TEST_F(DataTable, TheFootSaysWhatTheRecordsAmountTo)
{
    auto& foot = part<DataFoot>("data.foot");
    EXPECT_EQ(foot.height(), 40);
    EXPECT_EQ(foot.accessibleDescription(),
              QStringLiteral("320 pairs · 57 labelled · longer wins 83 % of "
                             "54 · 0 equal · 0 empty"));
    EXPECT_TRUE(foot.toolTip().isEmpty());
    window().resize(1024, 640);
    settle();
    picture("data-1024");
    m_workspace->actions().action(QStringLiteral("data.filters"))->trigger();
    settle();
    EXPECT_EQ(foot.toolTip(), foot.accessibleDescription());
    picture("data-1024-filters");
}

TEST_F(DataTable, EverythingIsReachedByTab)
{
    table().setFocus();
    QSet<QString> seen;
    for (int i = 0; i < 60; ++i) {
        key(Qt::Key_Tab);
        seen << QApplication::focusWidget()->objectName();
    }
    for (const char* name :
         {"data.views", "data.views.save", "data.search", "data.order_button", "data.table",
          "data.filter.pair", "data.filter.tie", "inspector.tabs", "inspector.flag"}) {
        EXPECT_TRUE(seen.contains(QLatin1String(name))) << name;
    }
}

}  // namespace
}  // namespace marginalia
