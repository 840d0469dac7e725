// SPDX-License-Identifier: Apache-2.0
#include "core/parquet/parquet_container.h"

#include <cstring>
#include <fstream>

namespace marginalia {

namespace {

bool hasParquetMagic(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    char magic[4] = {};
    return file.read(magic, 4) && std::memcmp(magic, "PAR1", 4) == 0;
}

}  // namespace

ContainerReader parquetContainer()
{
    return {"parquet", hasParquetMagic, {}};
}

}  // namespace marginalia
