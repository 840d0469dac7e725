// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/database.h"

#include <functional>

namespace marginalia::store {

/// Adds the next rows to the search index inside the open transaction, until the time is up,
/// `mustYield` says so or none is left. Gives how many rows were added.
std::int64_t indexSlice(Database& database, double milliseconds,
                        const std::function<bool()>& mustYield);

/// Whether rows wait for the index.
bool indexIncomplete(Database& database);

}  // namespace marginalia::store
