// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/combinations.h"
#include "core/model/device.h"
#include "core/model/panel_kernels.h"
#include "core/model/threads.h"
#include "core/train/run_setup.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/headeronly/version.h>

#include <algorithm>

namespace marginalia {

namespace {

/// Tokens of a stream whose activations fit into two fifths of the memory that weights, gradients
/// and moments will leave.
std::int64_t fittingPack(const ModelConfig& config, c10::Device device, double bytesPerWeight)
{
    const double perToken = 4.0 * static_cast<double>(config.layers) *
                                (14.0 * static_cast<double>(config.hidden) +
                                 4.0 * static_cast<double>(config.intermediate)) +
                            12.0 * static_cast<double>(config.vocabulary);
    const double left = static_cast<double>(freeMemory(device)) -
                        bytesPerWeight * static_cast<double>(parameterCount(config));
    const double fit = 0.4 * std::max(left, 0.0) / perToken;
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(fit), 256, 8192);
}

/// Weights, gradients and moments; under an adapter the frozen weights and little else.
double bytesPerWeight(const RunSpec& spec, const ModelConfig& config, at::ScalarType dtype)
{
    if (spec.method != "lora") {
        constexpr double kMoments = 8;
        constexpr double kMaster = 4;
        const bool narrow = dtype != at::kFloat;
        const double moments = spec.optimizer_state == "int8" ? kMoments / 4 : kMoments;
        const double masters = narrow && spec.masters == "fp32" ? kMaster : 0;
        const double state = spec.offload == "none" ? moments + masters : 0;
        return (narrow ? 6 : 8) + state + 4 * copiesKept(combinationOf(spec));
    }
    const double dense = static_cast<double>(c10::elementSize(dtype));
    if (spec.base_weights == "dense") {
        return dense + 0.5;
    }
    // Tables and head stay dense; what is packed takes its bits and a scale.
    const auto all = static_cast<double>(parameterCount(config));
    const double tables = (config.tied ? 1.0 : 2.0) * static_cast<double>(config.vocabulary) *
                          static_cast<double>(config.hidden);
    const double packed = spec.base_weights == "nf4" ? 0.57 : 1.01;
    return (dense * tables + packed * std::max(all - tables, 0.0)) / all + 0.5;
}

}  // namespace

void RunEnvironment::setThreads(int count)
{
    threads = count;
    if (count > 0) {
        json["threads"] = count;
        at::set_num_threads(count);
    }
}

std::vector<std::string> RunEnvironment::differences(const Json& earlier) const
{
    std::vector<std::string> out;
    for (const auto& [key, value] : json.items()) {
        const Json before = earlier.is_object() ? earlier.value(key, Json()) : Json();
        if (before != value) {
            out.push_back(fillPattern("%1: %2 before, %3 now", {key, before.dump(), value.dump()}));
        }
    }
    return out;
}

Result<RunEnvironment> resolveEnvironment(const RunSpec& spec, const ModelConfig& config,
                                          const Json& resolved, int ranks)
{
    RunEnvironment out;
    MG_TRY(out.device, chooseDevice(spec.device));
    const std::string dtype = spec.dtype == "auto" && resolved.is_object()
                                  ? resolved.value("dtype", spec.dtype)
                                  : spec.dtype;
    out.dtype = dtype == "auto" ? chooseDtype(parameterCount(config), out.device)
                                : (dtype == "bf16" ? at::kBFloat16 : at::kFloat);
    out.json = {{"dtype", out.dtype == at::kBFloat16 ? "bf16" : "fp32"},
                {"device", out.device.str()},
                {"cpu_path", at::get_cpu_capability()},
                // Of the packed loops: another processor's may give other last bits.
                {"products", panelsName(out.dtype == at::kBFloat16 ? halfPanels() : floatPanels())},
                {"libtorch", TORCH_VERSION}};
    if (spec.base_weights != "dense") {
        out.json["base_weights"] = spec.base_weights;
    }
    if (spec.masters != "fp32") {
        out.json["masters"] = spec.masters;
        out.json["rounding_seed"] = spec.seed;
    }
    // A new measurement may come out otherwise, and with it the last bits of sums.
    const std::int64_t threads = spec.threads > 0 || !resolved.is_object()
                                     ? spec.threads
                                     : resolved.value("threads", std::int64_t{0});
    prepareComputing();
    // As free memory differs from day to day, and the cut of the streams changes the last bits too.
    const std::int64_t pack = spec.pack_tokens > 0 || !resolved.is_object()
                                  ? spec.pack_tokens
                                  : resolved.value("pack_tokens", std::int64_t{0});
    out.json["pack_tokens"] = pack > 0 ? pack
                                       : fittingPack(config, out.device,
                                                     bytesPerWeight(spec, config, out.dtype) /
                                                         (sharesWeights(spec, ranks) ? ranks : 1));
    out.setThreads(threads > 0 ? static_cast<int>(threads) : 0);
    return out;
}

bool recomputesFrom(const RunSpec& spec, const Json& resolved, int ranks)
{
    if (spec.recompute == "auto" && sharesWeights(spec, ranks)) {
        return true;  // what such a run wants is room
    }
    const std::string before = resolved.is_object() ? resolved.value("recompute", "off") : "off";
    return (spec.recompute == "auto" ? before : spec.recompute) == "blocks";
}

}  // namespace marginalia
