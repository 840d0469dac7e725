// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/export/gguf_writer.h"
#include "core/model/model_config.h"

#include <utility>

namespace marginalia {

using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;

/// How the weights of a GGUF file are stored; norms and biases are F32 in any case, and rows that
/// are not whole blocks of Q8_0 stay F16.
enum class GgufWeights : std::uint8_t { F32, F16, Bf16, Q8 };

/// The reason why a model cannot be written as GGUF here, with the command that may do it instead;
/// nothing: it can.
Status checkGgufModel(const ModelConfig& config, const std::string& folder);

/// Architecture, sizes and rotation: everything but the tokenizer.
void addModelMetadata(const ModelConfig& config, const std::string& name, GgufWeights weights,
                      GgufMetadata& metadata);

/// The tensors of a model that checkGgufModel() let through, with the divisors of llama3's
/// rotation. `tensors` have Hugging Face names; they are kept alive and changed when they are
/// written.
Result<std::vector<GgufTensorToWrite>> planGgufTensors(const ModelConfig& config,
                                                       const NamedTensors& tensors,
                                                       GgufWeights weights);

/// The command of llama.cpp that makes a GGUF file of a model folder.
std::string converterCommand(const std::string& folder);

}  // namespace marginalia
