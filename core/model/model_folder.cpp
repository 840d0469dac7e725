// SPDX-License-Identifier: Apache-2.0
#include "core/base/json.h"
#include "core/model/decoder.h"
#include "core/model/gguf_tensors.h"
#include "core/model/row_head.h"
#include "core/model/safetensors.h"
#include "core/model/weight_files.h"
#include "core/text/gguf_header.h"

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace marginalia {

namespace fs = std::filesystem;

namespace {

using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;

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

/// transformers finds the class of a model with a head by `architectures`, and the size of the head
/// by its labels; it pads batches with a token that must be named.
void nameClassifier(Json& json, std::int64_t outputs, const HeadNaming& naming)
{
    Json& classes = json["architectures"];
    for (Json& each : classes) {
        std::string name = each.is_string() ? each.get<std::string>() : std::string();
        for (const char* ending : {"ForCausalLM", "LMHeadModel"}) {
            if (name.ends_with(ending)) {
                name.resize(name.size() - std::string(ending).size());
                each = name +
                       (naming.byToken ? "ForTokenClassification" : "ForSequenceClassification");
            }
        }
    }
    Json names = Json::object();
    Json numbers = Json::object();
    for (std::int64_t i = 0; i < outputs; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const std::string label =
            at < naming.labels.size() ? naming.labels[at] : "LABEL_" + std::to_string(i);
        names[std::to_string(i)] = label;
        numbers[label] = i;
    }
    json["id2label"] = names;
    json["label2id"] = numbers;
    if (!json.contains("pad_token_id") || json["pad_token_id"].is_null()) {
        const Json end = json.value("eos_token_id", Json());
        json["pad_token_id"] = end.is_array() && !end.empty() ? end[0] : end;
    }
}

/// config.json says which dtype the weights have; numbers keep their kind, because transformers is
/// strict about it.
Status patchConfig(const fs::path& path, const std::vector<TensorToWrite>& tensors,
                   const HeadNaming& naming)
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
    const at::ScalarType type = tensors.front().type;
    const char* const name = type == at::kBFloat16 ? "bfloat16"
                             : type == at::kHalf   ? "float16"
                                                   : "float32";
    for (const char* key : {"dtype", "torch_dtype"}) {
        if (json.contains(key)) {
            json[key] = name;
        }
    }
    const bool head = std::any_of(tensors.begin(), tensors.end(), [](const TensorToWrite& entry) {
        return entry.name == "lm_head.weight" || entry.name == "embed_out.weight";
    });
    if (head && json.value("tie_word_embeddings", true)) {  // silence may mean tied
        json["tie_word_embeddings"] = false;
    }
    const auto scores =
        std::find_if(tensors.begin(), tensors.end(),
                     [](const TensorToWrite& entry) { return entry.name == RowHead::kName; });
    if (scores != tensors.end()) {
        nameClassifier(json, scores->shape.at(0), naming);
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
                   std::vector<TensorToWrite> tensors, const HeadNaming& naming)
{
    fs::remove_all(partial);
    fs::create_directories(partial);
    copySideFiles(baseFolder, partial);
    MG_CHECK(patchConfig(partial / "config.json", tensors, naming));
    return streamSafetensors((partial / "model.safetensors").string(), std::move(tensors), nullptr);
}

}  // namespace

Result<NamedTensors> openModelTensors(const std::string& folder, at::ScalarType packed)
{
    std::error_code ignored;
    if (fs::is_regular_file(folder, ignored) && isGgufFile(folder)) {
        return openGgufTensors(folder, packed);
    }
    MG_TRY(const WeightFiles files, weightFiles(folder));
    NamedTensors out;
    for (const auto& [file, names] : files) {
        const std::string path = (fs::path(folder) / file).string();
        MG_TRY(std::shared_ptr<SafetensorsFile> opened, SafetensorsFile::open(path));
        MG_TRY(NamedTensors tensors, allTensors(*opened, names.empty() ? nullptr : &names));
        if (!names.empty() && tensors.size() != names.size()) {
            return failure(ErrorKind::NotFound,
                           MG_TR("model", "A shard lacks a tensor that the list of shards names."),
                           path, MG_TR("model", "Fetch the model folder again."));
        }
        out.insert(out.end(), tensors.begin(), tensors.end());
    }
    return out;
}

Status writeModelFolder(const std::string& folder, const std::string& baseFolder,
                        const NamedTensors& tensors, const HeadNaming& naming)
{
    MG_TRY(std::vector<TensorToWrite> all, tensorsToWrite(tensors, folder));
    return streamModelFolder(folder, baseFolder, std::move(all), naming);
}

Status streamModelFolder(const std::string& folder, const std::string& baseFolder,
                         std::vector<TensorToWrite> tensors, const HeadNaming& naming)
{
    const fs::path target(folder);
    const fs::path partial(folder + ".partial");
    try {
        MG_CHECK(buildFolder(partial, baseFolder, std::move(tensors), naming));
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
