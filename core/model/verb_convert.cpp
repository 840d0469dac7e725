// SPDX-License-Identifier: Apache-2.0
#include "core/model/verb_convert.h"

#include "core/base/file.h"
#include "core/model/adapter_base.h"
#include "core/model/adapter_files.h"
#include "core/model/decoder.h"
#include "core/model/merge.h"
#include "core/model/safetensors.h"

#include <cstdio>
#include <optional>

namespace marginalia {

namespace {

std::optional<at::ScalarType> typeOf(const std::string& name)
{
    if (name == "bf16") {
        return at::kBFloat16;
    }
    if (name == "fp32") {
        return at::kFloat;
    }
    return std::nullopt;
}

/// An adapter becomes the whole model: its base with the adapter folded in.
Status convertAdapter(const std::string& from, at::ScalarType type, const std::string& to)
{
    MG_TRY(const std::string base, adapterBaseFolder(from));
    MG_TRY(const std::unique_ptr<Decoder> decoder,
           Decoder::load(base, at::kFloat, at::kCPU, {}, Decoder::Use::Frozen));
    MG_TRY(std::shared_ptr<Adapter> adapter, readAdapter(from, *decoder));
    MG_CHECK(decoder->wear(std::move(adapter)));
    MG_TRY(const MergedModel merged, mergeAdapter(*decoder, type));
    std::fprintf(stderr,
                 "merged into %s: %zu weights changed by up to %.3g; the type lost %.2g of the "
                 "change%s\n",
                 base.c_str(), merged.changed.size(), merged.largestChange, merged.lost,
                 merged.untied ? "; the head is a tensor of its own now" : "");
    return writeModelFolder(to, base, merged.tensors);
}

Status convert(const std::string& from, at::ScalarType type, const std::string& to)
{
    if (fileExists(to) || folderExists(to)) {
        return failure(ErrorKind::Invalid,
                       MG_TR("convert", "There is something at that place already."), to,
                       MG_TR("convert", "Choose another folder."));
    }
    if (isAdapterFolder(from)) {
        return convertAdapter(from, type, to);
    }
    MG_TRY(auto tensors, openModelTensors(from));
    for (auto& [name, tensor] : tensors) {
        tensor = tensor.to(type);
    }
    return writeModelFolder(to, from, tensors);
}

int fail(const Error& error)
{
    std::fprintf(stderr, "marginalia-cli convert: %s: %s %s\n", error.where.c_str(),
                 error.what.str().c_str(), error.todo.str().c_str());
    return 1;
}

}  // namespace

int runConvert(const cli::Words& words)
{
    const cli::Options options(words, {}, {"dtype", "out"});
    if (!options.ok()) {
        return cli::usageError("convert", options.problem());
    }
    const auto type = typeOf(options.value("dtype"));
    if (options.operands().size() != 1 || !options.has("out") || !type) {
        return cli::usageError(
            "convert", "one model or adapter folder, --dtype bf16 or fp32, and --out are needed.");
    }
    const Status done = convert(options.operands().front(), *type, options.value("out"));
    if (!done) {
        return fail(done.error());
    }
    std::printf("%s\n", options.value("out").c_str());
    return 0;
}

}  // namespace marginalia
