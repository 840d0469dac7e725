// SPDX-License-Identifier: Apache-2.0
#include "core/model/adapter_base.h"

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/json_depth.h"
#include "core/jobs/hub_cache.h"
#include "core/model/adapter_config.h"

#include <filesystem>
#include <vector>

namespace marginalia {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kMostBytes = std::int64_t{64} << 20U;

bool isModel(const fs::path& folder)
{
    return fileExists((folder / "config.json").string());
}

/// A JSON object of a file; null where there is none.
Json objectOf(const fs::path& file)
{
    const auto text = readFile(file.string(), kMostBytes);
    const bool fit = text.ok() && !isNestedTooDeep(*text);
    const Json json = fit ? Json::parse(*text, nullptr, false) : Json();
    return json.is_object() ? json : Json();
}

/// The start model of the run whose checkpoints/step-... this is; empty: it is none.
std::string modelOfRun(const fs::path& checkpoint)
{
    const Json run = objectOf(checkpoint.parent_path().parent_path() / "run.json");
    const Json settings = run.is_object() ? run.value("settings", Json()) : Json();
    if (!settings.is_object()) {
        return {};
    }
    const Json model = settings.value("model", Json());
    return model.is_string() ? model.get<std::string>() : std::string();
}

/// The snapshot of a hub name: of the revision that the adapter names, else the present one.
std::string inHubCache(const AdapterConfig& config)
{
    if (!isHubName(config.base)) {
        return {};
    }
    std::vector<std::string> names = {config.base};
    if (!config.revision.empty()) {
        names.insert(names.begin(), config.base + "@" + config.revision);
    }
    for (const std::string& name : names) {
        std::error_code ignored;
        if (const auto found = findModel(name); found.ok() && isModel(found->folder)) {
            return fs::weakly_canonical(found->folder, ignored).string();
        }
    }
    return {};
}

}  // namespace

BaseWeights baseWeightsBeside(const std::string& adapterFolder)
{
    const Json state = objectOf(fs::path(adapterFolder) / "state.json");
    const Json environment = state.is_object() ? state.value("environment", Json()) : Json();
    const Json word = environment.is_object() ? environment.value("base_weights", Json()) : Json();
    return word.is_string() ? baseWeightsFrom(word.get<std::string>()).value_or(BaseWeights::Dense)
                            : BaseWeights::Dense;
}

Result<std::string> adapterBaseFolder(const std::string& adapterFolder)
{
    MG_TRY(const AdapterConfig config, readAdapterConfig(adapterFolder));
    std::error_code ignored;
    const fs::path here = fs::weakly_canonical(adapterFolder, ignored);
    std::vector<fs::path> places;
    if (!config.base.empty()) {
        places = {config.base, here / config.base, here.parent_path() / config.base};
    }
    if (const std::string model = modelOfRun(here); !model.empty()) {
        const auto found = findModel(model);
        places.emplace_back(found.ok() ? found->folder : model);
    }
    for (const fs::path& place : places) {
        if (isModel(place)) {
            return fs::weakly_canonical(place, ignored).string();
        }
    }
    if (const std::string folder = inHubCache(config); !folder.empty()) {
        return folder;
    }
    return failure(ErrorKind::NotFound,
                   Text(MG_TR("model", "The adapter's base model \"%1\" is not on this machine."),
                        {quotedForError(config.base)}),
                   adapterFolder,
                   MG_TR("model",
                         "Put its folder there, or name it in adapter_config.json under "
                         "base_model_name_or_path."));
}

}  // namespace marginalia
