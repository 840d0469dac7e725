// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/reader.h"

namespace marginalia {

/// Parquet files as rows of JSON objects, for readDataFile().
ContainerReader parquetContainer();

}  // namespace marginalia
