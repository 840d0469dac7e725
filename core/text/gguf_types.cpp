// SPDX-License-Identifier: Apache-2.0
#include "core/text/gguf_types.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace marginalia {

namespace {

constexpr std::array<GgufFormat, 33> kFormats = {
    {{0, "F32", 1, 4},         {1, "F16", 1, 2},         {2, "Q4_0", 32, 18},
     {3, "Q4_1", 32, 20},      {6, "Q5_0", 32, 22},      {7, "Q5_1", 32, 24},
     {8, "Q8_0", 32, 34},      {9, "Q8_1", 32, 36},      {10, "Q2_K", 256, 84},
     {11, "Q3_K", 256, 110},   {12, "Q4_K", 256, 144},   {13, "Q5_K", 256, 176},
     {14, "Q6_K", 256, 210},   {15, "Q8_K", 256, 292},   {16, "IQ2_XXS", 256, 66},
     {17, "IQ2_XS", 256, 74},  {18, "IQ3_XXS", 256, 98}, {19, "IQ1_S", 256, 50},
     {20, "IQ4_NL", 32, 18},   {21, "IQ3_S", 256, 110},  {22, "IQ2_S", 256, 82},
     {23, "IQ4_XS", 256, 136}, {24, "I8", 1, 1},         {25, "I16", 1, 2},
     {26, "I32", 1, 4},        {27, "I64", 1, 8},        {28, "F64", 1, 8},
     {29, "IQ1_M", 256, 56},   {30, "BF16", 1, 2},       {34, "TQ1_0", 256, 54},
     {35, "TQ2_0", 256, 66},   {39, "MXFP4", 32, 17},    {40, "NVFP4", 64, 36}}};

std::optional<std::int64_t> wholeNumber(GgufType type, std::string_view bytes)
{
    const std::uint64_t raw = ggufLittleEndian(bytes);
    switch (type) {
        case GgufType::U8:
        case GgufType::U16:
        case GgufType::U32:
            return static_cast<std::int64_t>(raw);
        case GgufType::I8:
            return static_cast<std::int8_t>(raw);
        case GgufType::I16:
            return static_cast<std::int16_t>(raw);
        case GgufType::I32:
            return static_cast<std::int32_t>(raw);
        case GgufType::I64:
            return static_cast<std::int64_t>(raw);
        case GgufType::U64:
            return raw <= INT64_MAX ? std::optional(static_cast<std::int64_t>(raw)) : std::nullopt;
        default:
            return std::nullopt;
    }
}

}  // namespace

const GgufFormat* ggufFormat(std::uint32_t type)
{
    const auto* const found =
        std::find_if(kFormats.begin(), kFormats.end(),
                     [&](const GgufFormat& each) { return each.type == type; });
    return found == kFormats.end() ? nullptr : found;
}

std::uint64_t ggufNumberSize(GgufType type)
{
    switch (type) {
        case GgufType::U8:
        case GgufType::I8:
        case GgufType::Bool:
            return 1;
        case GgufType::U16:
        case GgufType::I16:
            return 2;
        case GgufType::U32:
        case GgufType::I32:
        case GgufType::F32:
            return 4;
        case GgufType::U64:
        case GgufType::I64:
        case GgufType::F64:
            return 8;
        case GgufType::Text:
        case GgufType::Array:
            break;
    }
    return 0;
}

std::uint64_t ggufLittleEndian(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        value = value << 8U | static_cast<unsigned char>(bytes[i]);
    }
    return value;
}

std::optional<std::int64_t> GgufValue::integer() const
{
    return type == GgufType::Array ? std::nullopt : wholeNumber(type, bytes);
}

std::optional<double> GgufValue::number() const
{
    if (type == GgufType::F32) {
        float value = 0;
        std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }
    if (type == GgufType::F64) {
        double value = 0;
        std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }
    const auto whole = integer();
    return whole ? std::optional(static_cast<double>(*whole)) : std::nullopt;
}

std::optional<bool> GgufValue::flag() const
{
    return type == GgufType::Bool ? std::optional(bytes[0] != 0) : std::nullopt;
}

std::optional<std::string_view> GgufValue::text() const
{
    return type == GgufType::Text ? std::optional(bytes) : std::nullopt;
}

std::optional<std::int64_t> GgufValue::integerAt(std::uint64_t index) const
{
    if (type != GgufType::Array || element == GgufType::Text || index >= count) {
        return std::nullopt;
    }
    const std::uint64_t size = ggufNumberSize(element);
    return wholeNumber(element, bytes.substr(index * size, size));
}

}  // namespace marginalia
