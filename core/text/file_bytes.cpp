// SPDX-License-Identifier: Apache-2.0
#include "core/text/file_bytes.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace marginalia {

Result<std::string> fileBytes(const std::string& path, size_t limit)
{
    const auto close = [](std::FILE* file) { std::fclose(file); };
    const std::unique_ptr<std::FILE, decltype(close)> file(std::fopen(path.c_str(), "rb"), close);
    if (file == nullptr) {
        return failure(
            errno == ENOENT || errno == ENOTDIR ? ErrorKind::NotFound : ErrorKind::Io,
            Text(MG_TR("text", "The file cannot be opened: %1."), {std::strerror(errno)}), path);
    }
    std::string out;
    std::array<char, 65536> block{};
    size_t got = 0;
    while ((got = std::fread(block.data(), 1, block.size(), file.get())) > 0) {
        out.append(block.data(), got);
        if (out.size() > limit) {
            return failure(
                ErrorKind::Invalid,
                Text(MG_TR("text", "The file is larger than %1 bytes."), {std::to_string(limit)}),
                path);
        }
    }
    if (std::ferror(file.get()) != 0) {
        return failure(ErrorKind::Io,
                       Text(MG_TR("text", "The file cannot be read: %1."), {std::strerror(errno)}),
                       path);
    }
    return out;
}

}  // namespace marginalia
