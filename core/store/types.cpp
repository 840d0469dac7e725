// SPDX-License-Identifier: Apache-2.0
#include "core/store/types.h"

#include <array>

namespace marginalia {

namespace {

constexpr std::array<const char*, 7> kVerdicts = {"none",      "a",        "b",   "tie",
                                                  "both_good", "both_bad", "skip"};
constexpr std::array<const char*, 6> kSorts = {
    "number", "prompt", "chosen_words", "rejected_words", "length_difference", "margin"};

}  // namespace

const char* verdictName(Verdict verdict)
{
    return kVerdicts[static_cast<size_t>(verdict)];
}

std::optional<Verdict> verdictFromName(const std::string& name)
{
    for (size_t i = 0; i < kVerdicts.size(); ++i) {
        if (name == kVerdicts[i]) {
            return static_cast<Verdict>(i);
        }
    }
    return std::nullopt;
}

bool Filter::narrows() const
{
    return !search.empty() || !kinds.empty() || !labels.empty() || !imports.empty() ||
           flagged.has_value();
}

std::string Filter::toText() const
{
    Json out = Json::object();
    if (!search.empty()) {
        out["search"] = search;
    }
    if (!kinds.empty()) {
        out["kinds"] = kinds;
    }
    if (!labels.empty()) {
        out["labels"] = labels;
    }
    if (!imports.empty()) {
        out["imports"] = imports;
    }
    if (flagged) {
        out["flagged"] = *flagged;
    }
    if (sort != SortKey::Number) {
        out["sort"] = kSorts[static_cast<size_t>(sort)];
    }
    if (descending) {
        out["descending"] = true;
    }
    return out.dump();
}

namespace {

template <class Value>
bool takeField(const Json& json, const char* key, Value& value)
{
    const auto found = json.find(key);
    if (found == json.end()) {
        return true;
    }
    try {
        value = found->get<Value>();
    } catch (const Json::exception&) {
        return false;
    }
    return true;
}

}  // namespace

std::optional<Filter> Filter::fromText(const std::string& text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) {
        return std::nullopt;
    }
    Filter out;
    bool isFlagged = false;
    std::string sortName = kSorts[0];
    if (!takeField(json, "search", out.search) || !takeField(json, "kinds", out.kinds) ||
        !takeField(json, "labels", out.labels) || !takeField(json, "imports", out.imports) ||
        !takeField(json, "flagged", isFlagged) || !takeField(json, "sort", sortName) ||
        !takeField(json, "descending", out.descending)) {
        return std::nullopt;
    }
    if (json.contains("flagged")) {
        out.flagged = isFlagged;
    }
    for (size_t i = 0; i < kSorts.size(); ++i) {
        if (sortName == kSorts[i]) {
            out.sort = static_cast<SortKey>(i);
            return out;
        }
    }
    return std::nullopt;
}

}  // namespace marginalia
