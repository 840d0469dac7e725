// SPDX-License-Identifier: Apache-2.0
#include "core/export/export_gguf.h"

#include "core/base/file.h"
#include "core/base/mapped_file.h"
#include "core/base/sha256.h"
#include "core/export/gguf_vocabulary.h"
#include "core/model/gguf_blocks.h"

#include <cstdio>

namespace marginalia {

namespace {

GgufWeights weightsOf(const ExportModel& model, ExportType type)
{
    switch (type) {
        case ExportType::Fp32:
            return GgufWeights::F32;
        case ExportType::Fp16:
            return GgufWeights::F16;
        case ExportType::Bf16:
            return GgufWeights::Bf16;
        case ExportType::Q8:
            return GgufWeights::Q8;
        case ExportType::Same:
            break;
    }
    return !model.tensors.empty() && model.tensors.front().second.scalar_type() == at::kBFloat16
               ? GgufWeights::Bf16
               : GgufWeights::F16;
}

at::Tensor afterStoring(const GgufTensorToWrite& planned, const at::Tensor& bytes,
                        const at::Tensor& source)
{
    if (planned.type != kGgufQ8) {
        return bytes;
    }
    return unpackQ8({static_cast<const char*>(bytes.const_data_ptr()), bytes.nbytes()},
                    source.sizes().vec(), at::kFloat);
}

std::string bytesDigest(const at::Tensor& bytes)
{
    return sha256Hex({static_cast<const char*>(bytes.const_data_ptr()), bytes.nbytes()});
}

/// A text in a Modelfile, where three quotes end it.
std::string fileText(std::string text)
{
    for (std::size_t at = 0; (at = text.find('"', at)) != std::string::npos; at += 2) {
        text.insert(at, 1, '\\');
    }
    return "\"" + text + "\"";
}

}  // namespace

Result<GgufPlan> planGguf(const ExportModel& model, const std::string& name, ExportType type)
{
    GgufPlan plan;
    MG_CHECK(checkGgufModel(model.config, model.source.model));
    plan.weights = weightsOf(model, type);
    addModelMetadata(model.config, name, plan.weights, plan.metadata);
    MG_TRY(plan.warnings,
           addTokenizerMetadata(model.texts, model.config, model.source.model, plan.metadata));
    MG_TRY(plan.tensors, planGgufTensors(model.config, model.tensors, plan.weights));
    return plan;
}

Result<NamedTensors> storedNumbers(const ExportModel& model, const GgufPlan& plan)
{
    NamedTensors out;
    for (std::size_t i = 0; i < model.tensors.size(); ++i) {
        const auto& [name, tensor] = model.tensors[i];
        const GgufTensorToWrite& planned = plan.tensors[i];
        MG_TRY(const at::Tensor bytes, ggufBytes(planned, tensor));
        out.emplace_back(name, afterStoring(planned, bytes, tensor));
    }
    return out;
}

Result<std::vector<std::string>> writeGgufFile(const std::string& path, const GgufPlan& plan,
                                               const std::function<void(double share)>& progress)
{
    std::vector<std::string> digests;
    MG_CHECK(writeGguf(path, plan.metadata, plan.tensors,
                       [&](std::size_t index, const at::Tensor& bytes) -> Status {
                           digests.push_back(bytesDigest(bytes));
                           progress(static_cast<double>(index + 1) /
                                    static_cast<double>(plan.tensors.size()));
                           return {};
                       }));
    return digests;
}

Status compareGguf(const std::string& path, const GgufPlan& plan,
                   const std::vector<std::string>& digests)
{
    MG_TRY(const auto file, MappedFile::open(path));
    MG_TRY(const GgufHeader header, parseGgufHeader(file->bytes(), path));
    bool same = header.tensors.size() == plan.tensors.size() &&
                header.values.size() == plan.metadata.count();
    for (std::size_t i = 0; same && i < header.tensors.size(); ++i) {
        const GgufTensor& tensor = header.tensors[i];
        same = tensor.name == plan.tensors[i].name && tensor.shape == plan.tensors[i].shape &&
               tensor.type == plan.tensors[i].type &&
               sha256Hex(file->bytes().substr(tensor.begin, tensor.bytes)) == digests[i];
    }
    return same ? Status()
                : failure(ErrorKind::Corrupt,
                          MG_TR("export", "The file that was written reads otherwise."), path,
                          MG_TR("export",
                                "Nothing was put at the place. Check the disk and try again."));
}

std::string modelfile(const ExportModel& model, const std::string& ggufName)
{
    std::string out = "FROM ./" + ggufName + "\n";
    const auto text = readFile(model.source.model + "/generation_config.json", 1 << 20);
    const Json settings = text.ok() ? Json::parse(*text, nullptr, false) : Json();
    const auto add = [&](const char* key, const char* name) {
        const Json value = settings.is_object() ? settings.value(key, Json()) : Json();
        if (value.is_number()) {
            out += std::string("PARAMETER ") + name + " " + value.dump() + "\n";
        }
    };
    add("temperature", "temperature");
    add("top_p", "top_p");
    add("top_k", "top_k");
    add("min_p", "min_p");
    add("repetition_penalty", "repeat_penalty");
    for (const std::int64_t id : model.config.eosIds) {
        if (model.texts.tokenizer != nullptr && id >= 0 && id < model.texts.tokenizer->size()) {
            out += "PARAMETER stop " +
                   fileText(model.texts.tokenizer->tokenText(static_cast<TokenId>(id))) + "\n";
        }
    }
    return out;
}

}  // namespace marginalia
