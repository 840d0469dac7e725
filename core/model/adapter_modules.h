// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/decoder_impl.h"

#include <cstdint>
#include <string>
#include <vector>

namespace marginalia {

/// A module of a decoder that an adapter may stand on, where its weights are used.
struct AdapterModule {
    enum class Kind : std::uint8_t { Projection, Router, Expert, Head, Table, Positions };
    std::string name;  ///< transformers' name, "transformer." in front for GPT-2's first files too
    Kind kind = Kind::Projection;
    Linear* linear = nullptr;  ///< of projections, routers and experts

    /// Whether PEFT's "all-linear" means it. Experts and routers are no linear layers in
    /// transformers 5.
    bool isLinear() const { return kind == Kind::Projection; }
};

std::vector<AdapterModule> adapterModules(Decoder::Impl& model);

/// A tensor of the model where it is used, for modules that are trained whole. A tied head has a
/// place of its own, so that training it (or the table) unties them as PEFT does.
struct TensorPlace {
    std::string name;  ///< transformers' name: "lm_head.weight"
    at::Tensor* place = nullptr;
};
std::vector<TensorPlace> tensorPlaces(Decoder::Impl& model);

/// transformers' name of a module or tensor of this model, and back.
std::string fullName(const ModelConfig& config, const std::string& own);
std::string ownName(const ModelConfig& config, const std::string& full);

}  // namespace marginalia
