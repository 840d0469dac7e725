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

Status checkTensors(const std::vector<NamedTensor>& tensors, const std::string& path)
{
    std::set<const void*> places;
    std::set<std::string> names;
    for (const auto& [name, tensor] : tensors) {
        if (safetensorsName(tensor.scalar_type()) == nullptr || name == "__metadata__") {
            return failure(
                ErrorKind::Unsupported,
                Text(MG_TR("model", "The tensor \"%1\" cannot be stored as safetensors."), {name}),
                path);
        }
        const bool shared = tensor.numel() > 0 && !places.insert(tensor.const_data_ptr()).second;
        if (shared || !names.insert(name).second) {
            return failure(
                ErrorKind::Invalid,
                Text(MG_TR("model", "The tensor \"%1\" would be written twice."), {name}), path);
        }
    }
    return {};
}

std::string headerOf(const std::vector<NamedTensor>& sorted,
                     const std::map<std::string, std::string>& metadata)
{
    Json header = {{"__metadata__", Json(metadata)}};
    std::uint64_t offset = 0;
    for (const auto& [name, tensor] : sorted) {
        const std::uint64_t end = offset + static_cast<std::uint64_t>(tensor.nbytes());
        header[name] = {{"dtype", safetensorsName(tensor.scalar_type())},
                        {"shape", tensor.sizes().vec()},
                        {"data_offsets", {offset, end}}};
        offset = end;
    }
    std::string text = header.dump();
    text.append((8 - text.size() % 8) % 8, ' ');
    return text;
}

}  // namespace

Status writeSafetensors(const std::string& path, const std::vector<NamedTensor>& tensors,
                        std::map<std::string, std::string> metadata)
{
    MG_CHECK(checkTensors(tensors, path));
    metadata.emplace("format", "pt");
    std::vector<NamedTensor> sorted = tensors;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const NamedTensor& left, const NamedTensor& right) {
                         const int a = safetensorsRank(left.second.scalar_type());
                         const int b = safetensorsRank(right.second.scalar_type());
                         return a != b ? a > b : left.first < right.first;
                     });
    const std::string header = headerOf(sorted, metadata);
    MG_TRY(AtomicFile file, AtomicFile::create(path));
    char length[8];
    for (size_t i = 0; i < 8; ++i) {
        length[i] = static_cast<char>(header.size() >> (8 * i) & 0xFFU);
    }
    MG_CHECK(file.write({length, sizeof length}));
    MG_CHECK(file.write(header));
    for (const auto& [name, tensor] : sorted) {
        const at::Tensor host = tensor.detach().cpu().contiguous();
        MG_CHECK(file.write({static_cast<const char*>(host.const_data_ptr()), host.nbytes()}));
    }
    return file.commit();
}

}  // namespace marginalia
