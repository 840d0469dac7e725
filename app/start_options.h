// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace marginalia {

/// The window's command line (interfaces.md 7.8).
struct StartOptions {
    QStringList paths;  ///< FILES and --open
    QString configFolder;
    QString curvesOf;                              ///< --curves: the run folder
    QString curvesPicture;                         ///< and the PNG file
    QString logLevel = QStringLiteral("warning");  ///< "error", "warning", "info", "debug"
    QString problem;                               ///< wrong usage: one sentence
    bool sample = false;
    bool makeNew = false;
    bool newInstance = false;  ///< a window of its own, whoever runs already
    bool listActions = false;
    bool showHelp = false;
    bool showVersion = false;
    bool firstPaint = false;

    /// Qt's own options (-platform and the like) are left to Qt.
    static StartOptions parse(int argc, char** argv);
    static const char* help();
};

}  // namespace marginalia
