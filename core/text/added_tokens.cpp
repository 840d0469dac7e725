// SPDX-License-Identifier: Apache-2.0
#include "core/text/added_tokens.h"

#include "core/text/json_field.h"
#include "core/text/unicode.h"

#include <algorithm>

namespace marginalia {

namespace {

const char* const kAddedTokens = "added_tokens";
// The search walks from every place of the text at most this far; real tokens are under 100 bytes.
constexpr size_t kLongestContent = 1024;

char32_t characterBefore(std::string_view text, size_t at)
{
    size_t begin = at - 1;
    while (begin > 0 && unicode::isContinuation(text[begin])) {
        --begin;
    }
    return unicode::next(text, begin);
}

bool wordBefore(std::string_view text, size_t at)
{
    return at > 0 && unicode::isWord(characterBefore(text, at));
}

bool wordAfter(std::string_view text, size_t at)
{
    return at < text.size() && unicode::isWord(unicode::next(text, at));
}

size_t blanksBefore(std::string_view text, size_t at)
{
    while (at > 0 && unicode::isSpace(characterBefore(text, at))) {
        --at;
        while (unicode::isContinuation(text[at])) {
            --at;
        }
    }
    return at;
}

size_t blanksAfter(std::string_view text, size_t at)
{
    size_t end = at;
    while (end < text.size() && unicode::isSpace(unicode::next(text, end))) {
        at = end;
    }
    return at;
}

}  // namespace

void AddedTokens::Trie::add(std::string_view content, const AddedToken& token)
{
    if (content.empty()) {
        return;
    }
    if (nodes.empty()) {
        nodes.emplace_back();
    }
    first[static_cast<unsigned char>(content[0])] = true;
    std::uint32_t node = 0;
    for (const char c : content) {
        const auto byte = static_cast<unsigned char>(c);
        auto& children = nodes[node].children;
        const auto place = std::lower_bound(
            children.begin(), children.end(), byte,
            [](const auto& child, unsigned char wanted) { return child.first < wanted; });
        if (place != children.end() && place->first == byte) {
            node = place->second;
            continue;
        }
        const auto fresh = static_cast<std::uint32_t>(nodes.size());
        children.insert(place, {byte, fresh});
        nodes.emplace_back();
        node = fresh;
    }
    if (nodes[node].token == nullptr) {
        nodes[node].token = &token;
    }
}

const AddedToken* AddedTokens::Trie::longestAt(std::string_view text, size_t at, size_t& end) const
{
    const AddedToken* found = nullptr;
    std::uint32_t node = 0;
    for (size_t i = at; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto& children = nodes[node].children;
        const auto place = std::lower_bound(
            children.begin(), children.end(), byte,
            [](const auto& child, unsigned char wanted) { return child.first < wanted; });
        if (place == children.end() || place->first != byte) {
            break;
        }
        node = place->second;
        if (nodes[node].token != nullptr) {
            found = nodes[node].token;
            end = i + 1;
        }
    }
    return found;
}

Result<AddedToken> AddedTokens::tokenOf(const nlohmann::json& json)
{
    AddedToken token;
    MG_TRY(token.content, stringField(json, "content", kAddedTokens));
    MG_TRY(token.singleWord, boolField(json, "single_word", kAddedTokens));
    MG_TRY(token.leftStrip, boolField(json, "lstrip", kAddedTokens));
    MG_TRY(token.rightStrip, boolField(json, "rstrip", kAddedTokens));
    MG_TRY(token.normalized, boolField(json, "normalized", kAddedTokens));
    MG_TRY(token.special, boolField(json, "special", kAddedTokens));
    const auto id = json.find("id");
    if (id == json.end() || !id->is_number_unsigned() || id->get<std::uint64_t>() > INT32_MAX) {
        return missingField(kAddedTokens, "id");
    }
    token.id = id->get<TokenId>();
    if (token.content.size() > kLongestContent) {
        return failure(
            ErrorKind::Unsupported,
            Text(MG_TR("text", "The added token \"%1\" has %2 bytes; at most %3 are taken."),
                 {quotedForError(token.content), std::to_string(token.content.size()),
                  std::to_string(kLongestContent)}),
            kAddedTokens);
    }
    return token;
}

Result<AddedTokens> AddedTokens::fromJson(const nlohmann::json& json, const Vocabulary& vocabulary,
                                          size_t entries, const Normalizer& normalizer)
{
    AddedTokens out;
    if (json.is_null()) {
        return out;
    }
    if (!json.is_array()) {
        return missingField("tokenizer.json", kAddedTokens);
    }
    for (const auto& item : json) {
        MG_TRY(AddedToken token, tokenOf(item));
        if (token.content.empty() || out.m_ids.count(token.content) > 0) {
            continue;
        }
        const TokenId inModel = vocabulary.idOf(token.content);
        const TokenId next = std::max(static_cast<TokenId>(entries), out.largestId() + 1);
        const TokenId id = inModel >= 0 ? inModel : next;
        if (inModel < 0 && id != token.id) {
            return failure(
                ErrorKind::Invalid,
                Text(MG_TR(
                         "text",
                         "The added token \"%1\" declares the id %2, but the library that made the "
                         "file would give it %3."),
                     {quotedForError(token.content), std::to_string(token.id), std::to_string(id)}),
                kAddedTokens,
                MG_TR("text",
                      "Number the vocabulary without holes and the added tokens after it."));
        }
        token.id = id;
        out.m_ids.emplace(token.content, id);
        out.m_byId[id] = std::move(token);
    }
    for (auto& [id, token] : out.m_byId) {
        token.decoded = token.normalized ? normalizer.apply(token.content) : token.content;
        const auto same = out.m_ids.find(token.decoded);
        token.skipped = same != out.m_ids.end() && out.m_byId[same->second].special;
        out.m_tries[token.normalized ? 1 : 0].add(token.decoded, token);
    }
    return out;
}

void AddedTokens::split(std::string_view text, bool normalized, std::vector<AddedPiece>& out) const
{
    const Trie& trie = m_tries[normalized ? 1 : 0];
    size_t last = 0;  // where the previous piece ended
    for (size_t at = 0; !trie.nodes.empty() && at < text.size();) {
        size_t end = 0;
        const AddedToken* token = trie.first[static_cast<unsigned char>(text[at])]
                                      ? trie.longestAt(text, at, end)
                                      : nullptr;
        if (token == nullptr) {
            ++at;
            continue;
        }
        const size_t matchBegin = at;
        at = end;
        if (token->singleWord && (wordBefore(text, matchBegin) || wordAfter(text, end))) {
            continue;
        }
        const size_t begin =
            token->leftStrip ? std::max(blanksBefore(text, matchBegin), last) : matchBegin;
        const size_t stop = token->rightStrip ? blanksAfter(text, end) : end;
        if (last < begin) {
            out.push_back({nullptr, last, begin});
        }
        out.push_back({token, begin, stop});
        last = stop;
    }
    if (last != text.size()) {
        out.push_back({nullptr, last, text.size()});
    }
}

const AddedToken* AddedTokens::find(TokenId id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : &found->second;
}

TokenId AddedTokens::idOf(std::string_view content) const
{
    const auto found = m_ids.find(content);
    return found == m_ids.end() ? -1 : found->second;
}

}  // namespace marginalia
