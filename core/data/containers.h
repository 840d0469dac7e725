// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/row.h"

#include <functional>
#include <string>
#include <vector>

namespace marginalia {

/// A file whose container is known: its name and how its rows are read, as often as needed.
struct OpenContainer {
    std::string name;
    std::vector<std::string> codes;  ///< file-wide: D-UTF16, D-CONCAT
    bool seekable = false;  ///< JSON Lines as they are on disk: lines can be sampled anywhere
    std::function<Status(const RowOptions& options, RowSink& sink, RowTotals& totals)> read;
};

/// Looks at the content, hardly ever at the name. Containers that we know and do not read are
/// refused by name.
Result<OpenContainer> openContainer(const std::string& path,
                                    const std::vector<ContainerReader>& others);

}  // namespace marginalia
