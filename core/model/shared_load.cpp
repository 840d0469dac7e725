// SPDX-License-Identifier: Apache-2.0
// Weights that no process holds as a whole: the part of Decoder that reads only shares.
#include "core/base/sha256.h"
#include "core/model/decoder_impl.h"
#include "core/model/safetensors.h"
#include "core/model/shared_weights.h"
#include "core/model/stored_model.h"

#include <c10/core/GradMode.h>
#include <c10/util/Exception.h>

namespace marginalia {

Result<std::unique_ptr<Decoder>> Decoder::loadShare(
    const std::string& folder, at::ScalarType dtype, at::Device device, ShareExchange& exchange,
    const std::function<void(double share)>& progress)
{
    MG_TRY(ModelConfig config, readModelConfig(folder));
    MG_TRY(const auto tensors, openModelTensors(folder, dtype));
    MG_TRY(const StoredModel stored, settleStored(std::move(config), tensors, folder));
    try {
        const c10::NoGradGuard noGrad;
        auto impl = Impl::makeHollow(stored.config, dtype, device);
        impl->shares = std::make_shared<SharedWeights>(*impl, exchange);
        double done = 0;
        const auto all = static_cast<double>(impl->parameters.size());
        for (const auto& [name, parameter] : impl->parameters) {
            impl->shares->fill(name, stored.tensors.at(name));
            if (progress) {
                progress(++done / all);
            }
        }
        return std::unique_ptr<Decoder>(new Decoder(std::move(impl)));
    } catch (const c10::Error& error) {
        return failure(
            ErrorKind::Memory,
            Text(MG_TR("model", "The model does not fit: %1."), {error.what_without_backtrace()}),
            folder, MG_TR("model", "Share it among more processes, or choose a smaller model."));
    }
}

SharedWeights* Decoder::shares() const
{
    return m_impl->shares.get();
}

Result<std::string> Decoder::storedDigest(const std::string& folder, at::ScalarType dtype)
{
    MG_TRY(ModelConfig config, readModelConfig(folder));
    MG_TRY(const auto tensors, openModelTensors(folder, dtype));
    MG_TRY(const StoredModel stored, settleStored(std::move(config), tensors, folder));
    Sha256 hash;
    for (const ExpectedTensor& expected : expectedTensors(stored.config)) {
        addToDigest(hash, expected.name, stored.tensors.at(expected.name).to(dtype));
    }
    return hexOf(hash.finish());
}

}  // namespace marginalia
