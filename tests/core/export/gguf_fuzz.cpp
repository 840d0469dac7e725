// SPDX-License-Identifier: Apache-2.0
// gguf_fuzz [--full] [--seconds N] [--seed N]: changed GGUF files. Whatever they are, opening ends
// in time with a configuration, tensors and a tokenizer, or with an error in words. The files of
// tests/golden are the beginning, and one with a whole tokenizer; --full goes on for ten minutes.
#include "core/base/file.h"
#include "core/export/export_job.h"
#include "core/model/decoder.h"
#include "core/model/gguf_config.h"
#include "core/model/gguf_tensors.h"
#include "core/text/gguf_tokenizer.h"
#include "core/text/tokenizer.h"

#include <c10/util/Exception.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>

using namespace marginalia;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

// Far above what a loaded machine needs; a hang is not bounded at all.
constexpr std::chrono::seconds kLongestCase{10};

class Fuzzer {
public:
    explicit Fuzzer(std::uint64_t seed) : m_random(seed) {}

    /// A few bytes, numbers of 4 or 8 bytes, or lengths changed; the header far more often than the
    /// data, which holds no structure.
    std::string changed(std::string file, std::size_t header)
    {
        for (std::size_t i = below(4) + 1; i > 0 && file.size() > 16; --i) {
            const std::size_t end = below(8) == 0 ? file.size() : std::min(header, file.size());
            const std::size_t at = 4 + below(end - 4);
            switch (below(6)) {
                case 0:
                    file[at] = static_cast<char>(below(256));
                    break;
                case 1:
                    put(file, at, 4, kNumbers[below(std::size(kNumbers))]);
                    break;
                case 2:
                    put(file, at, 8, kNumbers[below(std::size(kNumbers))]);
                    break;
                case 3:
                    file.erase(at, below(24) + 1);
                    break;
                case 4:
                    file.insert(at, file.substr(4 + below(end - 4), below(40) + 1));
                    break;
                default:
                    file.resize(at + below(64));
            }
        }
        return file;
    }

    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : m_random() % limit; }

private:
    static constexpr std::uint64_t kNumbers[] = {
        0,          1,          2,           8,           9,           12,
        14,         31,         33,          255,         65536,       0x7FFFFFFF,
        0x80000000, 0xFFFFFFFF, 1ULL << 40U, 1ULL << 62U, 1ULL << 63U, UINT64_MAX};

    static void put(std::string& file, std::size_t at, std::size_t bytes, std::uint64_t value)
    {
        for (std::size_t i = 0; i < bytes && at + i < file.size(); ++i) {
            file[at + i] = static_cast<char>(value >> (8 * i) & 0xFFU);
        }
    }

    std::mt19937_64 m_random;
};

struct Seed {
    std::string bytes;
    std::size_t header = 0;
};

/// The golden files, and the starter as GGUF: a file with a tokenizer that loads.
std::vector<Seed> readCorpus(const fs::path& scratch)
{
    const char* const given = std::getenv("MARGINALIA_GOLDEN");
    const fs::path golden = given != nullptr && *given != '\0'
                                ? fs::path(given)
                                : fs::path(MARGINALIA_SOURCE_DIR) / "tests/golden";
    ExportRequest request;
    request.model = MARGINALIA_SOURCE_DIR "/resources/starter";
    request.kind = ExportKind::Gguf;
    request.type = ExportType::Q8;
    request.out = (scratch / "starter.gguf").string();
    const auto made = exportModel(request, {});
    std::vector<Seed> out;
    for (const fs::path& path : {golden / "models/files/tiny_f16.gguf",
                                 golden / "models/files/tiny_q8_0.gguf", fs::path(request.out)}) {
        const auto bytes = readFile(path.string());
        const auto header =
            bytes.ok() ? parseGgufHeader(*bytes, path.string()) : Result<GgufHeader>(bytes.error());
        if (made.ok() && header.ok()) {
            out.push_back({*bytes, static_cast<std::size_t>(header->dataStart)});
        }
    }
    return out;
}

bool saysNothing(const Error& error)
{
    return error.message().empty();
}

/// What is wrong, or nothing.
std::string tryFile(const std::string& path, const std::string& bytes)
{
    if (!(std::ofstream(path, std::ios::binary) << bytes).flush()) {
        return "the case cannot be written";
    }
    const auto header = parseGgufHeader(bytes, path);
    if (!header.ok()) {
        return saysNothing(header.error()) ? "an error without words" : "";
    }
    const auto tokenizer = Tokenizer::load(path);
    if (tokenizer.ok()) {
        const auto ids = (*tokenizer)->encode("A text with 12 words, isn't it?\n", true).ids;
        (*tokenizer)->decode(ids, false);
    } else if (saysNothing(tokenizer.error())) {
        return "a tokenizer's error without words";
    }
    const auto config = readModelConfig(path);
    if (!config.ok()) {
        return saysNothing(config.error()) ? "a configuration's error without words" : "";
    }
    const auto decoder = Decoder::load(path, at::kFloat, at::kCPU);
    return decoder.ok() || !saysNothing(decoder.error()) ? "" : "a decoder's error without words";
}

}  // namespace

int main(int argc, char** argv)
{
    bool full = false;
    double seconds = 4;
    std::uint64_t seed = 4;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        full = full || word == "--full";
        seconds = word == "--seconds" && i + 1 < argc ? std::atof(argv[++i]) : seconds;
        seed = word == "--seed" && i + 1 < argc ? std::strtoull(argv[++i], nullptr, 10) : seed;
    }
    std::string name = (fs::temp_directory_path() / "marginalia_gguf_XXXXXX").string();
    const fs::path scratch = ::mkdtemp(name.data());
    const std::vector<Seed> corpus = readCorpus(scratch);
    int code = corpus.size() == 3 ? 0 : 1;
    const auto stop = Clock::now() + std::chrono::duration<double>(full ? 600.0 : seconds);
    Clock::duration longest{};
    std::size_t cases = 0;
    for (; code == 0 && Clock::now() < stop; ++cases) {
        Fuzzer fuzzer(seed + cases);
        const Seed& begin = corpus[fuzzer.below(corpus.size())];
        const std::string bytes = fuzzer.changed(begin.bytes, begin.header);
        const auto start = Clock::now();
        std::string wrong;
        try {
            wrong = tryFile((scratch / "case.gguf").string(), bytes);
        } catch (const std::exception& error) {
            wrong = std::string("an exception flew out: ") + error.what();
        }
        const auto took = Clock::now() - start;
        longest = std::max(longest, took);
        if (!wrong.empty() || took > kLongestCase) {
            std::printf("case with --seed %llu: %s\n",
                        static_cast<unsigned long long>(seed + cases),
                        wrong.empty() ? "took too long" : wrong.c_str());
            code = 1;
        }
    }
    std::error_code ignored;
    fs::remove_all(scratch, ignored);
    std::printf("%zu cases%s, the longest %.0f ms\n", cases, code == 0 ? " without a finding" : "",
                std::chrono::duration<double, std::milli>(longest).count());
    return code;
}
