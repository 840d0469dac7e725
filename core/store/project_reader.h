// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/database.h"
#include "core/store/project.h"

#include <memory>
#include <string>

namespace marginalia::store {

/// A reading connection of `path`.
Result<std::unique_ptr<ProjectReader>> makeReader(const std::string& path);

}  // namespace marginalia::store
