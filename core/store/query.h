// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/database.h"
#include "core/store/search_text.h"
#include "core/store/types.h"

#include <string>

namespace marginalia::store {

/// A filter as conditions on label_state s, and what is left for the text.
struct CompiledFilter {
    std::string where;  ///< conditions, joined by AND
    std::vector<SearchTerm> terms;
};

CompiledFilter compileFilter(Database& database, const Filter& filter);

/// All hits in order, in one read transaction; `most` as in ProjectReader::query().
QueryResult runQuery(Database& database, const Filter& filter, std::int64_t most = -1);

}  // namespace marginalia::store
