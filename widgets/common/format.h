// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QtGlobal>

namespace marginalia {

/// Numbers as the window writes them (look.md, Numbers): the person's locale, a true minus, "—" for
/// not measured.

/// The mark of a value that was not measured; never 0.
QString notMeasured();
/// Whole to 9,999,999, then "12.4M".
QString countText(qint64 count);
/// `decimals` digits after the point; NaN is notMeasured().
QString numberText(double value, int decimals);
/// The same with "+" before positive values, for differences.
QString signedText(double value, int decimals);
QString lossText(double value);                         ///< 3 digits
QString marginText(double value);                       ///< reward and margin, 2 digits
QString marginInTable(double value);                    ///< 1 digit
QString logProbText(double value, bool exact = false);  ///< 0 digits in headers, 1 in the inspector
/// "81 %" of `n` items: no digits under 1,000 items, 1 above.
QString shareText(double share, qint64 n);
QString learningRateText(double value);  ///< "1e-5"
/// "under 0.1 s", "0.4 s", "9 s", "1 min 50 s", "2 h 05 min"; negative is notMeasured().
QString durationText(double seconds);
/// "1.2 GB" of 1024^3, "340 MB", "66 kB".
QString sizeText(double bytes);
/// "today, 10:42", "yesterday", "12 March", "12 March 2025".
QString dayText(qint64 millisecondsSinceEpoch);
/// Text for the clipboard and for programs: the true minus becomes a plain one.
QString withPlainMinus(QString text);

}  // namespace marginalia
