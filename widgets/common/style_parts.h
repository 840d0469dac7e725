// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QPainter;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionToolButton;
class QWidget;

/// The drawings of MarginaliaStyle, by kind of control.
namespace marginalia::drawing {

void buttonFrame(const QStyleOption& option, QPainter& painter, const QWidget* widget);
void buttonLabel(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget);
void toolButton(const QStyleOptionToolButton& option, QPainter& painter, const QWidget* widget);

void fieldFrame(const QStyleOption& option, QPainter& painter, const QWidget* widget);
void comboBox(const QStyleOptionComboBox& option, QPainter& painter, const QWidget* widget);

void checkIndicator(const QStyleOption& option, QPainter& painter);
void radioIndicator(const QStyleOption& option, QPainter& painter);
void slider(const QStyleOptionSlider& option, QPainter& painter, const QWidget* widget);
void progressBar(const QStyleOptionProgressBar& option, QPainter& painter);
void scrollBar(const QStyleOptionSlider& option, QPainter& painter);
void splitterHandle(const QStyleOption& option, QPainter& painter);

}  // namespace marginalia::drawing
