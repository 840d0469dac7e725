// SPDX-License-Identifier: Apache-2.0
#include "tests/core/train/rule_loop.h"

#include "core/jobs/combinations.h"

#include <random>
#include <stdexcept>

namespace marginalia::rule_loop {

std::vector<TrainItem> items(bool pairs, std::int64_t vocabulary)
{
    std::mt19937 random(11);
    const auto token = [&] {
        return static_cast<std::int32_t>(3 + random() % static_cast<unsigned>(vocabulary - 3));
    };
    std::vector<TrainItem> out;
    for (int i = 0; i < 6; ++i) {
        TrainItem item;
        const std::vector<std::int32_t> prompt = {token(), token(), token(), token()};
        for (int answer = 0; answer < (pairs ? 2 : 1); ++answer) {
            TrainRow row;
            row.ids = prompt;
            row.trained.assign(prompt.size(), false);
            for (int t = 0; t < 2 + (i + 2 * answer) % 4; ++t) {
                row.ids.push_back(token());
                row.trained.push_back(true);
            }
            row.role = !pairs ? RowRole::Demo : answer == 0 ? RowRole::Chosen : RowRole::Rejected;
            row.promptUid.bytes[0] = static_cast<std::uint8_t>(i + 1);
            row.completionUid = row.promptUid;
            row.answer = static_cast<std::uint32_t>(answer);
            item.rows.push_back(std::move(row));
        }
        out.push_back(std::move(item));
    }
    return out;
}

RunSpec specOf(const std::string& objective, const std::string& folder)
{
    RunSpec spec = defaultRunSpec(objective);
    spec.model = folder;
    spec.learning_rate = 1e-2;
    spec.schedule = "constant";
    spec.weight_decay = 0.1;
    spec.warmup_ratio = 0;
    spec.seed = 5;
    return spec;
}

Made make(const RunSpec& spec, std::int64_t steps, std::int64_t units, const PackOptions& pack)
{
    const std::vector<SpecProblem> problems = checkRunSpec(spec);
    if (!problems.empty()) {
        throw std::runtime_error(problems[0].field + ": " + problems[0].what.str());
    }
    Made out;
    const at::ScalarType dtype = spec.dtype == "bf16" ? at::kBFloat16 : at::kFloat;
    auto loaded = Decoder::load(spec.model, dtype, c10::Device(at::kCPU));
    if (!loaded.ok()) {
        throw std::runtime_error(loaded.error().message());
    }
    out.decoder = loaded.take();
    const Needs needs = needsOf(combinationOf(spec));
    TrainData data;
    data.pairs = needs.data == DataCode::Pairs;
    data.items = items(data.pairs, out.decoder->config().vocabulary);
    data.hiddenId = 0;
    data.endId = 2;
    std::vector<std::vector<std::vector<std::int64_t>>> batches;
    for (std::int64_t step = 0; step < steps; ++step) {
        batches.emplace_back();
        for (std::int64_t unit = 0; unit < units; ++unit) {
            const std::int64_t first = (step * units + unit) % 2 * 3;
            batches.back().push_back({first, first + 1, first + 2});
        }
    }
    BatchPlan plan = BatchPlan::given(std::move(batches), false);
    if (steps == 0) {
        auto shuffled = BatchPlan::shuffled(spec, static_cast<std::int64_t>(data.items.size()));
        if (!shuffled.ok()) {
            throw std::runtime_error(shuffled.error().message());
        }
        plan = shuffled.take();
    }
    auto loop = TrainLoop::create(*out.decoder, spec, std::move(data), std::move(plan), pack);
    if (!loop.ok()) {
        throw std::runtime_error(loop.error().message());
    }
    out.loop = loop.take();
    const Status ready = out.loop->prepareReference(nullptr, {});
    if (!ready.ok()) {
        throw std::runtime_error(ready.error().message());
    }
    return out;
}

std::map<std::string, at::Tensor> weightsOf(const TrainLoop& loop)
{
    std::map<std::string, at::Tensor> out;
    for (const auto& [name, tensor] : loop.trained()) {
        out[name] = tensor.detach().clone();
    }
    return out;
}

}  // namespace marginalia::rule_loop
