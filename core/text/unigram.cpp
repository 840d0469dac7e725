// SPDX-License-Identifier: Apache-2.0
#include "core/text/unigram.h"

#include "core/text/json_field.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

constexpr double kUnknownPenalty = 10.0;
constexpr std::uint32_t kUnreached = UINT32_MAX;

}  // namespace

Result<std::unique_ptr<const TokenModel>> Unigram::make(TokenizerFile& file)
{
    const nlohmann::json& json = file.json["model"];
    auto out = std::make_unique<Unigram>();
    const size_t count = file.pieces.size();
    MG_TRY(const std::int64_t unknown,
           countField(json, "unk_id", "model", -1, static_cast<std::int64_t>(count) - 1));
    MG_TRY(out->m_byteFallback, boolField(json, "byte_fallback", "model", false));
    out->m_unknown = static_cast<TokenId>(unknown);
    out->m_vocabulary.reserve(count);
    std::vector<DoubleArray::Key> keys;
    keys.reserve(count);
    for (size_t id = 0; id < count; ++id) {
        if (!std::isfinite(file.scores[id])) {
            return failure(ErrorKind::Invalid,
                           Text(MG_TR("text", "The log-probability of piece %1 is not finite."),
                                {std::to_string(id)}),
                           "model.vocab");
        }
        out->m_vocabulary.set(file.pieces.at(id), static_cast<TokenId>(id));
        keys.emplace_back(file.pieces.at(id), static_cast<std::int32_t>(id));
    }
    out->m_trie.build(std::move(keys));
    out->m_scores = std::move(file.scores);
    out->m_fallbackIds = byteFallbackIds(out->m_vocabulary);
    const auto least = std::min_element(out->m_scores.begin(), out->m_scores.end());
    out->m_unknownScore = (least == out->m_scores.end() ? 0.0 : *least) - kUnknownPenalty;
    return std::unique_ptr<const TokenModel>(std::move(out));
}

void Unigram::viterbi(std::string_view word, std::vector<Node>& nodes) const
{
    nodes.assign(word.size() + 1, Node{0.0, kUnreached, -1});
    const auto offer = [&](size_t begin, size_t end, double score, TokenId id) {
        Node& node = nodes[end];
        const double sum = score + nodes[begin].score;
        // The first of equal ways stays, as in the reference library.
        if (node.begin == kUnreached || sum > node.score) {
            node = {sum, static_cast<std::uint32_t>(begin), id};
        }
    };
    for (size_t at = 0; at < word.size();) {
        const size_t next = std::min(at + unicode::lengthOf(word[at]), word.size());
        bool single = false;
        m_trie.prefixes(word, at, [&](size_t end, std::int32_t id) {
            offer(at, end, m_scores[static_cast<size_t>(id)], id);
            single = single || end == next;
        });
        if (!single) {
            offer(at, next, m_unknownScore, m_unknown);
        }
        at = next;
    }
}

/// The best pieces from first to last; unknown ones in a row are one.
void Unigram::trace(const std::vector<Node>& nodes, std::vector<Piece>& pieces) const
{
    for (auto end = static_cast<std::uint32_t>(nodes.size() - 1); end > 0;) {
        const Node& node = nodes[end];
        const bool fuses = node.id == m_unknown && !pieces.empty() && pieces.back().id == m_unknown;
        if (fuses) {
            pieces.back().begin = node.begin;
        } else {
            pieces.push_back({node.begin, end, node.id});
        }
        end = node.begin;
    }
    std::reverse(pieces.begin(), pieces.end());
}

void Unigram::push(std::string_view word, const Piece& piece, std::vector<WordToken>& out) const
{
    TokenId id = piece.id;
    if (id == m_unknown) {
        const std::string_view text = word.substr(piece.begin, piece.end - piece.begin);
        id = m_trie.find(text);  // fused unknown pieces may be a token again
        const auto fallback = [this](char byte) {
            return m_fallbackIds[static_cast<unsigned char>(byte)];
        };
        if (id < 0 && m_byteFallback &&
            std::all_of(text.begin(), text.end(), [&](char byte) { return fallback(byte) >= 0; })) {
            for (const char byte : text) {
                out.push_back({fallback(byte), piece.begin, piece.end});
            }
            return;
        }
        id = id < 0 ? m_unknown : id;
    }
    if (id >= 0) {
        out.push_back({id, piece.begin, piece.end});
    }
}

void Unigram::encode(std::string_view word, bool, std::vector<WordToken>& out) const
{
    thread_local std::vector<Node> nodes;
    thread_local std::vector<Piece> pieces;
    viterbi(word, nodes);
    pieces.clear();
    trace(nodes, pieces);
    for (const Piece& piece : pieces) {
        push(word, piece, out);
    }
}

}  // namespace marginalia
