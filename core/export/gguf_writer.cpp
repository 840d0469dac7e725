// SPDX-License-Identifier: Apache-2.0
#include "core/export/gguf_writer.h"

#include "core/base/file.h"
#include "core/model/gguf_blocks.h"

#include <ATen/ops/isfinite.h>

namespace marginalia {

namespace {

constexpr std::uint64_t kAlignment = 32;
constexpr std::uint32_t kVersion = 3;
constexpr double kLargestScale = 65504;  // of half precision

std::uint64_t sizeOf(const GgufTensorToWrite& tensor)
{
    const GgufFormat& format = *ggufFormat(tensor.type);
    std::int64_t numbers = 1;
    for (const std::int64_t size : tensor.shape) {
        numbers *= size;
    }
    return static_cast<std::uint64_t>(numbers / format.numbers * format.bytes);
}

std::uint64_t padded(std::uint64_t size)
{
    return (size + kAlignment - 1) / kAlignment * kAlignment;
}

std::string headOf(const GgufMetadata& metadata, const std::vector<GgufTensorToWrite>& tensors)
{
    std::string out = "GGUF";
    appendU32(out, kVersion);
    appendU64(out, tensors.size());
    appendU64(out, metadata.count());
    out += metadata.bytes();
    std::uint64_t offset = 0;
    for (const GgufTensorToWrite& tensor : tensors) {
        appendGgufText(out, tensor.name);
        appendU32(out, static_cast<std::uint32_t>(tensor.shape.size()));
        for (std::size_t i = tensor.shape.size(); i-- > 0;) {  // fastest first
            appendU64(out, static_cast<std::uint64_t>(tensor.shape[i]));
        }
        appendU32(out, tensor.type);
        appendU64(out, offset);
        offset += padded(sizeOf(tensor));
    }
    out.resize(padded(out.size()), '\0');
    return out;
}

}  // namespace

Result<at::Tensor> ggufBytes(const GgufTensorToWrite& tensor, const at::Tensor& numbers)
{
    at::Tensor stored = numbers.detach().cpu().contiguous();
    const bool tooLarge = tensor.type == kGgufQ8 &&
                          stored.abs().max().to(at::kFloat).item<double>() / 127 > kLargestScale;
    if (tensor.type == kGgufQ8) {
        stored = stored.to(at::kFloat);
    } else {
        stored = stored.to(tensor.type == kGgufF16    ? at::kHalf
                           : tensor.type == kGgufBf16 ? at::kBFloat16
                                                      : at::kFloat);
    }
    if (tooLarge || !at::isfinite(stored).all().item<bool>()) {
        return failure(ErrorKind::Invalid,
                       Text(MG_TR("gguf", "A number of the tensor \"%1\" cannot be stored as %2."),
                            {tensor.name, ggufFormat(tensor.type)->name}),
                       {}, MG_TR("gguf", "Choose bf16 or fp32."));
    }
    return tensor.type == kGgufQ8 ? packQ8(stored) : stored;
}

Status writeGguf(const std::string& path, const GgufMetadata& metadata,
                 const std::vector<GgufTensorToWrite>& tensors,
                 const std::function<Status(std::size_t index, const at::Tensor& bytes)>& written)
{
    MG_TRY(AtomicFile file, AtomicFile::create(path));
    MG_CHECK(file.write(headOf(metadata, tensors)));
    static constexpr char kZeros[kAlignment] = {};
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        MG_TRY(const at::Tensor bytes, ggufBytes(tensors[i], tensors[i].make()));
        const std::uint64_t size = bytes.nbytes();
        MG_CHECK(file.write({static_cast<const char*>(bytes.const_data_ptr()), size}));
        MG_CHECK(file.write({kZeros, padded(size) - size}));
        if (written) {
            MG_CHECK(written(i, bytes));
        }
    }
    return file.commit();
}

}  // namespace marginalia
