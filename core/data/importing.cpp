// SPDX-License-Identifier: Apache-2.0
#include "core/base/utf8.h"
#include "core/data/importers.h"
#include "core/data/json_reader.h"
#include "core/data/values.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace marginalia {

namespace {

bool isBlank(const Messages& messages)
{
    return std::all_of(messages.begin(), messages.end(), [](const Message& message) {
        bool blank = message.toolCalls.is_null();
        for (size_t at = 0; at < message.content.size() && blank;) {
            blank = utf8::isSpace(utf8::next(message.content, at));
        }
        return blank;
    });
}

bool endsElsewhere(const Messages& answer)
{
    return !answer.empty() && answer.back().role != "assistant";
}

bool hasUserTurn(const Messages& answer)
{
    return std::any_of(answer.begin(), answer.end(),
                       [](const Message& m) { return m.role == "user"; });
}

/// What is odd about the answers of a group: empty ones, and scores or ranks that order nothing.
void noteGroup(Record& record)
{
    std::set<double> places;
    bool empty = false;
    for (const GroupAnswer& answer : record.answers) {
        empty = empty || isBlank(answer.messages);
        if (const auto place = answer.rank ? answer.rank : answer.score) {
            places.insert(*place);
        }
    }
    if (empty) {
        addCode(record, "D-EMPTY-REJECTED");
    }
    if (record.answers.size() > 1 && places.size() == 1) {
        addCode(record, "D-SCORE-TIE");
    }
}

Messages tail(Messages&& messages, size_t from)
{
    return {std::make_move_iterator(messages.begin() + static_cast<std::ptrdiff_t>(from)),
            std::make_move_iterator(messages.end())};
}

}  // namespace

Json takeColumn(Json& row, const char* name)
{
    const auto found = row.find(name);
    if (found == row.end()) {
        return nullptr;
    }
    Json value = std::move(*found);
    row.erase(found);
    return value;
}

std::optional<RowIssue> takeTemplateColumns(Json& row, Record& record)
{
    const auto tools = row.find("tools");
    if (tools != row.end() && tools->is_string()) {
        // The list as text, as tables without nested columns hold it.
        Json list;
        JsonNotes notes;
        const std::string& text = tools->get_ref<const std::string&>();
        if (text.empty()) {
            row.erase("tools");
        } else if (readJson(text, list, notes) || !list.is_array()) {
            return typeIssue("tools", *tools, MG_TR("data", "Tools must be a list of schemas."));
        } else {
            record.tools = std::move(list);
            row.erase("tools");
        }
    } else if (tools != row.end() && tools->is_array()) {
        record.tools = takeColumn(row, "tools");
    }
    const auto arguments = row.find("chat_template_kwargs");
    if (arguments != row.end() && arguments->is_object()) {
        record.templateArguments = takeColumn(row, "chat_template_kwargs");
    }
    return std::nullopt;
}

std::optional<RowIssue> takePrompt(Json& value, bool chat, Messages& out)
{
    if (value.is_null()) {
        return missingIssue("prompt");
    }
    if (value.is_string()) {
        std::string text = std::move(value.get_ref<std::string&>());
        out = text.empty() ? Messages() : plainMessages("user", std::move(text));
        return std::nullopt;
    }
    if (!chat && !value.empty()) {
        return typeIssue("prompt", value,
                         MG_TR("data", "The prompt must be text, as the answers are."));
    }
    return takeMessages(value, "prompt", out);
}

std::optional<RowIssue> takeAnswer(Json& value, const char* field, bool chat, Messages& out)
{
    if (value.is_null()) {
        return missingIssue(field);
    }
    if (chat) {
        return takeMessages(value, field, out);
    }
    if (!value.is_string()) {
        return typeIssue(field, value, MG_TR("data", "Expected text."));
    }
    out = plainMessages("assistant", std::move(value.get_ref<std::string&>()));
    return std::nullopt;
}

void splitConversations(Messages chosen, Messages rejected, Record& record)
{
    const size_t shorter = std::min(chosen.size(), rejected.size());
    size_t common = 0;
    while (common < shorter && chosen[common] == rejected[common]) {
        ++common;
    }
    // Both sides keep at least one message: of equal conversations the last is the answer twice.
    common = shorter == 0 ? 0 : std::min(common, shorter - 1);
    record.prompt.assign(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(common));
    record.a = tail(std::move(chosen), common);
    record.b = tail(std::move(rejected), common);
    const bool turns = hasUserTurn(record.a) || hasUserTurn(record.b);
    if (turns) {
        addCode(record, "D-DIVERGE");
    }
}

void noteAnswers(Record& record)
{
    if (record.kind == RecordKind::Group) {
        noteGroup(record);
        return;
    }
    if (isBlank(record.a)) {
        addCode(record, "D-EMPTY-CHOSEN");
    }
    if (record.kind == RecordKind::Pair && isBlank(record.b)) {
        addCode(record, "D-EMPTY-REJECTED");
    }
    if (record.kind == RecordKind::Pair && record.a == record.b) {
        addCode(record, "D-IDENTICAL");
    }
    if (endsElsewhere(record.a) || (record.kind == RecordKind::Pair && endsElsewhere(record.b))) {
        addCode(record, "D-ROLE-END");
    }
}

void addCode(Record& record, const char* code)
{
    if (std::find(record.codes.begin(), record.codes.end(), code) == record.codes.end()) {
        record.codes.emplace_back(code);
    }
}

void noteMargin(const Json& row, Record& record)
{
    const auto chosen = row.find("score_chosen");
    const auto rejected = row.find("score_rejected");
    if (chosen == row.end() || rejected == row.end()) {
        return;
    }
    const auto high = numberOf(*chosen);
    const auto low = numberOf(*rejected);
    if (high && low) {
        record.margin = *high - *low;
    }
}

}  // namespace marginalia
