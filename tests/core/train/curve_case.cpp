// SPDX-License-Identifier: Apache-2.0
#include "tests/core/train/curve_case.h"

#include "core/model/adapter_files.h"
#include "tests/core/objectives/golden_batch.h"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace marginalia::golden {

namespace {

namespace fs = std::filesystem;

TrainRow rowOf(const Json& prompt, const Json& completion, bool whole)
{
    TrainRow row;
    for (const Json* part : {&prompt, &completion}) {
        for (const Json& id : *part) {
            row.ids.push_back(id.get<std::int32_t>());
            row.trained.push_back(part == &completion || (whole && row.ids.size() > 1));
        }
    }
    return row;
}

Uid uidOf(std::size_t index)
{
    Uid uid;
    const std::uint64_t number = index + 1;
    std::memcpy(uid.bytes.data(), &number, sizeof number);
    return uid;
}

void name(TrainRow& row, std::size_t index, RowRole role, std::uint32_t answer)
{
    row.role = role;
    row.answer = answer;
    row.promptUid = row.completionUid = uidOf(index);
    row.snapshotIndex = static_cast<std::uint32_t>(index);
}

}  // namespace

std::string trainingFolder()
{
    return folder() + "/models/training";
}

std::vector<std::string> curveNames()
{
    std::vector<std::string> out;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(trainingFolder(), none)) {
        const std::string stem = entry.path().stem().string();
        if (entry.path().extension() == ".json" && stem != "data" && stem != "schedules" &&
            stem != "initial_logps") {
            out.push_back(stem);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::string CurveCase::objectiveOf(const Json& run)
{
    // The trainer's name and its loss, as objectives.md 0.9 maps them.
    std::string objective = run["objective"];
    const std::string loss = run["options"].value("loss_type", "sigmoid");
    if (loss != "sigmoid") {
        objective = loss;
    } else if (objective == "reward") {
        objective = "rm_bt";
    }
    return findObjective(objective) != nullptr ? objective : "";
}

CurveCase CurveCase::load(const std::string& name)
{
    CurveCase out;
    out.name = name;
    out.run = read(trainingFolder() + "/" + name + ".json");
    out.modelFolder = trainingFolder() + "/" + out.run["initial_model"].get<std::string>();
    const Json& optimizer = out.run["optimizer"];
    RunSpec spec = defaultRunSpec(objectiveOf(out.run));
    spec.as_trl = true;
    spec.model = out.modelFolder;
    spec.learning_rate = optimizer["learning_rate"];
    spec.weight_decay = optimizer["weight_decay"];
    spec.adam_beta1 = optimizer["adam_beta1"];
    spec.adam_beta2 = optimizer["adam_beta2"];
    spec.adam_epsilon = optimizer["adam_epsilon"];
    spec.max_grad_norm = optimizer["max_grad_norm"];
    spec.schedule = out.run["schedule"]["kind"];
    spec.warmup_steps = out.run["schedule"]["warmup_steps"];
    spec.batch_size = out.run["micro_batch"];
    spec.accumulation = out.run["accumulation"];
    for (const auto& [theirs, ours] :
         {std::pair("beta", spec.objective == "orpo" ? "lambda" : "beta"),
          std::pair("desirable_weight", "desirable_weight"),
          std::pair("undesirable_weight", "undesirable_weight"),
          std::pair("cpo_alpha", "cpo_alpha"), std::pair("simpo_gamma", "gamma"),
          std::pair("center_rewards_coefficient", "center_coefficient")}) {
        if (out.run["options"].contains(theirs)) {
            spec.parameters[ours] = out.run["options"][theirs];
        }
    }
    if (spec.objective == "orpo") {
        spec.choices["nll_scope"] = "prompt_and_completion";
    }
    if (out.run["options"].contains("lora")) {
        const Json& lora = out.run["options"]["lora"];
        spec.method = "lora";
        spec.lora_r = lora["r"];
        spec.lora_alpha = lora["lora_alpha"];
        spec.lora_targets.clear();
        for (const Json& name : lora["target_modules"]) {
            spec.lora_targets += name.get<std::string>() + " ";
        }
    }
    out.spec = spec;
    return out;
}

TrainData CurveCase::data() const
{
    const Json all = read(trainingFolder() + "/data.json");
    const bool whole = !run["options"].value("completion_only", true);
    TrainData data;
    data.pairs = run["data"] == "pairs";
    const Json& list = all[run["data"].get<std::string>()];
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Json& each = list[i];
        TrainItem item;
        if (data.pairs) {
            item.rows = {rowOf(each["prompt"], each["chosen"], false),
                         rowOf(each["prompt"], each["rejected"], false)};
            ::marginalia::golden::name(item.rows[0], i, RowRole::Chosen, 0);
            ::marginalia::golden::name(item.rows[1], i, RowRole::Rejected, 1);
        } else {
            item.rows = {rowOf(each["prompt"], each["completion"], whole)};
            const bool good = each["label"];
            ::marginalia::golden::name(item.rows[0], i,
                                       spec.objective == "sft"
                                           ? RowRole::Demo
                                           : (good ? RowRole::Desirable : RowRole::Undesirable),
                                       0);
        }
        data.items.push_back(std::move(item));
    }
    data.mismatch = [list](const TrainItem& prompt,
                           const TrainItem& completion) -> Result<TrainRow> {
        const std::size_t left = prompt.rows[0].snapshotIndex;
        const std::size_t right = completion.rows[0].snapshotIndex;
        TrainRow row = rowOf(list[left]["prompt"], list[right]["completion"], false);
        ::marginalia::golden::name(row, left, RowRole::Mismatch, 0);
        row.completionUid = uidOf(right);
        return row;
    };
    return data;
}

BatchPlan CurveCase::plan() const
{
    return BatchPlan::given(
        run["batches"].get<std::vector<std::vector<std::vector<std::int64_t>>>>(),
        spec.objective == "kto");
}

std::string CurveCase::headFolder() const
{
    const std::string given = trainingFolder() + "/" + name + "_head.safetensors";
    if (!fs::exists(given)) {
        return "";
    }
    const fs::path folder = fs::temp_directory_path() / ("marginalia-head-" + name);
    fs::create_directories(folder);
    fs::copy_file(given, folder / "model.safetensors", fs::copy_options::overwrite_existing);
    return folder.string();
}

std::unique_ptr<Decoder> CurveCase::decoder() const
{
    auto loaded = Decoder::load(modelFolder, at::kFloat, c10::Device(at::kCPU));
    if (!loaded.ok()) {
        throw std::runtime_error(loaded.error().message());
    }
    std::unique_ptr<Decoder> out = loaded.take();
    const std::string start = trainingFolder() + "/" + name + "_init_adapter";
    if (fs::exists(start)) {
        auto adapter = readAdapter(start, *out);
        if (!adapter.ok() || !out->wear(adapter.value()).ok()) {
            throw std::runtime_error(adapter.ok() ? start : adapter.error().message());
        }
    }
    return out;
}

}  // namespace marginalia::golden
