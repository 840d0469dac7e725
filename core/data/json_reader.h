// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/text.h"

#include <optional>
#include <string>
#include <string_view>

namespace marginalia {

/// Why a text is no JSON, and at which byte of it.
struct JsonIssue {
    size_t at = 0;
    std::string field;  ///< the key concerned, if the issue is about one
    std::string found;  ///< as it stands there, not escaped
    Text what;
};

/// What was accepted although strict JSON has no place for it, or what a person should know.
struct JsonNotes {
    bool nul = false;        ///< a string holds U+0000
    bool surrogate = false;  ///< a lone surrogate became U+FFFD
    bool nonFinite = false;  ///< NaN or Infinity became the text "NaN", "Infinity" or "-Infinity"
};

enum class JsonDialect {
    Json,
    Python  ///< literals as Python prints them: single quotes, True, False, None, tuples, a comma
            ///< before the end
};

/// Reads one value that fills `text` (white space around it is fine). `text` must be valid UTF-8.
///
/// Unlike the parser of our own files it knows where an error is, refuses duplicate keys, and holds
/// the limits of limits.h, so that no text can exhaust stack or memory. RapidJSON was tried first:
/// it ends at a lone surrogate, and a second parser would be needed for Python literals.
std::optional<JsonIssue> readJson(std::string_view text, Json& out, JsonNotes& notes,
                                  JsonDialect dialect = JsonDialect::Json);

}  // namespace marginalia
