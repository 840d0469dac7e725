// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/translated.h"

#include <QCoreApplication>

namespace marginalia {

QString translated(const Text& text, const char* context)
{
    const QString pattern = QCoreApplication::translate(context, text.pattern.c_str());
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
