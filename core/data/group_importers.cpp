// SPDX-License-Identifier: Apache-2.0
// Schemes with several answers to a prompt, or one answer with several ratings.
#include "core/data/hh_dialogue.h"
#include "core/data/importers.h"
#include "core/data/values.h"

#include <algorithm>

namespace marginalia {

namespace {

/// Prompts of these schemes are what a person asked: one text, a dialogue in one text (as Nectar
/// has them, ending where the assistant should speak), or messages.
std::optional<RowIssue> takeQuestion(Json value, const char* field, Record& record)
{
    record.textMode = TextMode::Chat;
    if (value.is_string()) {
        bool repeated = false;
        Messages turns;
        if (parseHhDialogue(value.get_ref<const std::string&>(), turns, repeated)) {
            if (turns.back().role == "assistant" && turns.back().content.empty()) {
                turns.pop_back();
            }
            if (repeated) {
                addCode(record, "D-ROLE-REPEAT");
            }
            record.prompt = std::move(turns);
            return std::nullopt;
        }
    }
    auto issue = takePrompt(value, true, record.prompt);
    if (issue) {
        issue->field = field;
    }
    return issue;
}

std::string placed(const char* list, std::size_t index, const char* key)
{
    return std::string(list) + "[" + std::to_string(index) + "]." + key;
}

/// The texts of a list of objects as answers; what is left of each object is handed to `rest`.
template <class Rest>
std::optional<RowIssue> takeAnswers(Json& row, const char* column, const char* text, Record& record,
                                    Rest&& rest)
{
    Json list = takeColumn(row, column);
    if (list.is_null()) {
        return missingIssue(column);
    }
    if (!list.is_array() || list.empty()) {
        return typeIssue(column, list, MG_TR("data", "Expected a list of answers."));
    }
    Json left = Json::array();
    for (std::size_t i = 0; i < list.size(); ++i) {
        Json& item = list[i];
        if (!item.is_object()) {
            return typeIssue(column, item, MG_TR("data", "Expected a list of answers."));
        }
        GroupAnswer& answer = record.answers.emplace_back();
        Json words = takeColumn(item, text);
        if (auto issue = takeAnswer(words, placed(column, i, text).c_str(), isMessageList(words),
                                    answer.messages)) {
            return issue;
        }
        if (auto issue = rest(item, i, answer)) {
            return issue;
        }
        left.push_back(std::move(item));
    }
    const bool anything =
        std::any_of(left.begin(), left.end(), [](const Json& each) { return !each.empty(); });
    if (anything) {
        row[column] = std::move(left);
    }
    noteAnswers(record);
    return std::nullopt;
}

/// "instruction-following" and "instruction_following" are one quality.
std::string qualityName(std::string name)
{
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

/// The number of a rating; "N/A" is none.
std::optional<double> ratingOf(const Json& annotation)
{
    const auto rating = annotation.is_object() ? annotation.find("Rating") : annotation.end();
    return rating == annotation.end() ? std::nullopt : numberOf(*rating);
}

/// Ratings by quality; their mean is the score (interfaces.md 1.4), or else the overall score.
std::optional<RowIssue> takeAnnotations(Json& item, std::size_t, GroupAnswer& answer)
{
    double sum = 0;
    const Json annotations = item.value("annotations", Json());
    for (const auto& [name, annotation] : annotations.items()) {
        if (const auto rating = ratingOf(annotation)) {
            answer.attributes[qualityName(name)] = *rating;
            sum += *rating;
        }
    }
    if (!answer.attributes.empty()) {
        answer.score = sum / static_cast<double>(answer.attributes.size());
    } else if (const auto overall = item.find("overall_score"); overall != item.end()) {
        answer.score = numberOf(*overall);
    }
    return std::nullopt;
}

}  // namespace

std::optional<RowIssue> importNectar(Json& row, Record& record)
{
    record.kind = RecordKind::Group;
    if (auto issue = takeQuestion(takeColumn(row, "prompt"), "prompt", record)) {
        return issue;
    }
    return takeAnswers(
        row, "answers", "answer", record,
        [](Json& item, std::size_t index, GroupAnswer& answer) -> std::optional<RowIssue> {
            const Json rank = takeColumn(item, "rank");
            answer.rank = numberOf(rank);
            return answer.rank
                       ? std::nullopt
                       : std::optional(typeIssue(placed("answers", index, "rank"), rank,
                                                 MG_TR("data", "A rank must be a number.")));
        });
}

std::optional<RowIssue> importUltraFeedback(Json& row, Record& record)
{
    record.kind = RecordKind::Group;
    if (auto issue = takeQuestion(takeColumn(row, "instruction"), "instruction", record)) {
        return issue;
    }
    return takeAnswers(row, "completions", "response", record, takeAnnotations);
}

std::optional<RowIssue> importHelpSteer(Json& row, Record& record)
{
    record.kind = RecordKind::Group;
    if (auto issue = takeQuestion(takeColumn(row, "prompt"), "prompt", record)) {
        return issue;
    }
    GroupAnswer& answer = record.answers.emplace_back();
    Json words = takeColumn(row, "response");
    if (auto issue = takeAnswer(words, "response", isMessageList(words), answer.messages)) {
        return issue;
    }
    for (const char* name :
         {"helpfulness", "correctness", "coherence", "complexity", "verbosity"}) {
        const auto found = row.find(name);
        if (const auto rating = found == row.end() ? std::nullopt : numberOf(*found)) {
            answer.attributes[name] = *rating;
            row.erase(found);
        }
    }
    noteAnswers(record);
    return std::nullopt;
}

std::optional<RowIssue> importPromptOnly(Json& row, Record& record)
{
    record.kind = RecordKind::Prompt;
    Json prompt = takeColumn(row, "prompt");
    record.textMode = isMessageList(prompt) ? TextMode::Chat : TextMode::Plain;
    if (auto issue = takePrompt(prompt, record.textMode == TextMode::Chat, record.prompt)) {
        return issue;
    }
    for (const char* name : {"solution", "ground_truth", "reference_answer"}) {
        const auto found = row.find(name);
        if (found != row.end() && found->is_string()) {
            record.a = plainMessages("assistant", takeColumn(row, name).get<std::string>());
            break;
        }
    }
    return takeTemplateColumns(row, record);
}

}  // namespace marginalia
