// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/flow_layout.h"

#include "widgets/common/theme.h"

#include <QStyle>
#include <QWidget>

namespace marginalia {

FlowLayout::FlowLayout(QWidget* parent, int gap) : QLayout(parent), m_gap(gap < 0 ? u(8) : gap)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem* item)
{
    m_items.append(item);
}

int FlowLayout::count() const
{
    return static_cast<int>(m_items.size());
}

QLayoutItem* FlowLayout::itemAt(int index) const
{
    return m_items.value(index);
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

Qt::Orientations FlowLayout::expandingDirections() const
{
    return {};
}

bool FlowLayout::hasHeightForWidth() const
{
    return true;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

QSize FlowLayout::sizeHint() const
{
    // One row; where it does not fit, heightForWidth() says what it takes.
    const QMargins m = contentsMargins();
    int width = 0;
    int height = 0;
    for (const QLayoutItem* item : m_items) {
        if (!item->isEmpty()) {
            width += item->sizeHint().width() + (width > 0 ? m_gap : 0);
            height = std::max(height, item->sizeHint().height());
        }
    }
    return {width + m.left() + m.right(), height + m.top() + m.bottom()};
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : m_items) {
        if (!item->isEmpty()) {
            size = size.expandedTo(item->minimumSize());
        }
    }
    const QMargins m = contentsMargins();
    return size + QSize(m.left() + m.right(), m.top() + m.bottom());
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool apply) const
{
    const QRect inside = rect.marginsRemoved(contentsMargins());
    int x = inside.left();
    int y = inside.top();
    int row = 0;
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty()) {
            continue;
        }
        QSize size = item->sizeHint();
        size.setWidth(
            std::min(size.width(), std::max(inside.width(), item->minimumSize().width())));
        if (x > inside.left() && x + size.width() > inside.right() + 1) {
            x = inside.left();
            y += row + m_gap;
            row = 0;
        }
        if (apply) {
            const QRect place(QPoint(x, y), size);
            const auto direction =
                parentWidget() == nullptr ? Qt::LeftToRight : parentWidget()->layoutDirection();
            item->setGeometry(QStyle::visualRect(direction, inside, place));
        }
        x += size.width() + m_gap;
        row = std::max(row, size.height());
    }
    return y + row - rect.top() + contentsMargins().bottom();
}

}  // namespace marginalia
