// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/import_job.h"

#include <QString>

#include <string>

namespace marginalia {

/// A scheme's name for people: "Pairs in message lists" for "ultrafeedback-binarized", the id
/// itself when there is none.
QString formatTitle(const QString& format);
/// What a file was taken for and why, or why it cannot be read and what to do; with its icon.
struct ReasonText {
    QString text;
    QString icon;  ///< "info", "warning" or "error"
};
/// `mapped`: by the choices beside; `guessed`: those that the names of the columns suggest.
ReasonText reasonOf(const ImportPreview::Content& content, const QString& path, bool mapped,
                    bool guessed);
/// "JSON Lines, gzip" for "jsonl+gzip".
QString containerTitle(const std::string& container);

}  // namespace marginalia
