// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/sha256.h"
#include "core/store/database.h"
#include "core/store/row_state.h"
#include "core/store/types.h"

#include <string>
#include <vector>

namespace marginalia::store {

/// A record as its table row, made on the thread that has it, so that the writer only binds.
struct PreparedRecord {
    RowState state;
    Uid uid;  ///< null: to be drawn
    TextMode textMode = TextMode::Chat;
    Origin origin = Origin::None;
    SourcePosition source;
    Sha256Digest digest{};
    std::optional<double> margin;
    std::optional<double> strength;
    /// Of a group, `a` holds the messages of all answers and `steps` what is said of each.
    std::string split, codes, prompt, a, b, steps, tools, templateArguments, meta;
    std::string orderKey;
};

/// Throws StoreFailure (Invalid) for text that is not UTF-8.
PreparedRecord prepared(const Record& record, std::int64_t importId);

/// Inserts record, state and order key; gives the id. Uids of one chunk share a random first half,
/// so that the index grows in one place instead of everywhere.
class RecordInserter {
public:
    explicit RecordInserter(Database& database);
    std::int64_t insert(PreparedRecord& record, Tally& tally);

private:
    Uid drawUid();

    Database& m_database;
    Uid m_chunk;
    std::uint64_t m_next;
};

/// Bits of Flaw.
int flawsOf(const Record& record);

/// Puts label_state, prompt_order and tally of all records as they are without any label event.
void rebuildRecordStates(Database& database);

/// `text` cut to at most `most` bytes at a character border.
std::string cutText(std::string text, size_t most);

/// Columns of kRecordColumns, from `first`, back as a record.
constexpr const char* kRecordColumns =
    "record.kind, record.text_mode, record.origin, record.label_bool, record.margin, "
    "record.strength, record.split, "
    "record.codes, record.prompt, record.a, record.b, record.steps, record.tools_json, "
    "record.template_arguments, "
    "record.meta, record.line, record.byte, record.length";
Record recordOf(const Statement& row, int first);

/// What search reads of a record: prompt, first answer (or steps), second answer.
struct SearchTexts {
    std::string prompt, a, b;
};
SearchTexts searchTexts(std::string_view prompt, std::string_view a, std::string_view b,
                        std::string_view steps);

Json parsedOr(std::string_view text, Json fallback);
Messages messagesOfText(std::string_view text);

}  // namespace marginalia::store
