// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/problem_list.h"

#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/common/translated.h"

#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace marginalia {

ProblemList::ProblemList(const std::vector<Problem>& problems, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Lines that need a look"));
    resize(u(860), u(480));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(u(16), u(16), u(16), u(16));
    auto* table = new QTableWidget(static_cast<int>(problems.size()), 4);
    table->setAccessibleName(tr("Lines that need a look"));
    table->setHorizontalHeaderLabels(
        {tr("Line"), tr("Field"), tr("What is wrong"), tr("What to do")});
    table->verticalHeader()->hide();
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    for (int row = 0; row < table->rowCount(); ++row) {
        const Problem& problem = problems[static_cast<size_t>(row)];
        const QString line =
            problem.column > 0
                ? QStringLiteral("%1:%2").arg(problem.position.line).arg(problem.column)
                : countText(problem.position.line);
        QString what = translated(problem.what);
        if (!problem.found.empty()) {
            what += tr(" Found: %1").arg(QString::fromStdString(problem.found));
        }
        table->setItem(row, 0, new QTableWidgetItem(line));
        table->setItem(row, 1, new QTableWidgetItem(QString::fromStdString(problem.field)));
        table->setItem(row, 2, new QTableWidgetItem(what));
        table->setItem(row, 3, new QTableWidgetItem(translated(problem.todo)));
    }
    table->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    table->horizontalHeader()->setSectionResizeMode(3, QHeaderView::Stretch);
    column->addWidget(table, 1);
    auto* close = new Button(tr("Close"), ButtonRole::Primary);
    close->setDefault(true);
    connect(close, &Button::clicked, this, &QDialog::accept);
    column->addWidget(close, 0, Qt::AlignRight);
}

}  // namespace marginalia
