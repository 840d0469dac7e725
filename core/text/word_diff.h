// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace marginalia {

enum class DiffKind : unsigned char { Same, Different, Moved };

/// A piece of one side: byte range [begin, end) and what it is against the other side.
struct DiffPiece {
    size_t begin = 0;
    size_t end = 0;
    DiffKind kind = DiffKind::Same;
};

struct WordDiff {
    std::vector<DiffPiece> left;   ///< covers the left text without gaps
    std::vector<DiffPiece> right;  ///< covers the right text without gaps
    double shareDifferent = 0;     ///< of the right side's words
};

/// Differences by words: sentences are matched first, so that a rewritten answer does not become a zebra; passages that
/// only moved are told apart. Bounded: texts of 100 kB take milliseconds, longer ones fall back to lines.
WordDiff wordDiff(std::string_view left, std::string_view right);

}  // namespace marginalia
