// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/objectives/card_block.h"

#include "widgets/common/theme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace marginalia {

namespace {

constexpr double kEdge = 18;
constexpr double kBar = 3;

}  // namespace

CardBlock::CardBlock(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(u(kEdge), 0, u(kEdge), 0);
    m_column->setSpacing(u(4));
}

void CardBlock::setMarked(bool marked)
{
    m_marked = marked;
    setAccessibleDescription(marked ? tr("Differs from the other card.") : QString());
    update();
}

void CardBlock::paintEvent(QPaintEvent*)
{
    if (!m_marked) {
        return;
    }
    QPainter painter(this);
    const double left = layoutDirection() == Qt::RightToLeft ? width() - u(kEdge - 6) : u(6);
    painter.fillRect(QRectF(left, 0, uExact(kBar), height()), theme().diffMark);
}

}  // namespace marginalia
