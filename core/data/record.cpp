// SPDX-License-Identifier: Apache-2.0
#include "core/data/record.h"

#include "core/base/text.h"

#include <array>
#include <utility>

namespace marginalia {

namespace {

constexpr std::array<const char*, 6> kKinds = {"pair",  "unpaired", "demo",
                                               "steps", "group",    "prompt"};

/// Reads the fields of one object; the first that does not fit is kept as a sentence.
class Fields {
public:
    explicit Fields(Json&& json) : m_json(std::move(json)) {}

    const std::string& problem() const { return m_problem; }
    Json* find(const char* name)
    {
        const auto found = m_json.find(name);
        return found == m_json.end() || found->is_null() ? nullptr : &*found;
    }

    bool text(const char* name, std::string& out)
    {
        Json* value = find(name);
        if (value == nullptr) {
            return true;
        }
        if (!value->is_string()) {
            return wrong(name, "text");
        }
        out = std::move(value->get_ref<std::string&>());
        return true;
    }

    template <class T>
    bool number(const char* name, T& out)
    {
        const Json* value = find(name);
        if (value != nullptr && !value->is_number()) {
            return wrong(name, "a number");
        }
        if (value != nullptr) {
            out = value->get<T>();
        }
        return true;
    }

    bool real(const char* name, std::optional<double>& out)
    {
        double value = 0;
        if (find(name) == nullptr) {
            return true;
        }
        const bool fits = number(name, value);
        out = value;
        return fits;
    }

    bool json(const char* name, Json& out)
    {
        if (Json* value = find(name)) {
            out = std::move(*value);
        }
        return true;
    }

    bool messages(const char* name, Messages& out);
    bool answers(const char* name, std::vector<GroupAnswer>& out);

    template <class T>
    bool list(const char* name, std::vector<T>& out)
    {
        const Json* value = find(name);
        if (value == nullptr) {
            return true;
        }
        for (const Json& item : value->is_array() ? *value : Json::array({nullptr})) {
            const bool fits = std::is_same_v<T, bool> ? item.is_boolean() : item.is_string();
            if (!fits) {
                return wrong(
                    name, std::is_same_v<T, bool> ? "a list of true and false" : "a list of texts");
            }
            out.push_back(item.get<T>());
        }
        return true;
    }

    bool wrong(const char* name, const char* expected)
    {
        m_problem = fillPattern("The field \"%1\" must be %2.", {name, expected});
        return false;
    }

private:
    Json m_json;
    std::string m_problem;
};

bool takeMessage(Json&& json, Message& out)
{
    if (!json.is_object()) {
        return false;
    }
    Fields fields(std::move(json));
    return fields.text("role", out.role) && fields.text("content", out.content) &&
           fields.text("name", out.name) && fields.text("tool_call_id", out.toolCallId) &&
           fields.json("tool_calls", out.toolCalls) && fields.json("extra", out.extra) &&
           !out.role.empty();
}

std::optional<Messages> takeMessages(Json&& json)
{
    if (!json.is_array()) {
        return std::nullopt;
    }
    Messages out;
    out.reserve(json.size());
    for (Json& item : json) {
        if (!takeMessage(std::move(item), out.emplace_back())) {
            return std::nullopt;
        }
    }
    return out;
}

bool Fields::messages(const char* name, Messages& out)
{
    Json* value = find(name);
    if (value == nullptr) {
        return true;
    }
    std::optional<Messages> read = takeMessages(std::move(*value));
    if (!read) {
        return wrong(name, "a list of messages with role and content");
    }
    out = std::move(*read);
    return true;
}

bool Fields::answers(const char* name, std::vector<GroupAnswer>& out)
{
    Json* value = find(name);
    if (value == nullptr) {
        return true;
    }
    if (!value->is_array()) {
        return wrong(name, "a list of answers");
    }
    for (Json& item : *value) {
        std::optional<GroupAnswer> answer = groupAnswerFromJson(std::move(item), &m_problem);
        if (!answer) {
            return false;
        }
        out.push_back(std::move(*answer));
    }
    return true;
}

bool takeLabel(Fields& fields, Record& record)
{
    const Json* label = fields.find("label");
    if (label != nullptr && !label->is_boolean()) {
        return fields.wrong("label", "true or false");
    }
    if (label != nullptr) {
        record.label = label->get<bool>();
    }
    return true;
}

bool takeMode(Fields& fields, Record& record)
{
    std::string mode = "chat";
    if (!fields.text("text_mode", mode) || (mode != "chat" && mode != "plain")) {
        return fields.wrong("text_mode", "\"chat\" or \"plain\"");
    }
    record.textMode = mode == "chat" ? TextMode::Chat : TextMode::Plain;
    return true;
}

bool takeAnswers(Fields& fields, Record& record)
{
    if (fields.find("chosen") != nullptr) {
        record.origin = Origin::ChosenA;
    }
    const bool judged = record.origin == Origin::ChosenA;
    const char* first = record.kind != RecordKind::Pair ? "completion" : judged ? "chosen" : "a";
    return fields.messages(first, record.a) && fields.messages(judged ? "rejected" : "b", record.b);
}

bool takeSource(Fields& fields, Record& record)
{
    Json source;
    fields.json("source", source);
    if (source.is_null()) {
        return true;
    }
    if (!source.is_object()) {
        return fields.wrong("source", "an object");
    }
    Fields position(std::move(source));
    return (position.number("line", record.source.line) &&
            position.number("byte", record.source.byte) &&
            position.number("length", record.source.length)) ||
           fields.wrong("source", "an object of numbers");
}

bool takeUid(Fields& fields, Record& record)
{
    std::string hex;
    if (!fields.text("uid", hex)) {
        return false;
    }
    const std::optional<Uid> uid = hex.empty() ? Uid() : Uid::fromHex(hex);
    record.uid = uid.value_or(Uid());
    return uid.has_value() || fields.wrong("uid", "32 hexadecimal digits");
}

bool takeRecord(Fields& fields, Record& record)
{
    std::string kind;
    if (!fields.text("kind", kind) || !kindFromName(kind)) {
        return fields.wrong("kind", "a kind of record");
    }
    record.kind = *kindFromName(kind);
    return takeMode(fields, record) && fields.messages("prompt", record.prompt) &&
           takeAnswers(fields, record) && takeLabel(fields, record) &&
           fields.answers("answers", record.answers) && fields.list("completions", record.steps) &&
           fields.list("labels", record.stepLabels) && fields.real("margin", record.margin) &&
           fields.real("strength", record.strength) && fields.text("split", record.split) &&
           fields.json("tools", record.tools) &&
           fields.json("template_arguments", record.templateArguments) &&
           fields.json("meta", record.meta) && fields.list("codes", record.codes) &&
           takeSource(fields, record) && takeUid(fields, record);
}

}  // namespace

const char* kindName(RecordKind kind)
{
    return kKinds[static_cast<size_t>(kind)];
}

std::optional<RecordKind> kindFromName(const std::string& name)
{
    for (size_t i = 0; i < kKinds.size(); ++i) {
        if (name == kKinds[i]) {
            return static_cast<RecordKind>(i);
        }
    }
    return std::nullopt;
}

Json toJson(const Messages& messages)
{
    Json out = Json::array();
    for (const Message& message : messages) {
        Json item = {{"role", message.role}, {"content", message.content}};
        if (!message.name.empty()) {
            item["name"] = message.name;
        }
        if (!message.toolCalls.is_null()) {
            item["tool_calls"] = message.toolCalls;
        }
        if (!message.toolCallId.empty()) {
            item["tool_call_id"] = message.toolCallId;
        }
        if (!message.extra.is_null()) {
            item["extra"] = message.extra;
        }
        out.push_back(std::move(item));
    }
    return out;
}

std::optional<Messages> messagesFromJson(const Json& json)
{
    return takeMessages(Json(json));
}

Json toJson(const Record& record)
{
    Json out = {{"kind", kindName(record.kind)},
                {"text_mode", record.textMode == TextMode::Chat ? "chat" : "plain"},
                {"prompt", toJson(record.prompt)}};
    if (record.kind == RecordKind::Pair) {
        const bool judged = record.origin == Origin::ChosenA;
        out[judged ? "chosen" : "a"] = toJson(record.a);
        out[judged ? "rejected" : "b"] = toJson(record.b);
    } else if (record.kind == RecordKind::Steps) {
        out["completions"] = record.steps;
        out["labels"] = record.stepLabels;
    } else if (record.kind == RecordKind::Group) {
        Json& answers = out["answers"] = Json::array();
        for (const GroupAnswer& answer : record.answers) {
            answers.push_back(toJson(answer));
        }
    } else if (record.kind != RecordKind::Prompt || !record.a.empty()) {
        out["completion"] = toJson(record.a);
    }
    if (record.label) {
        out["label"] = *record.label;
    }
    if (record.margin) {
        out["margin"] = *record.margin;
    }
    if (record.strength) {
        out["strength"] = *record.strength;
    }
    if (!record.split.empty()) {
        out["split"] = record.split;
    }
    if (!record.tools.is_null()) {
        out["tools"] = record.tools;
    }
    if (!record.templateArguments.is_null()) {
        out["template_arguments"] = record.templateArguments;
    }
    if (!record.uid.isNull()) {
        out["uid"] = record.uid.hex();
    }
    out["meta"] = record.meta.is_null() ? Json::object() : record.meta;
    out["codes"] = record.codes;
    out["source"] = {{"line", record.source.line},
                     {"byte", record.source.byte},
                     {"length", record.source.length}};
    return out;
}

std::optional<Record> recordFromJson(const Json& json, std::string* problem)
{
    return recordFromJson(Json(json), problem);
}

std::optional<Record> recordFromJson(Json&& json, std::string* problem)
{
    if (!json.is_object()) {
        *problem = "A record must be an object.";
        return std::nullopt;
    }
    Fields fields(std::move(json));
    Record record;
    record.meta = Json::object();
    if (!takeRecord(fields, record)) {
        *problem = fields.problem();
        return std::nullopt;
    }
    return record;
}

std::string plainText(const Messages& messages)
{
    std::string out;
    for (size_t i = 0; i < messages.size(); ++i) {
        out += i == 0 ? "" : "\n";
        out += messages[i].content;
    }
    return out;
}

}  // namespace marginalia
