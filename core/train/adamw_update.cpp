// SPDX-License-Identifier: Apache-2.0
#include "core/train/adamw_update.h"

#include "core/base/crc32c.h"
#include "core/train/adamw_windows.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <atomic>
#include <cmath>

namespace marginalia {

namespace {

/// Numbers of a piece of work; whole blocks.
constexpr std::int64_t kChunk = 64 * kMomentBlock;

std::atomic<bool> fusedIsOn = true;

/// A part of one tensor.
struct Chunk {
    std::size_t tensor;
    std::int64_t from;
    std::int64_t to;
};

bool isFusable(const TensorUpdate& each)
{
    const auto lies = [](const at::Tensor& tensor) {
        return !tensor.defined() || (tensor.is_cpu() && tensor.is_contiguous());
    };
    return lies(each.weight) && lies(each.half) && lies(each.first->numbers()) &&
           lies(each.second->numbers()) && each.weight.is_cpu() &&
           (each.weight.scalar_type() == at::kFloat ||
            each.weight.scalar_type() == at::kBFloat16) &&
           each.gradient.scalar_type() == at::kFloat &&
           (!each.half.defined() || each.half.scalar_type() == at::kBFloat16);
}

AdamWNumbers numbersOf(const UpdateNumbers& given, double decay)
{
    const auto count = static_cast<double>(given.count);
    AdamWNumbers out{};
    out.scale = static_cast<float>(given.factor);
    out.keep = static_cast<float>(1 - given.learningRate * decay);
    out.firstShare = static_cast<float>(1 - given.beta1);
    out.secondKeep = static_cast<float>(given.beta2);
    out.secondShare = static_cast<float>(1 - given.beta2);
    out.root = static_cast<float>(std::sqrt(1 - std::pow(given.beta2, count)));
    out.epsilon = static_cast<float>(given.epsilon);
    out.step = static_cast<float>(-given.learningRate / (1 - std::pow(given.beta1, count)));
    out.firstMap = &dynamicMap(MomentKind::First);
    out.secondMap = &dynamicMap(MomentKind::Second);
    out.seed[0] = static_cast<unsigned>(given.seed);
    out.seed[1] = static_cast<unsigned>(given.seed >> 32U);
    out.update = static_cast<unsigned>(given.count);
    return out;
}

float* floatsOf(const at::Tensor& tensor)
{
    return static_cast<float*>(tensor.mutable_data_ptr());
}

AdamWTensor tensorOf(const TensorUpdate& each)
{
    AdamWTensor out{};
    out.gradient = static_cast<const float*>(each.gradient.const_data_ptr());
    const bool isWide = each.weight.scalar_type() == at::kFloat;
    const at::Tensor& half = isWide ? each.half : each.weight;
    out.weight = isWide ? floatsOf(each.weight) : nullptr;
    out.half = half.defined() ? static_cast<unsigned short*>(half.mutable_data_ptr()) : nullptr;
    if (each.first->isPacked()) {
        out.firstCodes = static_cast<unsigned char*>(each.first->numbers().mutable_data_ptr());
        out.secondCodes = static_cast<unsigned char*>(each.second->numbers().mutable_data_ptr());
        out.firstScales = floatsOf(each.first->scales());
        out.secondScales = floatsOf(each.second->scales());
    } else {
        out.first = floatsOf(each.first->numbers());
        out.second = floatsOf(each.second->numbers());
    }
    out.key = each.key;
    out.firstBlock = each.from / kMomentBlock;
    return out;
}

/// What a store may keep elsewhere of a chunk.
template <class Visit>
void eachStored(const TensorUpdate& each, const Chunk& chunk, const Visit& visit)
{
    for (const at::Tensor& tensor : {each.first->numbers(), each.second->numbers(), each.weight}) {
        const auto width = static_cast<std::int64_t>(tensor.itemsize());
        visit(static_cast<const char*>(tensor.const_data_ptr()) + chunk.from * width,
              (chunk.to - chunk.from) * width);
    }
}

/// All chunks, tensor by tensor.
std::vector<Chunk> chunksOf(const std::vector<TensorUpdate>& tensors)
{
    std::vector<Chunk> out;
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        const std::int64_t count = tensors[i].weight.numel();
        for (std::int64_t from = 0; from < count; from += kChunk) {
            out.push_back({i, from, std::min(from + kChunk, count)});
        }
    }
    return out;
}

class FusedUpdate {
public:
    FusedUpdate(const AdamWKernels& kernels, const std::vector<TensorUpdate>& tensors,
                const UpdateNumbers& numbers, StateStore& store)
        : m_kernels(kernels), m_tensors(tensors), m_store(store), m_chunks(chunksOf(tensors))
    {
        for (const TensorUpdate& each : tensors) {
            m_numbers.push_back(numbersOf(numbers, each.decay));
            m_pointers.push_back(tensorOf(each));
        }
    }

    void run() const
    {
        const std::int64_t window = m_store.window();
        const auto all = static_cast<std::int64_t>(m_chunks.size());
        const std::int64_t part = window == 0 ? all : std::max<std::int64_t>(window / kChunk, 1);
        if (window != 0) {
            tell(0, std::min(part, all), true);
        }
        for (std::int64_t begin = 0; begin < all; begin += part) {
            const std::int64_t end = std::min(begin + part, all);
            if (window != 0) {
                tell(end, std::min(end + part, all), true);
            }
            at::parallel_for(begin, end, 2, [&](std::int64_t from, std::int64_t to) {
                for (std::int64_t i = from; i < to; ++i) {
                    const Chunk& chunk = m_chunks[static_cast<std::size_t>(i)];
                    m_kernels.update(&m_numbers[chunk.tensor], &m_pointers[chunk.tensor],
                                     chunk.from, chunk.to);
                }
            });
            if (window != 0) {
                tell(begin, end, false);
            }
        }
    }

private:
    void tell(std::int64_t begin, std::int64_t end, bool fetch) const
    {
        for (std::int64_t i = begin; i < end; ++i) {
            const Chunk& chunk = m_chunks[static_cast<std::size_t>(i)];
            eachStored(m_tensors[chunk.tensor], chunk, [&](const char* from, std::int64_t bytes) {
                if (fetch) {
                    m_store.fetch(from, bytes);
                } else {
                    m_store.release(from, bytes);
                }
            });
        }
    }

    const AdamWKernels& m_kernels;
    const std::vector<TensorUpdate>& m_tensors;
    StateStore& m_store;
    std::vector<Chunk> m_chunks;
    std::vector<AdamWNumbers> m_numbers;
    std::vector<AdamWTensor> m_pointers;
};

}  // namespace

void setFusedAdamWEnabled(bool enabled)
{
    fusedIsOn = enabled;
}

std::uint32_t roundingKey(const std::string& name)
{
    return crc32c(name);
}

namespace {

void updateHere(const std::vector<TensorUpdate>& tensors, const UpdateNumbers& numbers,
                StateStore& store)
{
    const AdamWKernels* const kernels = fusedIsOn ? adamwKernels() : nullptr;
    std::vector<TensorUpdate> fused;
    std::vector<TensorUpdate> torchs;
    for (const TensorUpdate& each : tensors) {
        if (kernels != nullptr && isFusable(each)) {
            fused.push_back(each);
            fused.back().gradient = each.gradient.contiguous();
        } else if (fusedIsOn && isTorchs(each)) {
            torchs.push_back(each);
        } else {
            plainUpdate(each, numbers);
        }
    }
    if (!fused.empty()) {
        FusedUpdate(*kernels, fused, numbers, store).run();
    }
    torchsUpdate(torchs, numbers);
}

}  // namespace

void updateTensors(const std::vector<TensorUpdate>& tensors, const UpdateNumbers& numbers,
                   StateStore& store)
{
    if (store.isApart()) {
        updateInWindows(tensors, numbers, store.window());
    } else {
        updateHere(tensors, numbers, store);
    }
    // No way counts all of its writing; what is kept of weights follows the count.
    for (const TensorUpdate& each : tensors) {
        each.weight.unsafeGetTensorImpl()->bump_version();
        if (each.half.defined()) {
            each.half.unsafeGetTensorImpl()->bump_version();
        }
    }
}

}  // namespace marginalia
