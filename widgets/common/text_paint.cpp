// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/markup.h"
#include "widgets/common/paint.h"
#include "widgets/common/text_document.h"

#include <QPainter>

#include <algorithm>

namespace marginalia {

/// Calls `function(rect)` for each line's part of [from, to), in document coordinates.
template <class Function>
void TextDocument::forEachPiece(const Block& block, int from, int to, Function function) const
{
    if (block.layout == nullptr || from >= to) {
        return;
    }
    for (int i = 0; i < block.layout->lineCount(); ++i) {
        const QTextLine line = block.layout->lineAt(i);
        const int begin = std::max(from, line.textStart());
        const int end = std::min(to, line.textStart() + line.textLength());
        if (begin >= end) {
            continue;
        }
        const double x1 = line.cursorToX(begin);
        const double x2 = line.cursorToX(end);
        const double top = block.top + padOf(block) + i * lineHeightOf(block);
        function(QRectF(std::min(x1, x2) + indentOf(block), top, std::abs(x2 - x1),
                        lineHeightOf(block)));
    }
}

void TextDocument::paintRanges(QPainter& painter, const Block& block, bool under) const
{
    const double slack = lineHeightOf(block) * 0.08;
    for (const TextRange& range : m_ranges) {
        const TextStyle& style = range.style;
        const bool fills = style.background != nullptr || style.tint != 0 || style.hatched;
        if (under ? !fills : style.underline == Underline::None) {
            continue;
        }
        const int from = positionOf(block, range.begin);
        const int to = positionOf(block, range.end);
        forEachPiece(block, from, to, [&](const QRectF& line) {
            if (under) {
                const QRectF box = line.adjusted(0, slack, 0, -slack);
                if (style.hatched) {
                    painter.fillRect(box, QBrush(theme().border, Qt::BDiagPattern));
                } else {
                    drawBox(painter, box, uExact(2),
                            style.background != nullptr ? theme().*style.background
                                                        : theme().diverging(style.tint),
                            {});
                }
                return;
            }
            QPen pen(theme().diffMark, 2);
            if (style.underline == Underline::Dotted) {
                pen.setStyle(Qt::DotLine);
            }
            painter.setPen(pen);
            const double y = line.bottom() - line.height() * 0.1;
            painter.drawLine(QPointF(line.left(), y), QPointF(line.right(), y));
        });
    }
}

void TextDocument::paintBlock(QPainter& painter, const Block& block, int index,
                              const TextPlace& from, const TextPlace& to) const
{
    const Theme& t = theme();
    const bool markup = m_mode == TextView::Mode::Markup;
    if (markup && block.kind == static_cast<int>(BlockKind::Code)) {
        drawBox(painter, QRectF(0, block.top, m_metrics.width, block.height), uExact(4), t.surface,
                t.border);
    }
    if (markup && block.kind == static_cast<int>(BlockKind::Quote)) {
        painter.fillRect(QRectF(0, block.top, uExact(3), block.height), t.border2);
    }
    paintRanges(painter, block, true);
    const int begin = index < from.block ? static_cast<int>(block.text.size())
                                         : (index == from.block ? from.at : 0);
    const int end =
        index > to.block ? 0 : (index == to.block ? to.at : static_cast<int>(block.text.size()));
    forEachPiece(block, begin, end,
                 [&](const QRectF& rect) { painter.fillRect(rect, theme().selection); });
    const QPointF origin(indentOf(block), block.top);
    if (!block.marker.isEmpty() && block.layout->lineCount() > 0) {
        painter.setFont(fontOf(block));
        painter.setPen(t.muted);
        const QRectF place(origin.x() - uExact(40) * m_metrics.zoom, block.top,
                           uExact(33) * m_metrics.zoom, lineHeightOf(block));
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, block.marker);
    }
    painter.setPen(markup && block.kind == static_cast<int>(BlockKind::Quote) ? t.muted : t.text);
    block.layout->draw(&painter, origin);
    paintRanges(painter, block, false);
}

void TextDocument::paint(QPainter& painter, const QRectF& visible, const TextPlace& from,
                         const TextPlace& to, bool caret)
{
    for (int i = blockAt(visible.top()); i < blockCount(); ++i) {
        Block& block = m_blocks[static_cast<size_t>(i)];
        if (block.top > visible.bottom()) {
            break;
        }
        if (!block.exact) {
            layOutBlock(block);
        }
        paintBlock(painter, block, i, from, to);
    }
    if (caret) {
        const TextPlace last = end();
        QRectF line = m_blocks.empty() ? QRectF(0, 0, 0, m_metrics.lineHeight) : lineRect(last);
        const double side = line.height() * 0.62;
        painter.fillRect(QRectF(line.right() + uExact(3), line.center().y() - side / 2,
                                uExact(8) * m_metrics.zoom, side),
                         theme().accent);
    }
}

}  // namespace marginalia
