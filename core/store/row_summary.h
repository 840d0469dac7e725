// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/database.h"
#include "core/store/types.h"

#include <vector>

namespace marginalia::store {

/// Rows as the table shows them, in the order of `ids`; ids that are gone are left out.
std::vector<RowSummary> readSummaries(Database& database, const std::vector<RecordId>& ids);

/// A whole record with its label; NotFound flies when it is gone.
StoredRecord readRecord(Database& database, RecordId id);

/// All events of a record, oldest first; an imported preference comes first, as annotator
/// import:<n>.
std::vector<LabelEvent> readHistory(Database& database, const Uid& record);

}  // namespace marginalia::store
