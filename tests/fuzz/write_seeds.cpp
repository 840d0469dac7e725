// SPDX-License-Identifier: Apache-2.0
// fuzz_seeds TARGET FOLDER: the golden files that a target begins with, one file each, and its
// words as FOLDER.words in libFuzzer's form; for packaging/fuzz.
#include "tests/fuzz/seeds.h"

#include <cctype>
#include <cstdio>
#include <filesystem>
#include <fstream>

using namespace marginalia;

namespace {

std::string quoted(const std::string& word)
{
    std::string out = "\"";
    for (const char c : word) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte > 0x7E || c == '"' || c == '\\') {
            char hex[5];
            std::snprintf(hex, sizeof hex, "\\x%02X", byte);
            out += hex;
        } else {
            out += c;
        }
    }
    return out + "\"\n";
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "fuzz_seeds TARGET FOLDER\n");
        return 2;
    }
    const std::filesystem::path folder = argv[2];
    std::filesystem::create_directories(folder);
    const auto seeds = fuzz::seedsOf(argv[1]);
    for (std::size_t i = 0; i < seeds.size(); ++i) {
        std::ofstream(folder / ("seed-" + std::to_string(i)), std::ios::binary) << seeds[i];
    }
    std::ofstream words(folder.string() + ".words");
    for (const std::string& word : fuzz::wordsOf(argv[1])) {
        words << quoted(word);
    }
    std::fprintf(stderr, "%s: %zu golden files\n", argv[1], seeds.size());
    return seeds.empty() || !words.flush() ? 1 : 0;
}
