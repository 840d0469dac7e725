// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/start/start_tile.h"

#include "widgets/common/actions.h"
#include "widgets/common/icons.h"
#include "widgets/common/paint.h"

#include <QKeyEvent>
#include <QPainter>

namespace marginalia {

namespace {

QString iconFor(const QAction& action)
{
    if (action.objectName() == QLatin1String("file.import")) {
        return QStringLiteral("import");
    }
    return action.objectName() == QLatin1String("file.open") ? QStringLiteral("folder")
                                                             : QStringLiteral("plus");
}

}  // namespace

StartTile::StartTile(QAction* action, const QString& title, const QString& subtitle,
                     QWidget* parent)
    : QAbstractButton(parent), m_action(action), m_icon(iconFor(*action)), m_subtitle(subtitle)
{
    setObjectName(QStringLiteral("start.") + action->objectName());
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(subtitle);
    setToolTip(toolTipOf(action));
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
}

QSize StartTile::sizeHint() const
{
    return {u(344), u(m_subtitle.isEmpty() ? 48 : 60)};
}

void StartTile::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const QColor fill =
        isDown() ? mixed(t.hover, t.border2, 0.3) : (underMouse() ? t.hover : t.base);
    drawBox(painter, QRectF(rect()), uExact(6), fill, t.border);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const auto placed = [&](double x, double w) {
        return QRectF(mirrored ? width() - x - w : x, 0, w, height());
    };
    paintIcon(painter, m_icon, placed(u(16), u(20)), u(18), t.accent);
    double room = width() - u(50) - u(14);
    const QString key = keyText(m_action);
    if (!key.isEmpty()) {
        const QSizeF size = keyCapSize(key);
        QRectF cap = placed(width() - u(16) - size.width(), size.width());
        cap.setTop((height() - size.height()) / 2);
        cap.setHeight(size.height());
        drawKeyCap(painter, cap, key);
        room -= size.width() + u(12);
    }
    QRectF words = placed(u(50), room);
    const int align = Qt::AlignLeft | Qt::AlignVCenter;
    painter.setFont(textFont(Face::Body, QFont::DemiBold));
    painter.setPen(t.text);
    if (m_subtitle.isEmpty()) {
        painter.drawText(words, align, text());
        return;
    }
    painter.drawText(words.adjusted(0, u(12), 0, -u(28)), align, text());
    painter.setFont(textFont(Face::Small));
    painter.setPen(t.muted);
    painter.drawText(words.adjusted(0, u(31), 0, -u(11)), align,
                     painter.fontMetrics().elidedText(m_subtitle, Qt::ElideRight,
                                                      static_cast<int>(words.width())));
}

void StartTile::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

DropHint::DropHint(QWidget* parent) : QWidget(parent)
{
    setFixedHeight(u(54));
    setAccessibleName(tr("Or drop a data file or a model folder anywhere"));
}

void DropHint::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(t.border2, hairline(painter));
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), uExact(6), uExact(6));
    painter.setFont(textFont(Face::Body));
    painter.setPen(t.muted);
    const QString text = accessibleName();
    const double w =
        std::min<double>(painter.fontMetrics().horizontalAdvance(text), width() - u(44));
    const double x = (width() - w - u(22)) / 2;
    paintIcon(painter, QStringLiteral("export"), QRectF(x, 0, u(16), height()), u(14), t.muted);
    painter.drawText(QRectF(x + u(22), 0, w + 1, height()),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextWordWrap, text);
}

}  // namespace marginalia
