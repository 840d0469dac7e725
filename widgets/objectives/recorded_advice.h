// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <string>

namespace marginalia {

/// What the recorded study of the starter world says of an objective, a line each; empty when it
/// was not in the study. The file is read once; one that cannot be read gives its error as a line.
QStringList recordedAdvice(const std::string& objective);

}  // namespace marginalia
