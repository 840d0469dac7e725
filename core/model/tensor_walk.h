// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/expected_tensors.h"

#include <cstdint>
#include <string>
#include <vector>

namespace marginalia {

/// Walks through the tensors of one model: the one description of names and shapes, whether the
/// places are tensors or nothing. `show(place, expected)` sees every tensor, `showLinear(place,
/// module, kind)` every projection of the blocks; `m_base` is the prefix of the block it stands in.
template <class Show, class ShowLinear>
class TensorWalk {
public:
    TensorWalk(const ModelConfig& config, const Show& show, const ShowLinear& showLinear)
        : m_config(config),
          m_layout(*config.layout),
          m_show(show),
          m_showLinear(showLinear),
          m_hidden{config.hidden, key("hidden_size")},
          m_intermediate{config.intermediate, key("intermediate_size")}
    {
        const std::string heads = key("num_attention_heads");
        const std::string headDim =
            " x head_dim (" + m_hidden.keys + " / " + heads + " where absent)";
        m_queries = {config.heads * config.headDim, heads + headDim};
        m_keys = {config.kvHeads * config.headDim, "num_key_value_heads x head_dim"};
        m_queriesKeysValues = {(config.heads + 2 * config.kvHeads) * config.headDim,
                               "(" + heads + " + 2 x num_key_value_heads)" + headDim};
    }

    template <class Parts>
    void model(Parts& parts)
    {
        const Extent vocabulary{m_config.vocabulary, key("vocab_size")};
        m_base = m_layout.prefix;
        weight(parts.embedding, m_layout.embedding, {vocabulary, m_hidden});
        if (m_layout.positions != nullptr) {
            weight(parts.positions, m_layout.positions,
                   {{m_config.context, key("max_position_embeddings")}, m_hidden});
        }
        parts.layers.resize(static_cast<std::size_t>(m_config.layers));
        for (std::size_t i = 0; i < parts.layers.size(); ++i) {
            m_base = std::string(m_layout.prefix) + m_layout.layers + std::to_string(i) + ".";
            block(parts.layers[i]);
        }
        m_base = m_layout.prefix;
        norm(parts.finalNorm, m_layout.finalNorm, m_hidden);
        if (!m_config.tied) {
            m_base.clear();
            weight(parts.head, m_layout.head, {vocabulary, m_hidden});
        }
    }

private:
    /// A size and the keys it comes from.
    struct Extent {
        std::int64_t size;
        std::string keys;
    };
    using Role = ExpectedTensor::Role;

    std::string key(const char* common) const { return configKey(m_config.modelType, common); }

    template <class Place>
    void show(Place& place, const std::string& name, const std::vector<Extent>& extents, Role role,
              std::int64_t group)
    {
        ExpectedTensor expected{m_base + name, {}, {}, role, group};
        for (const Extent& extent : extents) {
            expected.shape.push_back(extent.size);
            expected.keys.push_back(extent.keys);
        }
        m_show(place, expected);
    }

    template <class Place>
    void weight(Place& place, const std::string& name, const std::vector<Extent>& extents)
    {
        show(place, name + ".weight", extents, Role::Weight, -1);
    }

    template <class Norm>
    void norm(Norm& place, const char* name, const Extent& width)
    {
        if (name == nullptr) {
            return;
        }
        show(place.weight, std::string(name) + ".weight", {width}, Role::Norm, -1);
        if (m_config.norm == NormKind::Layer) {
            show(place.bias, std::string(name) + ".bias", {width}, Role::Bias, -1);
        }
    }

    /// `group`: of the weight; the bias has the next number.
    template <class Linear>
    void linear(Linear& place, const std::string& name, const Extent& out, const Extent& in,
                bool bias, std::int64_t group = -1, Role role = Role::Weight)
    {
        place.inputsByRows = m_layout.inputsByRows;
        const std::vector<Extent> extents =
            place.inputsByRows ? std::vector<Extent>{in, out} : std::vector<Extent>{out, in};
        show(place.weight, name + ".weight", extents, role, group);
        if (bias) {
            show(place.bias, name + ".bias", {out}, Role::Bias, group < 0 ? -1 : group + 1);
        }
        m_showLinear(place, m_base + name, m_kind);
    }

    std::int64_t nextGroup()
    {
        m_group += 2;
        return m_group;
    }

    template <class Layer>
    void attention(Layer& layer)
    {
        const bool bias = m_config.qkvBias;
        if (m_layout.qkv != nullptr) {
            linear(layer.qkv, m_layout.qkv, m_queriesKeysValues, m_hidden, bias);
        } else {
            const std::int64_t group = nextGroup();
            linear(layer.q, m_layout.q, m_queries, m_hidden, bias, group);
            linear(layer.k, m_layout.k, m_keys, m_hidden, bias, group);
            linear(layer.v, m_layout.v, m_keys, m_hidden, bias, group);
        }
        linear(layer.o, m_layout.o, m_hidden, m_queries, m_config.outputBias, -1, Role::Residual);
        if (m_config.qkNorm != QkNorm::None) {
            const Extent head{m_config.headDim, "head_dim"};
            const bool whole = m_config.qkNorm == QkNorm::WholeRow;
            norm(layer.qNorm, m_layout.qNorm, whole ? m_queries : head);
            norm(layer.kNorm, m_layout.kNorm, whole ? m_keys : head);
        }
    }

    template <class Mlp>
    void mlp(Mlp& place, const char* gate, const char* up, const char* gateUp, const char* down,
             const std::string& before = {})
    {
        const bool bias = m_config.mlpBias;
        if (gateUp != nullptr) {
            const Extent both{2 * m_intermediate.size, "2 x " + m_intermediate.keys};
            linear(place.gateUp, before + gateUp, both, m_hidden, bias);
        } else if (gate != nullptr) {
            const std::int64_t group = nextGroup();
            linear(place.gate, before + gate, m_intermediate, m_hidden, bias, group);
            linear(place.up, before + up, m_intermediate, m_hidden, bias, group);
        } else {
            linear(place.up, before + up, m_intermediate, m_hidden, bias);
        }
        linear(place.down, before + down, m_hidden, m_intermediate, bias, -1, Role::Residual);
    }

    template <class Layer>
    void block(Layer& layer)
    {
        norm(layer.attentionIn, m_layout.attentionIn, m_hidden);
        attention(layer);
        norm(layer.attentionOut, m_layout.attentionOut, m_hidden);
        norm(layer.mlpIn, m_layout.mlpIn, m_hidden);
        if (m_layout.router == nullptr) {
            mlp(layer.mlp, m_layout.gate, m_layout.up, m_layout.gateUp, m_layout.down);
        } else {
            m_kind = ModuleKind::Router;
            linear(layer.router, m_layout.router, {m_config.experts, key("num_local_experts")},
                   m_hidden, false);
            m_kind = ModuleKind::Expert;
            layer.experts.resize(static_cast<std::size_t>(m_config.experts));
            for (std::size_t i = 0; i < layer.experts.size(); ++i) {
                mlp(layer.experts[i], m_layout.expertGate, m_layout.expertUp, nullptr,
                    m_layout.expertDown, m_layout.experts + std::to_string(i) + ".");
            }
            m_kind = ModuleKind::Projection;
        }
        norm(layer.mlpOut, m_layout.mlpOut, m_hidden);
    }

    const ModelConfig& m_config;
    const TensorLayout& m_layout;
    const Show& m_show;
    const ShowLinear& m_showLinear;
    ModuleKind m_kind = ModuleKind::Projection;
    Extent m_hidden;
    Extent m_intermediate;
    Extent m_queries;
    Extent m_keys;
    Extent m_queriesKeysValues;
    std::string m_base;
    std::int64_t m_group = 0;
};

}  // namespace marginalia
