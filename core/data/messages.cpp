// SPDX-License-Identifier: Apache-2.0
#include "core/data/messages.h"

#include "core/data/json_writer.h"

#include <array>
#include <utility>

namespace marginalia {

namespace {

/// Roles of messages, and the names that other schemes have for them (interfaces.md 1.4).
struct RoleName {
    const char* name;
    const char* role;
};
constexpr std::array<RoleName, 14> kRoles = {{{"system", "system"},
                                              {"developer", "developer"},
                                              {"user", "user"},
                                              {"assistant", "assistant"},
                                              {"tool", "tool"},
                                              {"human", "user"},
                                              {"prompter", "user"},
                                              {"gpt", "assistant"},
                                              {"chatgpt", "assistant"},
                                              {"bard", "assistant"},
                                              {"model", "assistant"},
                                              {"observation", "tool"},
                                              {"function", "tool"},
                                              {"function_call", "assistant"}}};

const char* roleOf(const std::string& name)
{
    for (const RoleName& role : kRoles) {
        if (name == role.name) {
            return role.role;
        }
    }
    return nullptr;
}

Json* find(Json& object, const char* key)
{
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

std::optional<RowIssue> joinParts(Json& parts, const std::string& field, std::string& out)
{
    for (Json& part : parts) {
        Json* text = part.is_object() ? find(part, "text") : nullptr;
        const bool isText =
            text != nullptr && text->is_string() && part.value("type", "text") == "text";
        if (!isText) {
            RowIssue issue =
                typeIssue(field, part, MG_TR("data", "This content has parts that are not text."));
            issue.code = "D-MULTIMODAL";
            issue.todo = MG_TR("data", "Only text can be trained on here; leave the row out.");
            return issue;
        }
        out += text->get_ref<const std::string&>();
    }
    return std::nullopt;
}

std::optional<RowIssue> takeContent(Json* content, const std::string& field, bool mayBeNull,
                                    std::string& out)
{
    if (content == nullptr || content->is_null()) {
        return mayBeNull ? std::nullopt : std::optional(missingIssue(field));
    }
    if (content->is_string()) {
        out = std::move(content->get_ref<std::string&>());
        return std::nullopt;
    }
    if (content->is_array()) {
        return joinParts(*content, field, out);
    }
    return typeIssue(field, *content, MG_TR("data", "The content of a message must be text."));
}

std::optional<RowIssue> takeRole(const Json* role, const std::string& field, std::string& out)
{
    if (role == nullptr || role->is_null()) {
        return missingIssue(field);
    }
    const char* known = role->is_string() ? roleOf(role->get_ref<const std::string&>()) : nullptr;
    if (known == nullptr) {
        RowIssue issue = typeIssue(field, *role, MG_TR("data", "This is not a role of a message."));
        issue.code = "D-ROLE";
        issue.todo = MG_TR("data", "Roles are system, developer, user, assistant and tool.");
        return issue;
    }
    out = known;
    return std::nullopt;
}

/// {"role": [...], "content": [...]}, as old tables hold a list of messages.
bool isStructOfLists(const Json& value)
{
    for (const auto& [role, content] : {std::pair("role", "content"), std::pair("from", "value")}) {
        if (value.is_object() && value.contains(role) && value.contains(content) &&
            value[role].is_array() && value[content].is_array()) {
            return true;
        }
    }
    return false;
}

std::optional<RowIssue> zipLists(Json& value, const std::string& field, Json& out)
{
    out = Json::array();
    for (auto& [key, list] : value.items()) {
        if (!list.is_array()) {
            continue;
        }
        if (out.empty()) {
            out.get_ref<Json::array_t&>().resize(list.size(), Json::object());
        }
        if (list.size() != out.size()) {
            return typeIssue(field + "." + key, list,
                             MG_TR("data", "Lists of one message list differ in length."));
        }
        for (size_t i = 0; i < list.size(); ++i) {
            out[i][key] = std::move(list[i]);
        }
    }
    return std::nullopt;
}

void takeExtras(Json& value, Message& out)
{
    for (auto& [key, item] : value.items()) {
        if (key == "role" || key == "content" || key == "from" || key == "value" ||
            item.is_null()) {
            continue;
        }
        if (key == "name" && item.is_string()) {
            out.name = std::move(item.get_ref<std::string&>());
        } else if (key == "tool_call_id" && item.is_string()) {
            out.toolCallId = std::move(item.get_ref<std::string&>());
        } else if (key == "tool_calls") {
            out.toolCalls = std::move(item);
        } else {
            out.extra[key] = std::move(item);
        }
    }
}

}  // namespace

bool isMessageObject(const Json& value)
{
    return value.is_object() && (value.contains("role") || value.contains("from")) &&
           !isStructOfLists(value);
}

bool isMessageList(const Json& value)
{
    return (value.is_array() && !value.empty() && isMessageObject(value[0])) ||
           isStructOfLists(value);
}

std::optional<RowIssue> takeMessage(Json& value, const std::string& field, Message& out)
{
    if (!value.is_object()) {
        return typeIssue(field, value,
                         MG_TR("data", "A message must be an object with role and content."));
    }
    const bool turns = !value.contains("role") && value.contains("from");
    const std::string roleField = field + (turns ? ".from" : ".role");
    const std::string textField = field + (turns ? ".value" : ".content");
    if (auto issue = takeRole(find(value, turns ? "from" : "role"), roleField, out.role)) {
        return issue;
    }
    const Json* calls = find(value, "tool_calls");
    const bool mayBeNull = calls != nullptr && !calls->is_null();
    if (auto issue = takeContent(find(value, turns ? "value" : "content"), textField, mayBeNull,
                                 out.content)) {
        return issue;
    }
    if (value.size() > 2) {
        takeExtras(value, out);
    }
    return std::nullopt;
}

std::optional<RowIssue> takeMessages(Json& value, const std::string& field, Messages& out)
{
    if (isStructOfLists(value)) {
        Json list;
        if (auto issue = zipLists(value, field, list)) {
            return issue;
        }
        return takeMessages(list, field, out);
    }
    if (value.is_null()) {
        return missingIssue(field);
    }
    if (!value.is_array()) {
        return typeIssue(field, value, MG_TR("data", "Expected a list of messages."));
    }
    out.reserve(value.size());
    for (size_t i = 0; i < value.size(); ++i) {
        if (auto issue =
                takeMessage(value[i], field + "[" + std::to_string(i) + "]", out.emplace_back())) {
            return issue;
        }
    }
    return std::nullopt;
}

Messages plainMessages(const char* role, std::string text)
{
    Messages out;
    Message& message = out.emplace_back();
    message.role = role;
    message.content = std::move(text);
    return out;
}

std::string shown(const Json& value)
{
    std::string text;
    if (value.is_string()) {
        appendJsonText(text, std::string_view(value.get_ref<const std::string&>()).substr(0, 320));
    } else if (value.is_primitive()) {
        appendJson(text, value);
    } else {
        text = value.is_array() ? "[...]" : "{...}";
    }
    return quotedForError(text);
}

RowIssue missingIssue(const std::string& field)
{
    return {"D-MISSING",
            field,
            {},
            {MG_TR("data", "The field \"%1\" is absent or null."), {field}},
            MG_TR("data", "Fill it in, leave the row out, or map the columns.")};
}

RowIssue typeIssue(const std::string& field, const Json& found, Text expected)
{
    return {"D-PARSE", field, shown(found), std::move(expected),
            MG_TR("data", "Put the row right, or map the columns.")};
}

}  // namespace marginalia
