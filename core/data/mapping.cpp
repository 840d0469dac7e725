// SPDX-License-Identifier: Apache-2.0
#include "core/data/mapping.h"

#include "core/data/importers.h"
#include "core/data/limits.h"
#include "core/data/mapping_path.h"
#include "core/data/values.h"

#include <algorithm>
#include <functional>

namespace marginalia {

struct MappingPlan::Element {
    Json key;  // name or index
    const Json* value = nullptr;
};

namespace {

constexpr const char* kFieldNames[] = {"prompt",     "system", "chosen",       "rejected",
                                       "completion", "label",  "score_chosen", "score_rejected",
                                       "strength",   "split",  "steps",        "step_labels",
                                       "answers",    "text",   "score",        "rank"};

Error wrongMapping(const std::string& where, Text what)
{
    return failure(ErrorKind::Invalid, std::move(what), "mapping: " + where,
                   MG_TR("data", "See `marginalia-cli help read` for what a mapping holds."));
}

std::vector<std::string> neededFields(RecordKind kind)
{
    switch (kind) {
        case RecordKind::Pair:
            return {"chosen", "rejected"};
        case RecordKind::Unpaired:
            return {"completion", "label"};
        case RecordKind::Demo:
            return {"completion"};
        case RecordKind::Group:
            return {"text"};
        case RecordKind::Prompt:
            return {"prompt"};
        default:
            return {"steps", "step_labels"};
    }
}

Status checkKeys(const Json& json)
{
    for (const auto& [key, value] : json.items()) {
        static constexpr const char* kKnown[] = {"kind",    "text_mode",   "fields",
                                                 "explode", "true_values", "name"};
        if (std::none_of(std::begin(kKnown), std::end(kKnown),
                         [&key = key](const char* k) { return key == k; })) {
            return wrongMapping(key, MG_TR("data", "A mapping has no such key."));
        }
    }
    return {};
}

Status checkFields(const Json& fields, const std::function<bool(std::string_view)>& isRating)
{
    if (!fields.is_object()) {
        return wrongMapping("fields", MG_TR("data", "Expected an object from fields to columns."));
    }
    for (const auto& [name, path] : fields.items()) {
        if (!isRating(name) &&
            std::none_of(std::begin(kFieldNames), std::end(kFieldNames),
                         [&name = name](const char* known) { return name == known; })) {
            return wrongMapping("fields." + name, MG_TR("data", "There is no such field."));
        }
        if (!path.is_string() || path.get_ref<const std::string&>().empty()) {
            return wrongMapping("fields." + name,
                                MG_TR("data", "Expected a column, a path or a template."));
        }
    }
    return {};
}

Messages withSystem(const Json& system, Messages prompt)
{
    if (system.is_string() && !system.get_ref<const std::string&>().empty()) {
        Message message;
        message.role = "system";
        message.content = system.get<std::string>();
        prompt.insert(prompt.begin(), std::move(message));
    }
    return prompt;
}

}  // namespace

Result<MappingPlan> MappingPlan::of(const Mapping& mapping)
{
    const Json& json = mapping.json;
    if (!json.is_object()) {
        return wrongMapping("", MG_TR("data", "Expected an object."));
    }
    MG_CHECK(checkKeys(json));
    MappingPlan plan;
    const std::string kind =
        json.contains("kind") && json["kind"].is_string() ? json["kind"].get<std::string>() : "";
    if (!kindFromName(kind)) {
        return wrongMapping(
            "kind", MG_TR("data", "Expected pair, unpaired, demo, steps, group or prompt."));
    }
    plan.m_kind = *kindFromName(kind);
    if (json.contains("text_mode")) {
        const Json& mode = json["text_mode"];
        if (mode != "chat" && mode != "plain") {
            return wrongMapping("text_mode", MG_TR("data", "Expected chat or plain."));
        }
        plan.m_mode = mode == "chat" ? TextMode::Chat : TextMode::Plain;
    }
    const Json fields = json.value("fields", Json());
    MG_CHECK(checkFields(fields, [&plan](std::string_view field) {
        return plan.m_kind == RecordKind::Group && isAttribute(field);
    }));
    for (const auto& [name, path] : fields.items()) {
        plan.m_fields.push_back({name, path.get<std::string>()});
    }
    for (const std::string& name : neededFields(plan.m_kind)) {
        if (plan.path(name) == nullptr) {
            return wrongMapping("fields." + name,
                                {MG_TR("data", "A mapping of kind %1 needs this field."), {kind}});
        }
    }
    if (json.contains("explode") && plan.m_kind == RecordKind::Group) {
        return wrongMapping("explode",
                            MG_TR("data", "A group takes its answers from the field \"answers\"."));
    }
    if (json.contains("explode")) {
        const Json& explode = json["explode"];
        const Json keys = explode.is_object() ? explode.value("keys", Json()) : Json();
        const auto isText = [](const Json& key) { return key.is_string(); };
        if (explode.is_string()) {
            plan.m_explodeColumn = explode.get<std::string>();
        } else if (keys.is_array() && !keys.empty() &&
                   std::all_of(keys.begin(), keys.end(), isText)) {
            plan.m_explodeKeys = keys.get<std::vector<std::string>>();
        } else {
            return wrongMapping(
                "explode", MG_TR("data", "Expected a column or {\"keys\": [names of columns]}."));
        }
    }
    plan.m_trueValues = json.value("true_values", Json());
    if (!plan.m_trueValues.is_null() && !plan.m_trueValues.is_array()) {
        return wrongMapping("true_values", MG_TR("data", "Expected a list."));
    }
    return plan;
}

const std::string* MappingPlan::path(const std::string& field) const
{
    for (const Field& entry : m_fields) {
        if (entry.name == field) {
            return &entry.path;
        }
    }
    return nullptr;
}

std::optional<RowIssue> MappingPlan::value(const Json& row, const Element* element,
                                           const std::string& field, Json& out) const
{
    const std::string* where = path(field);
    if (where == nullptr) {
        return std::nullopt;
    }
    std::string missing;
    out = valueAtPath(row, element == nullptr ? nullptr : element->value, *where, missing);
    return missing.empty() ? std::nullopt : std::optional(missingIssue(missing));
}

std::optional<RowIssue> MappingPlan::fillAnswer(const Json& row, const Element* element,
                                                const char* name, Record& record,
                                                Messages& out) const
{
    Json answer;
    if (auto issue = value(row, element, name, answer)) {
        return issue;
    }
    const bool chat = isMessageList(answer);
    if (isMessageObject(answer)) {
        answer = Json::array({std::move(answer)});
        record.textMode = TextMode::Chat;
        return takeMessages(answer, *path(name), out);
    }
    record.textMode = chat ? TextMode::Chat : record.textMode;
    return takeAnswer(answer, path(name)->c_str(), chat, out);
}

std::optional<RowIssue> MappingPlan::fillTexts(const Json& row, const Element* element,
                                               Record& record) const
{
    const bool pair = m_kind == RecordKind::Pair;
    if (m_kind == RecordKind::Prompt && path("completion") == nullptr) {
        return std::nullopt;  // a reference answer need not be there
    }
    if (auto issue = fillAnswer(row, element, pair ? "chosen" : "completion", record, record.a)) {
        return issue;
    }
    if (pair) {
        if (auto issue = fillAnswer(row, element, "rejected", record, record.b)) {
            return issue;
        }
        record.origin = Origin::ChosenA;
    }
    return std::nullopt;
}

std::optional<RowIssue> MappingPlan::fillLabel(const Json& row, const Element* element,
                                               Record& record) const
{
    Json label;
    if (auto issue = value(row, element, "label", label)) {
        return issue;
    }
    if (m_trueValues.is_array()) {
        record.label =
            std::find(m_trueValues.begin(), m_trueValues.end(), label) != m_trueValues.end();
        return std::nullopt;
    }
    record.label = flagOf(label);
    if (!record.label) {
        RowIssue issue =
            typeIssue(*path("label"), label, MG_TR("data", "The label must be true or false."));
        issue.code = "D-LABEL-TYPE";
        issue.todo =
            MG_TR("data", "Name the values that mean true in \"true_values\" of the mapping.");
        return issue;
    }
    if (!label.is_boolean()) {
        addCode(record, "D-LABEL-TYPE");
    }
    return std::nullopt;
}

std::optional<RowIssue> MappingPlan::fillSteps(const Json& row, const Element* element,
                                               Record& record) const
{
    Json columns = Json::object();
    if (auto issue = value(row, element, "steps", columns["completions"])) {
        return issue;
    }
    if (auto issue = value(row, element, "step_labels", columns["labels"])) {
        return issue;
    }
    columns["prompt"] = "";
    const TextMode mode = record.textMode;
    auto issue = importStepwise(columns, record);
    record.textMode = mode;
    return issue;
}

std::optional<RowIssue> MappingPlan::applyOne(const Json& row, const Json& base,
                                              const Element* element, Record& record) const
{
    record.kind = m_kind;
    record.textMode = TextMode::Plain;
    auto issue = m_kind == RecordKind::Steps   ? fillSteps(row, element, record)
                 : m_kind == RecordKind::Group ? fillGroup(row, record)
                                               : fillTexts(row, element, record);
    Json prompt = "";
    Json system;
    Json split;
    Json strength;
    Json high;
    Json low;
    issue = issue ? issue : value(row, element, "prompt", prompt);
    for (const auto& [name, target] :
         {std::pair("system", &system), std::pair("split", &split),
          std::pair("strength", &strength), std::pair("score_chosen", &high),
          std::pair("score_rejected", &low)}) {
        // These may be absent or null in a row.
        value(row, element, name, *target);
    }
    if (!issue && m_kind == RecordKind::Unpaired) {
        issue = fillLabel(row, element, record);
    }
    if (!issue) {
        const bool chat = isMessageList(prompt) || system.is_string();
        record.textMode = m_mode ? *m_mode : chat ? TextMode::Chat : record.textMode;
        issue = takePrompt(prompt, record.textMode == TextMode::Chat, record.prompt);
    }
    if (issue) {
        return issue;
    }
    record.prompt = withSystem(system, std::move(record.prompt));
    record.split = split.is_string() ? split.get<std::string>() : std::string();
    record.strength = numberOf(strength);
    if (const auto chosen = numberOf(high), rejected = numberOf(low); chosen && rejected) {
        record.margin = *chosen - *rejected;
    }
    record.meta = meta(base, element);
    if (m_kind != RecordKind::Steps && m_kind != RecordKind::Prompt) {
        noteAnswers(record);
    }
    return std::nullopt;
}

/// What the fields do not use of `base`, the row without its exploded columns; an element's rest
/// comes under "*".
Json MappingPlan::meta(const Json& base, const Element* element) const
{
    Json out = base;
    Json rest = element == nullptr ? Json() : *element->value;
    for (const Field& field : m_fields) {
        removePath(out, rest, field.path);
    }
    if (element == nullptr) {
        return out;
    }
    Json star = {{"key", element->key}};
    if (rest.is_object() && !rest.empty()) {
        star["rest"] = std::move(rest);
    }
    out["*"] = std::move(star);
    return out;
}

std::optional<RowIssue> MappingPlan::elements(const Json& row, std::vector<Element>& out) const
{
    for (const std::string& key : m_explodeKeys) {
        const auto found = row.find(key);
        if (found == row.end() || found->is_null()) {
            return missingIssue(key);
        }
        out.push_back({key, &*found});
    }
    if (m_explodeColumn.empty()) {
        return std::nullopt;
    }
    const auto column = row.find(m_explodeColumn);
    if (column == row.end() || column->is_null()) {
        return missingIssue(m_explodeColumn);
    }
    if (!column->is_structured()) {
        return typeIssue(m_explodeColumn, *column,
                         MG_TR("data", "Only a list or an object gives several records."));
    }
    std::int64_t index = 0;
    for (const auto& [key, item] : column->items()) {
        out.push_back({column->is_array() ? Json(index++) : Json(key), &item});
    }
    return std::nullopt;
}

std::optional<RowIssue> MappingPlan::apply(Json& row, const Record& stub,
                                           std::vector<Record>& out) const
{
    if (m_explodeColumn.empty() && m_explodeKeys.empty()) {
        return applyOne(row, row, nullptr, out.emplace_back(stub));
    }
    std::vector<Element> items;
    if (auto issue = elements(row, items)) {
        return issue;
    }
    if (items.size() > limits::kExplodedRecords) {
        return typeIssue(m_explodeColumn, row,
                         {MG_TR("data", "One row may give at most %1 records."),
                          {std::to_string(limits::kExplodedRecords)}});
    }
    Json base = row;
    for (const std::string& key : m_explodeKeys) {
        base.erase(key);
    }
    base.erase(m_explodeColumn);
    for (const Element& item : items) {
        if (auto issue = applyOne(row, base, &item, out.emplace_back(stub))) {
            issue->field = issue->field + " (" + item.key.dump() + ")";
            return issue;
        }
    }
    return std::nullopt;
}

}  // namespace marginalia
