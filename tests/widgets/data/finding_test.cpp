// SPDX-License-Identifier: GPL-3.0-or-later
// Finding rows of Data: views, filters, search.
#include "tests/widgets/data/table_fixture.h"
#include "widgets/common/buttons.h"
#include "widgets/data/record_delegate.h"

#include <QToolButton>

#include <algorithm>

namespace marginalia {
namespace {

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

}  // namespace
}  // namespace marginalia
