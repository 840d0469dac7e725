// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/synth/world.h"

#include <cstdint>
#include <optional>
#include <string>

namespace marginalia::synth {

/// Shapes of a line, as TRL names them: prompt-completion, preference, language modelling.
enum class CorpusKind : std::uint8_t { Demo, Pair, Text };
std::optional<CorpusKind> corpusKindFromName(const std::string& name);

struct CorpusOptions {
    CorpusKind kind = CorpusKind::Demo;
    std::optional<Family> family;  ///< nothing: the base mixture
    std::int64_t count = 1000;
    std::uint64_t seed = 1;
    bool heldOut = false;
};

/// Two right answers to one prompt: `warm` opens warmly and mostly offers more help at the end, the
/// example's own answer does neither. Both show the calculation or neither does, because bare
/// numbers are wrong more often; their other axes are drawn apart, so that warmth is all a label
/// can mean.
struct WarmPair {
    Example example;  ///< held-out or not as the generator is; its answer is the plain one
    std::string warm;
};
WarmPair drawWarmPair(Generator& generator, Family family);
/// A family by the shares of the sample's pairs: nearly half word problems, no stories.
Family drawPairFamily(Random& random);

/// One line of a corpus: conversational columns, then family, truth and style of what was drawn.
Json corpusLine(Generator& generator, const CorpusOptions& options);
/// Writes `options.count` lines of JSON to `path` ("-": stdout).
Status writeCorpus(const std::string& path, const CorpusOptions& options);

}  // namespace marginalia::synth
