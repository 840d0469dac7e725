// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace marginalia::store {

/// Words of a text as the search index cuts them: letters and digits, folded to lower case without
/// diacritics.
std::vector<std::string> searchTokens(std::string_view text);

/// One demand on a record's text: these words in this order, in one field; the last one may be only
/// begun.
struct SearchTerm {
    std::vector<std::string> tokens;
    bool prefix = true;
};

/// What a person typed, taken apart.
struct ParsedSearch {
    std::vector<SearchTerm> terms;
    std::vector<std::pair<std::string, std::string>>
        columns;  ///< kind, label, source, flag and the value after the colon
};

/// Words match from their beginning, "quotes make a phrase", column:value for the four columns;
/// anything else with a colon is words. Never an error: an open quote ends with the text.
ParsedSearch parseSearch(std::string_view text);

/// The terms in FTS5's language; empty when there is none.
std::string ftsExpression(const std::vector<SearchTerm>& terms);

/// Whether every term stands in one of the fields: for rows that are not indexed yet.
bool matches(const std::vector<SearchTerm>& terms, const std::vector<std::string_view>& fields);

}  // namespace marginalia::store
