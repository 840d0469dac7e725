// SPDX-License-Identifier: Apache-2.0
#include "core/export/export_model.h"

#include "core/base/file.h"
#include "core/export/export_warning.h"
#include "core/model/expected_tensors.h"
#include "core/model/gguf_config.h"
#include "core/model/safetensors.h"
#include "core/text/gguf_header.h"

#include <ATen/ops/equal.h>

#include <algorithm>
#include <set>

namespace marginalia {

namespace {

constexpr std::int64_t kLargestConfig = 16LL * 1024 * 1024;

const at::Tensor* find(const NamedTensors& tensors, const std::string& name)
{
    const auto found = std::find_if(tensors.begin(), tensors.end(),
                                    [&](const auto& entry) { return entry.first == name; });
    return found == tensors.end() ? nullptr : &found->second;
}

void settle(ExportModel& model, const NamedTensors& all)
{
    ModelConfig& config = model.config;
    const auto table = [&] {
        return std::string(config.layout->prefix) + config.layout->embedding + ".weight";
    };
    if (config.layout->bare != nullptr && find(all, table()) == nullptr) {
        config.layout = config.layout->bare;
    }
    const at::Tensor* const embedding = find(all, table());
    const at::Tensor* const head = find(all, std::string(config.layout->head) + ".weight");
    if (config.tied && embedding != nullptr && head != nullptr &&
        !(head->sizes() == embedding->sizes() && at::equal(*head, *embedding))) {
        config.tied = false;
        model.warnings.emplace_back(
            MG_TR("export",
                  "The head differs from the embedding although tie_word_embeddings is true: both "
                  "are written, and the flag is set to false."));
    }
}

void keepWanted(ExportModel& model, const NamedTensors& all)
{
    std::set<std::string> wanted;
    for (const ExpectedTensor& expected : expectedTensors(model.config)) {
        wanted.insert(expected.name);
    }
    std::string left;
    for (const auto& [name, tensor] : all) {
        if (wanted.count(name) > 0) {
            model.tensors.emplace_back(name, tensor);
        } else if (name != std::string(model.config.layout->head) + ".weight") {
            left += (left.empty() ? "" : ", ") + quotedForError(name);
        }
    }
    if (!left.empty()) {
        addWarning(model.warnings,
                   MG_TR("export", "Tensors that nothing is computed from are left out: %1."),
                   left.size() > 400 ? left.substr(0, 400) + "…" : left);
    }
}

}  // namespace

Result<ExportModel> openExportModel(const ExportSource& source)
{
    ExportModel model;
    model.source = source;
    MG_TRY(model.config, readModelConfig(source.model));
    if (isGgufFile(source.model)) {
        MG_TRY(const Json config, readGgufConfig(source.model));
        model.configText = config.dump(2) + "\n";
    } else {
        MG_TRY(model.configText, readFile(source.model + "/config.json", kLargestConfig));
    }
    MG_TRY(const NamedTensors all, openModelTensors(source.model));
    // Who trained with another tokenizer or template puts them beside the adapter.
    const bool own = !source.adapter.empty() && fileExists(source.adapter + "/tokenizer.json");
    MG_TRY(model.texts, readModelTexts(own ? source.adapter : source.model));
    settle(model, all);
    keepWanted(model, all);
    return model;
}

}  // namespace marginalia
