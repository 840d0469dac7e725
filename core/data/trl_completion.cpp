// SPDX-License-Identifier: Apache-2.0
#include "core/data/importers.h"
#include "core/data/values.h"

#include <algorithm>

namespace marginalia {

namespace {

std::optional<RowIssue> takePromptAndCompletion(Json& row, Record& record)
{
    Json prompt = takeColumn(row, "prompt");
    Json completion = takeColumn(row, "completion");
    const bool chat = isMessageList(completion);
    record.textMode = chat ? TextMode::Chat : TextMode::Plain;
    if (auto issue = takePrompt(prompt, chat, record.prompt)) {
        return issue;
    }
    if (auto issue = takeAnswer(completion, "completion", chat, record.a)) {
        return issue;
    }
    noteAnswers(record);
    return takeTemplateColumns(row, record);
}

/// A conversation split at its last assistant turn.
std::optional<RowIssue> splitDemonstration(Messages messages, Record& record)
{
    size_t at = messages.size();
    while (at > 0 && messages[at - 1].role != "assistant") {
        --at;
    }
    if (at == 0) {
        RowIssue issue = missingIssue("messages");
        issue.what = MG_TR("data", "The conversation has no turn of the assistant.");
        return issue;
    }
    const auto cut = messages.begin() + static_cast<std::ptrdiff_t>(at - 1);
    record.prompt.assign(std::make_move_iterator(messages.begin()), std::make_move_iterator(cut));
    record.a.assign(std::make_move_iterator(cut), std::make_move_iterator(messages.end()));
    noteAnswers(record);
    return std::nullopt;
}

std::optional<RowIssue> takeStepLabels(const Json& labels, Record& record)
{
    for (size_t i = 0; labels.is_array() && i < labels.size(); ++i) {
        const auto flag = flagOf(labels[i]);
        if (!flag) {
            return typeIssue("labels[" + std::to_string(i) + "]", labels[i],
                             MG_TR("data", "Expected true or false."));
        }
        if (!labels[i].is_boolean()) {
            addCode(record, "D-LABEL-TYPE");
        }
        record.stepLabels.push_back(*flag);
    }
    if (!labels.is_array() || record.stepLabels.size() != record.steps.size()) {
        return typeIssue("labels", labels,
                         MG_TR("data", "Labels must be a list with one entry for every step."));
    }
    return std::nullopt;
}

}  // namespace

std::optional<RowIssue> importUnpaired(Json& row, Record& record)
{
    record.kind = RecordKind::Unpaired;
    const Json label = takeColumn(row, "label");
    if (label.is_null()) {
        return missingIssue("label");
    }
    record.label = flagOf(label);
    if (!record.label) {
        RowIssue issue =
            typeIssue("label", label, MG_TR("data", "The label must be true or false."));
        issue.code = "D-LABEL-TYPE";
        return issue;
    }
    if (!label.is_boolean()) {
        addCode(record, "D-LABEL-TYPE");
    }
    return takePromptAndCompletion(row, record);
}

std::optional<RowIssue> importPromptCompletion(Json& row, Record& record)
{
    record.kind = RecordKind::Demo;
    return takePromptAndCompletion(row, record);
}

std::optional<RowIssue> importLanguageModelling(Json& row, Record& record)
{
    record.kind = RecordKind::Demo;
    if (!row.contains("messages")) {
        Json text = takeColumn(row, "text");
        record.textMode = TextMode::Plain;
        auto issue = takeAnswer(text, "text", false, record.a);
        if (!issue) {
            noteAnswers(record);
        }
        return issue;
    }
    Json list = takeColumn(row, "messages");
    Messages messages;
    if (auto issue = takeMessages(list, "messages", messages)) {
        return issue;
    }
    if (auto issue = takeTemplateColumns(row, record)) {
        return issue;
    }
    return splitDemonstration(std::move(messages), record);
}

std::optional<RowIssue> importStepwise(Json& row, Record& record)
{
    record.kind = RecordKind::Steps;
    Json prompt = takeColumn(row, "prompt");
    const bool chat = isMessageList(prompt);
    record.textMode = chat ? TextMode::Chat : TextMode::Plain;
    if (auto issue = takePrompt(prompt, chat, record.prompt)) {
        return issue;
    }
    Json steps = takeColumn(row, "completions");
    if (steps.is_null()) {
        return missingIssue("completions");
    }
    for (size_t i = 0; i < steps.size(); ++i) {
        if (!steps.is_array() || !steps[i].is_string()) {
            return typeIssue("completions", steps, MG_TR("data", "Steps must be a list of texts."));
        }
        record.steps.push_back(std::move(steps[i].get_ref<std::string&>()));
    }
    return takeStepLabels(takeColumn(row, "labels"), record);
}

}  // namespace marginalia
