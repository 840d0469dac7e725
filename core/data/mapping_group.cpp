// SPDX-License-Identifier: Apache-2.0
// The part of MappingPlan that makes groups: several answers of one row, or one with ratings.
#include "core/data/importers.h"
#include "core/data/limits.h"
#include "core/data/mapping.h"
#include "core/data/mapping_path.h"
#include "core/data/values.h"

namespace marginalia {

namespace {

constexpr std::string_view kAttribute = "attribute.";

/// A number that may be absent.
std::optional<double> numberAt(const Json& row, const Json* element, const std::string& path)
{
    std::string missing;
    return numberOf(valueAtPath(row, element, path, missing));
}

}  // namespace

bool MappingPlan::isAttribute(std::string_view field)
{
    return field.size() > kAttribute.size() && field.starts_with(kAttribute);
}

std::optional<RowIssue> MappingPlan::fillOneAnswer(const Json& row, const Json* item,
                                                   const std::string& place, Record& record) const
{
    std::string missing;
    Json words = valueAtPath(row, item, *path("text"), missing);
    if (!missing.empty()) {
        return missingIssue(place + missing);
    }
    GroupAnswer& answer = record.answers.emplace_back();
    if (isMessageObject(words)) {
        words = Json::array({std::move(words)});
    }
    const bool chat = isMessageList(words);
    record.textMode = chat ? TextMode::Chat : record.textMode;
    if (auto issue = takeAnswer(words, (place + *path("text")).c_str(), chat, answer.messages)) {
        return issue;
    }
    for (const Field& field : m_fields) {
        const std::optional<double> number =
            field.name == "score" || field.name == "rank" || isAttribute(field.name)
                ? numberAt(row, item, field.path)
                : std::nullopt;
        if (!number) {
            continue;
        }
        if (isAttribute(field.name)) {
            answer.attributes[field.name.substr(kAttribute.size())] = *number;
        } else {
            (field.name == "score" ? answer.score : answer.rank) = number;
        }
    }
    return std::nullopt;
}

std::optional<RowIssue> MappingPlan::fillGroup(const Json& row, Record& record) const
{
    const std::string* where = path("answers");
    if (where == nullptr) {
        return fillOneAnswer(row, nullptr, {}, record);
    }
    std::string missing;
    const Json list = valueAtPath(row, nullptr, *where, missing);
    if (!missing.empty()) {
        return missingIssue(missing);
    }
    if (!list.is_structured() || list.empty() || list.size() > limits::kExplodedRecords) {
        return typeIssue(*where, list, MG_TR("data", "Expected a list of answers."));
    }
    std::size_t index = 0;
    for (const auto& [key, item] : list.items()) {
        const std::string place = *where + "[" + std::to_string(index++) + "] ";
        if (auto issue = fillOneAnswer(row, &item, place, record)) {
            return issue;
        }
    }
    return std::nullopt;
}

}  // namespace marginalia
