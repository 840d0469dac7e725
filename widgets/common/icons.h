// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QIcon>
#include <QPixmap>
#include <QString>

class QPainter;

namespace marginalia {

/// An icon of resources/icons by file name without suffix ("data"), drawn in a token's colour;
/// disabled in the theme's disabled colour; checked in accent. Follows the theme: nothing is to be
/// done on a change.
QIcon themeIcon(const QString& name, Token colour = &Theme::text);

/// One drawing of an icon; `size` in logical pixels. Cached.
QPixmap iconPixmap(const QString& name, int size, const QColor& colour, qreal pixelRatio);
/// Paints an icon centred in `rect`.
void paintIcon(QPainter& painter, const QString& name, const QRectF& rect, double size,
               const QColor& colour);
/// The application's own icon, in its colours.
QIcon applicationIcon();

}  // namespace marginalia
