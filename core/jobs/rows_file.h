// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/run_folder.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

/// The bytes of rows.bin (decisions.md 5): a header, then records of 64 bytes, little-endian.
namespace marginalia::rows_file {

inline constexpr std::size_t kRecord = 64;
inline constexpr std::size_t kHeader = 16;

std::array<char, kHeader> header();
bool isHeader(std::string_view bytes);
void pack(const RowRecord& row, char* out);
/// Nothing when the checksum does not match.
std::optional<RowRecord> unpack(const char* bytes);

}  // namespace marginalia::rows_file
