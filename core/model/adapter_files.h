// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/model/adapter.h"

#include <memory>
#include <string>

namespace marginalia {

/// Reads a PEFT folder (adapter_config.json, adapter_model.safetensors) for a model; errors name
/// the file and the tensor. The adapter is not put on.
Result<std::shared_ptr<Adapter>> readAdapter(const std::string& folder, const Decoder& base);

struct AdapterWriting {
    /// base_model_name_or_path; empty: as the adapter's config has it.
    std::string base;
    /// Every scale as lora_alpha / r, which is all that llama.cpp follows: rsLoRA becomes
    /// lora_alpha * sqrt(r), and where that differs from module to module, part of B.
    bool plainScale = false;
    /// A head beside the adapter, [outputs, hidden]: among modules_to_save as "score", as PEFT has
    /// it for its SEQ_CLS and TOKEN_CLS tasks. Undefined: none.
    at::Tensor head = {};
    bool headByToken = false;
};

/// Writes adapter_config.json and adapter_model.safetensors as PEFT does (interfaces.md 5.3) into
/// `folder`, which is made if it is missing; each file appears whole. Callers that want the folder
/// to appear whole write beside it and rename.
Status writeAdapterFiles(const std::string& folder, const Decoder& base, const Adapter& adapter,
                         const AdapterWriting& how = {});

}  // namespace marginalia
