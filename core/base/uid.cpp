// SPDX-License-Identifier: Apache-2.0
#include "core/base/uid.h"

#include <sys/random.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace marginalia {

Uid Uid::random()
{
    Uid uid;
    size_t have = 0;
    while (have < uid.bytes.size()) {
        const auto got = ::getrandom(uid.bytes.data() + have, uid.bytes.size() - have, 0);
        if (got <= 0) {
            std::perror("getrandom");
            std::abort();
        }
        have += static_cast<size_t>(got);
    }
    return uid;
}

std::optional<Uid> Uid::fromHex(std::string_view hex)
{
    if (hex.size() != 32) {
        return std::nullopt;
    }
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        if (c >= 'a' && c <= 'f') {
            return c - 'a' + 10;
        }
        return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    };
    Uid uid;
    for (size_t i = 0; i < 16; ++i) {
        const int high = digit(hex[2 * i]);
        const int low = digit(hex[2 * i + 1]);
        if (high < 0 || low < 0) {
            return std::nullopt;
        }
        uid.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return uid;
}

std::string Uid::hex() const
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string out(32, '0');
    for (size_t i = 0; i < 16; ++i) {
        out[2 * i] = digits[bytes[i] >> 4U];
        out[2 * i + 1] = digits[bytes[i] & 15U];
    }
    return out;
}

bool Uid::isNull() const
{
    return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b == 0; });
}

}  // namespace marginalia
