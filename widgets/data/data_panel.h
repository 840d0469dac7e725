// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/project.h"
#include "widgets/common/panel.h"

#include <QTimer>

class QStackedWidget;
class QTableView;
class QToolButton;

namespace marginalia {

class Button;
class DataFoot;
class EmptyState;
class FilterColumn;
class FlowLayout;
class MarginSource;
class RecordColumns;
class RecordDelegate;
class RecordHeader;
class RecordModel;
class SearchField;
class Splitter;
class TextLabel;

/// The parts of a filter that a person sets and takes away one by one.
enum class FilterPart : std::uint8_t { Search, Kind, Label, Flag, Source };

/// The records of the project: views and filters at the left, search above, a table that scrolls a
/// million rows like a hundred, what they amount to below.
class DataPanel : public Panel {
    Q_OBJECT

public:
    explicit DataPanel(PanelContext& context, QWidget* parent = nullptr);

    RecordModel& records() { return *m_model; }
    const Filter& filter() const { return m_filter; }
    void setFilter(const Filter& filter);

    void enter() override;
    void leave() override;
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    /// "import" {files}: the import dialog. "show" {record}: selects a record. "filter" {text}:
    /// applies a filter's text.
    bool perform(const QString& request, const QVariantMap& arguments) override;
    QWidget* searchField() override;
    QWidget* firstFocus() override;
    QList<QWidget*> areas() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildHeader();
    QWidget* buildMiddle();
    QWidget* buildSearch();
    void buildTable();
    void connectActions();
    void connectSession();
    void connectTable();
    void connectFilters();

    enum class Shows : std::uint8_t { FirstHits, AllHits };
    /// Asks for the hits of the filter. A new filter shows its first ones at once; what is read
    /// anew stays until all are there.
    void query(Shows shows = Shows::AllHits);
    /// The first hits, which are there at once, while the rest is still being looked for.
    void queryFirst();
    void takeFirst(QueryResult result);
    void takeHits(QueryResult result);
    void showHits(std::vector<RecordId> ids);
    void showWanted();
    void readSides();
    void takeFilter(const Filter& filter);
    void clearFilters();
    void removePart(FilterPart part);
    QString partText(FilterPart part) const;
    void showNote(const QueryResult& result);
    /// Beside the table, or folded into the button: by the window's width and what was asked for.
    void showFilters();
    void foldFilters(bool open);
    void showChips();
    void showOrder();
    void showFoot();
    void showEmptyOrTable();
    /// The project and how much it holds.
    QString subtitle();
    void updateActions();
    static qint64 recordsIn(const Counts& counts);
    void sortBy(SortKey key, bool descending);
    void sortByColumn(int column);
    void showOrderMenu(const QPoint& place);
    void showRowMenu(const QPoint& at);
    void saveNewView();
    void renameView(qint64 id, const QString& name);
    void removeView(qint64 id);
    void saveView(qint64 id, const QString& name, const Filter& filter);
    void import(const QStringList& files);
    void flagSelection();
    void leaveOutSelection();
    void copySelection();
    /// Few enough to be read one by one; says so when they are not.
    bool areFew(std::size_t records);
    void goTo(int row);
    void moveBy(int rows);
    std::vector<RecordId> selection() const;

    Filter m_filter;
    QList<FilterPart> m_parts;  ///< those in force, in the order in which they were set
    std::vector<SavedView> m_savedViews;
    std::vector<ImportInfo> m_importInfos;
    RecordModel* m_model = nullptr;
    RecordDelegate* m_delegate = nullptr;
    Splitter* m_splitter = nullptr;
    FilterColumn* m_filters = nullptr;
    SearchField* m_search = nullptr;
    FlowLayout* m_chipRow = nullptr;
    TextLabel* m_sorted = nullptr;
    QStackedWidget* m_stack = nullptr;
    QTableView* m_table = nullptr;
    EmptyState* m_empty = nullptr;
    EmptyState* m_noHit = nullptr;
    DataFoot* m_foot = nullptr;
    RecordHeader* m_head = nullptr;
    RecordColumns* m_columns = nullptr;
    QToolButton* m_fold = nullptr;
    MarginSource* m_margins = nullptr;
    Button* m_import = nullptr;
    Button* m_removeLast = nullptr;
    QTimer m_typing;
    std::optional<RecordId> m_wanted;
    bool m_indexComplete = true;
    bool m_answered = false;  ///< the first query has come back
    bool m_waiting = false;   ///< for all hits of the present filter
    bool m_begun = false;     ///< their first ones are shown
    bool m_stale = false;
    bool m_narrow = false;
    bool m_openNarrow = false;  ///< the filters, in a narrow window
    bool m_openWide = true;
};

}  // namespace marginalia
