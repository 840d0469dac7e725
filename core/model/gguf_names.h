// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace marginalia {

/// The divisors of llama3's frequencies, which config.json says otherwise.
inline constexpr const char* kGgufRopeFactors = "rope_freqs.weight";

/// Name of a tensor in GGUF files of llama, qwen2 and qwen3; empty: those have no such tensor.
std::string ggufNameOf(const std::string& name);

/// The Hugging Face name of a tensor of a GGUF file; a name that is not known stays as it is.
std::string nameOfGguf(const std::string& ggufName);

/// Whether the rows of this tensor (its GGUF name) are queries or keys: reordered for "llama".
enum class HeadRows : std::uint8_t { None, Queries, Keys };
HeadRows headRowsOf(const std::string& ggufName);

}  // namespace marginalia
