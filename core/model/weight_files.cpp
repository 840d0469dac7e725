// SPDX-License-Identifier: Apache-2.0
#include "core/model/weight_files.h"

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/mapped_file.h"
#include "core/model/gguf_names.h"
#include "core/text/gguf_header.h"

#include <filesystem>
#include <iterator>
#include <utility>

namespace marginalia {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kLongestIndex = std::int64_t{256} << 20U;

Result<WeightFiles> readIndex(const std::string& path)
{
    MG_TRY(const std::string text, readFile(path, kLongestIndex));
    const Json json = Json::parse(text, nullptr, false);
    const auto bad = [&](const char* what) {
        return failure(ErrorKind::Parse,
                       Text(MG_TR("model", "The list of shards cannot be used: %1."), {what}), path,
                       MG_TR("model", "Fetch the model folder again."));
    };
    if (json.is_discarded() || !json.is_object()) {
        return bad("it is not a JSON object");
    }
    if (!json.contains("weight_map") || !json["weight_map"].is_object()) {
        return bad("weight_map is missing");
    }
    WeightFiles out;
    for (const auto& [name, file] : json["weight_map"].items()) {
        if (!file.is_string()) {
            return bad("a value of weight_map is not a string");
        }
        const std::string shard = file.get<std::string>();
        if (shard.empty() || shard.find_first_of("/\\") != std::string::npos ||
            shard.find("..") != std::string::npos) {
            return bad("a shard lies outside the folder");
        }
        out[shard].insert(name);
    }
    return out;
}

}  // namespace

Result<WeightFiles> weightFiles(const std::string& folder)
{
    const fs::path root(folder);
    std::error_code ignored;
    if (fs::exists(root / "model.safetensors", ignored)) {
        return WeightFiles{{"model.safetensors", {}}};
    }
    const fs::path index = root / "model.safetensors.index.json";
    if (fs::exists(index, ignored)) {
        return readIndex(index.string());
    }
    if (fs::exists(root / "pytorch_model.bin", ignored) ||
        fs::exists(root / "pytorch_model.bin.index.json", ignored)) {
        return failure(
            ErrorKind::Unsupported,
            MG_TR("model",
                  "The weights are a pickle (pytorch_model.bin), which can run code when opened."),
            folder, MG_TR("model", "Convert the model to safetensors first."));
    }
    return failure(ErrorKind::NotFound, MG_TR("model", "The folder has no model.safetensors."),
                   folder,
                   MG_TR("model", "Choose a folder with config.json and model.safetensors."));
}

Result<WeightHeaders> readWeightHeader(const std::string& file)
{
    MG_TRY(const auto mapped, MappedFile::open(file));
    MG_TRY(SafetensorsHeader header, parseSafetensorsHeader(mapped->bytes(), file));
    return WeightHeaders{std::move(header.entries),
                         static_cast<std::int64_t>(mapped->bytes().size())};
}

namespace {

Result<WeightHeaders> readGgufHeaders(const std::string& file)
{
    MG_TRY(const auto mapped, MappedFile::open(file));
    MG_TRY(const GgufHeader header, parseGgufHeader(mapped->bytes(), file));
    WeightHeaders out{{}, static_cast<std::int64_t>(mapped->bytes().size())};
    for (const GgufTensor& tensor : header.tensors) {
        if (tensor.name != kGgufRopeFactors) {
            out.tensors.push_back({nameOfGguf(tensor.name), ggufFormat(tensor.type)->name,
                                   tensor.shape, tensor.begin, tensor.begin + tensor.bytes});
        }
    }
    return out;
}

}  // namespace

Result<WeightHeaders> readWeightHeaders(const std::string& folder)
{
    std::error_code ignored;
    if (fs::is_regular_file(folder, ignored) && isGgufFile(folder)) {
        return readGgufHeaders(folder);
    }
    MG_TRY(const WeightFiles files, weightFiles(folder));
    WeightHeaders out;
    for (const auto& [file, names] : files) {
        const std::string path = (fs::path(folder) / file).string();
        MG_TRY(WeightHeaders one, readWeightHeader(path));
        out.bytes += one.bytes;
        size_t taken = 0;
        for (TensorEntry& entry : one.tensors) {
            if (names.empty() || names.count(entry.name) > 0) {
                out.tensors.push_back(std::move(entry));
                ++taken;
            }
        }
        if (!names.empty() && taken != names.size()) {
            return failure(ErrorKind::NotFound,
                           MG_TR("model", "A shard lacks a tensor that the list of shards names."),
                           path, MG_TR("model", "Fetch the model folder again."));
        }
    }
    return out;
}

}  // namespace marginalia
