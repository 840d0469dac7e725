// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_optimizer.h"

#include "core/train/machine_store.h"

namespace marginalia {

namespace {

/// What the settings cannot know where they leave the device open.
Status checkPlace(const RunSpec& spec, c10::Device device)
{
    if (spec.offload == "disk" && !device.is_cpu()) {
        return failure(ErrorKind::Unsupported,
                       MG_TR("train", "What a card computes with cannot lie on the disk."),
                       "offload",
                       MG_TR("train", "Set offload to none or machine, or device to cpu."));
    }
    if (spec.offload == "machine" && device.is_cpu()) {
        return failure(ErrorKind::Unsupported,
                       MG_TR("train",
                             "The run computes on the processor, whose numbers lie in the "
                             "machine's memory anyhow."),
                       "offload",
                       MG_TR("train", "Set offload to none, or to disk where memory is short."));
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<AdamW>> optimizerOf(const Decoder& decoder, const NamedTensors& trained,
                                           const RunSpec& spec, Ranks& ranks,
                                           const std::string& scratchFolder)
{
    MG_CHECK(checkPlace(spec, decoder.device()));
    AdamWOptions options{spec.adam_beta1, spec.adam_beta2, spec.adam_epsilon, spec.weight_decay};
    options.packed = spec.optimizer_state == "int8";
    options.stochastic = spec.masters == "stochastic";
    options.seed = spec.seed;
    MG_TRY(
        std::shared_ptr<StateStore> store,
        openStateStore(spec.offload, scratchFolder, AdamW::storedBytesOf(trained, options, ranks)));
    try {
        return std::make_unique<AdamW>(trained, options, ranks, std::move(store));
    } catch (const PageLockFailed& thrown) {
        return pageLockError(thrown);
    }
}

}  // namespace marginalia
