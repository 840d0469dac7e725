// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_adapter.h"

#include "core/jobs/hub_cache.h"
#include "core/model/adapter_files.h"
#include "core/objectives/parameter_choice.h"
#include "core/objectives/parameters.h"

#include <ATen/ops/zeros.h>

#include <algorithm>

namespace marginalia {

AdapterConfig adapterConfigOf(const RunSpec& spec)
{
    AdapterConfig out;
    out.base = spec.model;
    // A folder of one machine says nothing to others; a name of the hub does.
    if (const auto place = findModel(spec.model); place.ok() && !place->repository.empty()) {
        out.base = place->repository;
        out.revision = place->commit;
    }
    out.rank = spec.lora_r;
    out.alpha = spec.lora_alpha;
    out.dropout = spec.lora_dropout;
    out.rsLora = spec.use_rslora;
    out.dora = spec.use_dora;
    const std::vector<std::string> targets = moduleNames(spec.lora_targets);
    out.allLinear = targets.size() == 1 && targets[0] == "all-linear";
    if (!out.allLinear) {
        out.targets.list = targets;
    }
    out.modulesToSave = moduleNames(spec.lora_modules_to_save);
    return out;
}

namespace {

Error meansNothing(const std::string& name, const char* setting)
{
    return failure(ErrorKind::Invalid,
                   Text(MG_TR("train", "The model has no module \"%1\"."), {quotedForError(name)}),
                   setting, MG_TR("train", "Take names like q_proj or lm_head."));
}

/// A name that is spelt wrong beside one that is not would go unseen.
Status everyNameMeansSomething(const RunSpec& spec, const Adapter& adapter)
{
    const AdapterConfig config = adapterConfigOf(spec);
    for (const std::string& name : config.targets.list) {
        AdapterConfig one;
        one.targets.list = {name};
        MG_TRY(const AdapterTargets targets, AdapterTargets::make(one, "lora_targets"));
        const bool found =
            std::any_of(adapter.parts().begin(), adapter.parts().end(),
                        [&](const auto& part) { return targets.covers(part->module, true); });
        if (!found) {
            return meansNothing(name, "lora_targets");
        }
    }
    for (const std::string& name : config.modulesToSave) {
        AdapterConfig one;
        one.modulesToSave = {name};
        MG_TRY(const AdapterTargets targets, AdapterTargets::make(one, "lora_modules_to_save"));
        const auto& saved = adapter.saved();
        const bool found = std::any_of(saved.begin(), saved.end(), [&](const auto& entry) {
            return targets.saves(entry.first.substr(0, entry.first.rfind('.')));
        });
        if (!found) {
            return meansNothing(name, "lora_modules_to_save");
        }
    }
    return {};
}

/// module_selection (objectives.md 9.12): what is not chosen has no gradient and no moments.
Status chooseModules(Decoder& decoder, const RunSpec& spec)
{
    for (const ModifierSpec& modifier : spec.modifiers) {
        if (modifier.id != "module_selection") {
            continue;
        }
        const Given given(findModifier(modifier.id)->info,
                          {modifier.parameters, modifier.choices, {}, {}});
        MG_CHECK(given.check());
        std::vector<std::string> names;
        for (const auto& [name, tensor] : decoder.parameters()) {
            names.push_back(name);
        }
        MG_TRY(const std::set<std::string> chosen,
               chosenModules(names,
                             {given.word("modules"), static_cast<int>(given.number("first_layer")),
                              static_cast<int>(given.number("last_layer"))}));
        for (const auto& [name, tensor] : decoder.parameters()) {
            tensor.set_requires_grad(chosen.contains(name));
        }
    }
    return {};
}

}  // namespace

Status prepareTrained(Decoder& decoder, const RunSpec& spec)
{
    if (spec.method != "lora") {
        decoder.setTrainable(true);
        return chooseModules(decoder, spec);
    }
    decoder.setTrainable(false);
    if (decoder.adapter() != nullptr) {
        decoder.adapter()->setTrainable(true);
        return {};
    }
    MG_TRY(std::shared_ptr<Adapter> adapter,
           Adapter::fresh(decoder, adapterConfigOf(spec), spec.seed));
    MG_CHECK(everyNameMeansSomething(spec, *adapter));
    adapter->setTrainable(true);
    return decoder.wear(std::move(adapter));
}

NamedTensors trainedTensors(const Decoder& decoder)
{
    if (decoder.adapter() != nullptr) {
        return decoder.adapter()->parameters();
    }
    NamedTensors out;
    for (const auto& [name, tensor] : decoder.parameters()) {
        if (tensor.requires_grad()) {
            out.emplace_back(name, tensor);
        }
    }
    return out;
}

Status writeTrained(const std::string& folder, const Decoder& decoder,
                    const std::string& baseFolder, const RowHead* head)
{
    if (decoder.adapter() != nullptr) {
        AdapterWriting how;
        if (head != nullptr) {
            how.head = head->weight();
            how.headByToken = head->naming().byToken;
        }
        return writeAdapterFiles(folder, decoder, *decoder.adapter(), how);
    }
    NamedTensors exported;
    for (const auto& [name, tensor] : decoder.parameters()) {
        exported.emplace_back(name, tensor.detach().cpu());
    }
    if (head != nullptr) {
        const at::Tensor weight = head->weight().detach().cpu();
        exported.emplace_back(RowHead::kName, weight);
        if (head->naming().byToken) {  // the class of tokens has one
            exported.emplace_back(RowHead::kBias, at::zeros({head->outputs()}, weight.options()));
        }
    }
    return writeModelFolder(folder, baseFolder, exported,
                            head != nullptr ? head->naming() : HeadNaming{});
}

}  // namespace marginalia
