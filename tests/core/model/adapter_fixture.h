// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/model/adapter_files.h"
#include "tests/core/model/golden_packed.h"

#include <c10/core/GradMode.h>

#include <set>

namespace marginalia::golden {

inline std::unique_ptr<Decoder> modelOf(const std::string& name, at::ScalarType dtype = at::kFloat)
{
    auto loaded = Decoder::load((root() / "models" / name).string(), dtype, at::kCPU);
    EXPECT_TRUE(loaded.ok());
    loaded.value()->setTrainable(false);
    return loaded.take();
}

inline AdapterConfig allLinear(std::int64_t rank = 4)
{
    AdapterConfig config;
    config.rank = rank;
    config.allLinear = true;
    return config;
}

/// Every B with numbers of its own, so that the adapter changes something.
inline void stir(const Adapter& adapter)
{
    const c10::NoGradGuard noGrad;
    int i = 0;
    for (const auto& [name, tensor] : adapter.parameters()) {
        if (name.find("lora_B") != std::string::npos) {
            tensor.copy_(
                at::sin(at::arange(tensor.numel(), at::kDouble) * 0.7 + ++i).view(tensor.sizes()) *
                0.05);
        }
    }
}

/// All tokens of a row, each scored with its next one.
inline PackedInput row(std::int64_t length, std::int64_t vocabulary)
{
    PackedInput input;
    input.ids = (at::arange(length, at::kLong) * 7 + 3) % vocabulary;
    input.positions = at::arange(length, at::kLong);
    input.segments = {{0, length, -1, 0}};
    input.scored = at::arange(length - 1, at::kLong);
    input.targets = input.ids.narrow(0, 1, length - 1);
    return input;
}

inline at::Tensor logits(const Decoder& decoder)
{
    const c10::NoGradGuard noGrad;
    return decoder.logits(decoder.hidden(row(12, decoder.config().vocabulary)));
}

inline Json plainConfig()
{
    return {{"peft_type", "LORA"}, {"r", 4}, {"lora_alpha", 8}, {"target_modules", {"q_proj"}}};
}

/// A PEFT folder that goes away with the object.
class Folder {
public:
    void write(const Json& config,
               const std::vector<std::pair<std::string, at::Tensor>>& tensors) const
    {
        std::ofstream(m_scratch.path() / "adapter_config.json") << config.dump();
        ASSERT_TRUE(
            writeSafetensors((m_scratch.path() / "adapter_model.safetensors").string(), tensors)
                .ok());
    }
    std::string path() const { return m_scratch.path().string(); }

private:
    Scratch m_scratch;
};

inline std::string errorOf(const Result<std::shared_ptr<Adapter>>& read)
{
    return read.ok() ? "" : read.error().message();
}

inline std::set<std::string> modulesOf(const Adapter& adapter)
{
    std::set<std::string> out;
    for (const auto& part : adapter.parts()) {
        out.insert(part->module);
    }
    return out;
}

}  // namespace marginalia::golden
