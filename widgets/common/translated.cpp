// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/translated.h"

#include <QCoreApplication>

namespace marginalia {

namespace {

/// The contexts that the core marks its texts with, by part; a text does not carry its own.
const char* const kContexts[] = {"core",   "base",       "data",   "text",    "store",
                                 "jobs",   "model",      "gguf",   "device",  "objectives",
                                 "train",  "generation", "export", "metrics", "presets",
                                 "charts", "template",   "synth",  "config",  "study"};

}  // namespace

QString translated(const Text& text, const char* context)
{
    const char* source = text.pattern.c_str();
    const QString plain = QString::fromStdString(text.pattern);
    QString pattern = QCoreApplication::translate(context, source);
    for (const char* other : kContexts) {
        if (pattern != plain) {
            break;
        }
        pattern = QCoreApplication::translate(other, source);
    }
    return QString::fromStdString(fillPattern(pattern.toStdString(), text.arguments));
}

QString translated(const Error& error)
{
    QString out = translated(error.what);
    if (!error.where.empty()) {
        out = QString::fromStdString(error.where) + QStringLiteral(": ") + out;
    }
    if (!error.todo.empty()) {
        out += QLatin1Char(' ') + translated(error.todo);
    }
    return out;
}

}  // namespace marginalia
