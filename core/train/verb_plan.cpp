// SPDX-License-Identifier: Apache-2.0
#include "core/train/verb_plan.h"

#include "core/train/run_planning.h"

#include <charconv>
#include <cstdio>
#include <unistd.h>

namespace marginalia {

namespace {

constexpr double kCalibration = 2;  // seconds

double inGigabytes(std::int64_t bytes)
{
    return static_cast<double>(bytes) / static_cast<double>(std::int64_t{1} << 30U);
}

void printMemory(const RunPlan& plan)
{
    const PlanMemory& memory = plan.memory;
    std::printf("memory  %.2f GB of %.2f GB free%s\n", inGigabytes(plan.total()),
                inGigabytes(plan.available), plan.calibrated ? "" : " (counted, not measured)");
    const std::pair<const char*, std::int64_t> parts[] = {
        {"program", memory.program},     {"weights", memory.weights},
        {"optimizer", memory.optimizer}, {"gradients", memory.gradients},
        {"other models", memory.others}, {"activations", memory.activations},
        {"vocabulary", memory.head}};
    for (const auto& [name, bytes] : parts) {
        std::printf("        %-13s %8.2f GB\n", name, inGigabytes(bytes));
    }
    if (plan.beside > 0) {
        std::printf("beside the card, in the machine's memory: %.2f GB\n",
                    inGigabytes(plan.beside));
    }
    if (plan.recomputing) {
        std::printf("blocks are computed again in the backward pass\n");
    }
    std::printf("streams up to %lld tokens, the fullest has %lld\n",
                static_cast<long long>(plan.packTokens),
                static_cast<long long>(plan.fullestStream));
}

void printTime(const RunPlan& plan)
{
    if (plan.stepSeconds < 0) {
        return;
    }
    const std::string behind = plan.from > 0 ? " behind step " + std::to_string(plan.from) : "";
    std::printf(
        "time    %.3g s a step, %lld steps%s: %.0f s; before them %.0f s for the reference, "
        "%.0f s held out\n",
        plan.stepSeconds, static_cast<long long>(plan.steps), behind.c_str(), plan.totalSeconds(),
        plan.referenceSeconds, plan.evaluationSeconds);
}

void printRemedies(const RunPlan& plan)
{
    for (const Remedy& remedy : plan.remedies) {
        std::string settings;
        for (const auto& [key, value] : remedy.settings) {
            settings += (settings.empty() ? "" : ",") + key + "=" + value;
        }
        std::printf("%s %.2f GB with --set %s: %s\n",
                    remedy.total <= plan.available ? "fits   " : "still  ",
                    inGigabytes(remedy.total), settings.c_str(), remedy.what.str().c_str());
    }
}

}  // namespace

int runPlan(const cli::Words& words)
{
    const cli::Options options(words, {"json"}, {"from"});
    if (!options.ok() || options.operands().size() != 1) {
        return cli::usageError("plan",
                               options.ok() ? "One run folder is needed." : options.problem());
    }
    std::int64_t from = 0;
    const std::string text = options.value("from", "0");
    const auto read = std::from_chars(text.data(), text.data() + text.size(), from);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || from < 0) {
        return cli::usageError("plan", "--from takes a step.");
    }
    // As the run itself, whose speed this is about.
    const int before = ::nice(10);
    static_cast<void>(before);
    const auto plan = planRun(options.operands().front(), kCalibration, from);
    if (!plan.ok()) {
        std::fprintf(stderr, "marginalia-cli plan: %s\n", plan.error().message().c_str());
        return 1;
    }
    if (options.has("json")) {
        std::puts(toJson(*plan).dump().c_str());
        return plan->fits() ? 0 : 1;
    }
    printMemory(*plan);
    printTime(*plan);
    if (!plan->fits()) {
        std::printf("%s\n", shortageOf(*plan).str().c_str());
    }
    printRemedies(*plan);
    return plan->fits() ? 0 : 1;
}

}  // namespace marginalia
