// SPDX-License-Identifier: GPL-3.0-or-later
// The table of Data on the sample: views, filters, search, order, keys.
#include "tests/widgets/data/data_window.h"
#include "widgets/common/buttons.h"
#include "widgets/data/check_row.h"
#include "widgets/data/data_foot.h"
#include "widgets/data/record_delegate.h"
#include "widgets/data/view_delegate.h"

#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QToolButton>

namespace marginalia {
namespace {

class DataTable : public DataWindow {
protected:
    QListWidget& views() { return part<QListWidget>("data.views"); }
    CheckRow& check(const char* value)
    {
        return part<CheckRow>((std::string("data.filter.") + value).c_str());
    }
    QLineEdit& search() { return part<QLineEdit>("data.search"); }
    void clickView(int row)
    {
        const QRect place = views().visualItemRect(views().item(row));
        QTest::mouseClick(views().viewport(), Qt::LeftButton, {}, place.center());
    }
    qint64 countOfView(int row)
    {
        return views().item(row)->data(ViewDelegate::CountRole).toString().toLongLong();
    }
    std::vector<qint64> numbers()
    {
        std::vector<qint64> out;
        for (int row = 0; row < records().rowCount(); ++row) {
            out.push_back(number(records().idAt(row)));
        }
        return out;
    }
};

TEST_F(DataTable, AViewShowsAsManyRowsAsItCounts)
{
    ASSERT_EQ(views().count(), 4);
    for (const int row : {1, 2, 3, 0}) {
        clickView(row);
        EXPECT_GT(countOfView(row), 0);
        EXPECT_TRUE(waitForHits(countOfView(row))) << row;
        EXPECT_EQ(views().currentRow(), row);
    }
    clickView(1);
    ASSERT_TRUE(waitForHits(countOfView(1)));
    picture("data-view");
}

TEST_F(DataTable, EveryTickShowsAsManyRowsAsItCounts)
{
    // By value: a row may be made anew when the counts change.
    std::vector<std::string> values;
    for (CheckRow* row : window().findChildren<CheckRow*>()) {
        if (row->isVisible()) {
            values.push_back(row->value());
        }
    }
    int looked = 0;
    for (const std::string& value : values) {
        CheckRow* row = &check(value.c_str());
        const qint64 count = row->accessibleDescription().toLongLong();
        QTest::mouseClick(row, Qt::LeftButton);
        EXPECT_TRUE(waitForHits(count)) << value;
        QTest::mouseClick(&check(value.c_str()), Qt::LeftButton);
        EXPECT_TRUE(waitForHits(320)) << value;
        ++looked;
    }
    EXPECT_GE(looked, 8);  // pairs, six labels, one source
}

TEST_F(DataTable, FiltersAreTakenAwayInTheOrderTheyWereSet)
{
    check("tie").setFocus();
    key(Qt::Key_Space);
    ASSERT_TRUE(waitForHits(2));
    check("both_good").setFocus();
    key(Qt::Key_Space);
    ASSERT_TRUE(waitForHits(3));
    search().setFocus();
    type(QStringLiteral("no such word"));
    ASSERT_TRUE(waitForHits(0));
    picture("data-no-hit");
    auto& remove = part<Button>("data.remove_last");
    EXPECT_TRUE(remove.isVisible());
    EXPECT_EQ(remove.text(), QStringLiteral("Clear the search"));
    remove.setFocus();
    key(Qt::Key_Return);
    ASSERT_TRUE(waitForHits(3));
    EXPECT_TRUE(search().text().isEmpty());
    const auto chips = window().findChildren<ChipButton*>();
    ASSERT_EQ(std::count_if(chips.begin(), chips.end(), [](auto* c) { return c->isVisible(); }), 1);
    EXPECT_EQ(chips.front()->text(), QStringLiteral("Label: tie or both good"));
    picture("data-filter");
    table().setFocus();
    key(Qt::Key_D, Qt::ControlModifier);
    EXPECT_TRUE(waitForHits(320));
}

TEST_F(DataTable, SearchGoesAsItIsTypedAndMarksItsHits)
{
    table().setFocus();
    key(Qt::Key_Slash);
    ASSERT_EQ(QApplication::focusWidget(), &search());
    type(QStringLiteral("app"));
    ASSERT_TRUE(wait([this] { return records().hits() > 0 && records().hits() < 100; }));
    const qint64 some = records().hits();
    type(QStringLiteral("les"));
    // The query goes out when the typing rests, not with the key.
    ASSERT_TRUE(wait([this] { return panel().filter().search == "apples"; }));
    settle();
    EXPECT_LE(records().hits(), some);
    ASSERT_TRUE(wait([this] { return records().summary(0) != nullptr; }));
    EXPECT_TRUE(search().accessibleDescription().contains(QStringLiteral(" of 320")))
        << qPrintable(search().accessibleDescription());
    for (int row = 0; row < records().rowCount(); ++row) {
        const RowSummary* summary = records().summary(row);
        ASSERT_NE(summary, nullptr);
        const QString all = QString::fromStdString(summary->prompt + ' ' + summary->chosen + ' ' +
                                                   summary->rejected);
        EXPECT_TRUE(all.contains(QStringLiteral("apples"), Qt::CaseInsensitive)) << qPrintable(all);
    }
    // The hit is marked in the colour of the theme, also where the cell cuts the word.
    const QImage shown = table().viewport()->grab().toImage();
    int marked = 0;
    for (int x = 0; x < shown.width(); ++x) {
        for (int y = 0; y < shown.height(); ++y) {
            marked += shown.pixelColor(x, y) == theme().match ? 1 : 0;
        }
    }
    EXPECT_GT(marked, 200);
    picture("data-search");
    search().setFocus();
    key(Qt::Key_Escape);
    EXPECT_TRUE(waitForHits(320));
    key(Qt::Key_Escape);
    EXPECT_EQ(QApplication::focusWidget(), &table());
}

TEST_F(DataTable, MoreHitsComeBehindTheFirstOnes)
{
    std::vector<RecordId> all;
    for (int row = 0; row < records().rowCount(); ++row) {
        all.push_back(records().idAt(row));
    }
    const std::vector<RecordId> first(all.begin(), all.begin() + 10);
    records().setHits(first);
    ASSERT_TRUE(wait([this] { return records().summary(9) != nullptr; }));
    table().selectRow(7);
    table().verticalScrollBar()->setValue(3);
    EXPECT_FALSE(records().extendHits({all[1], all[2]}));
    EXPECT_EQ(records().rowCount(), 10);
    EXPECT_TRUE(records().extendHits(all));
    EXPECT_EQ(records().rowCount(), 320);
    EXPECT_TRUE(table().selectionModel()->isRowSelected(7));
    ASSERT_TRUE(wait([this] {
        const RowSummary* last = records().summary(319);
        return last != nullptr && records().summary(9) != nullptr;
    }));
    EXPECT_EQ(records().summary(9)->id, all[9]);
    EXPECT_EQ(records().summary(319)->id, all[319]);
}

TEST_F(DataTable, WordsOfASearchAreItsHits)
{
    EXPECT_EQ(searchWords(QStringLiteral("Warm \"Tea cake\" label:tie")),
              (QStringList{QStringLiteral("warm"), QStringLiteral("tea"), QStringLiteral("cake")}));
}

TEST_F(DataTable, AViewIsSavedNamedRenamedAndRemoved)
{
    check("tie").setFocus();
    key(Qt::Key_Space);
    ASSERT_TRUE(waitForHits(2));
    auto& save = part<QToolButton>("data.views.save");
    QTest::mouseClick(&save, Qt::LeftButton);
    ASSERT_TRUE(wait([this] { return views().count() == 5; }));
    ASSERT_TRUE(wait([] { return qobject_cast<QLineEdit*>(QApplication::focusWidget()); }));
    key(Qt::Key_A, Qt::ControlModifier);
    type(QStringLiteral("Undecided"));
    key(Qt::Key_Return);
    ASSERT_TRUE(wait([this] {
        return views().count() == 5 && views().item(4)->text() == QStringLiteral("Undecided");
    }));
    settle();
    picture("data-saved-view");
    clickView(0);
    ASSERT_TRUE(waitForHits(320));
    clickView(4);
    ASSERT_TRUE(waitForHits(2));
    views().setFocus();
    key(Qt::Key_F2);
    ASSERT_TRUE(wait([] { return qobject_cast<QLineEdit*>(QApplication::focusWidget()); }));
    key(Qt::Key_A, Qt::ControlModifier);
    type(QStringLiteral("Ties"));
    key(Qt::Key_Return);
    ASSERT_TRUE(wait([this] {
        return views().count() == 5 && views().item(4)->text() == QStringLiteral("Ties");
    }));
    views().setFocus();
    views().setCurrentRow(4);
    key(Qt::Key_Delete);
    EXPECT_TRUE(wait([this] { return views().count() == 4; }));
    // The key is the view's here, also on one that stays: no record is left out by it.
    views().setFocus();
    views().setCurrentRow(0);
    key(Qt::Key_Delete);
    settle();
    EXPECT_EQ(session().counts().pairs, 320);
}

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
