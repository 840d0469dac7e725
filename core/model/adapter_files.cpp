// SPDX-License-Identifier: Apache-2.0
#include "core/model/adapter_files.h"

#include "core/base/file.h"
#include "core/model/adapter_modules.h"
#include "core/model/row_head.h"
#include "core/model/safetensors.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace marginalia {

namespace {

using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;

constexpr const char* kWeights = "/adapter_model.safetensors";
constexpr const char* kPrefix = "base_model.model.";

std::string lastPart(const std::string& module)
{
    return module.substr(module.rfind('.') + 1);
}

/// The names to write: last parts where they mean the adapted modules and no others, as every
/// reader understands them; whole names elsewhere.
Result<ModuleNames> writtenTargets(const AdapterConfig& config, const Adapter& adapter,
                                   const std::vector<AdapterModule>& modules)
{
    std::set<std::string> adapted;
    std::set<std::string> last;
    for (const auto& part : adapter.parts()) {
        adapted.insert(part->module);
        last.insert(lastPart(part->module));
    }
    AdapterConfig tried = config;
    tried.allLinear = false;
    tried.targets = {std::nullopt, {last.begin(), last.end()}};
    MG_TRY(const AdapterTargets targets, AdapterTargets::make(tried, "target_modules"));
    const bool same = std::all_of(modules.begin(), modules.end(), [&](const AdapterModule& each) {
        return targets.covers(each.name, each.isLinear()) == (adapted.count(each.name) > 0);
    });
    if (!same) {
        tried.targets.list.assign(adapted.begin(), adapted.end());
    }
    return tried.targets;
}

/// Scales as lora_alpha / r: B is multiplied where one alpha cannot say it for all.
void makePlain(AdapterConfig& config, const Adapter& adapter, std::vector<double>& factors)
{
    const auto rankOf = [](const Adapter::Part& part) {
        return static_cast<double>(part.lora.a.size(0));
    };
    const auto alphaOf = [&](const Adapter::Part& part) { return part.lora.scale * rankOf(part); };
    config.rsLora = false;
    config.alphaPattern.clear();
    const double first = alphaOf(*adapter.parts().front());
    const bool one =
        std::all_of(adapter.parts().begin(), adapter.parts().end(), [&](const auto& part) {
            return std::abs(alphaOf(*part) - first) <= 1e-9 * std::abs(first);
        });
    if (one) {
        config.alpha = first;
        return;
    }
    for (std::size_t i = 0; i < adapter.parts().size(); ++i) {
        factors[i] = alphaOf(*adapter.parts()[i]) / config.alpha;
    }
}

}  // namespace

Result<std::shared_ptr<Adapter>> readAdapter(const std::string& folder, const Decoder& base)
{
    MG_TRY(const AdapterConfig config, readAdapterConfig(folder));
    const std::string path = folder + kWeights;
    if (!fileExists(path) && fileExists(folder + "/adapter_model.bin")) {
        return failure(
            ErrorKind::Unsupported,
            MG_TR("model",
                  "The adapter is a pickle (adapter_model.bin), which can run code when opened."),
            folder, MG_TR("model", "Save it with PEFT as safetensors first."));
    }
    MG_TRY(const std::shared_ptr<SafetensorsFile> file, SafetensorsFile::open(path));
    NamedTensors tensors;
    for (const std::string& name : file->names()) {
        MG_TRY(at::Tensor tensor, file->tensor(name));
        tensors.emplace_back(name, std::move(tensor));
    }
    return Adapter::fromTensors(base, config, tensors, path);
}

Status writeAdapterFiles(const std::string& folder, const Decoder& base, const Adapter& adapter,
                         const AdapterWriting& how)
{
    const c10::NoGradGuard noGrad;
    // Places are only read here; a decoder of its own keeps the given one constant.
    const std::unique_ptr<Decoder> own = base.shared();
    const std::vector<AdapterModule> modules = adapterModules(own->impl());
    AdapterConfig config = adapter.config();
    if (!how.base.empty()) {
        config.base = how.base;
        config.revision.clear();
    }
    std::vector<double> factors(adapter.parts().size(), 1);
    if (how.plainScale && !adapter.parts().empty()) {
        makePlain(config, adapter, factors);
    }
    if (how.head.defined()) {
        config.modulesToSave.emplace_back("score");
    }
    MG_TRY(config.targets, writtenTargets(config, adapter, modules));
    config.allLinear = false;
    NamedTensors tensors;
    for (auto& [name, tensor] : adapter.parameters()) {
        tensors.emplace_back(kPrefix + name, tensor.detach().cpu().contiguous());
    }
    if (how.head.defined()) {
        tensors.emplace_back(std::string(kPrefix) + RowHead::kName,
                             how.head.detach().cpu().contiguous());
    }
    for (std::size_t i = 0; i < factors.size(); ++i) {
        const Adapter::Part& part = *adapter.parts()[i];
        const std::string name =
            kPrefix + part.module + (part.table ? ".lora_embedding_B" : ".lora_B.weight");
        for (auto& [each, tensor] : tensors) {
            if (each == name && factors[i] != 1) {
                tensor = tensor * factors[i];
            }
        }
    }
    const bool byRows = std::any_of(modules.begin(), modules.end(), [](const AdapterModule& each) {
        return each.linear != nullptr && each.linear->inputsByRows;
    });
    MG_CHECK(makeFolders(folder));
    MG_CHECK(writeSafetensors(folder + kWeights, tensors));
    Json json = toJson(config, byRows);
    if (how.head.defined()) {
        json["task_type"] = how.headByToken ? "TOKEN_CLS" : "SEQ_CLS";
    }
    return writeFileAtomically(folder + "/adapter_config.json", json.dump(2) + "\n");
}

}  // namespace marginalia
