// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/run_folder.h"
#include "core/model/decoder.h"
#include "core/train/train_data.h"

#include <vector>

namespace marginalia {

/// What ends an answer of a model: the ends that its configuration and its tokenizer name.
std::vector<TokenId> stopIdsOf(const Decoder& decoder, const TextTools& tools);

/// Answers the spec's sample prompts with the model as it is, greedily, so that only the weights
/// change them, and writes them to samples.jsonl. Nothing happens without prompts.
Status writeSamples(RunWriter& writer, const Decoder& decoder, const TextTools& tools,
                    const RunSpec& spec, std::int64_t step);

}  // namespace marginalia
