// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace marginalia {

/// The little of Markdown that answers are shown with: bold, lists, code; no links, no images, no HTML (reliability.md 34).
enum class BlockKind : std::uint8_t { Paragraph, Heading, Bullet, Numbered, Code, Quote };

struct InlineRun {
    std::string text;
    bool bold = false;
    bool italic = false;
    bool code = false;
    std::size_t source = 0;  ///< byte offset of `text` in the source, so that diffs and token colours can be mapped
};

struct Block {
    BlockKind kind = BlockKind::Paragraph;
    int level = 0;        ///< nesting of lists from 0, level of headings from 1; at most 32
    std::string marker;   ///< "•" or "3."
    std::vector<InlineRun> runs;
};

/// Never fails: what is not understood is text. Linear in the length of `source`.
std::vector<Block> parseMarkup(const std::string& source);

}  // namespace marginalia
