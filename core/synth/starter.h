// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace marginalia::synth {

/// Special tokens of the starter in the order of their ids: padding, ends, roles, spare ones.
const std::vector<std::string>& starterSpecialTokens();

/// Learns the starter's byte-level BPE (1,024 entries, every digit a token of its own) on `count`
/// examples of the base mixture and writes it as a tokenizer.json.
Status writeStarterTokenizer(const std::string& path, std::int64_t count, std::uint64_t seed);

}  // namespace marginalia::synth
