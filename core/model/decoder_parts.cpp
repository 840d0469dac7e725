// SPDX-License-Identifier: Apache-2.0
#include "core/model/decoder_impl.h"
#include "core/model/tensor_walk.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

namespace marginalia {

namespace {

using Show = std::function<void(at::Tensor& place, const ExpectedTensor& expected)>;
using ShowLinear = std::function<void(Linear& place, const std::string& module, ModuleKind kind)>;

/// An uninitialised tensor. A large one begins on a large page, so that the system can give nearly
/// all of it in those: a checkpoint then loads a quarter faster.
at::Tensor freshTensor(at::IntArrayRef shape, const at::TensorOptions& options)
{
    constexpr std::size_t kLargePage = 2 << 20;
    const auto bytes =
        static_cast<std::size_t>(c10::multiply_integers(shape)) * options.dtype().itemsize();
    void* memory = nullptr;
    if (!options.device().is_cpu() || bytes < 2 * kLargePage ||
        ::posix_memalign(&memory, kLargePage, bytes) != 0) {
        return at::empty(shape, options);  // which tells what is wrong
    }
    return at::from_blob(
        memory, shape, [](void* begin) { std::free(begin); }, options);
}

/// Puts tensors side by side into one storage without making them views of each other for
/// autograd.
void layOut(const std::vector<std::pair<at::Tensor*, std::vector<std::int64_t>>>& parts,
            const at::TensorOptions& options)
{
    std::int64_t total = 0;
    for (const auto& [place, shape] : parts) {
        total += c10::multiply_integers(shape);
    }
    const at::Tensor whole = freshTensor({total}, options);
    std::int64_t offset = 0;
    for (const auto& [place, shape] : parts) {
        *place = at::empty({0}, options);
        place->set_(whole.storage(), offset, shape,
                    shape.size() == 2 ? std::vector<std::int64_t>{shape[1], 1}
                                      : std::vector<std::int64_t>{1});
        offset += c10::multiply_integers(shape);
    }
}

/// What a layer is beside its tensors.
void setSwitches(const ModelConfig& config, std::size_t index, Layer& layer)
{
    layer.window = config.windows.empty() ? 0 : config.windows[index];
    layer.scale = config.attentionScale > 0 ? config.attentionScale
                                            : 1.0 / std::sqrt(static_cast<double>(config.headDim));
    if (config.scaleByDepth) {
        layer.scale /= static_cast<double>(index + 1);
    }
    layer.rotated =
        !config.learnedPositions && (config.unrotated.empty() || !config.unrotated[index]);
    layer.local = config.localRope.has_value() && layer.window > 0;
}

}  // namespace

void forEachTensor(const ModelConfig& config, ModelParts& parts, const Show& show)
{
    const auto leave = [](Linear&, const std::string&, ModuleKind) {};
    TensorWalk(config, show, leave).model(parts);
}

void forEachLinear(const ModelConfig& config, ModelParts& parts, const ShowLinear& show)
{
    const auto leave = [](at::Tensor&, const ExpectedTensor&) {};
    TensorWalk(config, leave, show).model(parts);
}

std::unique_ptr<Decoder::Impl> Decoder::Impl::make(const ModelConfig& config, at::ScalarType dtype,
                                                   at::Device device, BaseWeights base)
{
    auto impl = std::make_unique<Impl>();
    impl->config = config;
    impl->dtype = dtype;
    impl->device = device;
    impl->warnings = config.warnings;
    const auto options = at::TensorOptions(dtype).device(device);
    Places places;
    std::map<std::int64_t, std::vector<std::pair<at::Tensor*, std::vector<std::int64_t>>>> groups;
    std::set<const at::Tensor*> packed;
    if (base != BaseWeights::Dense) {
        forEachLinear(config, impl->parts, [&](Linear& place, const std::string&, ModuleKind kind) {
            if (isPackable(kind)) {
                packed.insert(&place.weight);
            }
        });
    }
    forEachTensor(config, impl->parts, [&](at::Tensor& place, const ExpectedTensor& expected) {
        if (packed.count(&place) > 0) {
            return;
        }
        places.emplace_back(expected.name, &place);
        if (expected.group >= 0) {
            groups[expected.group].emplace_back(&place, expected.shape);
        } else {
            place = freshTensor(expected.shape, options);
        }
    });
    for (const auto& [group, members] : groups) {
        layOut(members, options);
    }
    impl->settle(places);
    return impl;
}

std::unique_ptr<Decoder::Impl> Decoder::Impl::makeHollow(const ModelConfig& config,
                                                         at::ScalarType dtype, at::Device device)
{
    auto impl = std::make_unique<Impl>();
    impl->config = config;
    impl->dtype = dtype;
    impl->device = device;
    impl->warnings = config.warnings;
    Places places;
    forEachTensor(config, impl->parts, [&](at::Tensor& place, const ExpectedTensor& expected) {
        place = at::empty(expected.shape, at::TensorOptions(dtype).device(at::kMeta));
        places.emplace_back(expected.name, &place);
    });
    impl->settle(places);
    return impl;
}

void Decoder::Impl::settle(const Places& places)
{
    for (const auto& [name, place] : places) {
        index[name] = parameters.size();
        parameters.emplace_back(name, *place);
    }
    for (std::size_t i = 0; i < parts.layers.size(); ++i) {
        Layer& layer = parts.layers[i];
        setSwitches(config, i, layer);
        if (std::find(windows.begin(), windows.end(), layer.window) == windows.end()) {
            windows.push_back(layer.window);
        }
    }
    if (config.tied) {
        parts.head = parts.embedding;
    }
}

}  // namespace marginalia
