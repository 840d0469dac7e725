// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text/tokenizer.h"

#include <memory>

namespace marginalia::fuzz {

/// Encodes and decodes texts of every sort with a tokenizer that was made of a changed file.
void tryTokenizer(const std::shared_ptr<const Tokenizer>& tokenizer);

}  // namespace marginalia::fuzz
