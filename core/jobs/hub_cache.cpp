// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/hub_cache.h"

#include "core/base/file.h"
#include "core/base/file_folders.h"
#include "core/base/json.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <set>

namespace marginalia {

namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kLongestRef = 4096;
constexpr std::int64_t kLongestIndex = std::int64_t{64} << 20U;
constexpr int kMostFiles = 20'000;
constexpr const char* kPrefix = "models--";

bool isWordCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// One path component that names a thing of the hub.
bool isPart(const std::string& text)
{
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
        return isWordCharacter(c) || c == '-' || c == '.';
    });
    return plain && !text.empty() && text.front() != '.' && text.size() <= 200;
}

/// $NAME and ${NAME}, as os.path.expandvars has it: what is not set stays as it is.
std::string withVariables(const std::string& text)
{
    std::string out;
    for (size_t at = 0; at < text.size();) {
        const bool braces = text[at] == '$' && at + 1 < text.size() && text[at + 1] == '{';
        size_t end = at + (braces ? 2 : 1);
        while (text[at] == '$' && end < text.size() &&
               (braces ? text[end] != '}' : isWordCharacter(text[end]))) {
            ++end;
        }
        const size_t begin = at + (braces ? 2 : 1);
        const std::string name = text.substr(begin, end - begin);
        end += braces && end < text.size() ? 1 : 0;
        const std::string value = name.empty() ? std::string() : environment(name.c_str());
        out += text[at] == '$' && !value.empty() ? value : text.substr(at, end - at);
        at = end;
    }
    return out;
}

std::string expanded(const std::string& text)
{
    const bool home = text == "~" || text.rfind("~/", 0) == 0;
    return withVariables(home ? homeFolder() + text.substr(1) : text);
}

/// "org/name" of "models--org--name".
std::string repositoryOf(const std::string& folder)
{
    std::string out = folder.substr(std::string(kPrefix).size());
    const size_t mark = out.find("--");
    if (mark != std::string::npos) {
        out.replace(mark, 2, "/");
    }
    return out;
}

std::string folderNameOf(const std::string& repository)
{
    std::string out = repository;
    const size_t slash = out.find('/');
    if (slash != std::string::npos) {
        out.replace(slash, 1, "--");
    }
    return kPrefix + out;
}

/// The commit that a file below refs/ holds; empty when there is none.
std::string commitOf(const fs::path& reference)
{
    const auto text = readFile(reference.string(), kLongestRef);
    if (!text) {
        return {};
    }
    std::string out = *text;
    out.erase(out.find_last_not_of(" \t\r\n") + 1);
    return isPart(out) ? out : std::string();
}

bool isThere(const fs::path& file)
{
    std::error_code ignored;
    return fs::is_regular_file(file, ignored);  // a link whose blob is gone is not there
}

/// The shards that an index names; empty when it names none.
std::set<std::string> shardsOf(const fs::path& index)
{
    std::set<std::string> out;
    const auto text = readFile(index.string(), kLongestIndex);
    const Json json = text ? Json::parse(*text, nullptr, false) : Json();
    if (json.is_object() && json.contains("weight_map") && json["weight_map"].is_object()) {
        for (const auto& [tensor, shard] : json["weight_map"].items()) {
            if (shard.is_string()) {
                out.insert(shard.get<std::string>());
            }
        }
    }
    return out;
}

/// What a folder of weights lacks; adapters and GGUF files need no config.json.
std::vector<std::string> missingFrom(const HubModel& model)
{
    const fs::path root(model.folder);
    if (!model.ggufs.empty() && !isThere(root / "config.json")) {
        return {};
    }
    const bool adapter = isThere(root / "adapter_config.json");
    std::vector<std::string> out;
    const char* const config = adapter ? "adapter_config.json" : "config.json";
    if (!isThere(root / config)) {
        out.emplace_back(config);
    }
    const char* const weights = adapter ? "adapter_model.safetensors" : "model.safetensors";
    if (isThere(root / weights)) {
        return out;
    }
    const std::set<std::string> shards = shardsOf(root / "model.safetensors.index.json");
    std::copy_if(shards.begin(), shards.end(), std::back_inserter(out),
                 [&](const std::string& shard) { return !isThere(root / shard); });
    // A pickle is there as a file; that it is refused is said where the model is looked at.
    if (shards.empty() && !isThere(root / "pytorch_model.bin") &&
        !isThere(root / "pytorch_model.bin.index.json")) {
        out.emplace_back(weights);
    }
    return out;
}

/// Bytes and GGUF files of a snapshot.
void measure(HubModel& model)
{
    std::error_code code;
    std::set<fs::path> seen;
    auto place = fs::recursive_directory_iterator(
        model.folder, fs::directory_options::skip_permission_denied, code);
    for (int count = 0; !code && place != fs::recursive_directory_iterator() && count < kMostFiles;
         place.increment(code), ++count) {
        std::error_code ignored;
        const fs::path real = fs::canonical(place->path(), ignored);
        if (ignored || !fs::is_regular_file(real, ignored) || !seen.insert(real).second) {
            continue;
        }
        const auto size = fs::file_size(real, ignored);
        model.bytes += ignored ? 0 : static_cast<std::int64_t>(size);
        if (place->path().extension() == ".gguf" && place.depth() == 0) {
            model.ggufs.push_back(place->path().filename().string());
        }
    }
    std::sort(model.ggufs.begin(), model.ggufs.end());
}

bool hasBegunDownload(const fs::path& repository)
{
    std::error_code code;
    for (const auto& blob : fs::directory_iterator(repository / "blobs", code)) {
        if (blob.path().extension() == ".incomplete") {
            return true;
        }
    }
    return false;
}

std::int64_t timeOf(const fs::path& folder)
{
    std::error_code code;
    const auto time = fs::last_write_time(folder, code);
    if (code) {
        return 0;
    }
    const auto since = std::chrono::file_clock::to_sys(time).time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(since).count();
}

/// The snapshots of one models--* folder, refs/main's first, then the newest.
std::vector<HubModel> snapshotsOf(const fs::path& repository)
{
    std::vector<HubModel> out;
    const std::string main = commitOf(repository / "refs" / "main");
    const bool begun = hasBegunDownload(repository);
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(repository / "snapshots", code)) {
        std::error_code ignored;
        if (!entry.is_directory(ignored)) {
            continue;
        }
        HubModel model;
        model.repository = repositoryOf(repository.filename().string());
        model.commit = entry.path().filename().string();
        model.folder = entry.path().string();
        model.main = model.commit == main;
        model.seconds = timeOf(entry.path());
        measure(model);
        model.missing = missingFrom(model);
        model.fetching = begun && !model.missing.empty();
        out.push_back(std::move(model));
    }
    std::sort(out.begin(), out.end(), [](const HubModel& left, const HubModel& right) {
        return left.main != right.main         ? left.main
               : left.seconds != right.seconds ? left.seconds > right.seconds
                                               : left.commit < right.commit;
    });
    return out;
}

/// The snapshot that "@revision" names: a commit, its beginning, a branch or a tag.
const HubModel* chosen(const std::vector<HubModel>& all, const fs::path& repository,
                       const std::string& revision)
{
    if (revision.empty()) {
        return all.empty() ? nullptr : &all.front();
    }
    const std::string named =
        revision.find("..") == std::string::npos ? commitOf(repository / "refs" / revision) : "";
    for (const HubModel& model : all) {
        if (model.commit == revision || (!named.empty() && model.commit == named)) {
            return &model;
        }
    }
    constexpr size_t kShortest = 7;
    const auto begins = [&](const HubModel& model) {
        return revision.size() >= kShortest && model.commit.rfind(revision, 0) == 0;
    };
    const auto found = std::find_if(all.begin(), all.end(), begins);
    return found == all.end() || std::count_if(all.begin(), all.end(), begins) > 1 ? nullptr
                                                                                   : &*found;
}

/// What is there as it is; a snapshot of a cache, or a file in one, is known by its path.
ModelPlace placeOf(const std::string& path)
{
    for (fs::path part(path); part.has_relative_path() && part != part.parent_path();
         part = part.parent_path()) {
        const std::string owner = part.parent_path().parent_path().filename().string();
        if (part.parent_path().filename() == "snapshots" && owner.rfind(kPrefix, 0) == 0) {
            return {path, repositoryOf(owner), part.filename().string()};
        }
    }
    return {path, {}, {}};
}

std::string joined(const std::vector<std::string>& names)
{
    constexpr size_t kShown = 3;
    std::string out;
    for (size_t i = 0; i < std::min(names.size(), kShown); ++i) {
        out += (i > 0 ? ", " : "") + quotedForError(names[i]);
    }
    return names.size() > kShown ? out + ", …" : out;
}

}  // namespace

std::string hubCacheFolder()
{
    for (const char* name : {"HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"}) {
        if (const std::string value = environment(name); !value.empty()) {
            return expanded(value);
        }
    }
    if (const std::string home = environment("HF_HOME"); !home.empty()) {
        return expanded(home) + "/hub";
    }
    const std::string cache = environment("XDG_CACHE_HOME");
    return (cache.empty() ? homeFolder() + "/.cache" : expanded(cache)) + "/huggingface/hub";
}

std::vector<HubModel> listHubModels(const std::string& cache)
{
    std::map<std::string, fs::path> byName;
    std::error_code code;
    for (const auto& entry : fs::directory_iterator(cache, code)) {
        std::error_code ignored;
        const std::string name = entry.path().filename().string();
        if (name.rfind(kPrefix, 0) == 0 && entry.is_directory(ignored)) {
            byName[repositoryOf(name)] = entry.path();
        }
    }
    std::vector<HubModel> out;
    for (const auto& [name, folder] : byName) {
        const std::vector<HubModel> snapshots = snapshotsOf(folder);
        out.insert(out.end(), snapshots.begin(), snapshots.end());
    }
    return out;
}

bool isHubName(const std::string& text)
{
    const std::string name = text.substr(0, text.find('@'));
    const std::string revision = name.size() < text.size() ? text.substr(name.size() + 1) : "main";
    const size_t slash = name.find('/');
    const bool parts = slash == std::string::npos
                           ? isPart(name)
                           : isPart(name.substr(0, slash)) && isPart(name.substr(slash + 1));
    return parts && name.find("--") == std::string::npos && !revision.empty() &&
           std::all_of(revision.begin(), revision.end(), [](char c) {
               return isWordCharacter(c) || c == '-' || c == '.' || c == '/';
           });
}

Result<ModelPlace> findModel(const std::string& named, const std::string& cache)
{
    std::error_code ignored;
    for (const std::string& path : {named, expanded(named)}) {
        if (fs::exists(path, ignored)) {
            return placeOf(path);
        }
    }
    const auto absent = [&](Text what, Text todo) {
        return failure(ErrorKind::NotFound, std::move(what), named, std::move(todo));
    };
    if (!isHubName(named)) {
        return absent(MG_TR("jobs", "There is no such model folder."),
                      MG_TR("jobs", "Choose a folder with config.json and model.safetensors."));
    }
    const size_t at = named.find('@');
    const std::string repository = named.substr(0, at);
    const std::string revision = at == std::string::npos ? std::string() : named.substr(at + 1);
    const fs::path folder = fs::path(cache) / folderNameOf(repository);
    const std::vector<HubModel> all = snapshotsOf(folder);
    const HubModel* const model = chosen(all, folder, revision);
    if (model == nullptr) {
        return absent(Text(all.empty() ? MG_TR("jobs",
                                               "This is no folder, and the hub cache %1 has no "
                                               "model of this name.")
                                       : MG_TR("jobs",
                                               "The hub cache %1 has this model, but not this "
                                               "revision."),
                           {cache}),
                      MG_TR("jobs",
                            "Fetch it with Hugging Face's tools, or choose a folder; "
                            "Marginalia fetches nothing by itself."));
    }
    if (!model->complete()) {
        return absent(Text(MG_TR("jobs", "The model is not wholly in the hub cache: %1 missing."),
                           {joined(model->missing)}),
                      MG_TR("jobs", "Let Hugging Face's tools finish the download."));
    }
    return ModelPlace{model->folder, repository, model->commit};
}

}  // namespace marginalia
