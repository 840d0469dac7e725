// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QRectF>
#include <QString>

class QFont;
class QPainter;
class QStyleOptionViewItem;

namespace marginalia {

/// Device pixels in a logical one, at least those of the screen.
double devicePixels(const QPainter& painter);
/// Width of one device pixel in logical pixels: hair lines stay thin at 125 to 200 %.
double hairline(const QPainter& painter);

/// A filled rectangle with round corners and a border drawn inside it. An invalid colour leaves
/// that part out.
void drawBox(QPainter& painter, const QRectF& rect, double radius, const QColor& fill,
             const QColor& border, double borderWidth);
/// The same with a hair line.
void drawBox(QPainter& painter, const QRectF& rect, double radius, const QColor& fill,
             const QColor& border);
/// A one-pixel line on whole device pixels, horizontal or vertical.
void drawRule(QPainter& painter, const QPointF& from, const QPointF& to, const QColor& colour);

/// The ground of a row in a list: selection or hover, and the ring of the row that has the focus.
void drawListRow(QPainter& painter, const QStyleOptionViewItem& option);

/// A key cap as in menus and on buttons ("Ctrl+Shift+P").
QSizeF keyCapSize(const QString& text);
void drawKeyCap(QPainter& painter, const QRectF& rect, const QString& text, bool enabled = true);
/// An open ring with a gap: something is being done.
void drawBusyRing(QPainter& painter, const QRectF& rect, const QColor& colour, double turn);

}  // namespace marginalia
