// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/icons.h"
#include "widgets/common/paint.h"
#include "widgets/common/theme.h"
#include "widgets/objectives/loss_entries.h"
#include "widgets/train/plot_theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace marginalia {
namespace {

constexpr double kPad = 12;
constexpr double kSample = 26;  // the line, or the mark of one that is not drawn
constexpr double kArrow = 13;   // room of an arrow's bar
constexpr double kArrows = 44;

/// An arrow whose length is its share of the pair's stronger push.
void paintPush(QPainter& painter, const QRectF& room, double derivative, double strongest,
               const QColor& colour)
{
    const double middle = room.center().y();
    painter.setPen(QPen(colour, uExact(1.6), Qt::SolidLine, Qt::FlatCap));
    if (strongest <= 0 || std::abs(derivative) < 1e-3 * strongest) {
        // Not pushed: a dash, never an empty place.
        painter.drawLine(QPointF(room.center().x() - u(3), middle),
                         QPointF(room.center().x() + u(3), middle));
        return;
    }
    const double most = room.height() / 2 - u(6);
    const double length = std::max(uExact(3.5), most * std::abs(derivative) / strongest);
    const double way = derivative < 0 ? -1 : 1;  // a negative derivative raises the answer
    const QPointF tip(room.center().x(), middle + way * length);
    painter.drawLine(QPointF(tip.x(), middle - way * length), tip);
    painter.drawLine(tip, QPointF(tip.x() - u(3), tip.y() - way * u(4)));
    painter.drawLine(tip, QPointF(tip.x() + u(3), tip.y() - way * u(4)));
}

}  // namespace

QSize LossDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const auto* entries = static_cast<const LossEntries*>(index.model());
    const int line = QFontMetrics(textFont(Face::Body)).height();
    const int second = QFontMetrics(textFont(Face::Caption)).height();
    return {u(120), entries->at(index.row()).curve ? std::max(u(32), line + u(8))
                                                   : std::max(u(42), line + second + u(8))};
}

QRect LossDelegate::eyeRect(const QRect& row, Qt::LayoutDirection direction)
{
    const int width = u(kPad + kSample + 6);
    return direction == Qt::RightToLeft ? QRect(row.right() - width, row.top(), width, row.height())
                                        : QRect(row.left(), row.top(), width, row.height());
}

void LossDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const auto* entries = static_cast<const LossEntries*>(index.model());
    const LossEntry& entry = entries->at(index.row());
    const Theme& t = theme();
    painter->save();
    drawListRow(*painter, option);
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF row = QRectF(option.rect).adjusted(u(kPad), 0, -u(kPad), 0);
    const double left = row.left() + u(kSample) + u(8);
    if (!entry.curve) {
        const QFontMetrics body(textFont(Face::Body));
        const QFontMetrics small(textFont(Face::Caption));
        const double top = row.center().y() - (body.height() + small.height()) / 2.0;
        const int room = static_cast<int>(row.right() - left);
        painter->setPen(t.muted);
        painter->setFont(textFont(Face::Body));
        painter->drawText(QRectF(left, top, room, body.height()), Qt::AlignVCenter,
                          body.elidedText(entry.title, Qt::ElideRight, room));
        painter->setFont(textFont(Face::Caption));
        painter->drawText(QRectF(left, top + body.height(), room, small.height()), Qt::AlignVCenter,
                          small.elidedText(entry.why, Qt::ElideRight, room));
        painter->restore();
        return;
    }
    if (entry.place >= 0) {
        painter->setPen(runPen(t, entry.place, uExact(2)));
        painter->drawLine(QPointF(row.left(), row.center().y()),
                          QPointF(row.left() + u(kSample), row.center().y()));
    } else {
        paintIcon(
            *painter, QStringLiteral("eye_off"),
            QRectF(row.left() + u(kSample) / 2.0 - u(7), row.center().y() - u(7), u(14), u(14)),
            u(14), t.faint);
    }
    const double arrows = row.right() - u(kArrows);
    painter->setFont(textFont(Face::Body, entry.recipe ? QFont::DemiBold : QFont::Normal));
    painter->setPen(t.text);
    const int room = static_cast<int>(arrows - left) - u(6);
    painter->drawText(QRectF(left, row.top(), room, row.height()), Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(entry.title, Qt::ElideRight, room));
    const PairLoss loss = entries->lossAt(index.row());
    const double strongest = std::max(std::abs(loss.byChosen), std::abs(loss.byRejected));
    paintPush(*painter, QRectF(arrows, row.top(), u(kArrow), row.height()), loss.byChosen,
              strongest, t.chosen);
    paintPush(*painter, QRectF(row.right() - u(kArrow), row.top(), u(kArrow), row.height()),
              loss.byRejected, strongest, t.rejected);
    painter->restore();
}

}  // namespace marginalia
