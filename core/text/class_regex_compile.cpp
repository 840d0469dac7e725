// SPDX-License-Identifier: Apache-2.0
#include "core/text/class_regex.h"
#include "core/text/unicode.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

namespace marginalia {

namespace {

constexpr size_t kMostAlternatives = 32;
constexpr size_t kMostNodes = 1000;
constexpr std::uint32_t kEndless = UINT32_MAX;
constexpr int kDeepest = 16;

/// Thrown inside compile only: the pattern is not one of ours.
struct Foreign {};

std::uint32_t categoriesOf(const std::string& name)
{
    static const std::map<std::string, std::uint32_t> masks = {
        {"L", U_GC_L_MASK},   {"Lu", U_GC_LU_MASK}, {"Ll", U_GC_LL_MASK}, {"Lt", U_GC_LT_MASK},
        {"Lm", U_GC_LM_MASK}, {"Lo", U_GC_LO_MASK}, {"M", U_GC_M_MASK},   {"Mn", U_GC_MN_MASK},
        {"Mc", U_GC_MC_MASK}, {"Me", U_GC_ME_MASK}, {"N", U_GC_N_MASK},   {"Nd", U_GC_ND_MASK},
        {"Nl", U_GC_NL_MASK}, {"No", U_GC_NO_MASK}, {"P", U_GC_P_MASK},   {"S", U_GC_S_MASK},
        {"Sm", U_GC_SM_MASK}, {"Sc", U_GC_SC_MASK}, {"Sk", U_GC_SK_MASK}, {"So", U_GC_SO_MASK},
        {"Z", U_GC_Z_MASK},   {"Zs", U_GC_ZS_MASK}};
    const auto found = masks.find(name);
    if (found == masks.end()) {
        throw Foreign{};
    }
    return found->second;
}

/// An item of a sequence: a repeated class, a look ahead, or a group.
struct Item {
    enum class Kind { Run, Look, Group };
    Kind kind = Kind::Run;
    CharacterClass characters = {};
    std::uint32_t least = 1;
    std::uint32_t most = 1;
    bool possessive = false;
    bool negative = false;
    std::vector<std::vector<Item>> alternatives = {};
};
using Sequence = std::vector<Item>;

}  // namespace

/// Reads a pattern into items, then links them from the last to the first.
class ClassRegexCompiler {
public:
    explicit ClassRegexCompiler(const std::string& source) : m_source(unicode::decode(source)) {}

    ClassRegex run()
    {
        const std::vector<Sequence> all = alternatives(false, 0);
        if (m_at != m_source.size() || all.size() > kMostAlternatives) {
            throw Foreign{};
        }
        for (const Sequence& sequence : all) {
            m_out.m_alternatives.push_back(link(sequence, 0));
        }
        for (size_t i = 0; i < all.size(); ++i) {
            addStarts(m_out.m_alternatives[i], 1U << i);
        }
        return std::move(m_out);
    }

private:
    char32_t now() const { return m_at < m_source.size() ? m_source[m_at] : 0; }
    bool skip(std::u32string_view what)
    {
        const bool there = m_source.compare(m_at, what.size(), what) == 0;
        m_at += there ? what.size() : 0;
        return there;
    }
    char32_t take()
    {
        if (m_at >= m_source.size()) {
            throw Foreign{};
        }
        return m_source[m_at++];
    }

    std::vector<Sequence> alternatives(bool anyCase, int depth)
    {
        std::vector<Sequence> out(1);
        while (m_at < m_source.size() && now() != ')') {
            if (skip(U"|")) {
                out.emplace_back();
            } else {
                out.back().push_back(item(anyCase, depth));
            }
        }
        for (const Sequence& sequence : out) {
            if (anyCase) {
                refuseFolds(sequence);
            }
        }
        return out;
    }

    /// Letters that one character may stand for when the case does not matter, such as ss for ß.
    static void refuseFolds(const Sequence& sequence)
    {
        static const std::set<std::string> folds = {"ss", "st", "ff", "fi", "fl"};
        for (size_t i = 0; i + 1 < sequence.size(); ++i) {
            for (const std::string& fold : folds) {
                if (sequence[i].characters.holdsAscii(static_cast<size_t>(fold[0])) &&
                    sequence[i + 1].characters.holdsAscii(static_cast<size_t>(fold[1]))) {
                    throw Foreign{};
                }
            }
        }
    }

    Item item(bool anyCase, int depth)
    {
        Item out;
        if (skip(U"(?!") || skip(U"(?=")) {
            out.kind = Item::Kind::Look;
            out.negative = m_source[m_at - 1] == '!';
            out.characters = single(anyCase);
            if (!skip(U")") || quantified()) {
                throw Foreign{};
            }
            return out;
        }
        if (skip(U"(?i:") || skip(U"(?:")) {
            if (depth > kDeepest) {
                throw Foreign{};
            }
            out.kind = Item::Kind::Group;
            out.alternatives = alternatives(anyCase || m_source[m_at - 2] == 'i', depth + 1);
            if (!skip(U")")) {
                throw Foreign{};
            }
            out.least = skip(U"?") ? 0 : 1;
            if (quantified()) {
                throw Foreign{};
            }
            return out;
        }
        out.characters = single(anyCase);
        quantifier(out);
        return out;
    }

    bool quantified() const { return now() == '?' || now() == '*' || now() == '+' || now() == '{'; }

    void quantifier(Item& item)
    {
        if (skip(U"?")) {
            item.least = 0;
        } else if (skip(U"*")) {
            item.least = 0;
            item.most = kEndless;
        } else if (skip(U"+")) {
            item.most = kEndless;
        } else if (skip(U"{")) {
            interval(item);
            return;
        }
        item.possessive = (item.least != 1 || item.most != 1) && skip(U"+");
        if (quantified()) {
            throw Foreign{};
        }
    }

    /// {2}, {1,3} and {1,}. In the reference library's engine a plus behind it repeats the whole.
    void interval(Item& item)
    {
        item.least = number();
        item.most = item.least;
        if (skip(U",")) {
            item.most = now() == '}' ? kEndless : number();
        }
        if (!skip(U"}") || item.most < item.least) {
            throw Foreign{};
        }
        if (skip(U"+")) {
            if (item.least != 1) {
                throw Foreign{};
            }
            item.most = kEndless;
        }
        if (quantified()) {
            throw Foreign{};
        }
    }

    std::uint32_t number()
    {
        std::uint32_t out = 0;
        const size_t begin = m_at;
        while (now() >= '0' && now() <= '9' && out < 10'000) {
            out = out * 10 + static_cast<std::uint32_t>(take() - '0');
        }
        if (m_at == begin || out >= 10'000) {
            throw Foreign{};
        }
        return out;
    }

    /// One character, escape or class in brackets.
    CharacterClass single(bool anyCase)
    {
        CharacterClass out;
        const char32_t c = take();
        if (c == '[') {
            brackets(out);
        } else if (c == '\\') {
            escape(out, false);
        } else if (std::u32string_view(U".^$()*+?{}]|").find(c) != std::u32string_view::npos) {
            throw Foreign{};
        } else {
            out.add(c, c);
        }
        if (anyCase && !out.foldCase()) {
            throw Foreign{};
        }
        return out;
    }

    void brackets(CharacterClass& out)
    {
        const bool negated = skip(U"^");
        while (now() != ']') {
            char32_t first = take();
            if (first == '[' || (first == '&' && now() == '&')) {
                throw Foreign{};
            }
            if (first == '\\' && !escape(out, true)) {
                continue;
            }
            first = first == '\\' ? m_literal : first;
            char32_t last = first;
            if (now() == '-' && m_at + 1 < m_source.size() && m_source[m_at + 1] != ']') {
                take();
                last = take();
                if (last == '[' || (last == '\\' && !escape(out, true))) {
                    throw Foreign{};
                }
                last = last == '\\' ? m_literal : last;
            }
            if (last < first) {
                throw Foreign{};
            }
            out.add(first, last);
        }
        take();
        if (negated) {
            out.negate();
        }
    }

    /// An escape behind its backslash; inside brackets a literal is left in m_literal, and true.
    bool escape(CharacterClass& out, bool inBrackets)
    {
        static const std::map<char32_t, char32_t> plain = {
            {'n', '\n'}, {'r', '\r'}, {'t', '\t'}, {'f', '\f'}, {'v', '\v'}};
        const char32_t c = take();
        if (c == 's' || c == 'd' || c == 'p') {
            category(out, c);
            return false;
        }
        if (!inBrackets && (c == 'S' || c == 'D' || c == 'P')) {
            category(out, c | 0x20U);
            out.negate();
            return false;
        }
        const bool letter = (c | 0x20U) >= 'a' && (c | 0x20U) <= 'z';
        const bool digit = c >= '0' && c <= '9';
        const auto found = plain.find(c);
        if (found == plain.end() && (letter || digit || c >= 0x80)) {
            throw Foreign{};
        }
        m_literal = found != plain.end() ? found->second : c;
        if (!inBrackets) {
            out.add(m_literal, m_literal);
        }
        return true;
    }

    void category(CharacterClass& out, char32_t kind)
    {
        if (kind == 's') {
            out.addWhiteSpace();
            return;
        }
        if (kind == 'd') {
            out.addCategories(U_GC_ND_MASK);
            return;
        }
        if (!skip(U"{")) {
            throw Foreign{};
        }
        std::string name;
        for (char32_t c = take(); c != '}'; c = take()) {
            name.push_back(c < 0x80 ? static_cast<char>(c) : '?');
        }
        out.addCategories(categoriesOf(name));
    }

    /// The node that a sequence begins with, when node `next` goes on behind it.
    std::uint32_t link(const Sequence& sequence, std::uint32_t next)
    {
        for (auto item = sequence.rbegin(); item != sequence.rend(); ++item) {
            ClassRegex::Node node;
            node.next = next;
            if (item->kind == Item::Kind::Group) {
                node.kind = ClassRegex::Kind::Choice;
                node.optional = item->least == 0;
                for (const Sequence& choice : item->alternatives) {
                    node.choices.push_back(link(choice, next));
                }
            } else {
                const bool run = item->kind == Item::Kind::Run;
                node.kind = run ? ClassRegex::Kind::Run : ClassRegex::Kind::Look;
                node.least = item->least;
                node.most = item->most;
                node.possessive = item->possessive;
                node.negative = item->negative;
                node.characters = static_cast<std::uint32_t>(m_out.m_classes.size());
                m_out.m_classes.push_back(item->characters);
            }
            if (m_out.m_nodes.size() > kMostNodes) {
                throw Foreign{};
            }
            next = static_cast<std::uint32_t>(m_out.m_nodes.size());
            m_out.m_nodes.push_back(std::move(node));
        }
        return next;
    }

    /// Marks the ASCII characters that a match from `index` on may begin with.
    void addStarts(std::uint32_t index, std::uint32_t bit)
    {
        if (!m_seen.insert({index, bit}).second) {
            return;
        }
        const ClassRegex::Node& node = m_out.m_nodes[index];
        switch (node.kind) {
            case ClassRegex::Kind::Accept:
            case ClassRegex::Kind::Look:
                throw Foreign{};  // may match nothing, or begins with a look ahead
            case ClassRegex::Kind::Choice:
                for (const std::uint32_t choice : node.choices) {
                    addStarts(choice, bit);
                }
                if (node.optional) {
                    addStarts(node.next, bit);
                }
                return;
            case ClassRegex::Kind::Run:
                for (size_t c = 0; c < 128; ++c) {
                    m_out.m_starts[c] |= m_out.m_classes[node.characters].holdsAscii(c) ? bit : 0;
                }
                if (node.least == 0) {
                    addStarts(node.next, bit);
                }
                return;
        }
    }

    std::u32string m_source;
    size_t m_at = 0;
    char32_t m_literal = 0;
    std::set<std::pair<std::uint32_t, std::uint32_t>> m_seen;  ///< by addStarts
    ClassRegex m_out;
};

std::optional<ClassRegex> ClassRegex::compile(const std::string& source)
{
    try {
        return ClassRegexCompiler(source).run();
    } catch (const Foreign&) {
        return std::nullopt;
    }
}

}  // namespace marginalia
