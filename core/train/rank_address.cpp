// SPDX-License-Identifier: Apache-2.0
#include "core/train/rank_address.h"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

namespace marginalia {

std::string addressTowards(const std::string& host, std::uint16_t portNumber)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_DGRAM;
    addrinfo* found = nullptr;
    const std::string port = std::to_string(portNumber);
    if (::getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0) {
        return {};
    }
    std::string out;
    for (const addrinfo* each = found; each != nullptr && out.empty(); each = each->ai_next) {
        const int socket = ::socket(each->ai_family, each->ai_socktype | SOCK_CLOEXEC, 0);
        sockaddr_storage own{};
        socklen_t length = sizeof own;
        char text[NI_MAXHOST];
        // Connecting a datagram socket sends nothing: the system only chooses the way.
        if (socket >= 0 && ::connect(socket, each->ai_addr, each->ai_addrlen) == 0 &&
            ::getsockname(socket, reinterpret_cast<sockaddr*>(&own), &length) == 0 &&
            ::getnameinfo(reinterpret_cast<const sockaddr*>(&own), length, text, sizeof text,
                          nullptr, 0, NI_NUMERICHOST) == 0) {
            out = text;
        }
        if (socket >= 0) {
            ::close(socket);
        }
    }
    ::freeaddrinfo(found);
    return out;
}

}  // namespace marginalia
