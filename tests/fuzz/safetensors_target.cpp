// SPDX-License-Identifier: Apache-2.0
// A safetensors file: refused with one of the eight checks' numbers, or with tensors that lie side
// by side in the file and are as large as their shapes say.
#include "core/model/safetensors_header.h"
#include "core/model/weight_check.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>

using namespace marginalia;
using fuzz::require;

namespace {

constexpr int kChecks = 8;

/// Any model will do: whether names and shapes are those of it is told in words too.
const ModelConfig& someConfig()
{
    static const ModelConfig config = modelConfigFrom({{"model_type", "llama"},
                                                       {"vocab_size", 8},
                                                       {"hidden_size", 4},
                                                       {"intermediate_size", 4},
                                                       {"num_hidden_layers", 1},
                                                       {"num_attention_heads", 1}},
                                                      "config.json")
                                          .take();
    return config;
}

std::uint64_t bitsOf(const TensorEntry& entry)
{
    auto bits = static_cast<std::uint64_t>(safetensorsBits(entry.dtype));
    const bool empty = std::count(entry.shape.begin(), entry.shape.end(), 0) > 0;
    for (const std::int64_t size : entry.shape) {
        require(size >= 0, "no side is negative");
        require(empty || !__builtin_mul_overflow(bits, static_cast<std::uint64_t>(size), &bits),
                "a tensor is not larger than any file");
    }
    return empty ? 0 : bits;
}

void requireSound(const SafetensorsHeader& header, std::uint64_t fileSize)
{
    require(header.dataStart >= 8 && header.dataStart <= fileSize, "the data begin in the file");
    std::uint64_t end = 0;
    for (const TensorEntry& entry : header.entries) {
        require(entry.begin == end && entry.end >= entry.begin, "tensors lie side by side");
        end = entry.end;
        require(safetensorsBits(entry.dtype) > 0, "the type is one of the format");
        require(bitsOf(entry) == (entry.end - entry.begin) * 8,
                "a tensor is as large as its shape says");
    }
    require(end == fileSize - header.dataStart, "the tensors fill the file");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    int failed = -1;
    const auto header =
        parseSafetensorsHeader(fuzz::textOf(data, size), "case.safetensors", &failed);
    if (!header.ok()) {
        fuzz::requireWords(header.error());
        require(failed >= 1 && failed <= kChecks, "a refusal has the number of its check");
        return 0;
    }
    require(failed == 0, "what is taken has failed no check");
    requireSound(*header, size);
    const auto others = checkWeightHeaders(someConfig(), header->entries, "case");
    if (!others.ok()) {
        fuzz::requireWords(others.error());
    }
    return 0;
}
