// SPDX-License-Identifier: Apache-2.0
#include "core/model/gguf_names.h"

#include <array>
#include <string_view>
#include <utility>

namespace marginalia {

namespace {

using Names = std::pair<std::string_view, std::string_view>;

constexpr std::array<Names, 3> kAround = {
    {{"token_embd", "model.embed_tokens"}, {"output_norm", "model.norm"}, {"output", "lm_head"}}};
constexpr std::array<Names, 11> kInBlock = {{{"attn_norm", "input_layernorm"},
                                             {"attn_q", "self_attn.q_proj"},
                                             {"attn_k", "self_attn.k_proj"},
                                             {"attn_v", "self_attn.v_proj"},
                                             {"attn_output", "self_attn.o_proj"},
                                             {"attn_q_norm", "self_attn.q_norm"},
                                             {"attn_k_norm", "self_attn.k_norm"},
                                             {"ffn_norm", "post_attention_layernorm"},
                                             {"ffn_gate", "mlp.gate_proj"},
                                             {"ffn_up", "mlp.up_proj"},
                                             {"ffn_down", "mlp.down_proj"}}};
constexpr std::string_view kBlock = "blk.";
constexpr std::string_view kLayer = "model.layers.";

/// A name cut into what stands before ".weight" or ".bias", and that.
bool cutEnd(std::string_view name, std::string_view& stem, std::string_view& end)
{
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos) {
        return false;
    }
    stem = name.substr(0, dot);
    end = name.substr(dot);
    return end == ".weight" || end == ".bias";
}

/// "PREFIX12.rest": the number and the rest.
bool cutBlock(std::string_view stem, std::string_view prefix, std::string_view& number,
              std::string_view& rest)
{
    if (stem.substr(0, prefix.size()) != prefix) {
        return false;
    }
    const std::size_t dot = stem.find('.', prefix.size());
    if (dot == std::string_view::npos || dot == prefix.size()) {
        return false;
    }
    number = stem.substr(prefix.size(), dot - prefix.size());
    rest = stem.substr(dot + 1);
    return number.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string joined(std::string_view a, std::string_view b, std::string_view c = {},
                   std::string_view d = {}, std::string_view e = {})
{
    std::string out(a);
    return out.append(b).append(c).append(d).append(e);
}

}  // namespace

std::string ggufNameOf(const std::string& name)
{
    std::string_view stem, end, number, rest;
    if (!cutEnd(name, stem, end)) {
        return {};
    }
    for (const auto& [ours, theirs] : kAround) {
        if (stem == theirs) {
            return joined(ours, end);
        }
    }
    if (cutBlock(stem, kLayer, number, rest)) {
        for (const auto& [ours, theirs] : kInBlock) {
            if (rest == theirs) {
                return joined(kBlock, number, ".", ours, end);
            }
        }
    }
    return {};
}

std::string nameOfGguf(const std::string& ggufName)
{
    std::string_view stem, end, number, rest;
    if (!cutEnd(ggufName, stem, end)) {
        return ggufName;
    }
    for (const auto& [ours, theirs] : kAround) {
        if (stem == ours) {
            return joined(theirs, end);
        }
    }
    if (cutBlock(stem, kBlock, number, rest)) {
        for (const auto& [ours, theirs] : kInBlock) {
            if (rest == ours) {
                return joined(kLayer, number, ".", theirs, end);
            }
        }
    }
    return ggufName;
}

HeadRows headRowsOf(const std::string& ggufName)
{
    std::string_view stem, end, number, rest;
    if (!cutEnd(ggufName, stem, end) || !cutBlock(stem, kBlock, number, rest)) {
        return HeadRows::None;
    }
    return rest == "attn_q"   ? HeadRows::Queries
           : rest == "attn_k" ? HeadRows::Keys
                              : HeadRows::None;
}

}  // namespace marginalia
