// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/top_corner.h"

#include "widgets/common/actions.h"
#include "widgets/common/icons.h"
#include "widgets/common/paint.h"
#include "widgets/common/style.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QResizeEvent>
#include <QStyleOptionButton>

namespace marginalia {

PaletteField::PaletteField(QAction* action, QWidget* parent)
    : QAbstractButton(parent), m_action(action)
{
    setObjectName(QStringLiteral("paletteField"));
    setText(tr("Find a command"));
    setAccessibleName(text());
    setToolTip(toolTipOf(action));
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::IBeamCursor);
    setAttribute(Qt::WA_Hover);
    connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
}

QSize PaletteField::sizeHint() const
{
    return {u(268), u(26)};
}

void PaletteField::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    drawBox(painter, QRectF(rect()), uExact(4), t.base, underMouse() ? t.field : t.border);
    const int side = u(14);
    const QRectF at(mirrored ? width() - u(9) - side : u(9), (height() - side) / 2.0, side, side);
    paintIcon(painter, QStringLiteral("search"), at, side, t.muted);
    painter.setPen(t.faint);
    const QString key = keyText(m_action);
    const QSizeF size = key.isEmpty() ? QSizeF(0, 0) : keyCapSize(key);
    const int taken = static_cast<int>(size.width()) + u(14);
    const QRect words =
        mirrored ? rect().adjusted(taken, 0, -u(30), 0) : rect().adjusted(u(30), 0, -taken, 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
    if (!key.isEmpty()) {
        const double x = mirrored ? u(8) : width() - u(8) - size.width();
        drawKeyCap(painter, QRectF(QPointF(x, (height() - size.height()) / 2), size), key);
    }
}

ProjectButton::ProjectButton(QWidget* parent) : QPushButton(parent)
{
    setObjectName(QStringLiteral("projectButton"));
    setButtonRole(*this, ButtonRole::Quiet);
    setFocusPolicy(Qt::TabFocus);
    setProject({});
}

void ProjectButton::setProject(const QString& name)
{
    setText(name);
    setVisible(!name.isEmpty());
    setAccessibleName(name.isEmpty() ? tr("Project") : tr("Project %1").arg(name));
    updateGeometry();
}

QSize ProjectButton::sizeHint() const
{
    const QFontMetrics metrics(textFont(Face::Body, QFont::DemiBold));
    return {std::min(metrics.horizontalAdvance(text()), u(260)) + u(12) + 3 * u(8), u(26)};
}

void ProjectButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    style()->drawControl(QStyle::CE_PushButtonBevel, &option, &painter, this);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const int side = u(12);
    const QRectF at(mirrored ? u(8) : width() - u(8) - side, (height() - side) / 2.0, side, side);
    paintIcon(painter, QStringLiteral("chevron_down"), at, side, theme().muted);
    const QRect place = mirrored ? rect().adjusted(u(8) + side + u(6), 0, -u(8), 0)
                                 : rect().adjusted(u(8), 0, -u(8) - side - u(6), 0);
    painter.setFont(textFont(Face::Body, QFont::DemiBold));
    painter.setPen(theme().text);
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, place.width() + 1));
}

TopCorner::TopCorner(QAction* palette, QWidget* parent) : QWidget(parent)
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, u(16), 1);
    setFixedHeight(u(36));
    layout->setSpacing(u(6));
    m_project = new ProjectButton;
    layout->addWidget(m_project);
    layout->addWidget(new PaletteField(palette));
}

bool TopCorner::event(QEvent* event)
{
    const bool handled = QWidget::event(event);
    // A menu bar places its corner only when it is resized itself; a project's name needs room when
    // it is opened.
    if (event->type() == QEvent::LayoutRequest && parentWidget() != nullptr &&
        width() != sizeHint().width()) {
        QResizeEvent again(parentWidget()->size(), parentWidget()->size());
        QCoreApplication::sendEvent(parentWidget(), &again);
    }
    return handled;
}

}  // namespace marginalia
