// SPDX-License-Identifier: Apache-2.0
// One of several answers to a prompt, as JSON and back.
#include "core/base/text.h"
#include "core/data/record.h"

#include <iterator>

namespace marginalia {

namespace {

/// One message of the assistant with nothing but text: written as "text".
bool isBareText(const Messages& messages)
{
    if (messages.size() != 1) {
        return false;
    }
    Message bare;
    bare.role = "assistant";
    bare.content = messages[0].content;
    return messages[0] == bare;
}

/// Why a field does not fit.
std::optional<GroupAnswer> wrong(const char* name, const char* expected, std::string* problem)
{
    *problem = fillPattern("The field \"%1\" must be %2.", {name, expected});
    return std::nullopt;
}

bool takeNumber(const Json& json, const char* name, std::optional<double>& out)
{
    const auto found = json.find(name);
    if (found == json.end() || found->is_null()) {
        return true;
    }
    if (!found->is_number()) {
        return false;
    }
    out = found->get<double>();
    return true;
}

bool takeRatings(const Json& json, std::map<std::string, double>& out)
{
    const Json ratings = json.value("attributes", Json::object());
    if (!ratings.is_object()) {
        return false;
    }
    for (const auto& [name, value] : ratings.items()) {
        if (!value.is_number()) {
            return false;
        }
        out[name] = value.get<double>();
    }
    return true;
}

}  // namespace

Json toJson(const GroupAnswer& answer)
{
    Json out = Json::object();
    if (isBareText(answer.messages)) {
        out["text"] = answer.messages[0].content;
    } else {
        out["messages"] = toJson(answer.messages);
    }
    if (answer.score) {
        out["score"] = *answer.score;
    }
    if (answer.rank) {
        out["rank"] = *answer.rank;
    }
    if (!answer.attributes.empty()) {
        out["attributes"] = answer.attributes;
    }
    return out;
}

std::optional<GroupAnswer> groupAnswerFromJson(Json&& json, std::string* problem)
{
    if (!json.is_object()) {
        return wrong("answers", "a list of objects", problem);
    }
    GroupAnswer out;
    if (const auto text = json.find("text"); text != json.end()) {
        if (!text->is_string()) {
            return wrong("answers.text", "text", problem);
        }
        Message& message = out.messages.emplace_back();
        message.role = "assistant";
        message.content = std::move(text->get_ref<std::string&>());
    } else {
        std::optional<Messages> messages = messagesFromJson(json.value("messages", Json()));
        if (!messages) {
            return wrong("answers.messages", "a list of messages with role and content", problem);
        }
        out.messages = std::move(*messages);
    }
    if (!takeNumber(json, "score", out.score) || !takeNumber(json, "rank", out.rank)) {
        return wrong("answers.score", "a number, and so must \"rank\"", problem);
    }
    if (!takeRatings(json, out.attributes)) {
        return wrong("answers.attributes", "an object of numbers", problem);
    }
    return out;
}

Messages joinedAnswers(const std::vector<GroupAnswer>& answers)
{
    Messages out;
    for (const GroupAnswer& answer : answers) {
        out.insert(out.end(), answer.messages.begin(), answer.messages.end());
    }
    return out;
}

}  // namespace marginalia
