// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/adapter_config.h"
#include "core/model/decoder.h"
#include "core/model/lora_part.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// LoRA, rsLoRA or DoRA on a decoder (models.md 7): the tensors that are trained instead of the
/// model's, and which modules they belong to. Made for one decoder's shapes; put on with
/// Decoder::wear(), which does not change the base.
///
/// Shared with the decoder that wears it; one thread uses both.
class Adapter {
public:
    /// One adapted module: a projection, the head, or the table of embeddings.
    struct Part {
        std::string module;  ///< transformers' name: "model.layers.0.self_attn.q_proj"
        bool table = false;
        LoraPart lora;
    };

    /// Fresh: A uniform in +-1 / sqrt(in), B zero, magnitudes the row norms (models.md 7.1), so
    /// that the model says what its base says. Unsupported: experts, by name; Invalid: the config
    /// means no module of this model.
    static Result<std::shared_ptr<Adapter>> fresh(const Decoder& base, const AdapterConfig& config,
                                                  std::uint64_t seed);
    /// From tensors with the names of PEFT's files in any of their spellings (interfaces.md 5.3);
    /// `where` is the file that errors name, beside the tensor.
    static Result<std::shared_ptr<Adapter>> fromTensors(
        const Decoder& base, const AdapterConfig& config,
        const std::vector<std::pair<std::string, at::Tensor>>& tensors, const std::string& where);

    const AdapterConfig& config() const { return m_config; }
    /// What is trained, by the names of PEFT's files without their prefix:
    /// "model.layers.0.self_attn.q_proj.lora_A.weight", "lm_head.weight". LoRA's are float32
    /// whatever the base is; modules trained whole have the type of the base.
    std::vector<std::pair<std::string, at::Tensor>> parameters() const;
    std::int64_t parameterCount() const;
    /// What loading wants the person to know: targets without tensors.
    const std::vector<std::string>& warnings() const { return m_warnings; }

    const std::vector<std::unique_ptr<Part>>& parts() const { return m_parts; }
    /// Tensors trained whole, by their transformers' names.
    const std::vector<std::pair<std::string, at::Tensor>>& saved() const { return m_saved; }

    void setTrainable(bool trainable);
    /// Which inputs the following passes drop; nothing: none, as in evaluation.
    void setDropoutKey(std::optional<std::uint64_t> key) { m_dropout.key = key; }
    const std::optional<std::uint64_t>& dropoutKey() const { return m_dropout.key; }
    /// Share of inputs that is dropped from now on.
    void setDropout(double share) { m_config.dropout = m_dropout.share = share; }

private:
    friend class AdapterBuilder;
    Adapter() = default;

    AdapterConfig m_config;
    LoraDropout m_dropout;
    std::vector<std::unique_ptr<Part>> m_parts;
    std::vector<std::pair<std::string, at::Tensor>> m_saved;
    std::vector<std::string> m_warnings;
};

}  // namespace marginalia
