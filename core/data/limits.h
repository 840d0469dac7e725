// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

/// Every limit on foreign data, in one place; each is tested at -1, 0 and +1.
namespace marginalia::limits {

constexpr size_t kChunkBytes = size_t{1} << 20U;          ///< read from a file at a time
constexpr size_t kRowBytes = size_t{64} << 20U;           ///< of one row as it stands in its file
constexpr size_t kProtocolLineBytes = size_t{64} << 20U;  ///< of one line of `marginalia-cli read`
constexpr size_t kJsonDepth = 128;                        ///< lists and objects inside each other
constexpr size_t kJsonValues = 1'000'000;    ///< values of one row, all levels together
constexpr size_t kColumns = 4096;            ///< of a table or of the rows of a file
constexpr size_t kColumnwiseColumns = 64;    ///< of a column-wise JSON object: one open file each
constexpr size_t kTopLevelKeys = 4096;       ///< of a JSON object that holds a whole file
constexpr size_t kSampleRows = 200;          ///< looked at from the beginning to know the scheme
constexpr size_t kSamplePlaces = 200;        ///< further rows, spread over a file that can seek
constexpr size_t kExampleCharacters = 200;   ///< of a column's example
constexpr size_t kExplodedRecords = 10'000;  ///< from one row
constexpr std::int64_t kProgressBytes = std::int64_t{4} << 20U;  ///< between two progress reports

}  // namespace marginalia::limits
