// SPDX-License-Identifier: Apache-2.0
#include "core/data/importers.h"

#include <algorithm>
#include <cstring>

namespace marginalia {

namespace {

/// Cuts two texts behind the last blank or line end of their common beginning. The common
/// characters themselves are no guide: answers that begin alike would lose their first letters to
/// the prompt.
void splitTexts(const std::string& chosen, const std::string& rejected, Record& record)
{
    const size_t shorter = std::min(chosen.size(), rejected.size());
    size_t cut = 0;
    for (size_t at = 0; at < shorter && chosen[at] == rejected[at]; ++at) {
        if (std::strchr(" \n\t\r", chosen[at]) != nullptr && chosen[at] != '\0') {
            cut = at + 1;
        }
    }
    record.prompt = cut == 0 ? Messages() : plainMessages("user", chosen.substr(0, cut));
    record.a = plainMessages("assistant", chosen.substr(cut));
    record.b = plainMessages("assistant", rejected.substr(cut));
    addCode(record, "D-GUESSED-PROMPT");
}

/// True when the answers alone cannot be the whole conversation.
bool holdsPrompt(const Messages& messages)
{
    return std::any_of(messages.begin(), messages.end(),
                       [](const Message& message) { return message.role == "user"; });
}

struct Sides {
    Json chosen;
    Json rejected;
    bool chat = false;
};

std::optional<RowIssue> takeSides(Json& row, Record& record, Sides& sides)
{
    record.kind = RecordKind::Pair;
    record.origin = Origin::ChosenA;
    noteMargin(row, record);
    sides.chosen = takeColumn(row, "chosen");
    sides.rejected = takeColumn(row, "rejected");
    sides.chat = isMessageList(sides.chosen);
    if (sides.chosen.is_null() || sides.rejected.is_null()) {
        return missingIssue(sides.chosen.is_null() ? "chosen" : "rejected");
    }
    if (sides.chat != isMessageList(sides.rejected)) {
        return typeIssue(
            "rejected", sides.rejected,
            MG_TR("data", "Chosen and rejected must both be texts or both be lists of messages."));
    }
    record.textMode = sides.chat ? TextMode::Chat : TextMode::Plain;
    return takeTemplateColumns(row, record);
}

std::optional<RowIssue> finish(Record& record, std::optional<RowIssue> issue)
{
    if (!issue) {
        noteAnswers(record);
    }
    return issue;
}

std::optional<RowIssue> importWithPrompt(Json& prompt, Sides& sides, Record& record)
{
    Messages chosen;
    Messages rejected;
    if (auto issue = takeAnswer(sides.chosen, "chosen", sides.chat, chosen)) {
        return issue;
    }
    if (auto issue = takeAnswer(sides.rejected, "rejected", sides.chat, rejected)) {
        return issue;
    }
    if (prompt.is_string() && sides.chat && holdsPrompt(chosen) && holdsPrompt(rejected)) {
        // The conversations already contain what the prompt column repeats.
        splitConversations(std::move(chosen), std::move(rejected), record);
        return std::nullopt;
    }
    record.a = std::move(chosen);
    record.b = std::move(rejected);
    return takePrompt(prompt, sides.chat, record.prompt);
}

std::optional<RowIssue> importWithoutPrompt(Sides& sides, Record& record)
{
    Messages chosen;
    Messages rejected;
    if (auto issue = takeAnswer(sides.chosen, "chosen", sides.chat, chosen)) {
        return issue;
    }
    if (auto issue = takeAnswer(sides.rejected, "rejected", sides.chat, rejected)) {
        return issue;
    }
    if (sides.chat) {
        splitConversations(std::move(chosen), std::move(rejected), record);
    } else {
        splitTexts(chosen[0].content, rejected[0].content, record);
    }
    return std::nullopt;
}

}  // namespace

std::optional<RowIssue> importPreference(Json& row, Record& record)
{
    Sides sides;
    if (auto issue = takeSides(row, record, sides)) {
        return issue;
    }
    Json prompt = takeColumn(row, "prompt");
    return finish(record, importWithPrompt(prompt, sides, record));
}

std::optional<RowIssue> importImplicitPreference(Json& row, Record& record)
{
    Sides sides;
    if (auto issue = takeSides(row, record, sides)) {
        return issue;
    }
    return finish(record, importWithoutPrompt(sides, record));
}

}  // namespace marginalia
