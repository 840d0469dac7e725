// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/store/label_event.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace marginalia::store {

/// What labels.journal held when it was read.
struct JournalContent {
    bool present = false;
    bool ours = false;  ///< the first line is this project's
    bool whole = true;  ///< every line readable, in sequence and chained; false: to be written anew
    std::vector<StoredEvent> events;  ///< the readable ones, in file order
};

/// The second copy of all label events (reliability.md 5): appended and synced before COMMIT.
class Journal {
public:
    Journal(std::string path, const Uid& project);

    Result<JournalContent> read() const;
    /// Writes a new journal beside the old one and puts it in its place. `next` gives events in
    /// order until it gives none.
    Status rewrite(const std::function<std::optional<StoredEvent>()>& next);
    /// Opens the file for appending, making it when it is not there.
    Status open();
    /// Appends lines and syncs. After an error the file is not written again: see
    /// reliability.md 14.
    Status append(const std::string& lines);
    bool usable() const { return m_file.has_value(); }
    void close() { m_file.reset(); }

private:
    std::string headLine() const;

    std::string m_path;
    Uid m_project;
    std::optional<AppendFile> m_file;
};

}  // namespace marginalia::store
