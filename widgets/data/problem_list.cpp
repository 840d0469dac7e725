// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/problem_list.h"

#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/panes.h"
#include "widgets/common/translated.h"

#include <QAction>
#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {

namespace {

enum Column { Line, Field, What, Todo, ColumnCount };

/// More rows than these would be laid out for seconds.
constexpr int kMostProblems = 2000;

QString placeOf(const Problem& problem)
{
    return problem.column > 0
               ? QStringLiteral("%1:%2").arg(problem.position.line).arg(problem.column)
               : countText(problem.position.line);
}

QString whatOf(const Problem& problem)
{
    const QString what = translated(problem.what, "data");
    return problem.found.empty()
               ? what
               : what + QLatin1Char(' ') +
                     ProblemList::tr("Found: %1").arg(QString::fromStdString(problem.found));
}

}  // namespace

ProblemList::ProblemList(const QString& path, const std::vector<Problem>& problems, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Lines that need a look"));
    resize(u(860), u(480));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new Pane(&Theme::surface);
    auto* title = new QHBoxLayout(head);
    title->setContentsMargins(u(16), u(14), u(16), 0);
    auto* sentence = new ElidedLabel(
        tr("%Ln line(s) of %1 need a look", nullptr, static_cast<int>(problems.size()))
            .arg(QFileInfo(path).fileName()),
        Face::Body, &Theme::text, QFont::DemiBold);
    sentence->setToolTip(path.toHtmlEscaped());
    title->addWidget(sentence, 1);
    column->addWidget(head);
    m_table = new QTableWidget(0, ColumnCount);
    m_table->setObjectName(QStringLiteral("problems.table"));
    m_table->setAccessibleName(tr("Lines that need a look"));
    fill(problems);
    auto* body = new Pane(&Theme::surface);
    auto* inner = new QVBoxLayout(body);
    inner->setContentsMargins(u(16), u(12), u(16), u(12));
    inner->addWidget(m_table);
    column->addWidget(body, 1);
    auto* foot = new Pane(&Theme::window, Qt::TopEdge);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(u(16), u(10), u(16), u(10));
    row->setSpacing(u(10));
    if (static_cast<int>(problems.size()) > kMostProblems) {
        row->addWidget(new TextLabel(tr("The first %1 are shown.").arg(countText(kMostProblems)),
                                     Face::Small, &Theme::muted));
    }
    row->addStretch(1);
    auto* copy = new Button(tr("Copy"), ButtonRole::Normal, QStringLiteral("copy"));
    copy->setObjectName(QStringLiteral("problems.copy"));
    copy->setMinimumHeight(u(32));
    copy->setToolTip(tr("The selected lines, or all (Ctrl+C)"));
    connect(copy, &QAbstractButton::clicked, this, &ProblemList::copy);
    auto* close = new Button(tr("Close"), ButtonRole::Primary);
    close->setMinimumHeight(u(32));
    close->setDefault(true);
    connect(close, &Button::clicked, this, &QDialog::accept);
    row->addWidget(copy);
    row->addWidget(close);
    column->addWidget(foot);
}

void ProblemList::fill(const std::vector<Problem>& problems)
{
    m_table->setHorizontalHeaderLabels(
        {tr("Line"), tr("Field"), tr("What is wrong"), tr("What to do")});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(true);
    m_table->verticalHeader()->hide();
    m_table->setRowCount(std::min(static_cast<int>(problems.size()), kMostProblems));
    bool fields = false;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const Problem& problem = problems[static_cast<size_t>(row)];
        fields = fields || !problem.field.empty();
        const QString field =
            problem.field.empty() ? notMeasured() : QString::fromStdString(problem.field);
        const QString texts[ColumnCount] = {placeOf(problem), field, whatOf(problem),
                                            translated(problem.todo, "data")};
        for (int at = 0; at < ColumnCount; ++at) {
            auto* item = new QTableWidgetItem(texts[at]);
            item->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
            item->setToolTip(texts[at].toHtmlEscaped());
            m_table->setItem(row, at, item);
        }
    }
    m_table->setColumnHidden(Field, !fields);
    QHeaderView* head = m_table->horizontalHeader();
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setHighlightSections(false);
    head->setSectionResizeMode(Line, QHeaderView::ResizeToContents);
    head->setSectionResizeMode(Field, QHeaderView::ResizeToContents);
    head->setSectionResizeMode(What, QHeaderView::Stretch);
    head->setSectionResizeMode(Todo, QHeaderView::Stretch);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto* copy = new QAction(tr("Copy"), m_table);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &ProblemList::copy);
    m_table->addAction(copy);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void ProblemList::copy()
{
    const bool all = !m_table->selectionModel()->hasSelection();
    QStringList lines;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (!all && !m_table->selectionModel()->isRowSelected(row)) {
            continue;
        }
        QStringList cells;
        for (int at = 0; at < ColumnCount; ++at) {
            if (!m_table->isColumnHidden(at)) {
                cells << m_table->item(row, at)->text();
            }
        }
        lines << cells.join(QLatin1Char('\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')) + QLatin1Char('\n'));
}

}  // namespace marginalia
