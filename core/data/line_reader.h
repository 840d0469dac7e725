// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/record.h"
#include "core/data/text_source.h"

#include <string>
#include <string_view>

namespace marginalia {

/// A line without the white space around it; empty for a blank line.
struct TextLine {
    std::string_view text;    ///< valid until the next line is read
    SourcePosition position;  ///< of `text`
    std::int64_t column = 1;
    bool tooLarge = false;  ///< over limits::kRowBytes: not kept
};

/// Lines of a text, one at a time, copied only where a line crosses two pieces.
class LineReader {
public:
    explicit LineReader(TextSource& source);
    /// False at the end.
    Result<bool> next(TextLine& line);

private:
    Result<bool> refill(std::string_view rest, TextLine& line);
    bool finish(std::string_view tail, TextLine& line);

    TextSource& m_source;
    std::string_view m_piece;
    size_t m_at = 0;
    std::string m_carry;
    std::int64_t m_line = 0;
    std::int64_t m_byte = 0;
    bool m_begun = false;
};

}  // namespace marginalia
