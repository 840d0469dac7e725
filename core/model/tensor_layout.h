// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace marginalia {

/// Hugging Face names of the tensors of a block and around it; null: the layout has no such tensor.
///
/// Which norms a layout has is the shape of its block: x += out(attention(in(x))), then the same
/// for the MLP, each norm skipped where its name is null (models.md 1.2, "block shape").
struct TensorLayout {
    const char* prefix = "model.";
    const TensorLayout* bare = nullptr;  ///< the same without the prefix: GPT-2's first files
    const char* embedding = "embed_tokens";
    const char* positions = nullptr;  ///< table of learned positions
    const char* layers = "layers.";

    const char* attentionIn = "input_layernorm";
    const char* attentionOut = nullptr;
    const char* mlpIn = "post_attention_layernorm";
    const char* mlpOut = nullptr;

    const char* q = "self_attn.q_proj";
    const char* k = "self_attn.k_proj";
    const char* v = "self_attn.v_proj";
    const char* qkv = nullptr;  ///< one tensor instead of the three, rows q | k | v
    bool qkvPerHead = false;    ///< its rows are grouped by head instead: q, k, v of head 0, ...
    bool inputsByRows = false;  ///< Conv1D: weights are stored [in, out]
    const char* o = "self_attn.o_proj";
    const char* qNorm = "self_attn.q_norm";
    const char* kNorm = "self_attn.k_norm";

    const char* gate = "mlp.gate_proj";  ///< null with `gateUp` null: the plain out(act(in(x)))
    const char* up = "mlp.up_proj";
    const char* gateUp = nullptr;  ///< one tensor instead of the two, rows gate | up
    const char* down = "mlp.down_proj";

    const char* router = nullptr;  ///< [experts, hidden]
    const char* experts = nullptr;
    const char* expertGate = nullptr;
    const char* expertUp = nullptr;
    const char* expertDown = nullptr;

    const char* finalNorm = "norm";
    const char* head = "lm_head";  ///< stands outside the prefix
};

inline constexpr TensorLayout kLlamaLayout = {};

}  // namespace marginalia
