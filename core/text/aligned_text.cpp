// SPDX-License-Identifier: Apache-2.0
#include "core/text/aligned_text.h"

#include "core/text/unicode.h"

#include <algorithm>

namespace marginalia {

AlignedText::AlignedText(std::string_view original, size_t begin, size_t end)
    : m_text(original.substr(begin, end - begin)),
      m_base(static_cast<std::uint32_t>(begin)),
      m_origin(static_cast<std::uint32_t>(begin))
{
}

void AlignedText::align()
{
    if (!m_align.empty()) {
        return;
    }
    m_align.reserve(m_text.size());
    for (size_t at = 0; at < m_text.size();) {
        const size_t length = std::min(unicode::lengthOf(m_text[at]), m_text.size() - at);
        const auto begin = static_cast<std::uint32_t>(m_base + at);
        const auto end = static_cast<std::uint32_t>(begin + length);
        m_align.insert(m_align.end(), length, ByteRange{begin, end});
        at += length;
    }
}

void AlignedText::rewrite(const std::vector<CharChange>& characters, int dropped)
{
    rewrite(0, m_text.size(), characters, dropped);
}

void AlignedText::rewrite(size_t begin, size_t end, const std::vector<CharChange>& characters,
                          int dropped)
{
    align();
    std::string text;
    std::vector<ByteRange> ranges;
    text.reserve(characters.size());
    ranges.reserve(characters.size());
    size_t old = begin;  // the next old character
    const auto skip = [&](int count) {
        for (; count > 0 && old < end; --count) {
            old += unicode::lengthOf(m_text[old]);
        }
    };
    skip(dropped);
    for (const CharChange& item : characters) {
        ByteRange range;
        if (item.change > 0) {
            range = old == 0 ? ByteRange{} : m_align[old - 1];
        } else if (old < m_align.size()) {
            range = m_align[old];
        }
        if (item.change <= 0) {
            skip(1 - item.change);
        }
        unicode::append(text, item.character);
        ranges.resize(text.size(), range);
    }
    const auto at = [](auto& list, size_t index) {
        return list.begin() + static_cast<std::ptrdiff_t>(index);
    };
    m_text.replace(begin, end - begin, text);
    m_align.erase(at(m_align, begin), at(m_align, end));
    m_align.insert(at(m_align, begin), ranges.begin(), ranges.end());
}

void AlignedText::replace(const std::vector<ByteRange>& ranges, std::u32string_view content)
{
    align();
    const std::string put = unicode::encode(content);
    std::string text;
    std::vector<ByteRange> alignment;
    const auto keep = [&](size_t begin, size_t end) {
        text.append(m_text, begin, end - begin);
        alignment.insert(alignment.end(), m_align.begin() + static_cast<std::ptrdiff_t>(begin),
                         m_align.begin() + static_cast<std::ptrdiff_t>(end));
    };
    size_t last = 0;
    for (const ByteRange& range : ranges) {
        keep(last, range.begin);
        text += put;
        // New characters stand for the last one that they replace.
        alignment.resize(text.size(), range.end == 0 ? ByteRange{} : m_align[range.end - 1]);
        last = range.end;
    }
    keep(last, m_text.size());
    m_text = std::move(text);
    m_align = std::move(alignment);
}

void AlignedText::prepend(std::u32string_view prefix)
{
    if (m_text.empty() || prefix.empty()) {
        return;
    }
    align();
    // The first new character takes the place of the first old one, and all others follow it.
    const std::string put = unicode::encode(prefix);
    m_text.insert(0, put);
    m_align.insert(m_align.begin(), put.size(), ByteRange(m_align.front()));
}

AlignedText AlignedText::slice(size_t begin, size_t end) const
{
    AlignedText out;
    out.m_text = m_text.substr(begin, end - begin);
    out.m_base = static_cast<std::uint32_t>(m_base + begin);
    out.m_origin = origin(begin);
    if (!m_align.empty()) {
        out.m_align.assign(m_align.begin() + static_cast<std::ptrdiff_t>(begin),
                           m_align.begin() + static_cast<std::ptrdiff_t>(end));
    }
    return out;
}

ByteRange AlignedText::original(std::string_view whole, size_t begin, size_t end) const
{
    if (!m_align.empty()) {
        if (begin >= end || end > m_align.size()) {
            const std::uint32_t here = m_align.empty()          ? m_base
                                       : begin < m_align.size() ? m_align[begin].begin
                                                                : m_align.back().end;
            return {here, here};
        }
        return {m_align[begin].begin, m_align[end - 1].end};
    }
    size_t from = m_base + begin;
    size_t to = m_base + end;
    while (from > 0 && from < whole.size() && unicode::isContinuation(whole[from])) {
        --from;
    }
    while (to < whole.size() && unicode::isContinuation(whole[to])) {
        ++to;
    }
    return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
}

}  // namespace marginalia
