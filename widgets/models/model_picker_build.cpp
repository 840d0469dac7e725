// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of ModelPicker: what stands where.
#include "widgets/common/buttons.h"
#include "widgets/common/feedback.h"
#include "widgets/common/fields.h"
#include "widgets/common/panes.h"
#include "widgets/models/model_picker.h"
#include "widgets/models/model_table.h"

#include <QHeaderView>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace marginalia {

QWidget* ModelPicker::buildTop()
{
    auto* top = new Pane(&Theme::surface, Qt::BottomEdge);
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(u(18), u(12), u(18), u(12));
    row->setSpacing(u(12));
    m_search = new SearchField(tr("Search models"));
    m_search->setObjectName(QStringLiteral("models.search"));
    m_search->setAccessibleName(tr("Search models"));
    m_search->installEventFilter(this);
    row->addWidget(m_search, 1);
    auto* folder = new Button(tr("Choose a folder…"), ButtonRole::Normal, QStringLiteral("folder"));
    folder->setObjectName(QStringLiteral("models.folder"));
    folder->setAccessibleName(folder->text());
    folder->setAutoDefault(false);
    connect(folder, &QAbstractButton::clicked, this, &ModelPicker::chooseFolder);
    row->addWidget(folder);
    return top;
}

QWidget* ModelPicker::buildList()
{
    m_table = new ModelTable(m_shelf, this);
    m_filter = new ModelFilter(this);
    m_filter->setSourceModel(m_table);
    m_view = new QTableView;
    m_view->setObjectName(QStringLiteral("models.table"));
    m_view->setAccessibleName(tr("Models"));
    m_view->setModel(m_filter);
    m_view->setItemDelegate(new ModelDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setTabKeyNavigation(false);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setDefaultSectionSize(
        std::max(u(30), fontMetrics().height() + u(10)));
    QHeaderView* head = m_view->horizontalHeader();
    head->setHighlightSections(false);
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setSectionResizeMode(QHeaderView::Fixed);
    head->setSectionResizeMode(ModelTable::Name, QHeaderView::Stretch);
    m_view->setColumnWidth(ModelTable::Weights, u(112));
    m_view->setColumnWidth(ModelTable::Size, u(84));
    m_view->setColumnWidth(ModelTable::Template, u(96));
    m_view->setColumnWidth(ModelTable::Verdict, u(150));
    m_empty = new EmptyState(
        QStringLiteral("folder"), tr("No models found"),
        tr("Marginalia looks at this project's runs and in the hub cache, %1. It fetches nothing "
           "by itself.")
            .arg(m_shelf.cache()));
    m_empty->setAction(tr("Choose a folder…"), [this] { chooseFolder(); });
    m_none = new TextLabel({}, Face::Body, &Theme::muted);
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setWordWrap(true);
    m_pages = new QStackedWidget;
    // The texts of the rows stand under the search field.
    m_list = new Pane(&Theme::surface);
    auto* around = new QVBoxLayout(m_list);
    around->setContentsMargins(u(10), 0, u(10), 0);
    around->addWidget(m_view);
    m_pages->addWidget(m_list);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_none);
    return m_pages;
}

QWidget* ModelPicker::buildFoot()
{
    auto* foot = new Pane(&Theme::window, Qt::TopEdge);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(u(18), u(12), u(18), u(12));
    row->setSpacing(u(10));
    m_note = new TextLabel({}, Face::Small, &Theme::muted);
    m_note->setObjectName(QStringLiteral("models.note"));
    m_note->setWordWrap(true);
    row->addWidget(m_note, 1);
    auto* cancel = new Button(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("models.cancel"));
    cancel->setAutoDefault(false);
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    m_use = new Button(tr("Use this model"), ButtonRole::Primary);
    m_use->setObjectName(QStringLiteral("models.use"));
    m_use->setDefault(true);
    connect(m_use, &QAbstractButton::clicked, this, &ModelPicker::use);
    for (Button* button : {cancel, m_use}) {
        button->setMinimumHeight(u(32));
        button->setAccessibleName(button->text());
        row->addWidget(button);
    }
    return foot;
}

}  // namespace marginalia
