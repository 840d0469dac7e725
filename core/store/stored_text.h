// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace marginalia::store {

/// plainText() of messages as they are stored, without building the JSON: a page of the table reads
/// 1,500 of them.
///
/// Stops behind `most` bytes (the rest of a character may be missing then; see cutText).
std::string storedText(std::string_view json, std::size_t most = std::string_view::npos);

}  // namespace marginalia::store
