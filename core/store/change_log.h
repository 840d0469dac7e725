// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/database.h"
#include "core/store/row_state.h"
#include "core/store/types.h"

#include <optional>
#include <string>

namespace marginalia::store {

enum class ChangeState : std::uint8_t { Done, Undone, Dropped };

/// An entry of the project's one linear undo log.
struct ChangeRow {
    ChangeInfo info;
    std::optional<Uid>
        event;  ///< of entries that are label events: undone and redone by events of their own
};

/// Adds a done entry and drops the redo tail (entries, never events). Gives its id.
std::int64_t pushChange(Database& database, const std::string& kind, const std::string& annotator,
                        const std::optional<Uid>& event, const Json& forward);

/// The newest done entry, or the entry undone last.
std::optional<ChangeRow> nextChange(Database& database, ChangeState state, bool labelsOnly,
                                    const std::string& annotator);

/// Marks the entry of a label event as undone or done again.
void markChange(Database& database, const Uid& event, ChangeState state);

/// Undoes or does again an entry that is no label event: an import, records left out, records made
/// here.
void turnChange(Database& database, Tally& tally, const ChangeRow& change, ChangeState state);

/// Hides a record on behalf of a change (0: shows it).
void hideRecord(Database& database, Tally& tally, std::int64_t id, std::int64_t change);

}  // namespace marginalia::store
