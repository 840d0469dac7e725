// SPDX-License-Identifier: Apache-2.0
// A tokenizer.json: refused in words, or a tokenizer that encodes, decodes and streams any text.
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/tokenizer_try.h"

using namespace marginalia;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto tokenizer = Tokenizer::fromJson(fuzz::textOf(data, size));
    if (tokenizer.ok()) {
        fuzz::tryTokenizer(*tokenizer);
    } else {
        fuzz::requireWords(tokenizer.error());
    }
    return 0;
}
