// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/export/export_job.h"
#include "core/export/export_model.h"

#include <string>

namespace marginalia {

/// A GGUF file of a model, ready to be written: metadata, tensors, and the numbers that they stand
/// for once they are stored, by Hugging Face names.
struct GgufPlan {
    GgufMetadata metadata;
    std::vector<GgufTensorToWrite> tensors;
    GgufWeights weights = GgufWeights::F16;
    std::vector<Text> warnings;
};

/// Refuses what GGUF has no place for before anything is written. Same: BF16 stays, float32 and
/// float16 become F16.
Result<GgufPlan> planGguf(const ExportModel& model, const std::string& name, ExportType type);

/// The model's tensors after they went through the file's types.
Result<NamedTensors> storedNumbers(const ExportModel& model, const GgufPlan& plan);

/// Writes the file; gives the SHA-256 of every tensor's bytes.
Result<std::vector<std::string>> writeGgufFile(const std::string& path, const GgufPlan& plan,
                                               const std::function<void(double share)>& progress);

/// Reads the file again: header, bytes of the tensors.
Status compareGguf(const std::string& path, const GgufPlan& plan,
                   const std::vector<std::string>& digests);

/// The Modelfile for Ollama: the file beside it, the model's sampling settings and its end tokens.
std::string modelfile(const ExportModel& model, const std::string& ggufName);

}  // namespace marginalia
