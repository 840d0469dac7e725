// SPDX-License-Identifier: Apache-2.0
// A GGUF file with its numbers: a decoder, or words why not.
#include "core/base/file.h"
#include "core/model/decoder.h"
#include "tests/fuzz/fuzz_target.h"

#include <filesystem>
#include <unistd.h>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

/// A file of this process that goes away with it.
class CaseFile {
public:
    CaseFile()
        : m_path(fs::temp_directory_path() / ("case-" + std::to_string(::getpid()) + ".gguf"))
    {
    }
    ~CaseFile()
    {
        std::error_code ignored;
        fs::remove(m_path, ignored);
    }
    CaseFile(const CaseFile&) = delete;
    CaseFile& operator=(const CaseFile&) = delete;

    std::string write(std::string_view bytes) const
    {
        std::ofstream out(m_path, std::ios::binary);
        fuzz::require(
            !(out.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush()).fail(),
            "the case is written");
        return m_path.string();
    }

private:
    fs::path m_path;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const CaseFile file;
    const std::string path = file.write(fuzz::textOf(data, size));
    const auto config = readModelConfig(path);
    if (!config.ok()) {
        fuzz::requireWords(config.error());
        return 0;
    }
    const auto decoder = Decoder::load(path, at::kFloat, at::kCPU);
    if (!decoder.ok()) {
        fuzz::requireWords(decoder.error());
    }
    return 0;
}
