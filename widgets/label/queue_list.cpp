// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/label/queue_list.h"

#include "widgets/common/format.h"
#include "widgets/common/icons.h"
#include "widgets/common/paint.h"
#include "widgets/common/theme.h"

#include <QButtonGroup>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace marginalia {

QueueItem::QueueItem(const QString& iconName, const QString& name, QWidget* parent)
    : QAbstractButton(parent), m_icon(iconName)
{
    setText(name);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCount(0);
}

void QueueItem::setCount(qint64 count)
{
    m_count = countText(count);
    setAccessibleName(tr("%1, %2 waiting").arg(text(), m_count));
    update();
}

QSize QueueItem::sizeHint() const
{
    const QFontMetrics metrics(textFont(Face::Body));
    return {metrics.horizontalAdvance(text()) + u(90), std::max(u(28), metrics.height() + u(6))};
}

void QueueItem::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& t = theme();
    if (isChecked() || underMouse()) {
        drawBox(painter, rect(), uExact(4), isChecked() ? t.selection : t.hover, Qt::transparent);
    }
    if (hasFocus()) {
        drawBox(painter, QRectF(rect()).adjusted(1, 1, -1, -1), uExact(4), Qt::transparent,
                t.accent, uExact(2));
    }
    const double pad = uExact(8);
    const double side = uExact(16);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const QRectF iconRect(mirrored ? width() - pad - side : pad, (height() - side) / 2, side, side);
    paintIcon(painter, m_icon, iconRect, side, isChecked() ? t.accent : t.muted);
    painter.setFont(textFont(Face::Small, isChecked() ? QFont::DemiBold : QFont::Normal));
    painter.setPen(isChecked() ? t.text : t.muted);
    const double countWidth = painter.fontMetrics().horizontalAdvance(m_count) + pad;
    const QRectF countRect(mirrored ? pad : width() - countWidth - pad, 0, countWidth, height());
    painter.drawText(countRect, Qt::AlignVCenter | (mirrored ? Qt::AlignLeft : Qt::AlignRight),
                     m_count);
    painter.setFont(textFont(Face::Body, isChecked() ? QFont::DemiBold : QFont::Normal));
    painter.setPen(t.text);
    const double left = mirrored ? countWidth + pad : pad + side + pad;
    const QRectF nameRect(left, 0, width() - countWidth - side - 3.5 * pad, height());
    painter.drawText(nameRect, Qt::AlignVCenter | (mirrored ? Qt::AlignRight : Qt::AlignLeft),
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight,
                                                      static_cast<int>(nameRect.width())));
}

QueueList::QueueList(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("label.queues"));
    setAccessibleName(tr("Queues"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(u(2));
    m_group = new QButtonGroup(this);
    const auto add = [&](LabelQueue queue, const char* icon, const QString& name) {
        auto* made = new QueueItem(QLatin1String(icon), name, this);
        made->setObjectName(QStringLiteral("label.queue.%1").arg(QLatin1String(icon)));
        m_group->addButton(made, static_cast<int>(queue));
        column->addWidget(made);
    };
    add(LabelQueue::NotLabelled, "label", tr("Not labelled"));
    add(LabelQueue::Flagged, "flag", tr("Flagged"));
    add(LabelQueue::All, "data", tr("All"));
    setCurrent(LabelQueue::NotLabelled);
    connect(m_group, &QButtonGroup::idClicked, this,
            [this](int id) { Q_EMIT chosen(static_cast<LabelQueue>(id)); });
}

QueueItem* QueueList::item(LabelQueue queue) const
{
    return static_cast<QueueItem*>(m_group->button(static_cast<int>(queue)));
}

void QueueList::setCounts(const QueueCounts& counts)
{
    item(LabelQueue::NotLabelled)->setCount(counts.notLabelled);
    item(LabelQueue::Flagged)->setCount(counts.flagged);
    item(LabelQueue::All)->setCount(counts.all);
}

void QueueList::setCurrent(LabelQueue queue)
{
    item(queue)->setChecked(true);
}

QString QueueList::sentenceOf(LabelQueue queue)
{
    switch (queue) {
        case LabelQueue::NotLabelled:
            return tr("Pairs nobody has judged, in the order of the file.");
        case LabelQueue::Flagged:
            return tr(
                "Pairs that carry a flag, in the order of the file. The earlier verdict is "
                "outlined.");
        case LabelQueue::All:
            break;
    }
    return tr("Every pair, in the order of the file. A new verdict is kept beside the old one.");
}

void QueueList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        const int count = static_cast<int>(m_group->buttons().size());
        int at = 0;
        for (int i = 0; i < count; ++i) {
            at = m_group->button(i)->hasFocus() ? i : at;
        }
        m_group->button(std::clamp(at + (event->key() == Qt::Key_Up ? -1 : 1), 0, count - 1))
            ->setFocus(Qt::TabFocusReason);
        return;
    }
    QWidget::keyPressEvent(event);
}

}  // namespace marginalia
