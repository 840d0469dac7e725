// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/gguf_header.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace marginalia {

/// Keys and values of a GGUF file as they are written, in the order in which they are added.
class GgufMetadata {
public:
    void addText(std::string_view key, std::string_view value);
    void addU32(std::string_view key, std::int64_t value);
    void addF32(std::string_view key, double value);
    void addFlag(std::string_view key, bool value);
    void addTexts(std::string_view key, const std::vector<std::string>& values);
    void addI32s(std::string_view key, const std::vector<std::int32_t>& values);
    /// A value that was read from a file, with its type.
    void add(std::string_view key, const GgufValue& value);

    std::uint64_t count() const { return m_count; }
    const std::string& bytes() const { return m_bytes; }

private:
    void begin(std::string_view key, GgufType type);

    std::string m_bytes;
    std::uint64_t m_count = 0;
};

/// Little-endian numbers and texts with their length before them, as the format has them.
void appendU32(std::string& out, std::uint32_t value);
void appendU64(std::string& out, std::uint64_t value);
void appendGgufText(std::string& out, std::string_view text);

}  // namespace marginalia
