// SPDX-License-Identifier: Apache-2.0
#include "core/data/importers.h"

#include <algorithm>

namespace marginalia {

namespace {

/// The conversation must end on a turn of the person: an odd number of turns, system turns not
/// counted.
bool endsOnPerson(const Messages& prompt)
{
    const auto turns = std::count_if(prompt.begin(), prompt.end(),
                                     [](const Message& m) { return m.role != "system"; });
    return turns % 2 == 1 && prompt.back().role != "assistant";
}

std::optional<RowIssue> takeOne(Json& row, const char* field, Messages& out)
{
    Json value = takeColumn(row, field);
    if (value.is_null()) {
        return missingIssue(field);
    }
    return takeMessage(value, field, out.emplace_back());
}

}  // namespace

std::optional<RowIssue> importShareGptPairs(Json& row, Record& record)
{
    record.kind = RecordKind::Pair;
    record.origin = Origin::ChosenA;
    record.textMode = TextMode::Chat;
    noteMargin(row, record);
    const auto system = row.find("system");
    if (system != row.end() && system->is_string()) {
        const std::string text = takeColumn(row, "system").get<std::string>();
        record.prompt = text.empty() ? Messages() : plainMessages("system", text);
    }
    Json conversation = takeColumn(row, "conversations");
    Messages turns;
    if (auto issue = takeMessages(conversation, "conversations", turns)) {
        return issue;
    }
    std::move(turns.begin(), turns.end(), std::back_inserter(record.prompt));
    if (auto issue = takeOne(row, "chosen", record.a)) {
        return issue;
    }
    if (auto issue = takeOne(row, "rejected", record.b)) {
        return issue;
    }
    if (record.prompt.empty() || !endsOnPerson(record.prompt)) {
        addCode(record, "D-TURN-COUNT");
    }
    noteAnswers(record);
    return takeTemplateColumns(row, record);
}

}  // namespace marginalia
