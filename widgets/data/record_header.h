// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace marginalia {

/// The head of the record table: chosen and rejected in their colours, the flag as its icon, an
/// arrow at the column that orders the rows.
class RecordHeader : public QHeaderView {
    Q_OBJECT

public:
    explicit RecordHeader(QWidget* parent = nullptr);
    /// -1: none.
    void setOrder(int column, bool descending);

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    int m_column = -1;
    bool m_descending = false;
};

}  // namespace marginalia
