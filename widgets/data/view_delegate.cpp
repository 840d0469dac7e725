// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/view_delegate.h"

#include "widgets/common/icons.h"
#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QPainter>

#include <algorithm>

namespace marginalia {

QSize ViewDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {u(120), std::max(u(28), QFontMetrics(textFont(Face::Body)).height() + u(6))};
}

void ViewDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme& t = theme();
    const QRectF row(option.rect);
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    drawListRow(*painter, option);
    const double pad = uExact(kPad);
    const double side = uExact(16);
    paintIcon(*painter, index.data(IconRole).toString(),
              QRectF(row.left() + pad, row.center().y() - side / 2, side, side), side,
              selected ? t.accent : t.muted);
    const QString count = index.data(CountRole).toString();
    painter->setFont(textFont(Face::Small, selected ? QFont::DemiBold : QFont::Normal));
    const double countWidth = painter->fontMetrics().horizontalAdvance(count);
    painter->setPen(selected ? t.text : t.muted);
    painter->drawText(
        QRectF(row.right() - countWidth - pad, row.top(), countWidth + 1, row.height()),
        Qt::AlignRight | Qt::AlignVCenter, count);
    painter->setFont(textFont(Face::Body, selected ? QFont::DemiBold : QFont::Normal));
    painter->setPen(t.text);
    const double left = row.left() + side + 2 * pad;
    const double width = row.right() - countWidth - 2 * pad - left;
    painter->drawText(QRectF(left, row.top(), width, row.height()),
                      Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                                        static_cast<int>(width)));
    painter->restore();
}

void ViewDelegate::updateEditorGeometry(QWidget* editor, const QStyleOptionViewItem& option,
                                        const QModelIndex&) const
{
    // Behind the icon, over name and count.
    const int left = u(16) + u(kPad);
    editor->setGeometry(option.rect.adjusted(left, 0, -u(4), 0));
}

}  // namespace marginalia
