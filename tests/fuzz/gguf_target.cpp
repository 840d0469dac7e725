// SPDX-License-Identifier: Apache-2.0
// A GGUF file without its numbers: refused in words, or a header whose tensors lie in the file, and
// of it a configuration, a tokenizer and a template, or words why not.
#include "core/model/gguf_config.h"
#include "core/model/gguf_names.h"
#include "core/model/weight_check.h"
#include "core/text/chat_template.h"
#include "core/text/gguf_tokenizer.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/tokenizer_try.h"

using namespace marginalia;
using fuzz::require;

namespace {

const char* const kPath = "case.gguf";

void requireSound(const GgufHeader& header, std::uint64_t fileSize)
{
    for (const GgufTensor& tensor : header.tensors) {
        require(tensor.begin >= header.dataStart && tensor.begin <= fileSize &&
                    tensor.bytes <= fileSize - tensor.begin,
                "tensors lie in the file");
        require(!tensor.shape.empty(), "a tensor has dimensions");
    }
    for (const auto& [key, value] : header.values) {
        require(!key.empty(), "a key has a name");
        value.integer();
        value.number();
        value.flag();
        value.integerAt(0);
        value.integerAt(value.count);
        require(value.texts.empty() || value.texts.size() == value.count, "texts are counted");
    }
}

void tryTexts(const GgufHeader& header)
{
    const auto texts = textsOfGguf(header, kPath);
    if (!texts.ok()) {
        fuzz::requireWords(texts.error());
        return;
    }
    const auto tokenizer = Tokenizer::fromJson(texts->tokenizerJson, texts->tokenizerConfigJson);
    if (tokenizer.ok()) {
        fuzz::tryTokenizer(*tokenizer);
    } else {
        fuzz::requireWords(tokenizer.error());
    }
    if (texts->chatTemplate) {
        const auto chatTemplate = ChatTemplate::parse(*texts->chatTemplate);
        if (!chatTemplate.ok()) {
            fuzz::requireWords(chatTemplate.error());
        }
    }
}

void tryModel(const GgufHeader& header, std::string_view file)
{
    const auto json = configOfGguf(header, file, kPath);
    if (!json.ok()) {
        fuzz::requireWords(json.error());
        return;
    }
    const auto config = modelConfigFrom(*json, kPath);
    if (!config.ok()) {
        fuzz::requireWords(config.error());
        return;
    }
    std::vector<TensorEntry> entries;
    for (const GgufTensor& tensor : header.tensors) {
        entries.push_back({nameOfGguf(tensor.name), "F16", tensor.shape, tensor.begin,
                           tensor.begin + tensor.bytes});
    }
    const auto others = checkWeightHeaders(*config, entries, kPath);
    if (!others.ok()) {
        fuzz::requireWords(others.error());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view file = fuzz::textOf(data, size);
    const auto header = parseGgufHeader(file, kPath);
    if (!header.ok()) {
        fuzz::requireWords(header.error());
        return 0;
    }
    requireSound(*header, size);
    tryModel(*header, file);
    tryTexts(*header);
    return 0;
}
