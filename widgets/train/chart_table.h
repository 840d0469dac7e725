// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/train/chart_card.h"

#include <QAbstractTableModel>
#include <QDialog>

#include <vector>

namespace marginalia {

/// The numbers of the charts as a table: one row a step, per curve its value, smoothed value and
/// held-out value.
class ChartTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    ChartTableModel(const std::vector<ChartSpec>& specs, ChartRun run, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Tab separated with a head line, full precision.
    QString asText(int firstRow, int lastRow) const;

private:
    enum class Kind : std::uint8_t { Value, Smooth, HeldOut };
    struct Column {
        QString title;
        const Series* series;
        Kind kind;
        NumberStyle style;
    };
    double valueAt(const Column& column, double step) const;

    ChartRun m_run;  ///< keeps the series alive
    const Series* m_steps = nullptr;
    std::vector<Column> m_columns;
    int m_rows = 0;  ///< as the run was when the table was opened
};

/// The same numbers as the charts, for reading aloud and for copying (Ctrl+Shift+T).
class ChartTable : public QDialog {
    Q_OBJECT

public:
    /// Opens beside the window, deletes itself when closed.
    static ChartTable* show(const std::vector<ChartCard*>& cards, const ChartRun& run,
                            QWidget* window);

private:
    ChartTable(const std::vector<ChartSpec>& specs, const ChartRun& run, QWidget* window);
};

}  // namespace marginalia
