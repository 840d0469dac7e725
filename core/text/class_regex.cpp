// SPDX-License-Identifier: Apache-2.0
#include "core/text/class_regex.h"

#include "core/text/unicode.h"

#include <algorithm>

namespace marginalia {

namespace {

constexpr size_t kNone = std::string_view::npos;

bool isAscii(char c)
{
    return (c & 0x80) == 0;
}

}  // namespace

size_t ClassRegex::characterEnd(std::string_view text, size_t at)
{
    return std::min(at + unicode::lengthOf(text[at]), text.size());
}

size_t ClassRegex::matchEnd(std::string_view text, size_t at, std::int64_t& steps) const
{
    std::uint32_t may =
        isAscii(text[at]) ? m_starts[static_cast<unsigned char>(text[at])] : UINT32_MAX;
    for (size_t i = 0; i < m_alternatives.size() && may != 0; ++i, may >>= 1U) {
        const size_t end = (may & 1U) != 0 ? match(m_alternatives[i], text, at, steps) : kNone;
        if (end != kNone) {
            return end;
        }
    }
    --steps;
    return kNone;
}

/// The deepest recursion is the length of the pattern: no group repeats.
size_t ClassRegex::match(std::uint32_t index, std::string_view text, size_t at,
                         std::int64_t& steps) const
{
    while (true) {
        const Node& node = m_nodes[index];
        if (--steps <= 0) {
            return kNone;
        }
        switch (node.kind) {
            case Kind::Accept:
                return at;
            case Kind::Look: {
                const bool there =
                    at < text.size() && m_classes[node.characters].step(text, at) != kNone;
                if (there == node.negative) {
                    return kNone;
                }
                break;
            }
            case Kind::Choice:
                for (const std::uint32_t choice : node.choices) {
                    const size_t end = match(choice, text, at, steps);
                    if (end != kNone) {
                        return end;
                    }
                }
                if (!node.optional) {
                    return kNone;
                }
                break;
            case Kind::Run:
                if (node.least == 1 && node.most == 1) {
                    at = at < text.size() ? m_classes[node.characters].step(text, at) : kNone;
                    if (at == kNone) {
                        return kNone;
                    }
                    break;
                }
                return run(node, text, at, steps);
        }
        index = node.next;
    }
}

/// As many characters as there are, then one less each time the rest does not match.
size_t ClassRegex::run(const Node& node, std::string_view text, size_t at,
                       std::int64_t& steps) const
{
    const CharacterClass& characters = m_classes[node.characters];
    std::uint32_t count = 0;
    for (; count < node.most && at < text.size(); ++count) {
        const size_t end = characters.step(text, at);
        if (end == kNone) {
            break;
        }
        at = end;
    }
    steps -= count / 8;
    if (count < node.least) {
        return kNone;
    }
    if (m_nodes[node.next].kind == Kind::Accept) {
        return at;
    }
    if (node.possessive) {
        return match(node.next, text, at, steps);
    }
    while (true) {
        const size_t end = match(node.next, text, at, steps);
        if (end != kNone || count == node.least || steps <= 0) {
            return end;
        }
        --count;
        --at;
        while (unicode::isContinuation(text[at])) {
            --at;
        }
    }
}

}  // namespace marginalia
