// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/model_report.h"

#include <cstdint>
#include <string>
#include <vector>

namespace marginalia {

struct InspectOptions {
    /// Lengths of text to say the memory for, tokens; empty: 512, 2,048 and 8,192 as far as the
    /// model reads.
    std::vector<std::int64_t> lengths;
};

/// What a model is and whether it loads: a folder, "org/name" of the hub cache, a run (its newest
/// checkpoint), a checkpoint, an adapter. Makes the loader's own checks of config.json, the
/// weights' headers, tokenizer and chat template, without LibTorch and before a byte of the
/// weights is read. Never fails: what cannot be read is a reason of the report.
ModelReport inspectModel(const std::string& named, const InspectOptions& options = {});

}  // namespace marginalia
