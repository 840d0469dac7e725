// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace marginalia {

/// A scheme's name for people: "Pairs in message lists" for "ultrafeedback-binarized", the id
/// itself when there is none.
QString formatTitle(const QString& format);
/// "JSON Lines, gzip" for "jsonl+gzip".
QString containerTitle(const std::string& container);

}  // namespace marginalia
