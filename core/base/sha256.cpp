// SPDX-License-Identifier: Apache-2.0
#include "core/base/sha256.h"

#include "core/base/file.h"

#include <openssl/evp.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

namespace marginalia {

namespace {

/// OpenSSL fails here only without memory or without its provider: nothing a caller could mend.
void must(bool done)
{
    if (!done) {
        std::fputs("marginalia: SHA-256 is not available.\n", stderr);
        std::abort();
    }
}

}  // namespace

Sha256::Sha256() : m_context(EVP_MD_CTX_new())
{
    must(m_context != nullptr && EVP_DigestInit_ex(m_context, EVP_sha256(), nullptr) == 1);
}

Sha256::~Sha256()
{
    EVP_MD_CTX_free(m_context);
}

void Sha256::add(std::string_view bytes)
{
    add(bytes.data(), bytes.size());
}

void Sha256::add(const void* bytes, std::size_t size)
{
    must(EVP_DigestUpdate(m_context, bytes, size) == 1);
}

Sha256Digest Sha256::finish()
{
    Sha256Digest digest{};
    must(EVP_DigestFinal_ex(m_context, digest.data(), nullptr) == 1);
    must(EVP_DigestInit_ex(m_context, EVP_sha256(), nullptr) == 1);
    return digest;
}

Sha256Digest sha256(std::string_view bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hash.finish();
}

std::string sha256Hex(std::string_view bytes)
{
    return hexOf(sha256(bytes));
}

std::string hexOf(std::string_view bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

std::string hexOf(const Sha256Digest& digest)
{
    return hexOf(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
}

Result<std::string> sha256OfFile(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return systemError(errno, MG_TR("base", "The file cannot be opened"), path);
    }
    Sha256 hash;
    std::vector<char> buffer(1U << 18U);
    while (true) {
        const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            const int code = errno;
            ::close(descriptor);
            return systemError(code, MG_TR("base", "The file cannot be read"), path);
        }
        if (got == 0) {
            break;
        }
        hash.add(buffer.data(), static_cast<size_t>(got));
    }
    ::close(descriptor);
    return hexOf(hash.finish());
}

}  // namespace marginalia
