// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_optimizer.h"

namespace marginalia {

Result<std::unique_ptr<AdamW>> optimizerOf(const Decoder& decoder, const NamedTensors& trained,
                                           const RunSpec& spec, Ranks& ranks,
                                           const std::string& scratchFolder)
{
    if (spec.offload != "none" && !decoder.device().is_cpu()) {
        return failure(ErrorKind::Unsupported,
                       MG_TR("train", "What a card computes with cannot lie on the disk."),
                       "offload", MG_TR("train", "Set offload to none, or device to cpu."));
    }
    AdamWOptions options{spec.adam_beta1, spec.adam_beta2, spec.adam_epsilon, spec.weight_decay};
    options.packed = spec.optimizer_state == "int8";
    options.stochastic = spec.masters == "stochastic";
    options.seed = spec.seed;
    MG_TRY(
        std::shared_ptr<StateStore> store,
        openStateStore(spec.offload, scratchFolder, AdamW::storedBytesOf(trained, options, ranks)));
    return std::make_unique<AdamW>(trained, options, ranks, std::move(store));
}

}  // namespace marginalia
