// SPDX-License-Identifier: Apache-2.0
#include "core/export/gguf_metadata.h"

#include <cstring>

namespace marginalia {

namespace {

void appendLittleEndian(std::string& out, std::uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i) {
        out += static_cast<char>(value >> (8 * i) & 0xFFU);
    }
}

}  // namespace

void appendU32(std::string& out, std::uint32_t value)
{
    appendLittleEndian(out, value, 4);
}

void appendU64(std::string& out, std::uint64_t value)
{
    appendLittleEndian(out, value, 8);
}

void appendGgufText(std::string& out, std::string_view text)
{
    appendU64(out, text.size());
    out += text;
}

void GgufMetadata::begin(std::string_view key, GgufType type)
{
    ++m_count;
    appendGgufText(m_bytes, key);
    appendU32(m_bytes, static_cast<std::uint32_t>(type));
}

void GgufMetadata::addText(std::string_view key, std::string_view value)
{
    begin(key, GgufType::Text);
    appendGgufText(m_bytes, value);
}

void GgufMetadata::addU32(std::string_view key, std::int64_t value)
{
    begin(key, GgufType::U32);
    appendU32(m_bytes, static_cast<std::uint32_t>(value));
}

void GgufMetadata::addF32(std::string_view key, double value)
{
    begin(key, GgufType::F32);
    const auto narrow = static_cast<float>(value);
    std::uint32_t bits = 0;
    std::memcpy(&bits, &narrow, sizeof bits);
    appendU32(m_bytes, bits);
}

void GgufMetadata::addFlag(std::string_view key, bool value)
{
    begin(key, GgufType::Bool);
    m_bytes += value ? '\1' : '\0';
}

void GgufMetadata::addTexts(std::string_view key, const std::vector<std::string>& values)
{
    begin(key, GgufType::Array);
    appendU32(m_bytes, static_cast<std::uint32_t>(GgufType::Text));
    appendU64(m_bytes, values.size());
    for (const std::string& value : values) {
        appendGgufText(m_bytes, value);
    }
}

void GgufMetadata::addI32s(std::string_view key, const std::vector<std::int32_t>& values)
{
    begin(key, GgufType::Array);
    appendU32(m_bytes, static_cast<std::uint32_t>(GgufType::I32));
    appendU64(m_bytes, values.size());
    for (const std::int32_t value : values) {
        appendU32(m_bytes, static_cast<std::uint32_t>(value));
    }
}

void GgufMetadata::add(std::string_view key, const GgufValue& value)
{
    begin(key, value.type);
    if (value.type == GgufType::Text) {
        appendGgufText(m_bytes, value.bytes);
        return;
    }
    if (value.type == GgufType::Array) {
        appendU32(m_bytes, static_cast<std::uint32_t>(value.element));
        appendU64(m_bytes, value.count);
        for (const std::string_view text : value.texts) {
            appendGgufText(m_bytes, text);
        }
    }
    m_bytes += value.bytes;
}

}  // namespace marginalia
