// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/model/safetensors.h"
#include "core/model/safetensors_dtypes.h"

#include <algorithm>
#include <set>

namespace marginalia {

namespace {

using NamedTensor = std::pair<std::string, at::Tensor>;

std::uint64_t bytesOf(const TensorToWrite& tensor)
{
    std::uint64_t bytes = c10::elementSize(tensor.type);
    for (const std::int64_t size : tensor.shape) {
        bytes *= static_cast<std::uint64_t>(size);
    }
    return bytes;
}

Error writtenTwice(const std::string& name, const std::string& path)
{
    return failure(ErrorKind::Invalid,
                   Text(MG_TR("model", "The tensor \"%1\" would be written twice."), {name}), path);
}

Status checkTensors(const std::vector<TensorToWrite>& tensors, const std::string& path)
{
    std::set<std::string> names;
    for (const TensorToWrite& tensor : tensors) {
        if (safetensorsName(tensor.type) == nullptr || tensor.name == "__metadata__") {
            return failure(
                ErrorKind::Unsupported,
                Text(MG_TR("model", "The tensor \"%1\" cannot be stored as safetensors."),
                     {tensor.name}),
                path);
        }
        if (!names.insert(tensor.name).second) {
            return writtenTwice(tensor.name, path);
        }
    }
    return {};
}

std::string headerOf(const std::vector<TensorToWrite>& sorted,
                     const std::map<std::string, std::string>& metadata)
{
    Json header = {{"__metadata__", Json(metadata)}};
    std::uint64_t offset = 0;
    for (const TensorToWrite& tensor : sorted) {
        const std::uint64_t end = offset + bytesOf(tensor);
        header[tensor.name] = {{"dtype", safetensorsName(tensor.type)},
                               {"shape", tensor.shape},
                               {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' ');
    return text;
}

}  // namespace

void sortForFile(std::vector<TensorToWrite>& tensors)
{
    std::stable_sort(tensors.begin(), tensors.end(),
                     [](const TensorToWrite& left, const TensorToWrite& right) {
                         const int a = safetensorsRank(left.type);
                         const int b = safetensorsRank(right.type);
                         return a != b ? a > b : left.name < right.name;
                     });
}

Status streamSafetensors(
    const std::string& path, std::vector<TensorToWrite> tensors,
    const std::function<Status(const TensorToWrite&, const at::Tensor&)>& written,
    std::map<std::string, std::string> metadata)
{
    MG_CHECK(checkTensors(tensors, path));
    metadata.emplace("format", "pt");
    sortForFile(tensors);
    const std::string header = headerOf(tensors, metadata);
    MG_TRY(AtomicFile file, AtomicFile::create(path));
    char length[8];
    for (size_t i = 0; i < 8; ++i) {
        length[i] = static_cast<char>(header.size() >> (8 * i) & 0xFFU);
    }
    MG_CHECK(file.write({length, sizeof length}));
    MG_CHECK(file.write(header));
    for (const TensorToWrite& tensor : tensors) {
        const at::Tensor host = tensor.make().detach().cpu().contiguous();
        MG_CHECK(file.write({static_cast<const char*>(host.const_data_ptr()), host.nbytes()}));
        if (written) {
            MG_CHECK(written(tensor, host));
        }
    }
    return file.commit();
}

Result<std::vector<TensorToWrite>> tensorsToWrite(const std::vector<NamedTensor>& tensors,
                                                  const std::string& path)
{
    std::set<const void*> places;
    std::vector<TensorToWrite> all;
    for (const auto& [name, tensor] : tensors) {
        if (tensor.numel() > 0 && !places.insert(tensor.const_data_ptr()).second) {
            return writtenTwice(name, path);
        }
        all.push_back(
            {name, tensor.scalar_type(), tensor.sizes().vec(), [kept = tensor] { return kept; }});
    }
    return all;
}

Status writeSafetensors(const std::string& path, const std::vector<NamedTensor>& tensors,
                        std::map<std::string, std::string> metadata)
{
    MG_TRY(std::vector<TensorToWrite> all, tensorsToWrite(tensors, path));
    return streamSafetensors(path, std::move(all), nullptr, std::move(metadata));
}

}  // namespace marginalia
