// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/database.h"
#include "core/store/label_event.h"
#include "core/store/row_state.h"

#include <set>
#include <string>

namespace marginalia::store {

/// What one write transaction gathers besides its rows.
struct WriteContext {
    Database& database;
    Tally tally;
    std::int64_t lastSeq = 0;
    Sha256Digest head{};
    std::string journalLines;       ///< to be appended and synced before COMMIT
    std::set<std::string> changed;  ///< for ProjectWriter::onChange
};

/// Last seq and hash of the table; chainBegin() when it is empty.
void loadChainHead(WriteContext& context, const Uid& project);

/// Adds an event at the end of the chain: table, journal lines, projections and undo log.
StoredEvent appendEvent(WriteContext& context, const Uid& uuid, const Uid& record,
                        const std::string& annotator, LabelEventKind kind,
                        const std::string& payload);

/// Puts an event at the end of the chain without its effects; for restoring a damaged log.
void insertChained(WriteContext& context, StoredEvent event);

/// Takes events that only the journal still has: same uuid and content, the chain goes on where the
/// table's ends.
void replayEvent(WriteContext& context, StoredEvent event);

/// Makes every projection of the label log anew.
void rebuildProjections(Database& database);

/// The stored event with this uuid.
std::optional<StoredEvent> eventByUuid(Database& database, const Uid& uuid);
/// Columns of kEventColumns back as an event.
constexpr const char* kEventColumns =
    "label_event.seq, label_event.uuid, label_event.record_uid, label_event.annotator, "
    "label_event.kind, "
    "label_event.payload, label_event.at, label_event.prev_hash, label_event.hash";
StoredEvent eventOfRow(const Statement& row);

}  // namespace marginalia::store
