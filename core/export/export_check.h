// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/export/export_model.h"
#include "core/export/folder_weights.h"

#include <optional>
#include <vector>

namespace marginalia {

class Decoder;

/// Logits of the eight prompts of the check: [tokens, vocabulary] each, float32.
using PromptLogits = std::vector<at::Tensor>;

/// What the check computes in: float32, or bf16 where that is all that fits; nothing: neither fits.
std::optional<at::ScalarType> checkType(const ModelConfig& config);

/// The prompts as ids: eight texts through the tokenizer, or eight rows of ids without one.
std::vector<std::vector<TokenId>> checkPrompts(const ExportModel& model);

/// Runs the prompts through weights in memory. The error says what the weights lack.
Result<PromptLogits> logitsOf(const ModelConfig& config, const NamedTensors& tensors,
                              const std::string& where, at::ScalarType type,
                              const std::vector<std::vector<TokenId>>& prompts);

/// Runs them through a decoder as it stands.
Result<PromptLogits> decoderLogits(const Decoder& decoder,
                                   const std::vector<std::vector<TokenId>>& prompts,
                                   const std::string& where);

/// Compares what was written with what was meant: tensors by shape, type and SHA-256.
Status compareTensors(const TensorDigests& meant, const NamedTensors& found,
                      const std::string& where);
/// Logits, equal bit for bit, or within `tolerance` of the largest one.
Status compareLogits(const PromptLogits& meant, const PromptLogits& found, double tolerance,
                     const std::string& where);
/// Largest difference of two sets of logits, as a share of the largest one of `meant`.
double largestChange(const PromptLogits& meant, const PromptLogits& found);
/// Ids of texts of many kinds, and the template.
Status compareTexts(const ModelTexts& meant, const ModelTexts& found, const std::string& where);

}  // namespace marginalia
