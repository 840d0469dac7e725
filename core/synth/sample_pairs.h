// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/data/record.h"
#include "core/store/types.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace marginalia::synth {

/// A pair of the sample project and what its maker said about it.
struct SampleEntry {
    Record record;  ///< with its uid; meta has family and truth; nobody's preference (Origin::None)
    std::optional<Judgement> judgement;
    bool flagged = false;
};

/// Pairs of held-out prompts (drawWarmPair), sides shuffled. The first `labelled` are judged:
/// mostly for the warm answer, with some ties, skips and second thoughts as real labels have.
std::vector<SampleEntry> drawSampleEntries(std::uint64_t seed, int count, int labelled);

/// One line of resources/sample/pairs.jsonl, and back. An error names the field.
Json toJson(const SampleEntry& entry);
Result<SampleEntry> sampleEntryFromJson(const Json& json);

/// The file as a whole; an error names file and line.
Result<std::vector<SampleEntry>> readSampleEntries(const std::string& path);
Status writeSampleEntries(const std::string& path, const std::vector<SampleEntry>& entries);

}  // namespace marginalia::synth
