// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/text_document.h"

#include <QStringView>

#include <algorithm>

namespace marginalia {

namespace {

/// UTF-8 bytes of the first `units` UTF-16 units of `text`.
std::size_t bytesOf(QStringView text)
{
    std::size_t bytes = 0;
    for (const QChar unit : text) {
        const char16_t c = unit.unicode();
        bytes += c < 0x80 ? 1 : (c < 0x800 ? 2 : (unit.isSurrogate() ? 2 : 3));
    }
    return bytes;
}

/// UTF-16 units of the first `bytes` UTF-8 bytes of `text`.
int unitsOf(QStringView text, std::size_t bytes)
{
    std::size_t seen = 0;
    int units = 0;
    for (const QChar unit : text) {
        if (seen >= bytes) {
            break;
        }
        const char16_t c = unit.unicode();
        seen += c < 0x80 ? 1 : (c < 0x800 ? 2 : (unit.isSurrogate() ? 2 : 3));
        ++units;
    }
    return units;
}

}  // namespace

int TextDocument::positionOf(const Block& block, std::size_t byte) const
{
    for (const Run& run : block.runs) {
        if (byte <= run.byte) {
            return run.start;
        }
        if (byte < run.byte + run.bytes) {
            const std::size_t inside = byte - run.byte;
            if (run.bytes == static_cast<std::size_t>(run.length)) {
                return run.start + static_cast<int>(inside);
            }
            return run.start + unitsOf(QStringView(block.text).mid(run.start, run.length), inside);
        }
    }
    return static_cast<int>(block.text.size());
}

std::size_t TextDocument::byteOf(const TextPlace& place) const
{
    if (m_blocks.empty()) {
        return 0;
    }
    const Block& block = m_blocks[static_cast<size_t>(place.block)];
    std::size_t last = 0;
    for (const Run& run : block.runs) {
        if (place.at < run.start + run.length) {
            const int inside = std::max(0, place.at - run.start);
            return run.byte + bytesOf(QStringView(block.text).mid(run.start, inside));
        }
        last = run.byte + run.bytes;
    }
    return last;
}

TextPlace TextDocument::placeOf(std::size_t byte) const
{
    for (int i = 0; i < blockCount(); ++i) {
        const Block& block = m_blocks[static_cast<size_t>(i)];
        if (!block.runs.empty() && byte < block.runs.back().byte + block.runs.back().bytes) {
            return {i, positionOf(block, byte)};
        }
    }
    return end();
}

TextPlace TextDocument::end() const
{
    return m_blocks.empty()
               ? TextPlace{}
               : TextPlace{blockCount() - 1, static_cast<int>(m_blocks.back().text.size())};
}

TextPlace TextDocument::placeAt(const QPointF& point) const
{
    if (m_blocks.empty()) {
        return {};
    }
    const int index = blockAt(std::max(0.0, point.y()));
    const Block& block = m_blocks[static_cast<size_t>(index)];
    if (block.layout == nullptr) {
        return {index, 0};
    }
    const double y = point.y() - block.top;
    for (int i = 0; i < block.layout->lineCount(); ++i) {
        const QTextLine line = block.layout->lineAt(i);
        const double below = padOf(block) + (i + 1) * lineHeightOf(block);
        if (y < below || i + 1 == block.layout->lineCount()) {
            return {index, line.xToCursor(point.x() - indentOf(block))};
        }
    }
    return {index, 0};
}

bool TextDocument::hits(const QPointF& point) const
{
    if (m_blocks.empty() || point.y() < 0 || point.y() >= height()) {
        return false;
    }
    const TextPlace place = placeAt(point);
    const QRectF rect = lineRect(place);
    return point.y() >= rect.top() && point.y() < rect.bottom() && point.x() >= rect.left() &&
           point.x() <= rect.right();
}

QRectF TextDocument::lineRect(const TextPlace& place) const
{
    if (m_blocks.empty()) {
        return {};
    }
    const Block& block = m_blocks[static_cast<size_t>(place.block)];
    if (block.layout == nullptr) {
        return {0, block.top, m_metrics.width, block.height};
    }
    const QTextLine line = block.layout->lineForTextPosition(place.at);
    if (!line.isValid()) {
        return {0, block.top, m_metrics.width, lineHeightOf(block)};
    }
    const double top = block.top + padOf(block) + line.lineNumber() * lineHeightOf(block);
    const QRectF natural = line.naturalTextRect();
    return {natural.left() + indentOf(block), top, natural.width(), lineHeightOf(block)};
}

QString TextDocument::text(const TextPlace& from, const TextPlace& to) const
{
    QString out;
    for (int i = from.block; i <= to.block && i < blockCount(); ++i) {
        const Block& block = m_blocks[static_cast<size_t>(i)];
        const int begin = i == from.block ? from.at : 0;
        const int end = i == to.block ? to.at : static_cast<int>(block.text.size());
        if (i > from.block) {
            out += QLatin1Char('\n');
        }
        if (begin == 0 && !block.marker.isEmpty() && end > 0) {
            out += block.marker + QLatin1Char(' ');
        }
        out += block.text.mid(begin, end - begin);
    }
    return out.replace(QChar::LineSeparator, QLatin1Char('\n'));
}

}  // namespace marginalia
