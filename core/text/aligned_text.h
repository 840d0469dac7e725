// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace marginalia {

/// Half-open range of bytes.
struct ByteRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

/// A character of a rewritten text: `change` 0 replaces the next old character, 1 is new, -n
/// replaces one and drops n more.
struct CharChange {
    char32_t character;
    int change;
};

/// Text that normalizers rewrite while every byte remembers the range of the original it stands
/// for.
///
/// Same bookkeeping as the reference library's NormalizedString, because token offsets are made
/// from it.
class AlignedText {
public:
    AlignedText() = default;
    /// Bytes `[begin, end)` of `original`, untouched so far.
    AlignedText(std::string_view original, size_t begin, size_t end);

    const std::string& text() const { return m_text; }
    bool untouched() const { return m_align.empty(); }

    /// Rewrites everything; `dropped` old characters at the front vanish first.
    void rewrite(const std::vector<CharChange>& characters, int dropped = 0);
    /// Rewrites bytes `[begin, end)`.
    void rewrite(size_t begin, size_t end, const std::vector<CharChange>& characters, int dropped);
    /// Puts `content` in place of every range (in order, apart from each other), in one pass.
    void replace(const std::vector<ByteRange>& ranges, std::u32string_view content);
    /// Puts `prefix` in front; nothing happens to an empty text.
    void prepend(std::u32string_view prefix);
    /// Only bytes `[begin, end)` stay.
    AlignedText slice(size_t begin, size_t end) const;

    /// Place in the original that the text from byte `begin` on was cut out at.
    std::uint32_t origin(size_t begin) const
    {
        return begin > 0 && begin < m_align.size() ? m_align[begin].begin
                                                   : m_origin + static_cast<std::uint32_t>(begin);
    }
    /// Bytes of the original that bytes `[begin, end)` stand for, at character borders.
    ByteRange original(std::string_view whole, size_t begin, size_t end) const;

private:
    void align();

    std::string m_text;
    std::uint32_t m_base = 0;        ///< of an untouched text, in the original
    std::uint32_t m_origin = 0;      ///< where it was cut out
    std::vector<ByteRange> m_align;  ///< one per byte; empty while untouched
};

}  // namespace marginalia
