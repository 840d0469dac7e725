// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/icons.h"
#include "widgets/common/paint.h"
#include "widgets/common/style_parts.h"
#include "widgets/common/theme.h"

#include <QComboBox>
#include <QPainter>
#include <QStyleOption>

namespace marginalia::drawing {

void fieldFrame(const QStyleOption& option, QPainter& painter, const QWidget* widget)
{
    const Theme& t = theme();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool readOnly = option.state.testFlag(QStyle::State_ReadOnly);
    const bool wrong = widget != nullptr && widget->property("wrong").toBool();
    const bool focused =
        option.state.testFlag(QStyle::State_HasFocus) || (widget != nullptr && widget->hasFocus());
    const QColor fill = enabled && !readOnly ? t.base : t.surface;
    if (focused) {
        drawBox(painter, QRectF(option.rect), uExact(4), fill, wrong ? t.error : t.accent, 2);
        return;
    }
    const QColor border = wrong ? t.error : (enabled ? t.field : t.border);
    drawBox(painter, QRectF(option.rect), uExact(4), fill, border);
}

void comboBox(const QStyleOptionComboBox& option, QPainter& painter, const QWidget* widget)
{
    const Theme& t = theme();
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool focused = option.state.testFlag(QStyle::State_HasFocus);
    QColor fill = enabled ? t.base : t.surface;
    if (enabled && option.state.testFlag(QStyle::State_MouseOver) && !option.editable) {
        fill = mixed(t.base, t.hover, 0.3);  // more would leave the edge under 3:1
    }
    if (focused) {
        drawBox(painter, QRectF(option.rect), uExact(4), fill, t.accent, 2);
    } else {
        drawBox(painter, QRectF(option.rect), uExact(4), fill, enabled ? t.field : t.border);
    }
    const QStyle* style = widget->style();
    const QRect arrow =
        style->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxArrow, widget);
    paintIcon(painter, QStringLiteral("chevron_down"), arrow, u(14),
              enabled ? t.muted : t.disabled);
    if (option.editable) {
        return;
    }
    QRect place =
        style->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, widget);
    if (!option.currentIcon.isNull()) {
        const QRect at(place.left(), place.center().y() - u(7), u(14), u(14));
        option.currentIcon.paint(&painter, at, Qt::AlignCenter,
                                 enabled ? QIcon::Normal : QIcon::Disabled);
        place.setLeft(at.right() + u(6));
    }
    const auto* box = qobject_cast<const QComboBox*>(widget);
    const bool placeholder = box != nullptr && box->currentIndex() < 0;
    const QString text = placeholder ? box->placeholderText() : option.currentText;
    painter.setPen(!enabled ? t.disabled : (placeholder ? t.faint : t.text));
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     option.fontMetrics.elidedText(text, Qt::ElideRight, place.width()));
}

}  // namespace marginalia::drawing
