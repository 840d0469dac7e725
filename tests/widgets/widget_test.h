// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/widgets/panel_audit.h"
#include "widgets/common/theme.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <vector>

class QWidget;

namespace marginalia::test {

/// A folder of its own for settings, state, projects; made anew for each program and removed at its
/// end.
QString homeFolder();
/// Below homeFolder(), empty.
QString freshFolder(const QString& name);

/// Runs the event loop until `done` or the time is over; false: it was over.
bool waitUntil(const std::function<bool()>& done, int milliseconds = 5000);

/// Renders a widget into build/<preset>/pictures/: NAME.png, NAME@1.5.png, NAME-dark.png,
/// NAME-dark@1.5.png; at 200 % (QT_SCALE_FACTOR=2) NAME@2.png and NAME-dark@2.png. Leaves the light
/// theme in force. Windows, dialogs and panels go through audit() in both looks. `size` in logical
/// pixels; empty: as the widget is.
void savePicture(QWidget& widget, const QString& name, const QSize& size = {});
/// One picture in the present theme.
QImage saveOnePicture(QWidget& widget, const QString& file, double scale);

}  // namespace marginalia::test
