// SPDX-License-Identifier: Apache-2.0
#include "core/model/gguf_blocks.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <c10/util/BFloat16.h>
#include <c10/util/Half.h>

#include <cmath>
#include <cstring>

namespace marginalia {

namespace {

constexpr std::int64_t kGrain = 1024;  // blocks a thread takes at least

void packBlock(const float* numbers, char* out)
{
    float largest = 0;
    for (std::int64_t i = 0; i < kQ8Numbers; ++i) {
        largest = std::max(largest, std::abs(numbers[i]));
    }
    const float scale = largest / 127.0F;
    const float inverse = scale != 0 ? 1.0F / scale : 0.0F;
    const c10::Half stored(scale);
    std::memcpy(out, &stored, sizeof stored);
    for (std::int64_t i = 0; i < kQ8Numbers; ++i) {
        out[2 + i] = static_cast<char>(static_cast<std::int8_t>(std::round(numbers[i] * inverse)));
    }
}

template <class Number>
void unpackBlock(const char* bytes, Number* out)
{
    c10::Half scale;
    std::memcpy(&scale, bytes, sizeof scale);
    const auto wide = static_cast<float>(scale);
    for (std::int64_t i = 0; i < kQ8Numbers; ++i) {
        out[i] =
            static_cast<Number>(wide * static_cast<float>(static_cast<std::int8_t>(bytes[2 + i])));
    }
}

template <class Number>
void unpackAll(const char* bytes, std::int64_t blocks, Number* out)
{
    at::parallel_for(0, blocks, kGrain, [&](std::int64_t from, std::int64_t to) {
        for (std::int64_t i = from; i < to; ++i) {
            unpackBlock(bytes + i * kQ8Bytes, out + i * kQ8Numbers);
        }
    });
}

at::Tensor swapHalves(const at::Tensor& tensor, std::int64_t heads, std::int64_t first,
                      std::int64_t second)
{
    std::vector<std::int64_t> cut = {heads, first, second};
    cut.insert(cut.end(), tensor.sizes().begin() + 1, tensor.sizes().end());
    return tensor.reshape(cut).transpose(1, 2).contiguous().view(tensor.sizes());
}

}  // namespace

at::Tensor packQ8(const at::Tensor& numbers)
{
    const at::Tensor whole = numbers.to(at::kFloat).contiguous();
    const std::int64_t blocks = whole.numel() / kQ8Numbers;
    const at::Tensor out = at::empty({blocks * kQ8Bytes}, at::kByte);
    const float* const from = whole.const_data_ptr<float>();
    auto* const to = static_cast<char*>(out.mutable_data_ptr());
    at::parallel_for(0, blocks, kGrain, [&](std::int64_t first, std::int64_t last) {
        for (std::int64_t i = first; i < last; ++i) {
            packBlock(from + i * kQ8Numbers, to + i * kQ8Bytes);
        }
    });
    return out;
}

at::Tensor unpackQ8(std::string_view bytes, const std::vector<std::int64_t>& shape,
                    at::ScalarType type)
{
    const std::int64_t blocks = static_cast<std::int64_t>(bytes.size()) / kQ8Bytes;
    const at::Tensor out = at::empty(shape, type);
    if (type == at::kBFloat16) {
        unpackAll(bytes.data(), blocks, out.mutable_data_ptr<c10::BFloat16>());
    } else if (type == at::kHalf) {
        unpackAll(bytes.data(), blocks, out.mutable_data_ptr<c10::Half>());
    } else {
        unpackAll(bytes.data(), blocks, out.mutable_data_ptr<float>());
    }
    return out;
}

at::Tensor interleaveHeads(const at::Tensor& tensor, std::int64_t heads)
{
    return swapHalves(tensor, heads, 2, tensor.size(0) / heads / 2);
}

at::Tensor separateHeads(const at::Tensor& tensor, std::int64_t heads)
{
    return swapHalves(tensor, heads, tensor.size(0) / heads / 2, 2);
}

}  // namespace marginalia
