// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace marginalia {

/// What a person points at when something is to be exported, taken apart.
struct ExportSource {
    std::string model;       ///< folder or GGUF file with the weights; the base's with an adapter
    std::string adapter;     ///< folder of an adapter on it; empty: none
    std::string run;         ///< run folder it comes from; empty: none
    std::int64_t step = -1;  ///< of the checkpoint
};

/// A model folder, a run folder (its newest checkpoint), a checkpoint, an adapter folder, a GGUF
/// file, or a name of the hub's cache. `base`: the model under an adapter, instead of the one that
/// the adapter names.
Result<ExportSource> resolveExportSource(const std::string& given, const std::string& base = {});

}  // namespace marginalia
