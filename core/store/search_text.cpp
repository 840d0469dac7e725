// SPDX-License-Identifier: Apache-2.0
#include "core/store/search_text.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace marginalia::store {

namespace {

bool isTokenCharacter(UChar32 c)
{
    const auto mask = U_GET_GC_MASK(c);
    return (mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_CO_MASK)) != 0;
}

/// The letter without case and marks, as FTS5's unicode61 folds (Latin, Greek and Cyrillic blocks;
/// others keep theirs).
UChar32 folded(UChar32 c)
{
    c = u_foldCase(c, U_FOLD_CASE_DEFAULT);
    if (c < 0xC0 || c > 0x1FFF) {
        return c;
    }
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* forms = unorm2_getNFDInstance(&status);
    UChar buffer[16];
    const int32_t length =
        U_SUCCESS(status) ? unorm2_getDecomposition(forms, c, buffer, 16, &status) : -1;
    if (length <= 0 || U_FAILURE(status)) {
        return c;
    }
    return buffer[0];
}

void append(std::string& out, UChar32 c)
{
    char bytes[U8_MAX_LENGTH];
    int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, c);
    out.append(bytes, static_cast<size_t>(length));
}

/// Calls `token` for every word; false from it stops.
template <class Take>
void eachToken(std::string_view text, Take&& take)
{
    std::string token;
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    const auto size = static_cast<int64_t>(text.size());
    int64_t at = 0;
    while (at < size) {
        UChar32 c = bytes[at];
        if (c < 0x80) {
            ++at;
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                token += static_cast<char>(c);
                continue;
            }
            if (c >= 'A' && c <= 'Z') {
                token += static_cast<char>(c - 'A' + 'a');
                continue;
            }
        } else {
            U8_NEXT(bytes, at, size, c);
            if (c >= 0 && isTokenCharacter(c)) {
                append(token, folded(c));
                continue;
            }
            if (c >= 0 && (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0 && !token.empty()) {
                continue;  // a mark on the letter before
            }
        }
        if (!token.empty()) {
            if (!take(token)) {
                return;
            }
            token.clear();
        }
    }
    if (!token.empty()) {
        take(token);
    }
}

bool isColumn(std::string_view name)
{
    return name == "kind" || name == "label" || name == "source" || name == "flag";
}

/// Text up to the closing quote (or the end); `at` stands behind the opening one and ends behind
/// the closing one.
std::string_view quoted(std::string_view text, size_t& at)
{
    const size_t end = std::min(text.find('"', at), text.size());
    const std::string_view out = text.substr(at, end - at);
    at = std::min(end + 1, text.size());
    return out;
}

void addTerm(ParsedSearch& out, std::string_view words, bool prefix)
{
    SearchTerm term{searchTokens(words), prefix};
    if (!term.tokens.empty()) {
        out.terms.push_back(std::move(term));
    }
}

bool standsAt(const SearchTerm& term, const std::vector<std::string>& words, size_t at)
{
    for (size_t i = 0; i < term.tokens.size(); ++i) {
        const bool begun = term.prefix && i + 1 == term.tokens.size();
        const std::string& word = words[at + i];
        if (begun ? word.compare(0, term.tokens[i].size(), term.tokens[i]) != 0
                  : word != term.tokens[i]) {
            return false;
        }
    }
    return true;
}

bool standsIn(const SearchTerm& term, const std::vector<std::string>& words)
{
    for (size_t at = 0; at + term.tokens.size() <= words.size(); ++at) {
        if (standsAt(term, words, at)) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::vector<std::string> searchTokens(std::string_view text)
{
    std::vector<std::string> out;
    eachToken(text, [&](const std::string& token) {
        out.push_back(token);
        return true;
    });
    return out;
}

ParsedSearch parseSearch(std::string_view text)
{
    ParsedSearch out;
    const auto isSpace = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    size_t at = 0;
    while (at < text.size()) {
        if (isSpace(text[at])) {
            ++at;
            continue;
        }
        if (text[at] == '"') {
            addTerm(out, quoted(text, ++at), false);
            continue;
        }
        size_t end = at;
        while (end < text.size() && !isSpace(text[end]) && text[end] != '"' && text[end] != ':') {
            ++end;
        }
        if (end < text.size() && text[end] == ':' && isColumn(text.substr(at, end - at))) {
            const std::string column(text.substr(at, end - at));
            at = end + 1;
            std::string_view value;
            if (at < text.size() && text[at] == '"') {
                value = quoted(text, ++at);
            } else {
                const size_t begin = at;
                while (at < text.size() && !isSpace(text[at])) {
                    ++at;
                }
                value = text.substr(begin, at - begin);
            }
            if (!value.empty()) {
                out.columns.emplace_back(column, std::string(value));
            }
            continue;
        }
        while (end < text.size() && !isSpace(text[end]) && text[end] != '"') {
            ++end;
        }
        addTerm(out, text.substr(at, end - at), true);
        at = end;
    }
    return out;
}

std::string ftsExpression(const std::vector<SearchTerm>& terms)
{
    std::string out;
    for (const SearchTerm& term : terms) {
        out += out.empty() ? "\"" : " AND \"";
        for (size_t i = 0; i < term.tokens.size(); ++i) {
            out += (i == 0 ? "" : " ") + term.tokens[i];
        }
        out += term.prefix ? "\" *" : "\"";
    }
    return out;
}

bool matches(const std::vector<SearchTerm>& terms, const std::vector<std::string_view>& fields)
{
    std::vector<std::vector<std::string>> words;
    for (const std::string_view field : fields) {
        words.push_back(searchTokens(field));
    }
    return std::all_of(terms.begin(), terms.end(), [&](const SearchTerm& term) {
        return std::any_of(words.begin(), words.end(), [&](const std::vector<std::string>& field) {
            return standsIn(term, field);
        });
    });
}

}  // namespace marginalia::store
