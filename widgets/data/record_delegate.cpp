// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/record_delegate.h"

#include "widgets/common/fields.h"
#include "widgets/common/icons.h"
#include "widgets/common/labels.h"
#include "widgets/common/paint.h"
#include "widgets/common/theme.h"
#include "widgets/data/answer_mark.h"
#include "widgets/data/record_model.h"

#include <QHeaderView>
#include <QPainter>
#include <QPainterPath>
#include <QTableView>

#include <algorithm>
#include <cmath>

namespace marginalia {

QStringList searchWords(const QString& search)
{
    QString plain = search.toLower();
    plain.remove(QLatin1Char('"'));
    QStringList out;
    for (const QString& word : plain.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (!word.contains(QLatin1Char(':'))) {
            out.push_back(word);
        }
    }
    return out;
}

QSize RecordDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {u(60), std::max(u(30), option.fontMetrics.height() + u(6))};
}

void RecordDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    painter->save();
    // Without: at 150 % the edge of a cell lies between two pixels, and neighbours would leave a
    // seam.
    painter->setRenderHint(QPainter::Antialiasing, false);
    const Theme& t = theme();
    const QRectF cell(option.rect);
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    painter->fillRect(cell, selected                                        ? t.selection
                            : (option.state & QStyle::State_MouseOver) != 0 ? t.hover
                                                                            : t.base);
    const double line = hairline(*painter);
    painter->fillRect(QRectF(cell.left(), cell.bottom() - line, cell.width(), line), t.grid);
    paintFocus(*painter, option, index);
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF inner = cell.adjusted(uExact(8), 0, -uExact(8), 0);
    if (index.column() == RecordModel::Number) {
        painter->setFont(textFont(Face::Body));
        painter->setPen(t.muted);
        drawNumber(*painter, inner, Qt::AlignRight | Qt::AlignVCenter, index.data().toString());
        painter->restore();
        return;
    }
    if (index.data(RecordModel::LoadingRole).toBool()) {
        const double wide =
            inner.width() * (0.45 + 0.08 * ((index.row() * 7 + index.column() * 3) % 6));
        drawBox(*painter, QRectF(inner.left(), inner.center().y() - uExact(3), wide, uExact(6)),
                uExact(3), t.hover, Qt::transparent);
        painter->restore();
        return;
    }
    const auto* row = index.data(RecordModel::SummaryRole).value<const RowSummary*>();
    switch (index.column()) {
        case RecordModel::Flag:
            if (row != nullptr && row->label.flagged) {
                paintIcon(*painter, QStringLiteral("flag"), cell, uExact(14), t.warning);
            }
            break;
        case RecordModel::Prompt:
            paintText(*painter, inner, index.data().toString(),
                      row != nullptr && row->usable ? t.text : t.disabled);
            break;
        case RecordModel::Chosen:
        case RecordModel::Rejected:
            paintAnswer(*painter, inner, index, row);
            break;
        case RecordModel::LengthDifference:
            painter->setFont(textFont(Face::Body));
            painter->setPen(t.muted);
            drawNumber(*painter, inner, Qt::AlignRight | Qt::AlignVCenter, index.data().toString());
            break;
        case RecordModel::Margin: {
            const QVariant margin = index.data(RecordModel::MarginRole);
            const double value =
                margin.isValid() ? static_cast<double>(margin.value<ProjectReader::Margin>().last)
                                 : std::nan("");
            painter->setFont(textFont(Face::Body, QFont::Medium));
            painter->setPen(std::isnan(value) ? t.faint : value < 0 ? t.rejected : t.chosen);
            drawNumber(*painter, inner, Qt::AlignRight | Qt::AlignVCenter, index.data().toString());
            break;
        }
        case RecordModel::History:
            paintHistory(*painter, inner, index);
            break;
        default:
            break;
    }
    painter->restore();
}

void RecordDelegate::paintFocus(QPainter& painter, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const
{
    const auto* table = qobject_cast<const QTableView*>(option.widget);
    if (table == nullptr || !table->hasFocus() || table->currentIndex().row() != index.row()) {
        return;
    }
    // The ring goes round the row: each cell draws its share of it.
    const double wide = uExact(2);
    const QRectF cell(option.rect);
    const QColor& colour = theme().accent;
    painter.fillRect(QRectF(cell.left(), cell.top(), cell.width(), wide), colour);
    painter.fillRect(QRectF(cell.left(), cell.bottom() - wide, cell.width(), wide), colour);
    const QHeaderView* header = table->horizontalHeader();
    if (header->visualIndex(index.column()) == 0) {
        painter.fillRect(QRectF(cell.left(), cell.top(), wide, cell.height()), colour);
    }
    if (cell.right() >= header->length() - 1) {
        painter.fillRect(QRectF(cell.right() - wide, cell.top(), wide, cell.height()), colour);
    }
}

void RecordDelegate::paintAnswer(QPainter& painter, const QRectF& rect, const QModelIndex& index,
                                 const RowSummary* row) const
{
    QRectF place = rect;
    const auto mark =
        row != nullptr ? answerMark(*row, index.column() == RecordModel::Rejected) : std::nullopt;
    if (mark) {
        const QSizeF size = Tag::sizeOf(mark->text, {});
        const QRectF tag(rect.left(), rect.center().y() - size.height() / 2, size.width(),
                         size.height());
        if (tag.right() <= rect.right()) {
            Tag::paint(painter, tag, mark->text, mark->tone, {});
            place.setLeft(tag.right() + uExact(6));
        }
    }
    paintText(painter, place, index.data().toString(),
              row != nullptr && row->usable ? theme().muted : theme().disabled);
}

void RecordDelegate::paintText(QPainter& painter, const QRectF& rect, const QString& text,
                               const QColor& colour) const
{
    const Theme& t = theme();
    painter.setFont(textFont(Face::Body));
    const QFontMetricsF metrics(painter.font());
    const QString shown = metrics.elidedText(text, Qt::ElideRight, rect.width());
    // Hits are looked for in the whole text and cut with it, but never over the "…".
    const qsizetype visible =
        shown == text ? text.size() : std::max<qsizetype>(0, shown.size() - 1);
    for (const QString& word : m_words) {
        for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0 && at < visible;
             at = text.indexOf(word, at + word.size(), Qt::CaseInsensitive)) {
            if (at > 0 && text[at - 1].isLetterOrNumber()) {
                continue;
            }
            const qsizetype length = std::min<qsizetype>(word.size(), visible - at);
            const double left = rect.left() + metrics.horizontalAdvance(text.left(at));
            const double wide = metrics.horizontalAdvance(text.mid(at, length));
            const double high = metrics.height();
            drawBox(painter, QRectF(left - 1, rect.center().y() - high / 2, wide + 2, high),
                    uExact(2), t.match, Qt::transparent);
        }
    }
    painter.setPen(colour);
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, shown);
}

void RecordDelegate::paintHistory(QPainter& painter, const QRectF& rect,
                                  const QModelIndex& index) const
{
    const QVariant stored = index.data(RecordModel::MarginRole);
    if (!stored.isValid()) {
        return;
    }
    const auto margin = stored.value<ProjectReader::Margin>();
    if (margin.history.empty()) {
        return;
    }
    const Theme& t = theme();
    const QRectF box(rect.left(), rect.center().y() - uExact(11),
                     std::min(rect.width(), uExact(68)), uExact(22));
    float low = 0;
    float high = 0;
    for (const float value : margin.history) {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    const float span = std::max(high - low, 1e-6F);
    const auto y = [&](float value) {
        return box.bottom() - uExact(3) -
               static_cast<double>((value - low) / span) * (box.height() - uExact(6));
    };
    painter.setPen(QPen(t.border2, 1, Qt::DotLine));
    painter.drawLine(QPointF(box.left(), y(0)), QPointF(box.right(), y(0)));
    const QColor colour = margin.last < 0 ? t.rejected : t.chosen;
    QPainterPath path;
    const size_t count = margin.history.size();
    for (size_t i = 0; i < count; ++i) {
        const QPointF point(box.left() + (count == 1 ? box.width()
                                                     : box.width() * static_cast<double>(i) /
                                                           static_cast<double>(count - 1)),
                            y(margin.history[i]));
        if (i == 0) {
            path.moveTo(point);
        } else {
            path.lineTo(point);
        }
    }
    painter.setPen(QPen(colour, uExact(1.4)));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QPointF(box.right(), y(margin.last)), uExact(2), uExact(2));
}

}  // namespace marginalia
