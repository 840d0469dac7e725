// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace marginalia {

using Sha256Digest = std::array<std::uint8_t, 32>;

/// SHA-256 through OpenSSL, which uses the processor's instructions (1.7 GB/s; reliability.md 18).
class Sha256 {
public:
    Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    ~Sha256();

    void add(std::string_view bytes);
    void add(const void* bytes, std::size_t size);
    /// The digest; the object then begins anew.
    Sha256Digest finish();

private:
    evp_md_ctx_st* m_context;
};

Sha256Digest sha256(std::string_view bytes);
/// 64 lower-case hexadecimal digits.
std::string sha256Hex(std::string_view bytes);
std::string hexOf(const Sha256Digest& digest);
std::string hexOf(std::string_view bytes);
/// Digest of a file's bytes as 64 hexadecimal digits; memory does not grow with the file.
Result<std::string> sha256OfFile(const std::string& path);

}  // namespace marginalia
