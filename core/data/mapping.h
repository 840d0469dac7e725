// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/messages.h"

#include <string>
#include <string_view>
#include <vector>

namespace marginalia {

/// A checked Mapping (see reader.h for its JSON), ready to turn rows into records.
class MappingPlan {
public:
    /// Every wrong field of the mapping is named in the error.
    static Result<MappingPlan> of(const Mapping& mapping);

    /// The records of one row (several with "explode"), or why there are none. Takes texts out of
    /// `row`.
    std::optional<RowIssue> apply(Json& row, const Record& stub, std::vector<Record>& out) const;

private:
    struct Field {
        std::string name;
        std::string path;
    };
    struct Element;

    std::optional<RowIssue> applyOne(const Json& row, const Json& base, const Element* element,
                                     Record& record) const;
    std::optional<RowIssue> fillTexts(const Json& row, const Element* element,
                                      Record& record) const;
    std::optional<RowIssue> fillLabel(const Json& row, const Element* element,
                                      Record& record) const;
    std::optional<RowIssue> fillSteps(const Json& row, const Element* element,
                                      Record& record) const;
    // mapping_group.cpp
    static bool isAttribute(std::string_view field);
    std::optional<RowIssue> fillGroup(const Json& row, Record& record) const;
    std::optional<RowIssue> fillOneAnswer(const Json& row, const Json* item,
                                          const std::string& place, Record& record) const;
    std::optional<RowIssue> fillAnswer(const Json& row, const Element* element, const char* name,
                                       Record& record, Messages& out) const;
    std::optional<RowIssue> value(const Json& row, const Element* element, const std::string& field,
                                  Json& out) const;
    std::optional<RowIssue> elements(const Json& row, std::vector<Element>& out) const;
    Json meta(const Json& base, const Element* element) const;
    const std::string* path(const std::string& field) const;

    RecordKind m_kind = RecordKind::Pair;
    std::optional<TextMode> m_mode;
    std::vector<Field> m_fields;
    std::string m_explodeColumn;
    std::vector<std::string> m_explodeKeys;
    Json m_trueValues;
};

}  // namespace marginalia
