// SPDX-License-Identifier: Apache-2.0
#include "core/export/folder_weights.h"

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/sha256.h"
#include "core/model/safetensors.h"
#include "core/model/safetensors_dtypes.h"

#include <ATen/ops/isfinite.h>

#include <cstdio>

namespace marginalia {

namespace {

at::ScalarType targetOf(const at::Tensor& tensor, std::optional<at::ScalarType> type)
{
    return type && tensor.is_floating_point() ? *type : tensor.scalar_type();
}

/// Converts when it is asked to; the first tensor that does not fit is remembered.
class Plan {
public:
    Plan(const NamedTensors& tensors, std::optional<at::ScalarType> type) : m_type(type)
    {
        for (const auto& [name, tensor] : tensors) {
            const at::ScalarType target = targetOf(tensor, type);
            m_all.push_back(
                {name, target, tensor.sizes().vec(), [this, name = name, tensor = tensor] {
                     auto made = convertedTo(name, tensor, m_type);
                     if (!made.ok() && m_problem.ok()) {
                         m_problem = made.error();
                     }
                     return made.ok() ? *made : tensor.to(targetOf(tensor, m_type));
                 }});
            m_bytes.push_back(tensor.numel() * static_cast<std::int64_t>(c10::elementSize(target)));
            m_total += m_bytes.back();
        }
    }

    /// Indices of the tensors of each shard.
    std::vector<std::vector<TensorToWrite>> shards(std::int64_t most) const
    {
        std::vector<std::vector<TensorToWrite>> out(1);
        std::int64_t filled = 0;
        for (std::size_t i = 0; i < m_all.size(); ++i) {
            if (filled > 0 && filled + m_bytes[i] > most) {
                out.emplace_back();
                filled = 0;
            }
            out.back().push_back(m_all[i]);
            filled += m_bytes[i];
        }
        return out;
    }

    std::int64_t total() const { return m_total; }
    const Status& problem() const { return m_problem; }

private:
    std::optional<at::ScalarType> m_type;
    std::vector<TensorToWrite> m_all;
    std::vector<std::int64_t> m_bytes;
    std::int64_t m_total = 0;
    Status m_problem;
};

std::string shardName(std::size_t index, std::size_t count)
{
    if (count == 1) {
        return "model.safetensors";
    }
    char name[64];
    std::snprintf(name, sizeof name, "model-%05zu-of-%05zu.safetensors", index + 1, count);
    return name;
}

}  // namespace

TensorDigest digestOf(const at::Tensor& tensor)
{
    const at::Tensor host = tensor.detach().cpu().contiguous();
    const char* const name = safetensorsName(host.scalar_type());
    return {name == nullptr ? "" : name, host.sizes().vec(),
            sha256Hex({static_cast<const char*>(host.const_data_ptr()), host.nbytes()})};
}

Result<at::Tensor> convertedTo(const std::string& name, const at::Tensor& tensor,
                               std::optional<at::ScalarType> type)
{
    at::Tensor out = tensor.to(targetOf(tensor, type));
    if (out.scalar_type() == at::kHalf && tensor.scalar_type() != at::kHalf &&
        !at::isfinite(out).all().item<bool>()) {
        return failure(
            ErrorKind::Invalid,
            Text(MG_TR("export", "A number of the tensor \"%1\" is beyond the range of fp16."),
                 {name}),
            {}, MG_TR("export", "Choose bf16 or fp32."));
    }
    return out;
}

Result<TensorDigests> writeFolderWeights(const std::string& folder, const NamedTensors& tensors,
                                         std::optional<at::ScalarType> type,
                                         const std::function<void(double share)>& progress,
                                         std::int64_t shardBytes)
{
    const Plan plan(tensors, type);
    const auto shards = plan.shards(shardBytes);
    TensorDigests digests;
    Json map = Json::object();
    std::int64_t done = 0;
    for (std::size_t i = 0; i < shards.size(); ++i) {
        const std::string name = shardName(i, shards.size());
        MG_CHECK(streamSafetensors(
            folder + "/" + name, shards[i],
            [&](const TensorToWrite& tensor, const at::Tensor& written) -> Status {
                MG_CHECK(plan.problem());
                digests[tensor.name] = digestOf(written);
                map[tensor.name] = name;
                done += static_cast<std::int64_t>(written.nbytes());
                progress(static_cast<double>(done) / static_cast<double>(plan.total()));
                return {};
            }));
    }
    if (shards.size() > 1) {
        const Json index = {{"metadata", {{"total_size", plan.total()}}}, {"weight_map", map}};
        MG_CHECK(
            writeFileAtomically(folder + "/model.safetensors.index.json", index.dump(2) + "\n"));
    }
    return digests;
}

}  // namespace marginalia
