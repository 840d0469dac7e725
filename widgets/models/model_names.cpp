// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/model_names.h"

#include "widgets/common/translated.h"

#include <QCoreApplication>
#include <QDir>
#include <QLocale>

namespace marginalia {

namespace {

/// Gives lupdate a context for the texts of this file.
class Texts {
    Q_DECLARE_TR_FUNCTIONS(Models)
};

}  // namespace

QString modelTitle(const QString& folder)
{
    const QStringList parts = QDir::cleanPath(folder).split(QLatin1Char('/'));
    const qsizetype last = parts.size() - 1;
    const QString prefix = QStringLiteral("models--");
    if (last >= 2 && parts[last - 1] == QLatin1String("snapshots") &&
        parts[last - 2].startsWith(prefix)) {
        const QString name = parts[last - 2].mid(prefix.size());
        const qsizetype mark = name.indexOf(QLatin1String("--"));
        return mark < 0 ? name : name.left(mark) + QLatin1Char('/') + name.mid(mark + 2);
    }
    return parts.last();
}

QString parametersText(qint64 parameters)
{
    const auto scaled = [&](double unit, const char* letter) {
        const double value = static_cast<double>(parameters) / unit;
        return QLocale().toString(value, 'f', value < 10 ? 1 : 0) + QLatin1String(letter);
    };
    return parameters >= 1'000'000'000 ? scaled(1e9, "B")
           : parameters >= 1'000'000   ? scaled(1e6, "M")
           : parameters >= 1000        ? scaled(1e3, "K")
                                       : QLocale().toString(parameters);
}

QString weightsText(const ModelReport& report)
{
    if (report.parameters == 0) {
        return {};
    }
    const QString count = parametersText(report.parameters);
    return report.types.empty()
               ? count
               : QStringLiteral("%1 · %2").arg(
                     count, QString::fromStdString(report.types.front().first).toLower());
}

QString verdictText(ModelVerdict verdict)
{
    switch (verdict) {
        case ModelVerdict::Exact:
            return Texts::tr("loads exactly");
        case ModelVerdict::Remarks:
            return Texts::tr("with remarks");
        case ModelVerdict::Refused:
            return Texts::tr("cannot load");
    }
    return {};
}

Tone verdictTone(ModelVerdict verdict)
{
    return verdict == ModelVerdict::Exact     ? Tone::Accent
           : verdict == ModelVerdict::Remarks ? Tone::Warning
                                              : Tone::Error;
}

QString verdictIcon(ModelVerdict verdict)
{
    return verdict == ModelVerdict::Exact     ? QStringLiteral("check")
           : verdict == ModelVerdict::Remarks ? QStringLiteral("warning")
                                              : QStringLiteral("error");
}

QString reasonText(const ModelReason& reason)
{
    QString out = translated(reason.what, "model");
    if (!reason.where.empty()) {
        // The folder is known; its file says where to look.
        const QString where = QString::fromStdString(reason.where);
        out = where.section(QLatin1Char('/'), -1) + QStringLiteral(": ") + out;
    }
    return reason.todo.empty() ? out : out + QLatin1Char(' ') + translated(reason.todo, "model");
}

}  // namespace marginalia
