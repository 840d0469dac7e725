// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/start_options.h"

#include "app/window_log.h"

namespace marginalia {

const char* StartOptions::help()
{
    return "marginalia [OPTIONS] [FILES...]\n"
           "The window: label pairs, train on the labels, watch, compare.\n\n"
           "  FILES            a project, data files (JSON Lines, JSON, CSV, TSV, Parquet) or a "
           "model folder\n"
           "  --open FILE      the same as a file\n"
           "  --new            begins with a new project\n"
           "  --sample         opens the sample project, building it when it is not there\n"
           "  --curves RUN PNG draws the curves of a run folder into a picture and ends; needs no "
           "display\n"
           "  --new-instance   a window of its own; without it a window that runs already takes "
           "the "
           "files\n"
           "  --list-actions   prints every command with its keys and ends\n"
           "  --config DIR     keeps the settings in DIR\n"
           "  --log-level L    error, warning (as it is without), info or debug\n"
           "  --first-paint    says \"painted\" when the window is on the screen, and ends\n"
           "  --version        versions of the program and its libraries\n"
           "  --help           this text\n\n"
           "Everything without a window is marginalia-cli.\n";
}

StartOptions StartOptions::parse(int argc, char** argv)
{
    StartOptions out;
    for (int i = 1; i < argc; ++i) {
        const QString word = QString::fromLocal8Bit(argv[i]);
        const auto value = [&](const QString& name) {
            if (word.startsWith(name + QLatin1Char('='))) {
                return word.mid(name.size() + 1);
            }
            if (i + 1 >= argc) {
                out.problem = QStringLiteral("%1 needs a value.").arg(name);
                return QString();
            }
            return QString::fromLocal8Bit(argv[++i]);
        };
        const auto is = [&](const char* name) {
            const QString text = QLatin1String(name);
            return word == text || word.startsWith(text + QLatin1Char('='));
        };
        if (is("--log-level")) {
            out.logLevel = value(QStringLiteral("--log-level"));
            if (!setLogLevel(out.logLevel) && out.problem.isEmpty()) {
                out.problem =
                    QStringLiteral("--log-level is one of error, warning, info, debug; not %1.")
                        .arg(out.logLevel);
            }
        } else if (is("--open")) {
            out.paths << value(QStringLiteral("--open"));
        } else if (is("--config")) {
            out.configFolder = value(QStringLiteral("--config"));
        } else if (word == QLatin1String("--curves")) {
            if (i + 2 >= argc) {
                out.problem = QStringLiteral("--curves needs a run folder and a PNG file.");
                return out;
            }
            out.curvesOf = QString::fromLocal8Bit(argv[++i]);
            out.curvesPicture = QString::fromLocal8Bit(argv[++i]);
        } else if (word == QLatin1String("--sample")) {
            out.sample = true;
        } else if (word == QLatin1String("--new")) {
            out.makeNew = true;
        } else if (word == QLatin1String("--new-instance")) {
            out.newInstance = true;
        } else if (word == QLatin1String("--list-actions")) {
            out.listActions = true;
        } else if (word == QLatin1String("--first-paint")) {
            out.firstPaint = true;
            out.newInstance = true;  // the one that runs already has painted long ago
        } else if (word == QLatin1String("--help") || word == QLatin1String("-h")) {
            out.showHelp = true;
        } else if (word == QLatin1String("--version")) {
            out.showVersion = true;
        } else if (word == QLatin1String("-platform") || word == QLatin1String("-style")) {
            ++i;  // Qt reads it itself
        } else if (word.startsWith(QLatin1String("--"))) {
            out.problem = QStringLiteral("There is no option %1.").arg(word);
        } else if (!word.startsWith(QLatin1Char('-'))) {
            out.paths << word;
        }
    }
    return out;
}

}  // namespace marginalia
