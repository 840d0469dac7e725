// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/style.h"
#include "widgets/common/theme.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QStyleOption>

#include <algorithm>

namespace marginalia {

namespace {

int controlHeight(const QWidget* widget, const QFontMetrics& metrics)
{
    return std::max(u(isSmall(widget) ? 24 : 28), metrics.height() + u(4));
}

}  // namespace

QSize MarginaliaStyle::sizeFromContents(ContentsType type, const QStyleOption* option,
                                        const QSize& size, const QWidget* widget) const
{
    switch (type) {
        case CT_PushButton: {
            const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
            int width = 0;
            if (button != nullptr) {
                // The label may become semibold when its button is the primary one.
                width = button->fontMetrics.size(Qt::TextShowMnemonic, button->text).width() + 2;
                if (!button->icon.isNull()) {
                    width += u(14) + (button->text.isEmpty() ? 0 : u(6));
                }
            }
            const int margin =
                buttonRole(widget) == ButtonRole::Link ? 0 : u(isSmall(widget) ? 9 : 13);
            return {width + 2 * margin, controlHeight(widget, option->fontMetrics)};
        }
        case CT_ToolButton: {
            const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option);
            const int height = controlHeight(widget, option->fontMetrics);
            if (button == nullptr || button->toolButtonStyle == Qt::ToolButtonIconOnly) {
                return {height, height};
            }
            const int icon =
                button->toolButtonStyle == Qt::ToolButtonTextOnly || button->icon.isNull() ? 0
                                                                                           : u(20);
            return {button->fontMetrics.horizontalAdvance(button->text) + icon + 2 * u(11), height};
        }
        case CT_SpinBox:
            return {size.width() + 2 * u(14), controlHeight(widget, option->fontMetrics)};
        case CT_LineEdit:
            return {size.width() + 2 * u(8), controlHeight(widget, option->fontMetrics)};
        case CT_ComboBox:
            return {size.width() + u(8) + u(28), controlHeight(widget, option->fontMetrics)};
        case CT_CheckBox:
        case CT_RadioButton: {
            const QSize out = QProxyStyle::sizeFromContents(type, option, size, widget);
            return {out.width(), std::max(u(24), out.height())};
        }
        case CT_ProgressBar:
            return {u(60), u(4)};
        case CT_ItemViewItem: {
            const QSize out = QProxyStyle::sizeFromContents(type, option, size, widget);
            return {out.width() + u(8), std::max(u(28), out.height())};
        }
        default:
            return QProxyStyle::sizeFromContents(type, option, size, widget);
    }
}

QRect MarginaliaStyle::subElementRect(SubElement element, const QStyleOption* option,
                                      const QWidget* widget) const
{
    switch (element) {
        case SE_LineEditContents: {
            const bool inside =
                widget != nullptr && widget->parentWidget() != nullptr &&
                (qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) != nullptr ||
                 qobject_cast<QComboBox*>(widget->parentWidget()) != nullptr);
            return inside ? option->rect.adjusted(u(2), 0, -u(2), 0)
                          : option->rect.adjusted(u(6), 0, -u(6), 0);
        }
        case SE_ProgressBarGroove:
        case SE_ProgressBarContents:
            return option->rect;
        default:
            return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect MarginaliaStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                                      SubControl part, const QWidget* widget) const
{
    const QRect r = option->rect;
    const auto mirrored = [&](const QRect& rect) { return visualRect(option->direction, r, rect); };
    if (control == CC_ComboBox) {
        if (part == SC_ComboBoxEditField) {
            return mirrored(r.adjusted(u(8), 1, -u(26), -1));
        }
        if (part == SC_ComboBoxArrow) {
            return mirrored(QRect(r.right() - u(24), r.top(), u(20), r.height()));
        }
        if (part == SC_ComboBoxListBoxPopup) {
            return r;
        }
    }
    if (control == CC_SpinBox && part == SC_SpinBoxEditField) {
        return r.adjusted(u(6), 1, -u(6), -1);
    }
    if (control == CC_ScrollBar) {
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (bar != nullptr && (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine)) {
            return {};
        }
        if (bar != nullptr && part == SC_ScrollBarGroove) {
            return r;
        }
        if (bar != nullptr) {
            const bool across = bar->orientation == Qt::Horizontal;
            const int room = across ? r.width() : r.height();
            const qint64 range = static_cast<qint64>(bar->maximum) - bar->minimum;
            int length = room;
            if (range > 0) {
                length = static_cast<int>(static_cast<qint64>(bar->pageStep) * room /
                                          (range + bar->pageStep));
                length = std::clamp(length, std::min(u(28), room), room);
            }
            const int start = sliderPositionFromValue(
                bar->minimum, bar->maximum, bar->sliderPosition, room - length, bar->upsideDown);
            const auto piece = [&](int from, int to) {
                return across ? QRect(r.left() + from, r.top(), to - from, r.height())
                              : QRect(r.left(), r.top() + from, r.width(), to - from);
            };
            if (part == SC_ScrollBarSlider) {
                return mirrored(piece(start, start + length));
            }
            if (part == SC_ScrollBarSubPage) {
                return mirrored(piece(0, start));
            }
            if (part == SC_ScrollBarAddPage) {
                return mirrored(piece(start + length, room));
            }
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

}  // namespace marginalia
