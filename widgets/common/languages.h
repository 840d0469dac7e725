// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QCoreApplication;

namespace marginalia {

/// Loads the texts of a language ("system", "en", "de") and makes it the default locale; before any
/// widget is made. English has a file too: its plurals.
void installLanguage(QCoreApplication& application, const QString& language);
/// Codes of the languages that are shipped.
QStringList shippedLanguages();

}  // namespace marginalia
