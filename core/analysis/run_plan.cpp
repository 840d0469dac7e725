// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/run_plan.h"

#include "core/jobs/combinations.h"

#include <cmath>
#include <cstdio>

namespace marginalia {

namespace {

constexpr std::pair<const char*, std::int64_t PlanMemory::*> kMemoryParts[] = {
    {"program", &PlanMemory::program},
    {"weights", &PlanMemory::weights},
    {"optimizer", &PlanMemory::optimizer},
    {"gradients", &PlanMemory::gradients},
    {"others", &PlanMemory::others},
    {"activations", &PlanMemory::activations},
    {"head", &PlanMemory::head}};
constexpr std::pair<const char*, std::int64_t RunPlan::*> kPlanCounts[] = {
    {"loading", &RunPlan::loading},
    {"available", &RunPlan::available},
    {"machine", &RunPlan::machine},
    {"pack_tokens", &RunPlan::packTokens},
    {"fullest_stream", &RunPlan::fullestStream},
    {"longest_item", &RunPlan::longestItem},
    {"from_step", &RunPlan::from},
    {"steps", &RunPlan::steps}};
constexpr std::pair<const char*, double RunPlan::*> kPlanTimes[] = {
    {"step_seconds", &RunPlan::stepSeconds},
    {"reference_seconds", &RunPlan::referenceSeconds},
    {"evaluation_seconds", &RunPlan::evaluationSeconds},
    {"calibration_seconds", &RunPlan::calibrationSeconds}};

std::string gigabytes(std::int64_t bytes)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f",
                  static_cast<double>(bytes) / static_cast<double>(std::int64_t{1} << 30U));
    return text;
}

Json toJson(const Remedy& remedy)
{
    Json settings = Json::object();
    for (const auto& [key, value] : remedy.settings) {
        settings[key] = value;
    }
    return {{"settings", settings},
            {"pattern", remedy.what.pattern},
            {"arguments", remedy.what.arguments},
            {"what", remedy.what.str()},
            {"total", remedy.total}};
}

Remedy remedyFrom(const Json& json)
{
    Remedy out;
    for (const auto& [key, value] : json.at("settings").items()) {
        out.settings.emplace_back(key, value.get<std::string>());
    }
    out.what = Text(json.at("pattern").get<std::string>(),
                    json.at("arguments").get<std::vector<std::string>>());
    out.total = json.at("total").get<std::int64_t>();
    return out;
}

}  // namespace

Json toJson(const RunPlan& plan)
{
    Json memory = Json::object();
    for (const auto& [name, member] : kMemoryParts) {
        memory[name] = plan.memory.*member;
    }
    Json out = {{"memory", memory},
                {"total", plan.total()},
                {"fits", plan.fits()},
                {"calibrated", plan.calibrated},
                {"total_seconds", plan.totalSeconds()},
                {"note", plan.note},
                {"recomputing", plan.recomputing},
                {"beside_card", plan.beside},
                {"remedies", Json::array()}};
    for (const auto& [name, member] : kPlanCounts) {
        out[name] = plan.*member;
    }
    for (const auto& [name, member] : kPlanTimes) {
        out[name] = plan.*member;
    }
    for (const Remedy& remedy : plan.remedies) {
        out["remedies"].push_back(toJson(remedy));
    }
    if (!plan.fits()) {
        out["shortage"] = shortageOf(plan).str();
    }
    return out;
}

Result<RunPlan> runPlanFromJson(const Json& json)
{
    try {
        RunPlan out;
        for (const auto& [name, member] : kMemoryParts) {
            out.memory.*member = json.at("memory").at(name).get<std::int64_t>();
        }
        for (const auto& [name, member] : kPlanCounts) {
            out.*member = json.at(name).get<std::int64_t>();
        }
        for (const auto& [name, member] : kPlanTimes) {
            out.*member = json.at(name).get<double>();
        }
        out.calibrated = json.at("calibrated").get<bool>();
        out.note = json.at("note").get<std::string>();
        out.recomputing = json.value("recomputing", false);
        out.beside = json.value("beside_card", std::int64_t{0});
        for (const Json& each : json.at("remedies")) {
            out.remedies.push_back(remedyFrom(each));
        }
        return out;
    } catch (const nlohmann::json::exception&) {
        return failure(ErrorKind::Parse, MG_TR("plan", "The plan of the run cannot be read."), {},
                       MG_TR("plan", "Plan it again."));
    }
}

Text shortageOf(const RunPlan& plan)
{
    const PlanMemory& memory = plan.memory;
    return {MG_TR("plan",
                  "The run needs about %1 GB, and %2 GB of memory are free: weights %3, optimizer "
                  "%4, gradients %5, activations %6, other models %7, program %8."),
            {gigabytes(plan.total()), gigabytes(plan.available), gigabytes(memory.weights),
             gigabytes(memory.optimizer), gigabytes(memory.gradients),
             gigabytes(memory.activations + memory.head), gigabytes(memory.others),
             gigabytes(memory.program)}};
}

namespace {

constexpr double kWideBytes = 4;
constexpr double kInt8Bytes = 1.01;
constexpr double kNf4Bytes = 0.5 + 4.0 / 64;

class Remedies {
public:
    Remedies(const RunSpec& spec, const RunPlan& plan, const RemedySizes& sizes)
        : m_spec(spec), m_plan(plan), m_sizes(sizes)
    {
    }

    std::vector<Remedy> all()
    {
        shorterStreams();
        againInBackward();
        if (m_spec.method == "lora") {
            narrowerBase(m_plan.memory.total());
        } else {
            otherState();
            adapter();
        }
        shorterTexts();
        std::stable_partition(m_out.begin(), m_out.end(), [this](const Remedy& remedy) {
            return remedy.total <= m_plan.available;
        });
        return std::move(m_out);
    }

private:
    void add(std::vector<std::pair<std::string, std::string>> settings, Text what, double total)
    {
        if (total < static_cast<double>(m_plan.memory.total())) {
            m_out.push_back({std::move(settings), std::move(what), std::llround(total)});
        }
    }

    double perToken() const
    {
        return static_cast<double>(m_plan.memory.activations + m_plan.memory.head) /
               static_cast<double>(std::max<std::int64_t>(m_plan.fullestStream, 1));
    }

    /// As long as just fit, else half as long.
    void shorterStreams()
    {
        constexpr std::int64_t kStep = 64;
        const std::int64_t over = m_plan.memory.total() - m_plan.available;
        std::int64_t tokens = m_plan.fullestStream / 2;
        if (!m_plan.fits() && perToken() > 0) {
            tokens = m_plan.fullestStream -
                     std::llround(std::ceil(static_cast<double>(over) / perToken()));
        }
        tokens = std::max(tokens / kStep * kStep, std::max(m_plan.longestItem, kStep));
        if (tokens >= m_plan.fullestStream) {
            return;
        }
        add({{"pack_tokens", std::to_string(tokens)}},
            {MG_TR("plan", "Streams of %1 tokens instead of %2: the same result, a little slower."),
             {std::to_string(tokens), std::to_string(m_plan.fullestStream)}},
            static_cast<double>(m_plan.memory.total()) -
                perToken() * static_cast<double>(m_plan.fullestStream - tokens));
    }

    /// What blocks compute is not kept.
    void againInBackward()
    {
        if (m_plan.recomputing || m_sizes.keptInputs >= 1) {
            return;
        }
        add({{"recompute", "blocks"}},
            MG_TR("plan",
                  "Blocks computed again in the backward pass: the same result, about a quarter "
                  "slower."),
            static_cast<double>(m_plan.memory.total()) -
                (1 - m_sizes.keptInputs) * static_cast<double>(m_plan.memory.activations));
    }

    /// Of an adapter's frozen weights.
    void narrowerBase(std::int64_t total, const std::string& method = {})
    {
        const auto with = [&](const char* key, const char* value) {
            std::vector<std::pair<std::string, std::string>> out;
            if (!method.empty()) {
                out.emplace_back("method", method);
            }
            out.emplace_back(key, value);
            return out;
        };
        const auto whole = static_cast<double>(total);
        const auto packable = static_cast<double>(m_sizes.packable);
        const double width = m_sizes.bytesPerWeight;
        const bool dense = m_spec.base_weights == "dense";
        if (dense && width > 2) {
            add(with("dtype", "bf16"),
                method.empty() ? Text(MG_TR("plan", "Weights in bf16: half as large."))
                               : Text(MG_TR("plan", "An adapter (LoRA) beside weights in bf16.")),
                whole - (width - 2) * static_cast<double>(m_sizes.parameters));
        }
        if (dense) {
            add(with("base_weights", "int8"),
                method.empty() ? Text(MG_TR("plan", "The base's weights in 8 bits."))
                               : Text(MG_TR("plan", "An adapter (LoRA) beside weights in 8 bits.")),
                whole - (width - kInt8Bytes) * packable);
        }
        if (m_spec.base_weights != "nf4") {
            const double held = dense ? width : kInt8Bytes;
            add(with("base_weights", "nf4"),
                method.empty() ? Text(MG_TR("plan", "The base's weights in 4 bits."))
                               : Text(MG_TR("plan", "An adapter (LoRA) beside weights in 4 bits.")),
                whole - (held - kNf4Bytes) * packable);
        }
    }

    /// Moments and masters elsewhere, in fewer bits, or not at all.
    void otherState()
    {
        if (m_spec.offload != "none") {
            return;
        }
        const auto whole = static_cast<double>(m_plan.memory.total());
        const double all = kWideBytes * static_cast<double>(m_sizes.parameters);
        const double copies = copiesKept(combinationOf(m_spec)) * all;
        if (m_sizes.onCard || m_spec.device == "cuda") {
            add({{"offload", "machine"}},
                MG_TR("plan",
                      "The optimizer's numbers in the machine's memory: the same result, and every "
                      "step copies them to the card and back."),
                whole - static_cast<double>(m_plan.memory.optimizer) + copies +
                    static_cast<double>(kCardWindowBytes));
        } else {
            add({{"offload", "disk"}},
                MG_TR("plan",
                      "The optimizer's numbers in a file of the run folder: the same result, and "
                      "every step waits for the disk."),
                whole - static_cast<double>(m_plan.memory.optimizer) + copies);
        }
        if (m_spec.sharding != "none") {
            return;  // shares hold float32
        }
        if (m_spec.optimizer_state == "fp32") {
            const double saved = 2 * (kWideBytes - kInt8Bytes) / m_sizes.ranks;
            add({{"optimizer_state", "int8"}},
                MG_TR("plan", "The optimizer's moments in 8 bits: about the same result."),
                whole - saved * static_cast<double>(m_sizes.packable));
        }
        if (m_spec.masters == "fp32" && m_sizes.bytesPerWeight < kWideBytes) {
            add({{"dtype", "bf16"}, {"masters", "stochastic"}},
                MG_TR("plan",
                      "Weights in bf16 without float32 copies, rounded at random: about the same "
                      "result."),
                whole - all);
        }
    }

    /// Gradients and moments of the adapter alone.
    void adapter()
    {
        constexpr std::int64_t kStateBytes = 16;
        const std::int64_t total = m_plan.memory.total() - m_plan.memory.optimizer -
                                   m_plan.memory.gradients + m_sizes.folded +
                                   kStateBytes * m_sizes.adapter;
        add({{"method", "lora"}},
            MG_TR("plan", "An adapter (LoRA) instead of all weights: it learns a little less."),
            static_cast<double>(total));
        narrowerBase(total, "lora");
    }

    void shorterTexts()
    {
        if (m_plan.longestItem < m_plan.fullestStream || m_spec.max_length < 2) {
            return;
        }
        const std::int64_t length = m_spec.max_length / 2;
        add({{"max_length", std::to_string(length)}},
            {MG_TR("plan", "Texts of at most %1 tokens instead of %2: longer ones are left out."),
             {std::to_string(length), std::to_string(m_spec.max_length)}},
            static_cast<double>(m_plan.memory.total()) -
                perToken() * static_cast<double>(m_plan.fullestStream) / 2);
    }

    const RunSpec& m_spec;
    const RunPlan& m_plan;
    const RemedySizes& m_sizes;
    std::vector<Remedy> m_out;
};

}  // namespace

std::vector<Remedy> remediesFor(const RunSpec& spec, const RunPlan& plan, const RemedySizes& sizes)
{
    return Remedies(spec, plan, sizes).all();
}

RunPlan planOf(const Budget& budget, const RunSpec& spec, const ModelShape& model,
               const DataSize& data, std::int64_t machine)
{
    constexpr std::int64_t kGradientBytes = 4;
    RunSpec adapting = spec;
    adapting.method = "lora";
    const std::int64_t adapter = adapterParameters(adapting, model);
    RunPlan plan;
    plan.memory.gradients = kGradientBytes * (spec.method == "lora" ? adapter : model.parameters);
    plan.memory.weights = budget.weights - plan.memory.gradients;
    plan.memory.optimizer = budget.optimizer;
    plan.memory.activations = budget.activations;
    plan.memory.program = budget.workspace;
    plan.available = plan.machine = machine;
    plan.beside = budget.beside;
    plan.fullestStream = plan.packTokens = budget.streamTokens;
    plan.longestItem = std::llround(std::max(data.longestTokens, data.tokensPerRecord));
    plan.from = budget.from;
    plan.steps = budget.steps;
    plan.recomputing = spec.recompute == "blocks";
    RemedySizes sizes;
    sizes.parameters = model.parameters;
    sizes.packable = model.packable;
    sizes.adapter = adapter;
    sizes.bytesPerWeight = spec.dtype == "bf16" ? 2 : 4;
    sizes.keptInputs = static_cast<double>(budget.activationsAgain) /
                       static_cast<double>(std::max<std::int64_t>(budget.activations, 1));
    plan.remedies = remediesFor(spec, plan, sizes);
    return plan;
}

}  // namespace marginalia
