// SPDX-License-Identifier: Apache-2.0
#include "core/model/row_head.h"

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/model/adapter_config.h"
#include "core/model/decoder.h"
#include "core/model/safetensors.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/ops/count_nonzero.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/randn.h>
#include <c10/core/GradMode.h>

namespace marginalia {

namespace {

/// The tensors of a folder, where those of an adapter lose what PEFT puts around their names.
Result<std::vector<std::pair<std::string, at::Tensor>>> headTensors(const std::string& folder)
{
    if (!isAdapterFolder(folder)) {
        return openModelTensors(folder);
    }
    MG_TRY(const auto file, SafetensorsFile::open(folder + "/adapter_model.safetensors"));
    std::vector<std::pair<std::string, at::Tensor>> out;
    for (const std::string& name : file->names()) {
        const std::string prefix = "base_model.model.";
        MG_TRY(at::Tensor tensor, file->tensor(name));
        out.emplace_back(name.rfind(prefix, 0) == 0 ? name.substr(prefix.size()) : name,
                         std::move(tensor));
    }
    return out;
}

/// id2label of config.json where it names every output.
std::vector<std::string> labelsOf(const std::string& folder, std::int64_t outputs)
{
    const auto text = readFile(folder + "/config.json");
    const Json json = text.ok() ? Json::parse(*text, nullptr, false) : Json();
    const Json names = json.is_object() ? json.value("id2label", Json()) : Json();
    std::vector<std::string> out;
    for (std::int64_t i = 0; i < outputs; ++i) {
        const std::string key = std::to_string(i);
        if (!names.is_object() || !names.contains(key) || !names[key].is_string()) {
            return {};
        }
        out.push_back(names[key].get<std::string>());
    }
    return out;
}

}  // namespace

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
    MG_TRY(const auto tensors, headTensors(folder));
    for (const auto& [name, tensor] : tensors) {
        if (name == kBias && tensor.count_nonzero().item<std::int64_t>() != 0) {
            return failure(ErrorKind::Unsupported,
                           MG_TR("model", "The head adds a bias (\"score.bias\")."), folder,
                           MG_TR("model", "Take a model without a head."));
        }
    }
    for (const auto& [name, tensor] : tensors) {
        if (name != kName) {
            continue;
        }
        if (tensor.dim() != 2 || tensor.size(1) != decoder.config().hidden || tensor.size(0) < 1) {
            return failure(ErrorKind::Invalid,
                           MG_TR("model", "The head \"score.weight\" does not fit the model."),
                           folder, MG_TR("model", "Fetch the model folder again."));
        }
        RowHead head(tensor.to(decoder.device(), decoder.dtype(), false, true).contiguous());
        head.setNaming({labelsOf(folder, head.outputs()), false});
        return std::optional<RowHead>(std::move(head));
    }
    return std::optional<RowHead>();
}

at::Tensor RowHead::operator()(const at::Tensor& hiddenRows) const
{
    return at::linear(hiddenRows, m_weight).to(at::kFloat);
}

}  // namespace marginalia
