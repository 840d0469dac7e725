// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace marginalia {

/// A tooltip that shows `text` as it is. Tooltips guess whether they are rich text: plain text of a
/// file could become markup, and escaped text without a tag would show its "&lt;".
inline QString plainToolTip(const QString& text)
{
    return text.isEmpty() ? QString() : QStringLiteral("<span>%1</span>").arg(text.toHtmlEscaped());
}

}  // namespace marginalia
