// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/data/record_model.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

#include <array>

class QSettings;
class QTableView;

namespace marginalia {

/// The widths of the record table: numbers take what they need, prompt and answers share the rest.
///
/// What a person drags is kept as a share, so that it holds for every window. Where the texts would
/// become unreadable, first the history and then the length difference give way; there is never a
/// horizontal scroll bar. Records that are no pairs do without the columns of pairs.
class RecordColumns : public QObject {
    Q_OBJECT

public:
    /// The table has its model and its header; both outlive this.
    explicit RecordColumns(QTableView& table);

    /// What the person wants to see; a column that is wanted may still lack the room.
    bool isWanted(int column) const { return m_wanted[static_cast<std::size_t>(column)]; }
    void setWanted(int column, bool wanted);
    /// Whether there are pairs: without them there is nothing that could be rejected, and the
    /// prompts have the room.
    void setPaired(bool paired);
    /// The number column holds this one, and never becomes narrower again.
    void setLargestNumber(qint64 number);

    void save(QSettings& settings) const;
    void restore(QSettings& settings);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    static constexpr std::size_t kCount = RecordModel::ColumnCount;
    static bool isText(int column);
    int widthOf(int column) const;  ///< of a column that is no text
    void fit();
    void take(int column, int width);

    QTableView& m_table;
    const QPointer<QWidget> m_viewport;
    std::array<bool, kCount> m_wanted{};
    std::array<double, kCount> m_sizes{};  ///< texts: shares; others: width in u
    qint64 m_largest = 0;
    bool m_paired = true;
    bool m_fitting = false;
};

}  // namespace marginalia
