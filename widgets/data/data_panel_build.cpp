// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of DataPanel: what stands where.
#include "widgets/common/actions.h"
#include "widgets/common/buttons.h"
#include "widgets/common/feedback.h"
#include "widgets/common/fields.h"
#include "widgets/common/flow_layout.h"
#include "widgets/common/labels.h"
#include "widgets/common/panel_context.h"
#include "widgets/common/panes.h"
#include "widgets/common/session.h"
#include "widgets/common/shell.h"
#include "widgets/common/theme.h"
#include "widgets/data/data_panel.h"
#include "widgets/data/filter_column.h"
#include "widgets/data/record_delegate.h"
#include "widgets/data/record_model.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace marginalia {

void DataPanel::buildHeader()
{
    ActionRegistry& actions = context().actions;
    header().addAction(new Button(actions.action("data.label_these")));
    header().addAction(new Button(actions.action("data.train_on_these")));
    header().addAction(new Button(actions.action("file.import"), ButtonRole::Primary));
}

QWidget* DataPanel::buildMiddle()
{
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildSearch());
    m_stack = new QStackedWidget;
    buildTable();
    m_stack->addWidget(m_table);
    m_empty = new EmptyState(QStringLiteral("data"), tr("No pairs yet"),
                             tr("Bring a file: JSON Lines, JSON, CSV or Parquet."));
    m_empty->setAction(context().actions.action("file.import"));
    m_stack->addWidget(m_empty);
    m_noHit = new EmptyState(QStringLiteral("search"), tr("Nothing matches"),
                             tr("No record fits the search and all filters."));
    m_noHit->setAction(tr("Clear filters"), [this] { setFilter({}); });
    m_stack->addWidget(m_noHit);
    column->addWidget(m_stack, 1);
    column->addWidget(buildFoot());
    return middle;
}

QWidget* DataPanel::buildSearch()
{
    auto* part = new Pane(&Theme::window);
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(u(14), u(8), u(14), u(8));
    column->setSpacing(u(6));
    m_search = new SearchField(tr("Search words, \"phrases\", label:tie, source:2"));
    m_search->setObjectName(QStringLiteral("data.search"));
    m_search->setAccessibleName(tr("Search records"));
    column->addWidget(m_search);
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    m_chips = new QWidget;
    m_chipRow = new FlowLayout(m_chips, u(6));
    row->addWidget(m_chips, 1);
    m_sorted = new TextLabel({}, Face::Small, &Theme::muted);
    row->addWidget(m_sorted, 0, Qt::AlignVCenter);
    column->addLayout(row);
    return part;
}

void DataPanel::buildTable()
{
    m_model = new RecordModel(context().session, this);
    m_delegate = new RecordDelegate(this);
    m_table = new QTableView;
    m_table->setObjectName(QStringLiteral("data.table"));
    m_table->setAccessibleName(tr("Records"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(m_delegate);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    m_table->setMouseTracking(true);
    m_table->setTabKeyNavigation(false);
    m_table->setCornerButtonEnabled(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(
        std::max(u(30), QFontMetrics(textFont(Face::Body)).height() + u(6)));
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(u(26));
    header->setFixedHeight(u(28));
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(false);
    const int widths[RecordModel::ColumnCount] = {30, 64, 220, 158, 158, 56, 58, 86};
    for (int i = 0; i < RecordModel::ColumnCount; ++i) {
        m_table->setColumnWidth(i, u(widths[i]));
    }
    header->setSectionResizeMode(RecordModel::Prompt, QHeaderView::Stretch);
}

QWidget* DataPanel::buildFoot()
{
    auto* foot = new Pane(&Theme::surface, Qt::TopEdge);
    foot->setObjectName(QStringLiteral("data.foot"));
    foot->setFixedHeight(u(40));
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(u(14), 0, u(14), 0);
    m_foot = new TextLabel({}, Face::Small, &Theme::muted);
    m_foot->setAccessibleName(tr("What the records amount to"));
    row->addWidget(m_foot);
    row->addStretch(1);
    return foot;
}

}  // namespace marginalia
