// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <cmath>

namespace marginalia {

namespace {

constexpr QChar kMinus(0x2212);

QString trueMinus(QString text)
{
    text.replace(QLatin1Char('-'), kMinus);
    return text;
}

/// Gives lupdate a context for the texts of this file.
class FormatTexts {
    Q_DECLARE_TR_FUNCTIONS(FormatTexts)
};

}  // namespace

QString notMeasured()
{
    return QStringLiteral("—");
}

QString countText(qint64 count)
{
    const QLocale locale;
    if (std::abs(count) <= 9'999'999) {
        return trueMinus(locale.toString(count));
    }
    return FormatTexts::tr("%1M").arg(
        trueMinus(locale.toString(static_cast<double>(count) / 1e6, 'f', 1)));
}

QString numberText(double value, int decimals)
{
    if (std::isnan(value)) {
        return notMeasured();
    }
    if (std::isinf(value)) {
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    }
    QString out = QLocale().toString(value, 'f', decimals);
    // "-0.0" says a sign that is not there.
    if (out.startsWith(QLatin1Char('-')) && std::round(value * std::pow(10.0, decimals)) == 0) {
        out.remove(0, 1);
    }
    return trueMinus(out);
}

QString signedText(double value, int decimals)
{
    const QString out = numberText(value, decimals);
    const bool positive = value > 0 && std::round(value * std::pow(10.0, decimals)) > 0;
    return positive ? QLatin1Char('+') + out : out;
}

QString lossText(double value)
{
    return numberText(value, 3);
}

QString marginText(double value)
{
    return numberText(value, 2);
}

QString marginInTable(double value)
{
    return numberText(value, 1);
}

QString logProbText(double value, bool exact)
{
    return numberText(value, exact ? 1 : 0);
}

QString shareText(double share, qint64 n)
{
    if (std::isnan(share) || n <= 0) {
        return notMeasured();
    }
    return FormatTexts::tr("%1 %").arg(numberText(share * 100, n < 1000 ? 0 : 1));
}

QString learningRateText(double value)
{
    if (std::isnan(value)) {
        return notMeasured();
    }
    if (value == 0) {
        return QStringLiteral("0");
    }
    // Rounded first: 9.9999997e-6, which is 1e-5 as a float, is 1e-5.
    const QStringList parts = QString::number(value, 'e', 2).split(u'e');
    return QStringLiteral("%1e%2")
        .arg(QString::number(parts[0].toDouble(), 'g', 3))
        .arg(parts[1].toInt());
}

QString durationText(double seconds)
{
    if (std::isnan(seconds) || seconds < 0) {
        return notMeasured();
    }
    if (seconds > 0 && seconds < 0.05) {
        return FormatTexts::tr("under %1 s").arg(QLocale().toString(0.1, 'f', 1));
    }
    const double tenths = std::round(seconds * 10) / 10;
    if (tenths < 10 && tenths != std::floor(tenths)) {
        return FormatTexts::tr("%1 s").arg(QLocale().toString(tenths, 'f', 1));
    }
    const auto whole = static_cast<qint64>(std::llround(seconds));
    if (whole < 60) {
        return FormatTexts::tr("%1 s").arg(whole);
    }
    if (whole < 3600) {
        return whole % 60 == 0 ? FormatTexts::tr("%1 min").arg(whole / 60)
                               : FormatTexts::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    }
    return FormatTexts::tr("%1 h %2 min")
        .arg(whole / 3600)
        .arg(whole % 3600 / 60, 2, 10, QLatin1Char('0'));
}

QString sizeText(double bytes)
{
    if (std::isnan(bytes) || bytes < 0) {
        return notMeasured();
    }
    const QLocale locale;
    constexpr double kilo = 1024;
    if (bytes < kilo) {
        return FormatTexts::tr("%1 B").arg(locale.toString(bytes, 'f', 0));
    }
    if (bytes < kilo * kilo) {
        return FormatTexts::tr("%1 kB").arg(locale.toString(bytes / kilo, 'f', 0));
    }
    if (bytes < kilo * kilo * kilo) {
        const double mega = bytes / kilo / kilo;
        return FormatTexts::tr("%1 MB").arg(locale.toString(mega, 'f', mega < 10 ? 1 : 0));
    }
    const double giga = bytes / kilo / kilo / kilo;
    // Small ones keep their tenth: they stand in columns.
    const bool whole = giga >= 100 || (giga >= 9.95 && std::abs(giga - std::round(giga)) < 0.05);
    return FormatTexts::tr("%1 GB").arg(locale.toString(giga, 'f', whole ? 0 : 1));
}

QString dayText(qint64 millisecondsSinceEpoch)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(millisecondsSinceEpoch);
    const QDate today = QDate::currentDate();
    const QLocale locale;
    if (at.date() == today) {
        return FormatTexts::tr("today, %1")
            .arg(locale.toString(at.time(), QStringLiteral("HH:mm")));
    }
    if (at.date() == today.addDays(-1)) {
        return FormatTexts::tr("yesterday");
    }
    const bool thisYear = at.date().year() == today.year();
    return locale.toString(at.date(),
                           thisYear ? QStringLiteral("d MMMM") : QStringLiteral("d MMMM yyyy"));
}

QString withPlainMinus(QString text)
{
    text.replace(kMinus, QLatin1Char('-'));
    return text;
}

}  // namespace marginalia
