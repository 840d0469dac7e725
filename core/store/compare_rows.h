// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/database.h"
#include "core/store/project.h"

#include <string>
#include <utility>
#include <vector>

namespace marginalia::store {

/// What Compare keeps: prompts, answers, votes; and the margins of runs.
std::vector<StoredPrompt> readPrompts(Database& database);
std::vector<StoredAnswer> readAnswers(Database& database, std::int64_t promptId);
std::vector<StoredVote> readVotes(Database& database);
std::vector<std::pair<RecordId, ProjectReader::Margin>> readMargins(Database& database,
                                                                    const std::string& runId);

std::int64_t writePrompt(Database& database, const StoredPrompt& prompt);
std::int64_t writeAnswer(Database& database, const StoredAnswer& answer);
/// The payload of a vote's label event.
std::string votePayload(const StoredVote& vote);
void writeMargins(Database& database, const std::string& runId,
                  const std::vector<std::pair<RecordId, ProjectReader::Margin>>& margins);

}  // namespace marginalia::store
