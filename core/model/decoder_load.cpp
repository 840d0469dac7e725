// SPDX-License-Identifier: Apache-2.0
#include "core/model/decoder_impl.h"
#include "core/model/safetensors.h"
#include "core/model/stored_model.h"

#include <ATen/Parallel.h>
#include <c10/util/Exception.h>

#include <sys/mman.h>

namespace marginalia {

namespace {

using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;

/// Smaller models are copied in any case: the fused path wants some tensors side by side.
constexpr std::int64_t kFewestMapped = 100'000'000;

/// Has the system give the memory of a large fresh tensor in one request a thread, in large pages
/// where it has them: page by page, at the first touch of each, that takes longer than reading the
/// file. Systems that cannot do it (Linux before 5.14) are left to the pages.
void populate(const at::Tensor& tensor)
{
    constexpr std::int64_t kPage = 4096;
    constexpr std::uintptr_t kLargePage = 2 << 20;
    constexpr std::int64_t kLeast = 1 << 20;
    if (!tensor.device().is_cpu() || static_cast<std::int64_t>(tensor.nbytes()) < kLeast) {
        return;
    }
    const auto begin = reinterpret_cast<std::uintptr_t>(tensor.mutable_data_ptr());
    // Whole ones inside the tensor alone: it shall take no memory beyond its own.
    const std::uintptr_t firstLarge = (begin + kLargePage - 1) / kLargePage * kLargePage;
    const std::uintptr_t lastLarge = (begin + tensor.nbytes()) / kLargePage * kLargePage;
    if (lastLarge > firstLarge) {
        ::madvise(reinterpret_cast<void*>(firstLarge), lastLarge - firstLarge, MADV_HUGEPAGE);
    }
    const auto first = static_cast<std::int64_t>((begin + kPage - 1) / kPage);
    const auto last = static_cast<std::int64_t>((begin + tensor.nbytes()) / kPage);
    at::parallel_for(first, last, kLeast / kPage, [](std::int64_t from, std::int64_t to) {
        ::madvise(reinterpret_cast<void*>(from * kPage),
                  static_cast<std::size_t>((to - from) * kPage), MADV_POPULATE_WRITE);
    });
}

/// Has the system begin to read a part of the mapped file that stays mapped, for use in any order:
/// the mapping was opened for one reading from front to back.
void keepNear(const at::Tensor& stored)
{
    constexpr std::uintptr_t kPage = 4096;
    const auto begin = reinterpret_cast<std::uintptr_t>(stored.const_data_ptr()) / kPage * kPage;
    const auto end = reinterpret_cast<std::uintptr_t>(stored.const_data_ptr()) + stored.nbytes();
    ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_NORMAL);
    ::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_WILLNEED);
}

/// Fills a parameter from the mapped file, or makes it a view of the file.
void place(const at::Tensor& parameter, const at::Tensor& stored, bool mapped)
{
    if (mapped && stored.scalar_type() == parameter.scalar_type()) {
        keepNear(stored);
        parameter.set_(stored.storage(), stored.storage_offset(), stored.sizes(), stored.strides());
    } else {
        populate(parameter);
        parameter.copy_(stored);
    }
}

/// Fills the places that Impl::make() left for packed weights.
Status packWeights(Decoder::Impl& model, BaseWeights base,
                   const std::unordered_map<std::string, at::Tensor>& found,
                   const std::string& folder, const std::function<void()>& done)
{
    Status status;
    if (base == BaseWeights::Dense) {
        return status;
    }
    forEachLinear(
        model.config, model.parts, [&](Linear& place, const std::string& module, ModuleKind kind) {
            if (!status.ok() || !isPackable(kind)) {
                return;
            }
            const std::string name = module + ".weight";
            const at::Tensor& stored = found.at(name);
            auto packed = quantise(stored, place.inputsByRows, base, model.device);
            if (!packed.ok()) {
                status = failure(
                    packed.error().kind,
                    Text(MG_TR("model",
                               "The tensor \"%1\" holds a number that is not finite: it cannot be "
                               "packed."),
                         {name}),
                    folder, packed.error().todo);
                return;
            }
            place.packed = packed.take();
            model.packed.emplace_back(name, place.packed);
            done();
        });
    return status;
}

}  // namespace

Result<std::unique_ptr<Decoder>> Decoder::load(const std::string& folder, at::ScalarType dtype,
                                               at::Device device,
                                               const std::function<void(double share)>& progress,
                                               Use use, BaseWeights base)
{
    if (base != BaseWeights::Dense && use == Use::Trained) {
        return failure(ErrorKind::Unsupported,
                       Text(MG_TR("model",
                                  "Weights held as %1 stay as they are: only an adapter beside "
                                  "them can be trained."),
                            {wordOf(base)}),
                       folder, MG_TR("model", "Train an adapter (method lora), or take dense."));
    }
    MG_TRY(ModelConfig config, readModelConfig(folder));
    MG_TRY(const NamedTensors tensors, openModelTensors(folder, dtype));
    return fromTensors(std::move(config), tensors, folder, dtype, device, progress, use, base);
}

Result<std::unique_ptr<Decoder>> Decoder::fromTensors(
    ModelConfig given, const NamedTensors& tensors, const std::string& folder, at::ScalarType dtype,
    at::Device device, const std::function<void(double share)>& progress, Use use, BaseWeights base)
{
    MG_TRY(const StoredModel stored, settleStored(std::move(given), tensors, folder));
    const ModelConfig& config = stored.config;
    const std::unordered_map<std::string, at::Tensor>& found = stored.tensors;
    try {
        const c10::NoGradGuard noGrad;
        auto impl = Impl::make(config, dtype, device, base);
        const bool mapped =
            use == Use::Frozen && device.is_cpu() && parameterCount(config) > kFewestMapped;
        double done = 0;
        const auto all = static_cast<double>(expectedTensors(config).size());
        const auto tell = [&] {
            if (progress) {
                progress(++done / all);
            }
        };
        for (const auto& [name, parameter] : impl->parameters) {
            place(parameter, found.at(name), mapped);
            tell();
        }
        MG_CHECK(packWeights(*impl, base, found, folder, tell));
        return std::unique_ptr<Decoder>(new Decoder(std::move(impl)));
    } catch (const c10::Error& error) {
        return failure(
            ErrorKind::Memory,
            Text(MG_TR("model", "The model does not fit: %1."), {error.what_without_backtrace()}),
            folder, MG_TR("model", "Close other programs or choose a smaller model."));
    }
}

}  // namespace marginalia
