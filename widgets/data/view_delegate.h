// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace marginalia {

/// A line of a side column's list: icon, name, count at the right.
class ViewDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// Space before the icon and behind the count, in u.
    static constexpr int kPad = 10;
    enum Role { FilterRole = Qt::UserRole, CountRole, IconRole, IdRole };
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    void updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace marginalia
