// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/run_spec.h"
#include "core/model/decoder.h"
#include "core/train/adamw.h"

#include <memory>
#include <string>

namespace marginalia {

/// The optimizer of a run over what it trains of the decoder, its numbers held as the settings
/// optimizer_state, masters and offload say; in `scratchFolder` lies what is put on the disk.
/// `ranks` must outlive it. Unsupported: the disk for a card's numbers, the machine for those of
/// its own processor; Full, Io, NotFound: no file of that size can be had there; Memory: the
/// machine has not so much, or cannot lock it for a card.
Result<std::unique_ptr<AdamW>> optimizerOf(const Decoder& decoder, const NamedTensors& trained,
                                           const RunSpec& spec, Ranks& ranks,
                                           const std::string& scratchFolder);

}  // namespace marginalia
