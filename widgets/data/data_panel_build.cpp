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
#include "widgets/data/data_foot.h"
#include "widgets/data/data_panel.h"
#include "widgets/data/filter_column.h"
#include "widgets/data/record_columns.h"
#include "widgets/data/record_delegate.h"
#include "widgets/data/record_header.h"
#include "widgets/data/record_model.h"

#include <QApplication>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace marginalia {

namespace {

/// A window under this width has no room for the filters beside table and inspector.
constexpr double kNarrow = 1360;

}  // namespace

void DataPanel::buildHeader()
{
    ActionRegistry& actions = context().actions;
    header().addAction(new Button(actions.action("data.label_these")));
    header().addAction(new Button(actions.action("data.train_on_these")));
    m_import = new Button(actions.action("file.import"), ButtonRole::Primary);
    header().addAction(m_import);
}

QWidget* DataPanel::buildMiddle()
{
    auto* middle = new Pane(&Theme::surface);
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
    m_empty->setLink(tr("Try the sample"),
                     [this] { context().actions.action("file.sample")->trigger(); });
    m_stack->addWidget(m_empty);
    m_noHit = new EmptyState(QStringLiteral("search"), tr("Nothing matches"),
                             tr("No record fits the search and all filters."));
    m_removeLast = m_noHit->setAction(tr("Remove the last filter"), [this] {
        if (!m_parts.isEmpty()) {
            m_search->setFocus(Qt::OtherFocusReason);
            removePart(m_parts.last());
        }
    });
    // The panel's primary button is Import.
    setButtonRole(*m_removeLast, ButtonRole::Normal);
    m_removeLast->setObjectName(QStringLiteral("data.remove_last"));
    m_stack->addWidget(m_noHit);
    column->addWidget(m_stack, 1);
    m_foot = new DataFoot;
    column->addWidget(m_foot);
    return middle;
}

QWidget* DataPanel::buildSearch()
{
    auto* part = new Pane(&Theme::surface);
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins(u(14), u(10), u(14), u(8));
    column->setSpacing(u(6));
    m_search = new SearchField(tr("Search words, \"phrases\", label:tie, source:2"));
    m_search->setObjectName(QStringLiteral("data.search"));
    m_search->setAccessibleName(tr("Search records"));
    auto* line = new QHBoxLayout;
    line->setSpacing(u(8));
    m_fold = iconButton(QStringLiteral("filter"), tr("Show views and filters"), part);
    m_fold->setObjectName(QStringLiteral("data.fold"));
    m_fold->setCheckable(true);
    connect(m_fold, &QToolButton::clicked, this, &DataPanel::foldFilters);
    line->addWidget(m_fold);
    line->addWidget(m_search, 1);
    column->addLayout(line);
    auto* row = new QHBoxLayout;
    row->setSpacing(u(8));
    auto* chips = new QWidget;
    m_chipRow = new FlowLayout(chips, u(6));
    m_chipRow->setContentsMargins(0, u(2), 0, u(2));  // on one line with the taller button
    row->addWidget(chips, 1);
    m_sorted = new TextLabel({}, Face::Small, &Theme::muted);
    row->addWidget(m_sorted, 0, Qt::AlignVCenter);
    auto* order = iconButton(QStringLiteral("columns"), tr("Order and columns"), part);
    order->setObjectName(QStringLiteral("data.order_button"));
    connect(order, &QToolButton::clicked, this,
            [this, order] { showOrderMenu(order->mapToGlobal(QPoint(0, order->height()))); });
    row->addWidget(order, 0, Qt::AlignVCenter);
    column->addLayout(row);
    return part;
}

void DataPanel::buildTable()
{
    m_model = new RecordModel(context().session, this);
    m_margins = new MarginSource(context().session, context().jobs, this);
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
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_head = new RecordHeader(m_table);
    m_head->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setHorizontalHeader(m_head);
    m_head->setFixedHeight(u(28));
    m_columns = new RecordColumns(*m_table);
}

void DataPanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    showFilters();
}

void DataPanel::showFilters()
{
    // Beside table and inspector the column takes more than it gives.
    m_narrow = window()->width() < u(kNarrow);
    const bool open = m_narrow ? m_openNarrow : m_openWide;
    QWidget* focus = QApplication::focusWidget();
    if (!open && focus != nullptr && m_filters->isAncestorOf(focus)) {
        m_table->setFocus(Qt::OtherFocusReason);
    }
    m_filters->setVisible(open);
    m_fold->setVisible(m_narrow || !open);
    context().actions.action("data.filters")->setChecked(open);
    m_fold->setChecked(open);
    const QString name = open ? tr("Hide views and filters") : tr("Show views and filters");
    m_fold->setAccessibleName(name);
    const QString key = keyText(context().actions.action("data.filters"));
    m_fold->setToolTip(
        (key.isEmpty() ? name : name + QStringLiteral(" (%1)").arg(key)).toHtmlEscaped());
}

void DataPanel::foldFilters(bool open)
{
    (m_narrow ? m_openNarrow : m_openWide) = open;
    showFilters();
}

}  // namespace marginalia
