// SPDX-License-Identifier: Apache-2.0
#include "core/text/word_diff.h"

#include "core/base/words.h"
#include "core/text/sequence_match.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>

namespace marginalia {

namespace {

// Above this only whole lines are compared.
constexpr size_t kLongText = 200'000;
// A passage that moved has at least this many words; "Yes." twice is no move.
constexpr size_t kShortestMove = 3;
// Below this share of common words two passages are different as a whole: single common words in
// between are noise.
constexpr double kLeastAlike = 0.3;

struct WordRange {
    size_t begin;
    size_t end;
};

/// Words of Chinese, Japanese and Thai are not written apart: every character counts as one.
bool standsAlone(char32_t c)
{
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0x0E00 && c <= 0x0E7F);
}

bool endsSentence(char32_t c)
{
    return c == '.' || c == '!' || c == '?' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
           c == 0x2026;
}

/// A side of the comparison: its words and which of them make a sentence (or a line).
struct Side {
    std::string_view text;
    std::vector<WordRange> words;
    std::vector<WordRange> sentences;  ///< ranges of words
    std::vector<DiffKind> kinds;       ///< one per word

    Side(std::string_view textIn, bool byLines) : text(textIn)
    {
        bool inWord = false;
        bool ended = false;
        size_t first = 0;
        const auto close = [&] {
            if (words.size() > first) {
                sentences.push_back({first, words.size()});
            }
            first = words.size();
        };
        for (size_t at = 0; at < text.size();) {
            const size_t begin = at;
            const char32_t c = unicode::next(text, at);
            if (unicode::isPythonSpace(c)) {
                if (c == '\n' || (ended && !byLines)) {
                    close();
                }
                inWord = false;
                continue;
            }
            if (!inWord || standsAlone(c)) {
                if (ended && !byLines && inWord) {
                    close();
                }
                words.push_back({begin, at});
            }
            words.back().end = at;
            inWord = !standsAlone(c);
            ended = endsSentence(c);
        }
        close();
        kinds.assign(words.size(), DiffKind::Different);
    }
    std::string_view word(size_t i) const
    {
        return text.substr(words[i].begin, words[i].end - words[i].begin);
    }
    /// The words of a sentence with one blank between them.
    std::string sentence(size_t i) const
    {
        std::string out;
        for (size_t w = sentences[i].begin; w < sentences[i].end; ++w) {
            out.append(word(w));
            out += ' ';
        }
        return out;
    }
    void mark(size_t i, DiffKind kind)
    {
        std::fill(kinds.begin() + static_cast<std::ptrdiff_t>(sentences[i].begin),
                  kinds.begin() + static_cast<std::ptrdiff_t>(sentences[i].end), kind);
    }
};

/// The same number for the same text on both sides.
class Numbers {
public:
    int of(std::string_view text)
    {
        return m_numbers.emplace(text, static_cast<int>(m_numbers.size())).first->second;
    }

private:
    std::unordered_map<std::string, int> m_numbers;
};

class Comparison {
public:
    Comparison(std::string_view left, std::string_view right)
        : m_long(left.size() > kLongText || right.size() > kLongText),
          m_left(left, m_long),
          m_right(right, m_long)
    {
    }

    WordDiff run()
    {
        const std::vector<int> left = numbered(m_left);
        const std::vector<int> right = numbered(m_right);
        auto matched = matchSequences(left, right);
        matched.emplace_back(left.size(), right.size());
        findMoves(left, right, matched);
        size_t i = 0;
        size_t j = 0;
        for (const auto& [nextI, nextJ] : matched) {
            compareWords(i, nextI, j, nextJ);
            if (nextI < left.size()) {
                m_left.mark(nextI, DiffKind::Same);
                m_right.mark(nextJ, DiffKind::Same);
            }
            i = nextI + 1;
            j = nextJ + 1;
        }
        return {pieces(m_left), pieces(m_right), share()};
    }

private:
    std::vector<int> numbered(const Side& side)
    {
        std::vector<int> out;
        for (size_t i = 0; i < side.sentences.size(); ++i) {
            out.push_back(m_sentences.of(side.sentence(i)));
        }
        return out;
    }

    /// Sentences that both sides have, but not in the same place.
    void findMoves(const std::vector<int>& left, const std::vector<int>& right,
                   const std::vector<std::pair<size_t, size_t>>& matched)
    {
        std::vector<bool> usedLeft(left.size() + 1, false);
        std::vector<bool> usedRight(right.size() + 1, false);
        for (const auto& [i, j] : matched) {
            usedLeft[i] = true;
            usedRight[j] = true;
        }
        std::multimap<int, size_t> free;
        for (size_t i = 0; i < left.size(); ++i) {
            if (!usedLeft[i] &&
                m_left.sentences[i].end - m_left.sentences[i].begin >= kShortestMove) {
                free.emplace(left[i], i);
            }
        }
        for (size_t j = 0; j < right.size(); ++j) {
            const auto found = usedRight[j] ? free.end() : free.find(right[j]);
            if (found != free.end()) {
                m_left.mark(found->second, DiffKind::Moved);
                m_right.mark(j, DiffKind::Moved);
                free.erase(found);
            }
        }
    }

    /// Words of sentences `[i, endI)` and `[j, endJ)` that have no partner yet.
    void compareWords(size_t i, size_t endI, size_t j, size_t endJ)
    {
        const std::vector<size_t> left = openWords(m_left, i, endI);
        const std::vector<size_t> right = openWords(m_right, j, endJ);
        if (m_long || left.empty() || right.empty()) {
            return;
        }
        const auto numbers = [&](const Side& side, const std::vector<size_t>& places) {
            std::vector<int> out;
            for (const size_t place : places) {
                out.push_back(m_words.of(side.word(place)));
            }
            return out;
        };
        const auto common = matchSequences(numbers(m_left, left), numbers(m_right, right));
        const size_t most = std::max(left.size(), right.size());
        if (static_cast<double>(common.size()) < kLeastAlike * static_cast<double>(most)) {
            return;
        }
        for (size_t k = 0; k < common.size(); ++k) {
            const auto follows = [&](size_t x, size_t y) {
                return common[x].first + 1 == common[y].first &&
                       common[x].second + 1 == common[y].second;
            };
            // A lone common word between differences makes a zebra; at an edge of the passage it
            // may stay.
            const bool edge =
                (common[k].first == 0 && common[k].second == 0) ||
                (common[k].first + 1 == left.size() && common[k].second + 1 == right.size());
            const bool alone = !(k > 0 && follows(k - 1, k)) &&
                               !(k + 1 < common.size() && follows(k, k + 1)) && !edge;
            if (!alone) {
                m_left.kinds[left[common[k].first]] = DiffKind::Same;
                m_right.kinds[right[common[k].second]] = DiffKind::Same;
            }
        }
    }

    static std::vector<size_t> openWords(const Side& side, size_t begin, size_t end)
    {
        std::vector<size_t> out;
        for (size_t i = begin; i < end && i < side.sentences.size(); ++i) {
            for (size_t w = side.sentences[i].begin; w < side.sentences[i].end; ++w) {
                if (side.kinds[w] == DiffKind::Different) {
                    out.push_back(w);
                }
            }
        }
        return out;
    }

    static std::vector<DiffPiece> pieces(const Side& side)
    {
        std::vector<DiffPiece> out;
        for (size_t w = 0; w < side.words.size(); ++w) {
            if (!out.empty() && out.back().kind == side.kinds[w]) {
                out.back().end = side.words[w].end;
                continue;
            }
            const size_t begin = out.empty() ? 0 : side.words[w].begin;
            if (!out.empty()) {
                out.back().end = begin;
            }
            out.push_back({begin, side.words[w].end, side.kinds[w]});
        }
        if (out.empty() && !side.text.empty()) {
            out.push_back({0, side.text.size(), DiffKind::Same});
        }
        if (!out.empty()) {
            out.back().end = side.text.size();
        }
        return out;
    }

    double share() const
    {
        if (m_right.words.empty()) {
            return m_left.words.empty() ? 0 : 1;
        }
        const auto different =
            std::count(m_right.kinds.begin(), m_right.kinds.end(), DiffKind::Different);
        return static_cast<double>(different) / static_cast<double>(m_right.words.size());
    }

    bool m_long;
    Side m_left;
    Side m_right;
    Numbers m_sentences;
    Numbers m_words;
};

}  // namespace

WordDiff wordDiff(std::string_view left, std::string_view right)
{
    return Comparison(left, right).run();
}

}  // namespace marginalia
