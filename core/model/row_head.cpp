// SPDX-License-Identifier: Apache-2.0
#include "core/model/row_head.h"

#include "core/model/decoder.h"
#include "core/model/safetensors.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/randn.h>
#include <c10/core/GradMode.h>

namespace marginalia {

RowHead RowHead::fresh(const Decoder& decoder, std::int64_t outputs, std::uint64_t seed)
{
    // Drawn on the processor in float32, so that every device starts from the same numbers.
    constexpr double kSpread = 0.02;
    const at::Generator generator = at::detail::createCPUGenerator(seed);
    const at::Tensor drawn = at::randn({outputs, decoder.config().hidden}, generator, at::kFloat);
    return RowHead((drawn * kSpread).to(decoder.device(), decoder.dtype()).contiguous());
}

Result<std::optional<RowHead>> RowHead::load(const std::string& folder, const Decoder& decoder)
{
    MG_TRY(const auto tensors, openModelTensors(folder));
    for (const auto& [name, tensor] : tensors) {
        if (name != kName) {
            continue;
        }
        if (tensor.dim() != 2 || tensor.size(1) != decoder.config().hidden || tensor.size(0) < 1) {
            return failure(ErrorKind::Invalid,
                           MG_TR("model", "The head \"score.weight\" does not fit the model."),
                           folder, MG_TR("model", "Fetch the model folder again."));
        }
        return std::optional<RowHead>(
            RowHead(tensor.to(decoder.device(), decoder.dtype(), false, true).contiguous()));
    }
    return std::optional<RowHead>();
}

at::Tensor RowHead::operator()(const at::Tensor& hiddenRows) const
{
    return at::linear(hiddenRows, m_weight).to(at::kFloat);
}

}  // namespace marginalia
