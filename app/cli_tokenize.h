// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"

namespace marginalia::cli {

/// `tokenize`: the tokens of a text.
int runTokenize(const Words& words);

}  // namespace marginalia::cli
