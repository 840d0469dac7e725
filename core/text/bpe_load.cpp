// SPDX-License-Identifier: Apache-2.0
#include "core/text/bpe.h"
#include "core/text/json_field.h"
#include "core/text/normalizer.h"
#include "core/text/unicode.h"

#include <algorithm>

namespace marginalia {

namespace {

const char* const kModel = "model";
constexpr std::string_view kBlank = "\xE2\x96\x81";  // U+2581

Error badMerge(size_t index, std::string_view merge, const char* why)
{
    return failure(ErrorKind::Invalid,
                   Text(MG_TR("text", "Merge %1 (\"%2\") %3."),
                        {std::to_string(index + 1), quotedForError(std::string(merge)), why}),
                   "model.merges");
}

/// Whether U+2581 stands behind another character: such a token reaches over the beginning of a
/// word.
bool reachesOverBlank(std::string_view token)
{
    for (size_t at = token.find(kBlank); at != std::string_view::npos;
         at = token.find(kBlank, at + kBlank.size())) {
        if (at > 0 &&
            (at < kBlank.size() || token.substr(at - kBlank.size(), kBlank.size()) != kBlank)) {
            return true;
        }
    }
    return false;
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

void Bpe::findBytes()
{
    m_allBytes = true;
    for (unsigned byte = 0; byte < 256; ++byte) {
        std::string character;
        unicode::append(character, byteAlphabet()[byte]);
        m_byteIds[byte] = m_vocabulary.idOf(character);
        m_allBytes = m_allBytes && m_byteIds[byte] >= 0;
    }
    for (unsigned character = 0; character < 128; ++character) {
        const char text = static_cast<char>(character);
        m_asciiIds[character] = m_vocabulary.idOf({&text, 1});
    }
    m_fallbackIds = byteFallbackIds(m_vocabulary);
}

Status Bpe::addMerge(std::string_view left, std::string_view right, std::uint32_t rank,
                     std::string& both)
{
    const auto shown = [&] { return std::string(left) + " " + std::string(right); };
    if (right.size() < m_prefix.size()) {
        return badMerge(rank, shown(), "has a second part that is shorter than the prefix");
    }
    both = left;
    both += right.substr(m_prefix.size());
    const TokenId a = m_vocabulary.idOf(left);
    const TokenId b = m_vocabulary.idOf(right);
    const TokenId result = m_vocabulary.idOf(both);
    if (a < 0 || b < 0 || result < 0) {
        return badMerge(rank, shown(),
                        a < 0 || b < 0 ? "has a part that is not in the vocabulary"
                                       : "gives a token that is not in the vocabulary");
    }
    m_merges.set(a, b, {rank, result});
    m_cutsAtBlanks = m_cutsAtBlanks && !reachesOverBlank(both);
    return {};
}

Status Bpe::readMerges(const TokenizerFile& file)
{
    const size_t step = file.mergesInPairs ? 2 : 1;
    m_merges.reserve(file.merges.size() / step);
    std::string both;
    for (size_t i = 0; i < file.merges.size(); i += step) {
        const auto rank = static_cast<std::uint32_t>(i / step);
        const std::string_view text = file.merges.at(i);
        if (file.mergesInPairs) {
            MG_CHECK(addMerge(text, file.merges.at(i + 1), rank, both));
            continue;
        }
        if (text.rfind("#version", 0) == 0) {
            continue;
        }
        const size_t blank = text.find(' ');
        if (blank == std::string_view::npos ||
            text.find(' ', blank + 1) != std::string_view::npos) {
            return badMerge(rank, text, "is not two tokens with one blank between them");
        }
        MG_CHECK(addMerge(text.substr(0, blank), text.substr(blank + 1), rank, both));
    }
    return {};
}

Result<std::unique_ptr<const TokenModel>> Bpe::make(TokenizerFile& file)
{
    const nlohmann::json& json = file.json["model"];
    if (!file.hasMerges) {
        return missingField(kModel, "merges");
    }
    auto out = std::make_unique<Bpe>();
    MG_TRY(out->m_fuseUnknown, boolField(json, "fuse_unk", kModel, false));
    MG_TRY(out->m_byteFallback, boolField(json, "byte_fallback", kModel, false));
    MG_TRY(out->m_ignoreMerges, boolField(json, "ignore_merges", kModel, false));
    MG_TRY(out->m_prefix, stringField(json, "continuing_subword_prefix", kModel, ""));
    MG_TRY(out->m_suffix, stringField(json, "end_of_word_suffix", kModel, ""));
    out->m_vocabulary = std::move(file.vocabulary);
    out->findBytes();
    // Without the mark in the vocabulary unknown characters could fuse over it.
    out->m_cutsAtBlanks = !out->m_ignoreMerges && out->m_prefix.empty() && out->m_suffix.empty() &&
                          out->m_vocabulary.idOf(kBlank) >= 0;
    MG_CHECK(out->readMerges(file));
    out->m_unknown = out->tokenField(json, "unk_token");
    return std::unique_ptr<const TokenModel>(std::move(out));
}

}  // namespace marginalia
