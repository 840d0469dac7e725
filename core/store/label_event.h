// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/sha256.h"
#include "core/store/types.h"

#include <optional>
#include <string>
#include <string_view>

namespace marginalia::store {

/// A label event as it lies in the table and in the journal. hash = SHA-256 over prevHash and all
/// other fields, so that a changed, lost or moved event breaks the chain.
struct StoredEvent {
    std::int64_t seq = 0;
    Uid uuid;
    Uid record;
    std::string annotator;
    std::string kind;     ///< verdict, undo, redo, flag, unflag, note, vote
    std::string payload;  ///< JSON
    std::int64_t at = 0;
    Sha256Digest previous{};
    Sha256Digest hash{};

    bool operator==(const StoredEvent&) const = default;
};

/// Before the first event: the digest of the project's identity, so that journals cannot be swapped
/// between projects.
Sha256Digest chainBegin(const Uid& project);
Sha256Digest hashOf(const StoredEvent& event);

/// A line of labels.journal: crc32c of the rest as 8 hexadecimal digits, a space, JSON, newline.
std::string journalLine(const StoredEvent& event);
/// The event of a line without its newline; nothing when the checksum, a field or the hash is
/// wrong.
std::optional<StoredEvent> eventOfLine(std::string_view line);

const char* eventKindName(LabelEventKind kind);
std::string verdictPayload(const Judgement& judgement);
/// Nothing when the payload is not one of ours.
std::optional<Judgement> judgementOf(const std::string& payload);
/// The event as readers give it.
LabelEvent publicEvent(const StoredEvent& event);

}  // namespace marginalia::store
