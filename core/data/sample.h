// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/containers.h"
#include "core/data/shape.h"

#include <optional>

namespace marginalia {

/// What is known of a file before it is read: shapes of some rows, its columns, examples.
struct FileSample {
    std::vector<RowShape> rows;
    std::vector<ColumnInfo> columns;
    std::optional<Problem> problem;  ///< the first bad row seen
};

/// The columns of a row, cut like ColumnInfo::example.
RowExamples rowExamples(const Json& row);

/// The first limits::kSampleRows rows, and as many again spread over a file that can seek.
Result<FileSample> sampleFile(const std::string& path, const OpenContainer& container);

}  // namespace marginalia
