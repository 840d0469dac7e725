// SPDX-License-Identifier: Apache-2.0
#include "core/text/bpe.h"
#include "core/text/json_field.h"
#include "core/text/normalizer.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <cstdio>

namespace marginalia {

namespace {

// Above any vocabulary in use; a single id of 2^31 must not cost gigabytes.
constexpr std::int64_t kLargestId = 8'000'000;
const char* const kPart = "model";

Error badMerge(size_t index, const std::string& merge, const char* why)
{
    return failure(ErrorKind::Invalid,
                   Text(MG_TR("text", "Merge %1 (\"%2\") %3."),
                        {std::to_string(index + 1), quotedForError(merge), why}),
                   "model.merges");
}

/// Null or an empty text; anything else is a kind of BPE that byte-level models do not have.
Status refuseText(const nlohmann::json& json, const char* key)
{
    const auto found = json.find(key);
    if (found == json.end() || found->is_null() || (found->is_string() && found->empty()) ||
        (found->is_string() && found->get<std::string>().empty())) {
        return {};
    }
    return unknownPart(kPart, key);
}

}  // namespace

void MergeTable::reserve(size_t count)
{
    size_t size = 4;
    while (size < count * 2 + 2) {
        size *= 2;
    }
    m_slots.assign(size, Slot{});
    m_mask = size - 1;
}

void MergeTable::set(TokenId left, TokenId right, Merge merge)
{
    const std::uint64_t key = keyOf(left, right);
    size_t slot = slotOf(key);
    while (m_slots[slot].key != kFree && m_slots[slot].key != key) {
        slot = (slot + 1) & m_mask;
    }
    m_slots[slot] = {key, merge};
}

Status Bpe::readVocabulary(const nlohmann::json& json)
{
    const auto vocab = json.find("vocab");
    if (vocab == json.end() || !vocab->is_object()) {
        return missingField(kPart, "vocab");
    }
    std::int64_t largest = -1;
    m_ids.reserve(vocab->size());
    for (const auto& [token, id] : vocab->items()) {
        const std::int64_t value = id.is_number_integer() ? id.get<std::int64_t>() : -1;
        if (value < 0 || value > kLargestId) {
            return failure(
                ErrorKind::Invalid,
                Text(MG_TR("text", "The id of the token \"%1\" is not a number from 0 to %2."),
                     {quotedForError(token), std::to_string(kLargestId)}),
                "model.vocab");
        }
        m_ids.emplace(token, static_cast<TokenId>(value));
        largest = std::max(largest, value);
    }
    m_tokens.assign(static_cast<size_t>(largest + 1), nullptr);
    for (const auto& [token, id] : m_ids) {
        m_tokens[static_cast<size_t>(id)] = &token;
    }
    m_allBytes = true;
    for (unsigned byte = 0; byte < 256; ++byte) {
        std::string character;
        unicode::append(character, byteAlphabet()[byte]);
        m_byteIds[byte] = idOf(character);
        m_allBytes = m_allBytes && m_byteIds[byte] >= 0;
        char name[8];
        std::snprintf(name, sizeof name, "<0x%02X>", byte);
        m_fallbackIds[byte] = idOf(name);
    }
    return {};
}

Status Bpe::addMerge(const std::string& left, const std::string& right, std::uint32_t rank)
{
    const TokenId a = idOf(left);
    const TokenId b = idOf(right);
    const TokenId both = idOf(left + right);
    if (a < 0 || b < 0 || both < 0) {
        return badMerge(rank, left + " " + right,
                        a < 0 || b < 0 ? "has a part that is not in the vocabulary"
                                       : "gives a token that is not in the vocabulary");
    }
    m_merges.set(a, b, {rank, both});
    return {};
}

Status Bpe::readMerges(const nlohmann::json& json)
{
    const auto merges = json.find("merges");
    if (merges == json.end() || !merges->is_array()) {
        return missingField(kPart, "merges");
    }
    m_merges.reserve(merges->size());
    const bool strings = !merges->empty() && merges->front().is_string();
    std::uint32_t rank = 0;
    for (const auto& merge : *merges) {
        if (strings && merge.is_string()) {
            const auto& text = merge.get_ref<const std::string&>();
            if (text.rfind("#version", 0) == 0) {
                ++rank;
                continue;
            }
            const size_t blank = text.find(' ');
            if (blank == std::string::npos || text.find(' ', blank + 1) != std::string::npos) {
                return badMerge(rank, text, "is not two tokens with one blank between them");
            }
            MG_CHECK(addMerge(text.substr(0, blank), text.substr(blank + 1), rank));
        } else if (!strings && merge.is_array() && merge.size() == 2 && merge[0].is_string() &&
                   merge[1].is_string()) {
            MG_CHECK(addMerge(merge[0].get<std::string>(), merge[1].get<std::string>(), rank));
        } else {
            return badMerge(rank,
                            merge.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace),
                            "is not written like the first one");
        }
        ++rank;
    }
    return {};
}

Result<Bpe> Bpe::fromJson(const nlohmann::json& json)
{
    if (!json.is_object()) {
        return missingField("tokenizer.json", kPart);
    }
    const auto type = json.find("type");
    if (type != json.end() && (!type->is_string() || *type != "BPE")) {
        return unknownPart(kPart, type->is_string() ? type->get<std::string>() : type->dump());
    }
    if (type == json.end() && (!json.contains("merges") || !json.contains("vocab"))) {
        return unknownPart(kPart, "a model without a type and without merges");
    }
    MG_CHECK(refuseText(json, "continuing_subword_prefix"));
    MG_CHECK(refuseText(json, "end_of_word_suffix"));
    Bpe out;
    MG_TRY(out.m_fuseUnknown, boolField(json, "fuse_unk", kPart, false));
    MG_TRY(out.m_byteFallback, boolField(json, "byte_fallback", kPart, false));
    MG_TRY(out.m_ignoreMerges, boolField(json, "ignore_merges", kPart, false));
    MG_CHECK(out.readVocabulary(json));
    MG_CHECK(out.readMerges(json));
    const auto unknown = json.find("unk_token");
    if (unknown != json.end() && unknown->is_string()) {
        out.m_unknown = out.idOf(unknown->get<std::string>());
    }
    return out;
}

TokenId Bpe::idOf(std::string_view token) const
{
    const auto found = m_ids.find(token);
    return found == m_ids.end() ? -1 : found->second;
}

const std::string* Bpe::token(TokenId id) const
{
    return id >= 0 && static_cast<size_t>(id) < m_tokens.size() ? m_tokens[static_cast<size_t>(id)]
                                                                : nullptr;
}

}  // namespace marginalia
