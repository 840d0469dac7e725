// SPDX-License-Identifier: Apache-2.0
#include "core/model/gguf_tensors.h"

#include "core/base/mapped_file.h"
#include "core/model/gguf_blocks.h"
#include "core/model/gguf_config.h"
#include "core/model/gguf_names.h"
#include "core/text/gguf_header.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <c10/util/Exception.h>

#include <cstring>

namespace marginalia {

namespace {

std::optional<at::ScalarType> plainType(std::uint32_t type)
{
    switch (type) {
        case kGgufF32:
            return at::kFloat;
        case kGgufF16:
            return at::kHalf;
        case kGgufBf16:
            return at::kBFloat16;
        default:
            return std::nullopt;
    }
}

at::Tensor storedNumbers(const std::shared_ptr<MappedFile>& file, const GgufTensor& tensor,
                         at::ScalarType packed)
{
    const std::string_view bytes = file->bytes().substr(tensor.begin, tensor.bytes);
    const auto type = plainType(tensor.type);
    if (!type) {
        return unpackQ8(bytes, tensor.shape, packed);
    }
    if (reinterpret_cast<std::uintptr_t>(bytes.data()) % c10::elementSize(*type) != 0) {
        at::Tensor copy = at::empty(tensor.shape, *type);
        std::memcpy(copy.mutable_data_ptr(), bytes.data(), bytes.size());
        return copy;
    }
    // The view is for reading only; from_blob has no const form.
    return at::from_blob(
        const_cast<char*>(bytes.data()), tensor.shape, [keep = file](void*) {}, *type);
}

/// Heads whose rows stand in the tensor's other order; 0: they stand as in Hugging Face's files.
std::int64_t headsOf(const Json& config, const std::string& name)
{
    if (config["model_type"] != "llama") {
        return 0;
    }
    switch (headRowsOf(name)) {
        case HeadRows::Queries:
            return config["num_attention_heads"].get<std::int64_t>();
        case HeadRows::Keys:
            return config["num_key_value_heads"].get<std::int64_t>();
        case HeadRows::None:
            break;
    }
    return 0;
}

}  // namespace

std::optional<std::string> unreadTensor(const GgufHeader& header)
{
    for (const GgufTensor& tensor : header.tensors) {
        if (!plainType(tensor.type) && tensor.type != kGgufQ8) {
            return "\"" + quotedForError(tensor.name) + "\" is stored as " +
                   ggufFormat(tensor.type)->name;
        }
    }
    return std::nullopt;
}

Result<std::vector<std::pair<std::string, at::Tensor>>> openGgufTensors(const std::string& path,
                                                                        at::ScalarType packed)
{
    MG_TRY(const auto file, MappedFile::open(path));
    MG_TRY(const GgufHeader header, parseGgufHeader(file->bytes(), path));
    MG_TRY(const Json config, configOfGguf(header, file->bytes(), path));
    if (const auto unread = unreadTensor(header)) {
        return failure(
            ErrorKind::Unsupported,
            Text(MG_TR("gguf", "The tensor %1; F32, F16, BF16 and Q8_0 are read here."), {*unread}),
            path, MG_TR("gguf", "Take the model's F16, BF16 or Q8_0 file, or its folder."));
    }
    packed = packed == at::kBFloat16 || packed == at::kHalf ? packed : at::kFloat;
    std::vector<std::pair<std::string, at::Tensor>> out;
    try {
        for (const GgufTensor& tensor : header.tensors) {
            if (tensor.name == kGgufRopeFactors) {
                continue;
            }
            at::Tensor numbers = storedNumbers(file, tensor, packed);
            const std::int64_t heads = headsOf(config, tensor.name);
            if (heads > 0 && tensor.shape[0] % (2 * heads) == 0) {  // else the shape is refused
                numbers = separateHeads(numbers, heads);
            }
            out.emplace_back(nameOfGguf(tensor.name), std::move(numbers));
        }
    } catch (const c10::Error& error) {
        return failure(
            ErrorKind::Memory,
            Text(MG_TR("model", "The model does not fit: %1."), {error.what_without_backtrace()}),
            path, MG_TR("model", "Close other programs or choose a smaller model."));
    }
    return out;
}

}  // namespace marginalia
