// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/chart_table.h"

#include "widgets/common/buttons.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLocale>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

#include <cmath>

namespace marginalia {

ChartTableModel::ChartTableModel(const std::vector<ChartSpec>& specs, ChartRun run, QObject* parent)
    : QAbstractTableModel(parent), m_run(std::move(run))
{
    for (const ChartSpec& spec : specs) {
        for (const CurveSpec& curve : spec.curves) {
            const Series* series = m_run.curves->find(curve.metric);
            if (series == nullptr) {
                continue;
            }
            if (m_steps == nullptr || series->size() > m_steps->size()) {
                m_steps = series;
            }
            const QString name = curve.name.isEmpty() ? spec.title : spec.title + u' ' + curve.name;
            m_columns.push_back({name, series, Kind::Value, spec.style});
            m_columns.push_back({tr("%1, smooth").arg(name), series, Kind::Smooth, spec.style});
            if (const Series* heldOut = m_run.curves->heldOut(curve.metric)) {
                m_columns.push_back(
                    {tr("%1, held-out").arg(name), heldOut, Kind::HeldOut, spec.style});
            }
        }
    }
    m_rows = m_steps != nullptr ? static_cast<int>(m_steps->size()) : 0;
}

int ChartTableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int ChartTableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size()) + 1;
}

double ChartTableModel::valueAt(const Column& column, double step) const
{
    const std::size_t index = column.series->nearest(step);
    if (index >= column.series->size() || column.series->x(index) != step) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    return column.kind == Kind::Smooth ? column.series->smooth(index) : column.series->y(index);
}

QVariant ChartTableModel::data(const QModelIndex& index, int role) const
{
    // A resume may have withdrawn steps since the table was opened.
    if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_steps->size()) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return int(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const double step = m_steps->x(static_cast<std::size_t>(index.row()));
    if (index.column() == 0) {
        return QLocale().toString(static_cast<qlonglong>(step));
    }
    const Column& column = m_columns[static_cast<std::size_t>(index.column() - 1)];
    return numberText(valueAt(column, step), column.style);
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal) {
        return {};
    }
    return section == 0 ? tr("Step") : m_columns[static_cast<std::size_t>(section - 1)].title;
}

QString ChartTableModel::asText(int firstRow, int lastRow) const
{
    QStringList head{tr("Step")};
    for (const Column& column : m_columns) {
        head << column.title;
    }
    QString out = head.join(u'\t') + u'\n';
    const int end = m_steps != nullptr ? static_cast<int>(m_steps->size()) : 0;
    for (int row = firstRow; row <= lastRow && row < end; ++row) {
        const double step = m_steps->x(static_cast<std::size_t>(row));
        out += QString::number(step, 'g', 17);
        for (const Column& column : m_columns) {
            const double value = valueAt(column, step);
            out += u'\t' + (std::isnan(value) ? QString() : QString::number(value, 'g', 9));
        }
        out += u'\n';
    }
    return out;
}

ChartTable* ChartTable::show(const std::vector<ChartCard*>& cards, const ChartRun& run,
                             QWidget* window)
{
    std::vector<ChartSpec> specs;
    for (const ChartCard* card : cards) {
        specs.push_back(card->spec());
    }
    auto* dialog = new ChartTable(specs, run, window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->QDialog::show();
    return dialog;
}

ChartTable::ChartTable(const std::vector<ChartSpec>& specs, const ChartRun& run, QWidget* window)
    : QDialog(window)
{
    setObjectName(QStringLiteral("train.table"));
    setWindowTitle(tr("Numbers of run %1").arg(run.label));
    auto* model = new ChartTableModel(specs, run, this);
    auto* view = new QTableView(this);
    view->setAccessibleName(windowTitle());
    view->setModel(model);
    view->setShowGrid(false);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setWordWrap(false);
    view->verticalHeader()->hide();
    view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    view->verticalHeader()->setDefaultSectionSize(u(24));
    view->horizontalHeader()->setDefaultSectionSize(u(110));
    const auto copy = [model, view] {
        const QModelIndexList rows = view->selectionModel()->selectedRows();
        int first = rows.isEmpty() ? 0 : model->rowCount();
        int last = rows.isEmpty() ? model->rowCount() - 1 : 0;
        for (const QModelIndex& row : rows) {
            first = std::min(first, row.row());
            last = std::max(last, row.row());
        }
        QApplication::clipboard()->setText(model->asText(first, last));
    };
    auto* button = new Button(tr("Copy"), ButtonRole::Normal, QStringLiteral("copy"), this);
    connect(button, &QPushButton::clicked, this, copy);
    auto* shortcut = new QShortcut(QKeySequence::Copy, this);
    connect(shortcut, &QShortcut::activated, this, copy);
    auto* close = new Button(tr("Close"), ButtonRole::Primary, {}, this);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(u(16), u(16), u(16), u(16));
    layout->setSpacing(u(12));
    layout->addWidget(view, 1);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(button);
    row->addWidget(close);
    layout->addLayout(row);
    resize(u(760), u(480));
}

}  // namespace marginalia
