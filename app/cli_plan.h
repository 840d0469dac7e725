// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli_verbs.h"

namespace marginalia::cli {

/// `plan`: memory and time of a run before it is started, measured on small work of it.
Verb planVerb();

}  // namespace marginalia::cli
