// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <ATen/core/Tensor.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace marginalia {

/// One safetensors file, mapped. Every check of models.md 2.2 is made on opening, in that order.
class SafetensorsFile {
public:
    static Result<std::shared_ptr<SafetensorsFile>> open(const std::string& path);
    virtual ~SafetensorsFile() = default;
    virtual std::vector<std::string> names() const = 0;
    /// A view of the mapping (keeps the file alive); unaligned tensors are copied. Reading only.
    virtual Result<at::Tensor> tensor(const std::string& name) const = 0;
    virtual const std::map<std::string, std::string>& metadata() const = 0;
};

/// Writes in the reference writer's order; synced, renamed into place. `metadata` gets
/// {"format":"pt"} added.
Status writeSafetensors(const std::string& path,
                        const std::vector<std::pair<std::string, at::Tensor>>& tensors,
                        std::map<std::string, std::string> metadata = {});

/// A tensor that is made when its turn to be written comes, so that no second copy of a model is
/// ever in memory.
struct TensorToWrite {
    std::string name;
    at::ScalarType type;
    std::vector<std::int64_t> shape;
    std::function<at::Tensor()> make;  ///< of this type and shape
};
/// Sorts tensors as the file has them: whoever takes part in making them makes them in this order.
void sortForFile(std::vector<TensorToWrite>& tensors);
/// Tensors that are there, to be written; Invalid where two are the same one.
Result<std::vector<TensorToWrite>> tensorsToWrite(
    const std::vector<std::pair<std::string, at::Tensor>>& tensors, const std::string& path);
/// The same for tensors that are made on the way; `written` is told each in the order of the file.
Status streamSafetensors(
    const std::string& path, std::vector<TensorToWrite> tensors,
    const std::function<Status(const TensorToWrite&, const at::Tensor&)>& written,
    std::map<std::string, std::string> metadata = {});

/// All tensors of a model folder: model.safetensors, or the shards of model.safetensors.index.json;
/// or of a GGUF file, whose packed numbers become `packed`.
Result<std::vector<std::pair<std::string, at::Tensor>>> openModelTensors(
    const std::string& folder, at::ScalarType packed = at::kFloat);

}  // namespace marginalia
