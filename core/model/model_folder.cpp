// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"
#include "core/model/decoder.h"
#include "core/model/safetensors.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace marginalia {

namespace fs = std::filesystem;

namespace {

using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;

Result<Json> readIndex(const std::string& path)
{
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    const Json json = Json::parse(text.str(), nullptr, false);
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
    for (const auto& [name, file] : json["weight_map"].items()) {
        if (!file.is_string()) {
            return bad("a value of weight_map is not a string");
        }
        const std::string shard = file.get<std::string>();
        if (shard.empty() || shard.find_first_of("/\\") != std::string::npos ||
            shard.find("..") != std::string::npos) {
            return bad("a shard lies outside the folder");
        }
    }
    return json["weight_map"];
}

Result<NamedTensors> allTensors(const SafetensorsFile& file, const std::set<std::string>* wanted)
{
    NamedTensors out;
    for (const std::string& name : file.names()) {
        if (wanted == nullptr || wanted->count(name) > 0) {
            MG_TRY(at::Tensor tensor, file.tensor(name));
            out.emplace_back(name, std::move(tensor));
        }
    }
    return out;
}

Result<NamedTensors> openShards(const fs::path& folder, const Json& map)
{
    std::map<std::string, std::set<std::string>> byFile;
    for (const auto& [name, file] : map.items()) {
        byFile[file.get<std::string>()].insert(name);
    }
    NamedTensors out;
    for (const auto& [shard, names] : byFile) {
        const std::string path = (folder / shard).string();
        MG_TRY(std::shared_ptr<SafetensorsFile> file, SafetensorsFile::open(path));
        MG_TRY(NamedTensors tensors, allTensors(*file, &names));
        if (tensors.size() != names.size()) {
            return failure(ErrorKind::NotFound,
                           MG_TR("model", "A shard lacks a tensor that the list of shards names."),
                           path, MG_TR("model", "Fetch the model folder again."));
        }
        out.insert(out.end(), tensors.begin(), tensors.end());
    }
    return out;
}

/// Weights in other forms, stale indices and optimizer state stay behind; so do the files written
/// anew.
bool isCopied(const fs::directory_entry& entry)
{
    const std::string name = entry.path().filename().string();
    static const std::set<std::string> kLeftOut = {".bin", ".pt",          ".pth",    ".gguf",
                                                   ".h5",  ".safetensors", ".partial"};
    const bool index = name.size() > 11 && name.rfind(".index.json") == name.size() - 11;
    return entry.is_regular_file() && kLeftOut.count(entry.path().extension().string()) == 0 &&
           !index && name != "manifest.json" && name != "state.json" && name != "pinned";
}

void copySideFiles(const fs::path& base, const fs::path& target)
{
    for (const fs::directory_entry& entry : fs::directory_iterator(base)) {
        if (isCopied(entry)) {
            const std::string name = entry.path().filename().string();
            fs::copy_file(entry.path(), target / (name == "README.md" ? "README.base.md" : name),
                          fs::copy_options::overwrite_existing);
        }
    }
    if (fs::is_directory(base / "additional_chat_templates")) {
        fs::copy(base / "additional_chat_templates", target / "additional_chat_templates",
                 fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    }
}

/// config.json says which dtype the weights have; numbers keep their kind, because transformers is
/// strict about it.
Status patchConfig(const fs::path& path, const NamedTensors& tensors)
{
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    Json json = Json::parse(text.str(), nullptr, false);
    if (json.is_discarded() || !json.is_object() || tensors.empty()) {
        return failure(ErrorKind::Parse,
                       MG_TR("model", "The base model's config.json is not a JSON object."),
                       path.string());
    }
    const at::ScalarType type = tensors.front().second.scalar_type();
    const char* const name = type == at::kBFloat16 ? "bfloat16"
                             : type == at::kHalf   ? "float16"
                                                   : "float32";
    for (const char* key : {"dtype", "torch_dtype"}) {
        if (json.contains(key)) {
            json[key] = name;
        }
    }
    const bool head = std::any_of(tensors.begin(), tensors.end(), [](const auto& entry) {
        return entry.first == "lm_head.weight" || entry.first == "embed_out.weight";
    });
    if (head && json.value("tie_word_embeddings", true)) {  // silence may mean tied
        json["tie_word_embeddings"] = false;
    }
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << json.dump(2) << '\n';
    out.flush();
    if (!out) {
        return failure(ErrorKind::Io, MG_TR("model", "The file cannot be written."), path.string());
    }
    return {};
}

Status buildFolder(const fs::path& partial, const std::string& baseFolder,
                   const NamedTensors& tensors)
{
    fs::remove_all(partial);
    fs::create_directories(partial);
    copySideFiles(baseFolder, partial);
    MG_CHECK(patchConfig(partial / "config.json", tensors));
    return writeSafetensors((partial / "model.safetensors").string(), tensors);
}

}  // namespace

Result<NamedTensors> openModelTensors(const std::string& folder)
{
    const fs::path root(folder);
    std::error_code ignored;
    if (fs::exists(root / "model.safetensors", ignored)) {
        MG_TRY(std::shared_ptr<SafetensorsFile> file,
               SafetensorsFile::open((root / "model.safetensors").string()));
        return allTensors(*file, nullptr);
    }
    const fs::path index = root / "model.safetensors.index.json";
    if (fs::exists(index, ignored)) {
        MG_TRY(Json map, readIndex(index.string()));
        return openShards(root, map);
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

Status writeModelFolder(const std::string& folder, const std::string& baseFolder,
                        const NamedTensors& tensors)
{
    const fs::path target(folder);
    const fs::path partial(folder + ".partial");
    try {
        MG_CHECK(buildFolder(partial, baseFolder, tensors));
        // Never a moment without a whole folder: the old one moves aside and goes last.
        const fs::path old(folder + ".old");
        fs::remove_all(old);
        if (fs::exists(target)) {
            fs::rename(target, old);
        }
        fs::rename(partial, target);
        fs::remove_all(old);
    } catch (const fs::filesystem_error& error) {
        return failure(
            error.code() == std::errc::no_space_on_device ? ErrorKind::Full : ErrorKind::Io,
            Text(MG_TR("model", "The model folder cannot be written: %1."),
                 {error.code().message()}),
            folder);
    }
    return {};
}

}  // namespace marginalia
