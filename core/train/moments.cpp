// SPDX-License-Identifier: Apache-2.0
#include "core/train/moments.h"

#include <algorithm>
#include <array>

namespace marginalia {

Moment::Moment(MomentKind kind, const at::Tensor& weight, bool packed, StateStore& store)
    : m_kind(kind), m_numbers(store.like(weight, packed ? at::kByte : at::kFloat))
{
    if (packed) {
        m_scales = store.row(scaleCount(weight.numel()), weight.options().dtype(at::kFloat));
    }
    clear();
}

Moment::Moment(MomentKind kind, at::Tensor numbers, at::Tensor scales)
    : m_kind(kind), m_numbers(std::move(numbers)), m_scales(std::move(scales))
{
}

void Moment::clear()
{
    if (isPacked()) {
        m_numbers.fill_(dynamicMap(m_kind).zero);
        m_scales.zero_();
    } else {
        m_numbers.zero_();
    }
}

at::Tensor Moment::wide() const
{
    return isPacked() ? unpackPlainly(m_kind, m_numbers, m_scales) : m_numbers;
}

void Moment::take(const at::Tensor& wide)
{
    if (!isPacked()) {
        m_numbers.copy_(wide);
        return;
    }
    const auto [codes, scales] = packPlainly(m_kind, wide.to(m_numbers.device(), at::kFloat));
    take(codes, scales);
}

void Moment::take(const at::Tensor& codes, const at::Tensor& scales)
{
    if (isPacked()) {
        m_numbers.copy_(codes);
        m_scales.copy_(scales);
    } else {
        m_numbers.copy_(unpackPlainly(m_kind, codes, scales));
    }
}

namespace {

std::string stemOf(MomentKind kind)
{
    return kind == MomentKind::First ? "exp_avg" : "exp_avg_sq";
}

}  // namespace

std::string momentName(MomentKind kind, const std::string& tensor)
{
    return stemOf(kind) + "." + tensor;
}

std::string scalesName(MomentKind kind, const std::string& tensor)
{
    return stemOf(kind) + "_scales." + tensor;
}

std::int64_t scaleCount(std::int64_t numbers)
{
    return (numbers + kMomentBlock - 1) / kMomentBlock;
}

bool canPack(const std::string& name, std::int64_t numbers)
{
    constexpr std::int64_t kFewest = 4096;
    // As the layouts of model/families.cpp call them; the third is an adapter's.
    static constexpr std::array<const char*, 5> kTables = {"embed_tokens", "embed_in",
                                                           "lora_embedding", "wte", "wpe"};
    return numbers >= kFewest &&
           std::none_of(kTables.begin(), kTables.end(),
                        [&](const char* each) { return name.find(each) != std::string::npos; });
}

}  // namespace marginalia
