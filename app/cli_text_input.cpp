// SPDX-License-Identifier: Apache-2.0
#include "app/cli_text_input.h"

#include "core/base/file.h"

#include <array>
#include <cstdio>

namespace marginalia::cli {

Result<std::string> readInput(const std::string& path)
{
    if (path != "-") {
        return readFile(path);
    }
    std::string out;
    std::array<char, 65536> block{};
    size_t got = 0;
    while ((got = std::fread(block.data(), 1, block.size(), stdin)) > 0) {
        out.append(block.data(), got);
    }
    return out;
}

Json tokensJson(const Tokenizer& tokenizer, const Encoding& encoding)
{
    Json tokens = Json::array();
    Json offsets = Json::array();
    for (size_t i = 0; i < encoding.ids.size(); ++i) {
        tokens.push_back(tokenizer.tokenText(encoding.ids[i]));
        offsets.push_back({encoding.offsets[i].first, encoding.offsets[i].second});
    }
    return {{"ids", encoding.ids}, {"tokens", std::move(tokens)}, {"offsets", std::move(offsets)}};
}

void printJson(const Json& json)
{
    const std::string line = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::printf("%s\n", line.c_str());
}

}  // namespace marginalia::cli
