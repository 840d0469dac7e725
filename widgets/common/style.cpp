// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/style.h"

#include "widgets/common/icons.h"
#include "widgets/common/paint.h"
#include "widgets/common/style_parts.h"
#include "widgets/common/theme.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenuBar>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSlider>
#include <QStyleFactory>
#include <QStyleOption>
#include <QToolButton>

namespace marginalia {

namespace {

constexpr char kRole[] = "role";
constexpr char kSmall[] = "small";
constexpr char kWrong[] = "wrong";

}  // namespace

void setButtonRole(QAbstractButton& button, ButtonRole role)
{
    static const char* const names[] = {"", "primary", "quiet", "link"};
    button.setProperty(kRole, QLatin1String(names[static_cast<int>(role)]));
    if (role == ButtonRole::Primary) {
        QFont font = button.font();
        font.setWeight(QFont::DemiBold);
        button.setFont(font);
    }
    button.updateGeometry();
    button.update();
}

ButtonRole buttonRole(const QWidget* widget)
{
    const QString name = widget == nullptr ? QString() : widget->property(kRole).toString();
    if (name == QLatin1String("primary")) {
        return ButtonRole::Primary;
    }
    if (name == QLatin1String("quiet")) {
        return ButtonRole::Quiet;
    }
    return name == QLatin1String("link") ? ButtonRole::Link : ButtonRole::Normal;
}

void setSmall(QWidget& widget, bool small)
{
    widget.setProperty(kSmall, small);
    widget.updateGeometry();
}

bool isSmall(const QWidget* widget)
{
    return widget != nullptr && widget->property(kSmall).toBool();
}

void setWrong(QWidget& field, bool wrong)
{
    if (field.property(kWrong).toBool() != wrong) {
        field.setProperty(kWrong, wrong);
        field.update();
    }
}

MarginaliaStyle::MarginaliaStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
    qApp->installEventFilter(this);
}

void MarginaliaStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) != nullptr ||
        qobject_cast<QComboBox*>(widget) != nullptr ||
        qobject_cast<QScrollBar*>(widget) != nullptr || qobject_cast<QSlider*>(widget) != nullptr) {
        widget->setAttribute(Qt::WA_Hover);
    }
    if (auto* spin = qobject_cast<QAbstractSpinBox*>(widget)) {
        // Arrows and wheel keys do it; the little buttons are below any sensible pointer target.
        spin->setButtonSymbols(QAbstractSpinBox::NoButtons);
        // The style sheet's style never asks us for the size of a spin box.
        spin->setMinimumSize(u(72), u(isSmall(spin) ? 24 : 28));
    }
    if (auto* edit = qobject_cast<QPlainTextEdit*>(widget)) {
        // The frame fills the field; the viewport's square corners would cut its round ones.
        edit->viewport()->setAutoFillBackground(false);
    }
    if (auto* view = qobject_cast<QAbstractItemView*>(widget)) {
        view->setAttribute(Qt::WA_Hover);
        view->viewport()->setAttribute(Qt::WA_Hover);
    }
}

int MarginaliaStyle::pixelMetric(PixelMetric metric, const QStyleOption* option,
                                 const QWidget* widget) const
{
    switch (metric) {
        case PM_ButtonIconSize:
            return u(14);
        case PM_SmallIconSize:
        case PM_ToolBarIconSize:
        case PM_ListViewIconSize:
        case PM_TabBarIconSize:
            return u(16);
        case PM_IndicatorWidth:
        case PM_IndicatorHeight:
        case PM_ExclusiveIndicatorWidth:
        case PM_ExclusiveIndicatorHeight:
            return u(16);
        case PM_CheckBoxLabelSpacing:
        case PM_RadioButtonLabelSpacing:
            return u(8);
        case PM_ScrollBarExtent:
            return u(10);
        case PM_ScrollBarSliderMin:
            return u(28);
        case PM_ScrollView_ScrollBarSpacing:
        case PM_ScrollView_ScrollBarOverlap:
            return 0;
        case PM_SplitterWidth:
            return u(7);
        case PM_SliderThickness:
        case PM_SliderControlThickness:
        case PM_SliderLength:
            return u(14);
        case PM_SliderTickmarkOffset:
            return 0;
        case PM_FocusFrameHMargin:
            // Item views take it as the space before their text.
            return qobject_cast<const QAbstractItemView*>(widget) != nullptr ? u(8) : 3;
        case PM_FocusFrameVMargin:
            return 3;
        case PM_ButtonMargin:
            return u(12);
        case PM_ButtonShiftHorizontal:
        case PM_ButtonShiftVertical:
            return 0;
        case PM_LayoutHorizontalSpacing:
        case PM_LayoutVerticalSpacing:
            return u(8);
        case PM_LayoutLeftMargin:
        case PM_LayoutRightMargin:
        case PM_LayoutTopMargin:
        case PM_LayoutBottomMargin:
            return u(12);
        case PM_ToolTipLabelFrameWidth:
        case PM_ToolBarItemSpacing:
        case PM_ToolBarItemMargin:
        case PM_ToolBarFrameWidth:
        case PM_DockWidgetFrameWidth:
            return 0;
        case PM_DockWidgetSeparatorExtent:
            return 1;
        default:
            return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int MarginaliaStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                               QStyleHintReturn* returned) const
{
    switch (hint) {
        case SH_EtchDisabledText:
        case SH_DitherDisabledText:
        case SH_ScrollBar_Transient:
        case SH_Widget_Animate:
        case SH_Widget_Animation_Duration:
        case SH_ComboBox_Popup:
        case SH_Menu_FlashTriggeredItem:
        case SH_ItemView_ShowDecorationSelected:
            return hint == SH_ItemView_ShowDecorationSelected ? 1 : 0;
        case SH_UnderlineShortcut:
            return m_altHeld ? 1 : 0;
        case SH_ToolTip_WakeUpDelay:
            return 500;
        case SH_Slider_AbsoluteSetButtons:
            return Qt::LeftButton;
        case SH_FocusFrame_AboveWidget:
        case SH_ScrollBar_LeftClickAbsolutePosition:
            return 1;
        case SH_DialogButtonLayout:
            return 0;
        default:
            return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

void MarginaliaStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                                    QPainter* painter, const QWidget* widget) const
{
    switch (element) {
        case PE_PanelButtonCommand:
            return drawing::buttonFrame(*option, *painter, widget);
        case PE_PanelLineEdit:
        case PE_FrameLineEdit:
            if (qobject_cast<const QAbstractSpinBox*>(
                    widget == nullptr ? nullptr : widget->parentWidget()) == nullptr &&
                qobject_cast<const QComboBox*>(
                    widget == nullptr ? nullptr : widget->parentWidget()) == nullptr) {
                drawing::fieldFrame(*option, *painter, widget);
            }
            return;
        case PE_IndicatorCheckBox:
        case PE_IndicatorItemViewItemCheck:
            return drawing::checkIndicator(*option, *painter);
        case PE_IndicatorRadioButton:
            return drawing::radioIndicator(*option, *painter);
        case PE_FrameFocusRect:
            // Rings are the focus frame's and the views' own; Fusion's would be a second one.
            if (qobject_cast<const QAbstractItemView*>(widget) != nullptr &&
                option->state.testFlag(State_KeyboardFocusChange)) {
                drawBox(*painter, QRectF(option->rect), 0, {}, theme().accent, 2);
            }
            return;
        case PE_PanelItemViewRow:
            return;
        case PE_PanelItemViewItem: {
            const bool selected = option->state.testFlag(State_Selected);
            if (selected || option->state.testFlag(State_MouseOver)) {
                painter->fillRect(option->rect, selected ? theme().selection : theme().hover);
            }
            return;
        }
        case PE_Frame:
            if (qobject_cast<const QPlainTextEdit*>(widget) != nullptr) {
                return drawing::fieldFrame(*option, *painter, widget);
            }
            drawBox(*painter, QRectF(option->rect), uExact(4), {}, theme().border);
            return;
        case PE_IndicatorToolBarSeparator:
            return;
        default:
            QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void MarginaliaStyle::drawControl(ControlElement element, const QStyleOption* option,
                                  QPainter* painter, const QWidget* widget) const
{
    switch (element) {
        case CE_PushButtonLabel:
            if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
                return drawing::buttonLabel(*button, *painter, widget);
            }
            break;
        case CE_PushButtonBevel:
            return drawing::buttonFrame(*option, *painter, widget);
        case CE_FocusFrame:
            return drawBox(*painter, QRectF(option->rect), uExact(6), {}, theme().accent, 2);
        case CE_Splitter:
            return drawing::splitterHandle(*option, *painter);
        case CE_ProgressBarGroove:
            // The style sheet's style asks for the parts one by one; all is drawn with the groove.
            if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option)) {
                return drawing::progressBar(*bar, *painter);
            }
            break;
        case CE_ProgressBarContents:
        case CE_ProgressBarLabel:
            return;
        case CE_ComboBoxLabel:
            return;  // drawn with the box
        case CE_ToolBar:
            painter->fillRect(option->rect, theme().window);
            return;
        default:
            break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void MarginaliaStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                         QPainter* painter, const QWidget* widget) const
{
    switch (control) {
        case CC_ToolButton:
            if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option)) {
                return drawing::toolButton(*button, *painter, widget);
            }
            break;
        case CC_ComboBox:
            if (const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option)) {
                return drawing::comboBox(*box, *painter, widget);
            }
            break;
        case CC_SpinBox:
            return drawing::fieldFrame(*option, *painter, widget);
        case CC_Slider:
            if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
                return drawing::slider(*slider, *painter, widget);
            }
            break;
        case CC_ScrollBar:
            if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
                return drawing::scrollBar(*bar, *painter);
            }
            break;
        default:
            break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QIcon MarginaliaStyle::standardIcon(StandardPixmap standard, const QStyleOption* option,
                                    const QWidget* widget) const
{
    switch (standard) {
        case SP_LineEditClearButton:
        case SP_DockWidgetCloseButton:
        case SP_TitleBarCloseButton:
            return themeIcon(QStringLiteral("close"), &Theme::muted);
        default:
            return QProxyStyle::standardIcon(standard, option, widget);
    }
}

bool MarginaliaStyle::eventFilter(QObject* watched, QEvent* event)
{
    const bool press = event->type() == QEvent::KeyPress;
    if (press || event->type() == QEvent::KeyRelease) {
        if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt && m_altHeld != press) {
            m_altHeld = press;
            if (auto* widget = qobject_cast<QWidget*>(watched)) {
                widget->window()->update();
                if (auto* bar = widget->window()->findChild<QMenuBar*>()) {
                    bar->update();
                }
            }
        }
    }
    return false;
}

}  // namespace marginalia
