// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QImage>
#include <QSize>
#include <QString>

namespace marginalia {

/// The charts of a run as the Train panel draws them, under a line that names the run; in the
/// theme in force. `size` is in pixels of the image.
///
/// Needs a QApplication, but no display: QT_QPA_PLATFORM=offscreen will do. A folder that is no
/// run, or a run without a point, is an Error.
Result<QImage> curvePicture(const std::string& runFolder, const QSize& size = {1600, 1000});

/// The same in the light theme as a PNG file.
Status writeCurvePicture(const QString& runFolder, const QString& file);

}  // namespace marginalia
