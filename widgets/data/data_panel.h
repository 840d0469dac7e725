// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/project.h"
#include "widgets/common/panel.h"

#include <QTimer>

class QStackedWidget;
class QTableView;

namespace marginalia {

class ChipButton;
class EmptyState;
class FilterColumn;
class FlowLayout;
class Pane;
class RecordDelegate;
class RecordModel;
class SearchField;
class Splitter;
class TextLabel;

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
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    /// "import" {files}: the import dialog. "show" {record}: selects a record. "filter" {text}:
    /// applies a filter's text.
    bool perform(const QString& request, const QVariantMap& arguments) override;
    QWidget* searchField() override;
    QWidget* firstFocus() override;
    QList<QWidget*> areas() override;

private:
    void buildHeader();
    QWidget* buildMiddle();
    QWidget* buildSearch();
    void buildTable();
    QWidget* buildFoot();
    void connectActions();
    void connectSession();
    void connectTable();

    void query();
    void takeHits(QueryResult result);
    void readSides();
    void readMargins();
    void showChips();
    void showFoot();
    void showEmptyOrTable();
    void updateActions();
    void sortBy(int column);
    void askViewName();
    void saveView(qint64 id, const QString& name, const Filter& filter);
    void import(const QStringList& files);
    void flagSelection();
    void leaveOutSelection();
    void copySelection();
    void moveBy(int rows);
    std::vector<RecordId> selection() const;

    Filter m_filter;
    std::vector<SavedView> m_savedViews;
    std::vector<ImportInfo> m_importInfos;
    RecordModel* m_model = nullptr;
    RecordDelegate* m_delegate = nullptr;
    Splitter* m_splitter = nullptr;
    FilterColumn* m_filters = nullptr;
    SearchField* m_search = nullptr;
    QWidget* m_chips = nullptr;
    FlowLayout* m_chipRow = nullptr;
    TextLabel* m_sorted = nullptr;
    QStackedWidget* m_stack = nullptr;
    QTableView* m_table = nullptr;
    EmptyState* m_empty = nullptr;
    EmptyState* m_noHit = nullptr;
    TextLabel* m_foot = nullptr;
    QTimer m_typing;
    std::optional<RecordId> m_wanted;
    bool m_indexComplete = true;
    bool m_stale = false;
};

}  // namespace marginalia
