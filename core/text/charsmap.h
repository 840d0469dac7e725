// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace marginalia {

/// A compiled character map of SentencePiece (`precompiled_charsmap`): a double array of the
/// library darts-clone whose values are places in a block of replacements that end with a zero
/// byte.
class Charsmap {
public:
    /// `text`: base64 of the length of the array in bytes, the array (both little-endian), the
    /// replacements.
    static Result<Charsmap> fromBase64(const std::string& text);

    /// The replacement of the shortest key that `part` begins with, if any; as in the reference
    /// library it stands for the whole of `part`.
    std::optional<std::string_view> replacement(std::string_view part) const;

private:
    std::vector<std::uint32_t> m_units;
    std::string m_replacements;
};

}  // namespace marginalia
