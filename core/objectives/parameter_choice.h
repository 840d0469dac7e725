// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

/// Which tensors of a model train (objectives.md 9.9 and 9.12): functions over names alone.
namespace marginalia {

/// Part of a block that a tensor belongs to, read off its Hugging Face name.
enum class TensorPart : std::uint8_t { Attention, FeedForward, Norm, Other };
TensorPart partOf(const std::string& name);
/// Number of the block in a name ("model.layers.12.mlp.up_proj.weight": 12); -1: none.
int layerOf(const std::string& name);

/// Names that stay frozen in a stage of half fine-tuning (Hui et al. 2024, 2404.18466): of every
/// block half of the attention matrices, half of the feed-forward ones and half of the norms, drawn
/// by `seed` and `stage`; where a number is odd the blocks take turns with the larger half. A
/// matrix's bias goes with it. Embeddings, head and last norm train.
std::set<std::string> frozenHalf(const std::vector<std::string>& names, std::uint64_t seed,
                                 int stage);

struct ModuleChoice {
    std::string modules = "mlp.down_proj";  ///< part of the name, a regular expression
    int firstLayer = -1;                    ///< -1: any layer, and tensors outside of layers
    int lastLayer = -1;
};
/// Names that train: those that match and whose layer is in range. Invalid: the expression does not
/// parse, or nothing matches.
Result<std::set<std::string>> chosenModules(const std::vector<std::string>& names,
                                            const ModuleChoice& choice);

}  // namespace marginalia
