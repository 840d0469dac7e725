// SPDX-License-Identifier: Apache-2.0
// Reading and writing several texts at once, each with its own keys and values.
#include "core/model/decoder_impl.h"
#include "core/model/row_products.h"
#include "core/model/text_cache.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/tensor.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

bool followsFromLength(const ModelConfig& config)
{
    return config.rope.dependsOnLength() ||
           (config.localRope && config.localRope->dependsOnLength());
}

/// The parts of one call as they go through the model.
struct PartsPass {
    std::vector<TextPart> parts;
    std::vector<std::int64_t> from;     ///< tokens in the cache before each part
    std::vector<std::int64_t> longest;  ///< what each part's rotation follows from; 0: nothing
    std::vector<std::int64_t> ids;      ///< of all parts
    std::vector<std::int64_t> positions;
    std::vector<std::int64_t> last;  ///< rows whose logits are wanted
};

/// `lengths`: per part the longest length of its text so far.
PartsPass makePass(const ModelConfig& config, const std::vector<TextPart>& parts,
              const std::vector<std::int64_t>& lengths)
{
    PartsPass pass{parts, {}, {}, {}, {}, {}};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        TextPart& part = pass.parts[i];
        const std::vector<std::int64_t>& old = part.text->ids();
        const auto total = static_cast<std::int64_t>(old.size() + part.ids.size());
        pass.longest.push_back(followsFromLength(config) ? std::max(lengths[i], total) : 0);
        // Keys that were turned by the short factors: all of them are computed again.
        const bool again = !old.empty() && config.rope.crosses(lengths[i], pass.longest.back());
        if (again) {
            part.ids.insert(part.ids.begin(), old.begin(), old.end());
        }
        std::int64_t position = again ? 0 : static_cast<std::int64_t>(old.size());
        pass.from.push_back(position);
        for (const std::int64_t id : part.ids) {
            pass.ids.push_back(id);
            pass.positions.push_back(position++);
        }
        if (part.wanted) {
            pass.last.push_back(static_cast<std::int64_t>(pass.ids.size()) - 1);
        }
    }
    return pass;
}

/// Cosine and sine [T, 1, rotary / 2] of tokens that stand behind each other in several texts. By
/// the C library number by number: the vector forms round by a number's place in the batch.
std::pair<at::Tensor, at::Tensor> turns(const ModelConfig& config, const RopeSettings& rope,
                                        const PartsPass& pass)
{
    const std::int64_t rotary = rope.rotary > 0 ? rope.rotary : config.headDim;
    const auto tokens = static_cast<std::int64_t>(pass.ids.size());
    at::Tensor cosine = at::empty({tokens, 1, rotary / 2}, at::kFloat);
    at::Tensor sine = at::empty_like(cosine);
    float* c = cosine.mutable_data_ptr<float>();
    float* s = sine.mutable_data_ptr<float>();
    const auto factor = static_cast<float>(rope.attentionFactor);
    std::vector<float> frequencies;
    std::size_t row = 0;
    for (std::size_t part = 0; part < pass.parts.size(); ++part) {
        if (part == 0 || pass.longest[part] != pass.longest[part - 1]) {
            frequencies = ropeFrequencies(rope, rotary, pass.longest[part]);
        }
        for (std::size_t i = 0; i < pass.parts[part].ids.size(); ++i, ++row) {
            const auto position = static_cast<float>(pass.positions[row]);
            for (const float frequency : frequencies) {
                *c++ = std::cos(position * frequency) * factor;
                *s++ = std::sin(position * frequency) * factor;
            }
        }
    }
    return {cosine, sine};
}

}  // namespace

std::unique_ptr<TextCache> Decoder::newText() const
{
    const ModelConfig& config = m_impl->config;
    return std::make_unique<TextCache>(config.layers, config.kvHeads, config.headDim,
                                       RowExact::possible(m_impl->device, m_impl->dtype),
                                       at::TensorOptions(m_impl->dtype).device(m_impl->device));
}

at::Tensor Decoder::read(const std::vector<TextPart>& parts) const
{
    const c10::InferenceMode inference;
    const Impl& impl = *m_impl;
    const ModelConfig& config = impl.config;
    const RowExact exact(RowExact::possible(impl.device, impl.dtype));
    std::vector<std::int64_t> lengths;
    for (const TextPart& part : parts) {
        lengths.push_back(part.text->m_longest);
    }
    const PartsPass pass = makePass(config, parts, lengths);
    const at::ScalarType type =
        config.wideRotation && impl.dtype != at::kDouble ? at::kFloat : impl.dtype;
    const auto turned = [&](const RopeSettings& rope) {
        const auto [cosine, sine] = turns(config, rope, pass);
        return std::pair(cosine.to(impl.device, type), sine.to(impl.device, type));
    };
    Rotations rotations;
    if (!config.learnedPositions) {
        rotations.common = turned(config.rope);
    }
    if (config.localRope) {
        rotations.local = turned(*config.localRope);
    }
    const TextAttention attention(pass.parts, pass.from);
    const auto attend = [&](std::size_t i, const at::Tensor& q, const at::Tensor& k,
                            const at::Tensor& v) {
        const Layer& layer = impl.parts.layers[i];
        return attention.attend(i, q, k, v, layer.window, layer.scale, config.attentionCap);
    };
    const auto onDevice = [&](const std::vector<std::int64_t>& numbers) {
        return at::tensor(numbers, at::kLong).to(impl.device);
    };
    const at::Tensor x = impl.embed(onDevice(pass.ids), onDevice(pass.positions));
    const at::Tensor rows = impl.blocks(x, rotations, attend);
    const at::Tensor out = pass.last.empty() ? at::empty({0, config.vocabulary}, at::kFloat)
                                             : logits(rows.index_select(0, onDevice(pass.last)));
    for (std::size_t i = 0; i < parts.size(); ++i) {
        TextCache& text = *parts[i].text;
        text.m_ids.insert(text.m_ids.end(), parts[i].ids.begin(), parts[i].ids.end());
        text.m_longest = pass.longest[i];
    }
    return out;
}

}  // namespace marginalia
