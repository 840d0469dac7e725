// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace marginalia {

enum class ExportKind : std::uint8_t { Folder, Adapter, Merged, Gguf };
/// Type of the weights; Same: as they are stored.
enum class ExportType : std::uint8_t { Same, Fp32, Fp16, Bf16, Q8 };

struct ExportRequest {
    std::string model = {};  ///< folder, run, checkpoint, adapter or GGUF file
    ExportKind kind = ExportKind::Folder;
    ExportType type = ExportType::Same;  ///< Q8 for GGUF alone
    /// Must not be there yet. A folder; for GGUF a name that ends in ".gguf" makes the file alone
    /// with its Modelfile beside it.
    std::string out = {};
    std::string base = {};    ///< the model under an adapter; empty: as the adapter says
    std::string curves = {};  ///< a PNG picture for the card; empty: none
};

struct ExportResult {
    std::string path;
    ExportKind kind = ExportKind::Folder;
    std::int64_t bytes = 0;  ///< of all files
    std::int64_t tensors = 0;
    /// SHA-256 of the weights' file; of several, that of the lines `sha256sum *.safetensors`
    /// prints.
    std::string digest;
    bool verified = false;  ///< read back: tensors, tokens and logits are what was meant
    std::vector<Text> warnings;
};

/// Stages: "read", "write", "verify"; the share of each goes from 0 to 1.
using ExportProgress = std::function<void(const char* stage, double share)>;

/// Writes into OUT.partial, reads it back and compares (interfaces.md 5.5), then renames: what
/// stands at `out` is whole and verified, or not there, however the process ends.
Result<ExportResult> exportModel(const ExportRequest& request, const ExportProgress& progress);

const char* exportKindName(ExportKind kind);  ///< "folder", "adapter", "merged", "gguf"
/// {path, kind, bytes, tensors, digest, verified, warnings}; a warning is {"text", "pattern",
/// "arguments"}, English and as it is translated.
Json toJson(const ExportResult& result);

}  // namespace marginalia
