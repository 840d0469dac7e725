// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/record_header.h"

#include "widgets/common/icons.h"
#include "widgets/common/paint.h"
#include "widgets/common/theme.h"
#include "widgets/data/record_model.h"

#include <QPainter>
#include <QPainterPath>

namespace marginalia {

namespace {

Token colourOf(int section)
{
    switch (section) {
        case RecordModel::Chosen:
            return &Theme::chosen;
        case RecordModel::Rejected:
            return &Theme::rejected;
        default:
            return &Theme::muted;
    }
}

/// A chevron of 7 by 4 around a point, down for "largest first".
void drawArrow(QPainter& painter, const QPointF& centre, bool down, const QColor& colour)
{
    const double x = uExact(3.5);
    const double y = down ? uExact(2) : -uExact(2);
    QPainterPath path(centre + QPointF(-x, -y));
    path.lineTo(centre + QPointF(0, y));
    path.lineTo(centre + QPointF(x, -y));
    painter.setPen(QPen(colour, uExact(1.4), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

}  // namespace

RecordHeader::RecordHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
{
    setHighlightSections(false);
    setSectionsClickable(true);
    setSortIndicatorShown(false);
    setMouseTracking(true);
}

void RecordHeader::setOrder(int column, bool descending)
{
    m_column = column;
    m_descending = descending;
    viewport()->update();
}

void RecordHeader::paintSection(QPainter* painter, const QRect& rect, int section) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme& t = theme();
    painter->fillRect(rect, t.surface);
    drawRule(*painter, QPointF(rect.left(), rect.bottom()),
             QPointF(rect.right() + 1, rect.bottom()), t.border);
    if (section == RecordModel::Flag) {
        paintIcon(*painter, QStringLiteral("flag"), QRectF(rect), uExact(14), t.muted);
        painter->restore();
        return;
    }
    const bool ordered = section == m_column;
    const QString text = model()->headerData(section, orientation(), Qt::DisplayRole).toString();
    const auto alignment = static_cast<Qt::Alignment>(
        model()->headerData(section, orientation(), Qt::TextAlignmentRole).toInt());
    const QFont font = textFont(Face::Body, ordered ? QFont::Medium : QFont::Normal);
    const QFontMetricsF metrics(font);
    QRectF inner = QRectF(rect).adjusted(uExact(8), 0, -uExact(8), 0);
    const double arrow = ordered ? uExact(13) : 0;
    const QString shown = metrics.elidedText(text, Qt::ElideRight, inner.width() - arrow);
    const double width = metrics.horizontalAdvance(shown);
    // The arrow stands where the text is not: right-aligned numbers keep their edge.
    const bool right = alignment.testFlag(Qt::AlignRight);
    const double x = right ? inner.right() - width : inner.left();
    painter->setFont(font);
    const bool paired =
        model()->headerData(section, orientation(), RecordModel::PairedRole).toBool();
    const Token colour = paired ? colourOf(section) : &Theme::muted;
    painter->setPen(ordered && colour == &Theme::muted ? t.text : t.*colour);
    painter->drawText(QRectF(x, inner.top(), width + 1, inner.height()),
                      Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    if (ordered) {
        const double at = right ? x - uExact(8) : x + width + uExact(9);
        drawArrow(*painter, QPointF(at, inner.center().y() + 0.5), m_descending,
                  painter->pen().color());
    }
    painter->restore();
}

}  // namespace marginalia
