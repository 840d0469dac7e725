// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <arrow/array/array_base.h>

namespace marginalia {

/// One value of an Arrow column as JSON: nested lists and structs, dictionaries, nulls. Times are
/// milliseconds (a fraction where the file is finer), days for dates, decimals and bytes text; NaN
/// and infinities the texts that JSON readers get.
///
/// The error names a type that has no such form.
Result<Json> valueAt(const arrow::Array& array, std::int64_t index, int depth = 0);

}  // namespace marginalia
