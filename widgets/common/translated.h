// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

namespace marginalia {

/// A sentence of the core in the person's language.
QString translated(const Text& text, const char* context = "core");
/// "where: what todo" in the person's language.
QString translated(const Error& error);

}  // namespace marginalia
