// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/database.h"
#include "core/store/journal.h"

namespace marginalia::store {

/// What had to be put right at opening.
struct Reconciled {
    std::int64_t replayed = 0;  ///< events that only the journal had
    std::int64_t restored = 0;  ///< damaged events of the table
    bool journalRewritten = false;
};

/// Makes table and journal say the same, so that an event that either of them kept whole survives
/// (reliability.md 5).
///
/// Afterwards the journal is open for appending. Throws StoreFailure.
Reconciled reconcile(Database& database, Journal& journal, const std::string& journalPath,
                     const Uid& project);

/// Gives imports that broke off their undo step, so that they can be taken back.
void closeBrokenImports(Database& database);

}  // namespace marginalia::store
