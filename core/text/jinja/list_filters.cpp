// SPDX-License-Identifier: Apache-2.0
#include "core/text/jinja/filters.h"
#include "core/text/jinja/interpreter.h"

#include <algorithm>
#include <set>

namespace marginalia::jinja {

namespace {

/// What sort, unique, min and max compare: texts without case unless asked otherwise.
Value comparable(const Value& value, bool caseSensitive)
{
    return value.isString() && !caseSensitive ? makeString(toLower(value.text())) : value;
}

/// The values of an attribute argument such as "a.b" or "a,b".
Value keyOf(const Value& value, const Value* path, bool caseSensitive)
{
    if (path == nullptr || path->isNone()) {
        return comparable(value, caseSensitive);
    }
    if (!path->isString() || path->text().find(',') == std::string::npos) {
        return comparable(getPath(value, *path), caseSensitive);
    }
    Values parts;
    const auto names = callMethod({*path, "split"}, {{makeString(",")}, {}});
    for (const Value& name : names.items()) {
        parts.push_back(comparable(getPath(value, name), caseSensitive));
    }
    return makeList(std::move(parts));
}

using Keyed = std::vector<std::pair<Value, Value>>;

void sortByKey(Keyed& items, bool reverse)
{
    // Stable in both directions, as Python's sort.
    std::stable_sort(items.begin(), items.end(), [reverse](const auto& a, const auto& b) {
        return reverse ? less(b.first, a.first) : less(a.first, b.first);
    });
}

Values valuesOf(Keyed items)
{
    Values out;
    for (auto& item : items) {
        out.push_back(std::move(item.second));
    }
    return out;
}

Value sort(const Value& value, const Arguments& arguments)
{
    arguments.check("sort", {"reverse", "case_sensitive", "attribute"});
    Keyed items;
    const auto all = iterate(value);
    for (const Value& item : *all) {
        items.emplace_back(
            keyOf(item, arguments.find(2, "attribute"), arguments.flag(1, "case_sensitive", false)),
            item);
    }
    sortByKey(items, arguments.flag(0, "reverse", false));
    return makeList(valuesOf(std::move(items)));
}

Value dictSort(const Value& value, const Arguments& arguments)
{
    arguments.check("dictsort", {"case_sensitive", "by", "reverse"});
    const std::string by = arguments.text(1, "by", "key");
    if (!value.isDict() || (by != "key" && by != "value")) {
        fail(MG_TR("template", "The filter dictsort needs a dictionary, and by key or value."));
    }
    Keyed items;
    for (const auto& [key, item] : value.dictObject().items) {
        items.emplace_back(
            comparable(by == "key" ? key : item, arguments.flag(0, "case_sensitive", false)),
            makeList({key, item}, Type::Tuple));
    }
    sortByKey(items, arguments.flag(2, "reverse", false));
    return makeList(valuesOf(std::move(items)));
}

Value unique(const Value& value, const Arguments& arguments)
{
    arguments.check("unique", {"case_sensitive", "attribute"});
    Values out;
    Values seen;
    std::set<std::string> texts;
    const auto all = iterate(value);
    for (const Value& item : *all) {
        const Value key =
            keyOf(item, arguments.find(1, "attribute"), arguments.flag(0, "case_sensitive", false));
        if (key.isString()) {
            if (!texts.insert(key.text()).second) {
                continue;
            }
        } else if (std::any_of(seen.begin(), seen.end(),
                               [&](const Value& old) { return equal(old, key); })) {
            continue;
        } else {
            seen.push_back(key);
        }
        out.push_back(item);
    }
    return makeList(std::move(out), Type::Generator);
}

Value extreme(const Value& value, const Arguments& arguments, bool largest)
{
    arguments.check(largest ? "max" : "min", {"case_sensitive", "attribute"});
    const auto all = iterate(value);
    Value best = Value::undefined("item of an empty list");
    Value bestKey;
    for (const Value& item : *all) {
        const Value key =
            keyOf(item, arguments.find(1, "attribute"), arguments.flag(0, "case_sensitive", false));
        if (bestKey.isUndefined() || (largest ? less(bestKey, key) : less(key, bestKey))) {
            best = item;
            bestKey = key;
        }
    }
    return best;
}

Value join(const Value& value, const Arguments& arguments)
{
    arguments.check("join", {"d", "attribute"});
    const Value* separator = arguments.find(0, "d");
    const Value* path = arguments.find(1, "attribute");
    Values parts;
    const auto all = iterate(value);
    for (const Value& item : *all) {
        if (separator != nullptr && !parts.empty()) {
            parts.push_back(*separator);
        }
        parts.push_back(path != nullptr && !path->isNone() ? getPath(item, *path) : item);
    }
    return joinTexts(parts);
}

Value sum(const Value& value, const Arguments& arguments)
{
    arguments.check("sum", {"attribute", "start"});
    const Value* path = arguments.find(0, "attribute");
    const Value* start = arguments.find(1, "start");
    Value out = start != nullptr ? *start : Value::integer(0);
    const auto all = iterate(value);
    for (const Value& item : *all) {
        out = binary("+", out, path != nullptr && !path->isNone() ? getPath(item, *path) : item);
    }
    return out;
}

/// Pairs of an attribute and the items that have it, in its order.
Value groupBy(const Value& value, const Arguments& arguments)
{
    arguments.check("groupby", {"attribute", "default", "case_sensitive"});
    const Value* path = arguments.find(0, "attribute");
    if (path == nullptr) {
        fail(MG_TR("template", "The filter groupby needs an attribute."));
    }
    const Value* absent = arguments.find(1, "default");
    const bool caseSensitive = arguments.flag(2, "case_sensitive", false);
    const auto attribute = [&](const Value& item) { return getPath(item, *path, absent); };
    Keyed items;
    const auto all = iterate(value);
    for (const Value& item : *all) {
        items.emplace_back(comparable(attribute(item), caseSensitive), item);
    }
    sortByKey(items, false);
    Values out;
    for (size_t begin = 0; begin < items.size();) {
        size_t end = begin;
        Values group;
        for (; end < items.size() && equal(items[end].first, items[begin].first); ++end) {
            group.push_back(items[end].second);
        }
        const Value key = attribute(group.front());
        out.push_back(makeList({key, makeList(std::move(group))}, Type::Tuple));
        begin = end;
    }
    return makeList(std::move(out));
}

Value batch(const Value& value, const Arguments& arguments)
{
    arguments.check("batch", {"linecount", "fill_with"});
    const std::int64_t size = arguments.whole(0, "linecount", 0);
    const Value* fill = arguments.find(1, "fill_with");
    const auto all = iterate(value);
    if (size < 1 || size > 100'000) {
        fail(MG_TR("template", "The filter batch needs a size."));
    }
    Values out;
    Values row;
    const auto push = [&] { out.push_back(makeList(std::exchange(row, {}))); };
    for (const Value& item : *all) {
        row.push_back(item);
        if (static_cast<std::int64_t>(row.size()) == size) {
            push();
        }
    }
    if (!row.empty()) {
        if (fill != nullptr && !fill->isNone()) {
            row.resize(static_cast<size_t>(size), *fill);
        }
        push();
    }
    return makeList(std::move(out), Type::Generator);
}

Value slices(const Value& value, const Arguments& arguments)
{
    arguments.check("slice", {"slices", "fill_with"});
    const std::int64_t count = arguments.whole(0, "slices", 0);
    const Value* fill = arguments.find(1, "fill_with");
    const auto all = iterate(value);
    if (count < 1 || count > 100'000) {
        fail(MG_TR("template", "The filter slice needs a number of slices."));
    }
    const auto length = static_cast<std::int64_t>(all->size());
    Values out;
    std::int64_t at = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t size = length / count + (i < length % count ? 1 : 0);
        Values row(all->begin() + at, all->begin() + at + size);
        at += size;
        if (fill != nullptr && !fill->isNone() && i >= length % count) {
            row.push_back(*fill);
        }
        out.push_back(makeList(std::move(row)));
    }
    return makeList(std::move(out), Type::Generator);
}

}  // namespace

const FilterTable& listFilters()
{
    static const FilterTable table = {
        {"sort", sort},
        {"dictsort", dictSort},
        {"unique", unique},
        {"join", join},
        {"groupby", groupBy},
        {"sum", sum},
        {"batch", batch},
        {"slice", slices},
        {"min", [](const Value& v, const Arguments& a) { return extreme(v, a, false); }},
        {"max", [](const Value& v, const Arguments& a) { return extreme(v, a, true); }},
    };
    return table;
}

Value Interpreter::filter(const std::string& name, const Value& value, const Arguments& arguments)
{
    if (name == "map") {
        return mapFilter(value, arguments);
    }
    if (name == "select" || name == "reject") {
        return selectFilter(value, arguments, name == "select", false);
    }
    if (name == "selectattr" || name == "rejectattr") {
        return selectFilter(value, arguments, name == "selectattr", true);
    }
    return applyFilter(name, value, arguments);
}

bool Interpreter::test(const std::string& name, const Value& value, const Arguments& arguments)
{
    return applyTest(name, value, arguments);
}

Value Interpreter::mapFilter(const Value& value, const Arguments& arguments)
{
    const Level level;
    Values out;
    const auto all = iterate(value);
    if (const Value* path = arguments.values.empty() ? arguments.find(0, "attribute") : nullptr) {
        const Value* absent = arguments.find(1, "default");
        for (const Value& item : *all) {
            out.push_back(getPath(item, *path, absent));
        }
        return makeList(std::move(out), Type::Generator);
    }
    if (arguments.values.empty()) {
        fail(MG_TR("template", "The filter map needs a filter or an attribute."));
    }
    Arguments rest;
    rest.values.assign(arguments.values.begin() + 1, arguments.values.end());
    rest.named = arguments.named;
    for (const Value& item : *all) {
        out.push_back(filter(toText(arguments.values[0]), item, rest));
    }
    return makeList(std::move(out), Type::Generator);
}

Value Interpreter::selectFilter(const Value& value, const Arguments& arguments, bool keep,
                                bool byAttribute)
{
    const size_t first = byAttribute ? 1 : 0;
    if (arguments.values.size() < first) {
        fail(MG_TR("template", "The filters selectattr and rejectattr need an attribute."));
    }
    Arguments rest;
    const bool named = arguments.values.size() > first;
    if (named) {
        rest.values.assign(arguments.values.begin() + static_cast<std::ptrdiff_t>(first) + 1,
                           arguments.values.end());
        rest.named = arguments.named;
    }
    Values out;
    const auto all = iterate(value);
    for (const Value& item : *all) {
        const Value tested = byAttribute ? getPath(item, arguments.values[0]) : item;
        const bool good =
            named ? test(toText(arguments.values[first]), tested, rest) : tested.truth();
        if (good == keep) {
            out.push_back(item);
        }
    }
    return makeList(std::move(out), Type::Generator);
}

}  // namespace marginalia::jinja
