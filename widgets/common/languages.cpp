// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace marginalia {

QStringList shippedLanguages()
{
    return {QStringLiteral("en"), QStringLiteral("de")};
}

void installLanguage(QCoreApplication& application, const QString& language)
{
    const QLocale locale = language == QLatin1String("system") ? QLocale() : QLocale(language);
    QLocale::setDefault(locale);
    const auto load = [&](const QString& name, const QString& folder) {
        auto* translator = new QTranslator(&application);
        if (translator->load(name, folder)) {
            QCoreApplication::installTranslator(translator);
        } else {
            delete translator;
        }
    };
    const QString code = locale.name().section(QLatin1Char('_'), 0, 0);
    // The last one installed is asked first; English plurals stand behind what a language lacks.
    load(QStringLiteral("marginalia_en"), QStringLiteral(":/i18n"));
    if (code != QLatin1String("en")) {
        load(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
        load(QStringLiteral("marginalia_") + code, QStringLiteral(":/i18n"));
    }
}

}  // namespace marginalia
