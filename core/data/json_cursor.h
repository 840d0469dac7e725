// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/record.h"
#include "core/data/text_source.h"

#include <string>
#include <string_view>

namespace marginalia {

/// The extent of one JSON value in a stream, found by its brackets and quotes alone; the value is
/// parsed later.
struct JsonExtent {
    SourcePosition position;
    std::int64_t column = 1;
    bool tooLarge = false;  ///< over the limit: `text` was not kept
    bool cut = false;       ///< the text ended inside the value
};

/// Walks through JSON of any size without holding it.
class JsonCursor {
public:
    explicit JsonCursor(TextSource& source) : m_source(source) {}

    /// The next byte that is no white space, without taking it; -1 at the end or after an error of
    /// the source.
    int peek();
    void skip() { advance(1); }  ///< takes what peek() gave
    /// Takes a whole value. `text`: where its bytes go, null to pass over it.
    JsonExtent value(std::string* text, size_t limit);
    /// Takes the key of an object's entry and its colon; false when there is none.
    bool key(std::string& out);
    /// Passes over everything before this byte of the text.
    void skipTo(std::int64_t byte);

    SourcePosition position() const { return {m_line, m_byte, 0}; }
    std::int64_t column() const { return m_column; }
    const Status& status() const { return m_status; }

private:
    bool fill();
    void advance(size_t count);
    size_t scan(std::string_view text);

    TextSource& m_source;
    std::string_view m_piece;
    Status m_status;
    std::int64_t m_line = 1;
    std::int64_t m_byte = 0;
    std::int64_t m_column = 1;
    bool m_begun = false;
    // Of the value being scanned.
    std::int64_t m_depth = 0;
    bool m_inText = false;
    bool m_escaped = false;
    bool m_scalar = false;
    bool m_done = false;
};

}  // namespace marginalia
