// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

class QAbstractButton;

namespace marginalia {

/// What a button is for, kept in its dynamic property "role"; MarginaliaStyle draws it accordingly.
enum class ButtonRole { Normal, Primary, Quiet, Link };
void setButtonRole(QAbstractButton& button, ButtonRole role);
ButtonRole buttonRole(const QWidget* widget);
/// 24 instead of 28 high.
void setSmall(QWidget& widget, bool small = true);
bool isSmall(const QWidget* widget);
/// Marks a field as holding a wrong value: error border.
void setWrong(QWidget& field, bool wrong);

/// Fusion redrawn in the tokens: flat, one-pixel borders, focus in accent, no gradients.
class MarginaliaStyle : public QProxyStyle {
    Q_OBJECT

public:
    MarginaliaStyle();

    void polish(QWidget* widget) override;
    using QProxyStyle::polish;
    int pixelMetric(PixelMetric metric, const QStyleOption* option,
                    const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returned) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option,
                         const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                            QPainter* painter, const QWidget* widget) const override;
    QIcon standardIcon(StandardPixmap standard, const QStyleOption* option,
                       const QWidget* widget) const override;

protected:
    /// The underline of mnemonics appears while Alt is held.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool m_altHeld = false;
};

}  // namespace marginalia
