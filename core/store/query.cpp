// SPDX-License-Identifier: Apache-2.0
#include "core/store/query.h"

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/store/record_rows.h"
#include "core/store/schema.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace marginalia::store {

namespace {

/// Any of several conditions; none at all restricts nothing.
class AnyOf {
public:
    void add(const std::string& condition) { m_text += (m_text.empty() ? "" : " OR ") + condition; }
    void addTo(std::string& where) const
    {
        if (!m_text.empty()) {
            where += " AND (" + m_text + ")";
        }
    }

private:
    std::string m_text;
};

std::string kindCondition(const std::string& name)
{
    const auto kind = kindFromName(name);
    return kind ? "s.kind=" + std::to_string(static_cast<int>(*kind)) : "0";
}

/// A text as SQL writes it.
std::string quoted(const std::string& text)
{
    std::string out = "'";
    for (const char c : text) {
        out += c == '\'' ? std::string("''") : std::string(1, c);
    }
    return out + "'";
}

std::string labelCondition(const std::string& name)
{
    if (name == "labelled") {
        return "(s.verdict NOT IN (0, 6) OR (s.verdict=0 AND s.desirable>=0))";
    }
    if (name == "none") {
        return "(s.verdict=0 AND s.desirable<0)";
    }
    if (name == "true") {
        return "(s.verdict=0 AND s.desirable=1)";
    }
    if (name == "false") {
        return "(s.verdict=0 AND s.desirable=0)";
    }
    if (name.starts_with("by:")) {
        return "(s.verdict<>0 AND s.event IN (SELECT seq FROM label_event WHERE annotator=" +
               quoted(name.substr(3)) + "))";
    }
    const auto verdict = verdictFromName(name);
    return verdict ? "s.verdict=" + std::to_string(static_cast<int>(*verdict)) : "0";
}

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

/// Imports whose file name contains `value`; "here" are records made in the program.
std::string sourceCondition(Database& database, const std::string& value)
{
    const std::string wanted = lowered(value);
    std::string ids = wanted == "here" ? "0" : "";
    Rows rows = database.query("SELECT id, path FROM import");
    while (rows.next()) {
        if (lowered(nameOf(rows->text(1))).find(wanted) != std::string::npos) {
            ids += (ids.empty() ? "" : ",") + std::to_string(rows->integer(0));
        }
    }
    return "s.import_id IN (" + ids + ")";
}

void addColumns(Database& database, const ParsedSearch& search, std::string& where)
{
    std::array<AnyOf, 4> any;
    for (const auto& [column, value] : search.columns) {
        const std::string word = lowered(value);
        if (column == "kind") {
            any[0].add(kindCondition(word));
        } else if (column == "label") {
            any[1].add(labelCondition(word));
        } else if (column == "source") {
            any[2].add(sourceCondition(database, value));
        } else {
            const bool no = word == "no" || word == "0" || word == "false";
            any[3].add(no ? "s.flagged=0" : "s.flagged=1");
        }
    }
    for (const AnyOf& conditions : any) {
        conditions.addTo(where);
    }
}

/// A row with what it is ordered by.
template <class Key>
struct Keyed {
    Key key{};
    std::int64_t id = 0;
};

template <class Key>
std::vector<RecordId> ordered(std::vector<Keyed<Key>>& rows, bool descending)
{
    // By number within equal keys, whatever the direction.
    std::sort(rows.begin(), rows.end(), [descending](const auto& left, const auto& right) {
        if (left.key != right.key) {
            return descending ? right.key < left.key : left.key < right.key;
        }
        return left.id < right.id;
    });
    std::vector<RecordId> out;
    out.reserve(rows.size());
    for (const auto& row : rows) {
        out.push_back(RecordId{row.id});
    }
    return out;
}

constexpr const char* kChosen = "CASE WHEN s.verdict=2 THEN s.words_b ELSE s.words_a END";
constexpr const char* kRejected = "CASE WHEN s.verdict=2 THEN s.words_a ELSE s.words_b END";

std::string keyColumn(SortKey sort)
{
    switch (sort) {
        case SortKey::ChosenWords:
            return kChosen;
        case SortKey::RejectedWords:
            return kRejected;
        case SortKey::LengthDifference:
            return std::string(kChosen) + " - " + kRejected;
        case SortKey::Prompt:
            return "(SELECT key FROM prompt_order WHERE record_id=s.record_id)";
        default:
            return "0";
    }
}

/// Ids and keys of one source of rows, appended to what was found before.
class Collector {
public:
    explicit Collector(const Filter& filter) : m_filter(filter) {}

    void take(const Statement& row)
    {
        const std::int64_t id = row.integer(0);
        if (m_filter.sort == SortKey::Number) {
            m_ids.push_back(RecordId{id});
        } else if (m_filter.sort == SortKey::Prompt) {
            Keyed<std::array<char, 48>> entry{{}, id};
            const std::string_view key = row.view(1);
            std::memcpy(entry.key.data(), key.data(), std::min(key.size(), entry.key.size()));
            m_texts.push_back(entry);
        } else {
            m_numbers.push_back({row.integer(1), id});
        }
    }

    /// Hits so far, in the order of numbers.
    std::int64_t count() const { return static_cast<std::int64_t>(m_ids.size()); }

    std::vector<RecordId> finish()
    {
        if (m_filter.sort == SortKey::Prompt) {
            return ordered(m_texts, m_filter.descending);
        }
        if (m_filter.sort != SortKey::Number) {
            return ordered(m_numbers, m_filter.descending);
        }
        if (m_filter.descending) {
            std::reverse(m_ids.begin(), m_ids.end());
        }
        return std::move(m_ids);
    }

private:
    const Filter& m_filter;
    std::vector<RecordId> m_ids;
    std::vector<Keyed<std::int64_t>> m_numbers;
    std::vector<Keyed<std::array<char, 48>>> m_texts;
};

/// Rows that the search index does not know yet: read and looked through.
void scanUnindexed(Database& database, const CompiledFilter& filter, const std::string& columns,
                   std::int64_t indexedTo, Collector& collector)
{
    Statement rows(database.handle(),
                   "SELECT " + columns +
                       ", record.prompt, record.a, record.b, record.steps FROM label_state s "
                       "JOIN record ON record.id=s.record_id WHERE s.record_id>? AND " +
                       filter.where + " ORDER BY s.record_id");
    rows.bindAll(indexedTo);
    while (rows.step()) {
        const SearchTexts texts =
            searchTexts(rows.view(2), rows.view(3), rows.view(4), rows.view(5));
        if (matches(filter.terms, {texts.prompt, texts.a, texts.b})) {
            collector.take(rows);
        }
    }
}

}  // namespace

CompiledFilter compileFilter(Database& database, const Filter& filter)
{
    CompiledFilter out;
    out.where = "s.hidden=0 AND s.import_id NOT IN (SELECT id FROM import WHERE undone_by<>0)";
    AnyOf kinds;
    for (const std::string& name : filter.kinds) {
        kinds.add(kindCondition(name));
    }
    AnyOf labels;
    for (const std::string& name : filter.labels) {
        labels.add(labelCondition(name));
    }
    AnyOf imports;
    for (const std::int64_t id : filter.imports) {
        imports.add("s.import_id=" + std::to_string(id));
    }
    kinds.addTo(out.where);
    labels.addTo(out.where);
    imports.addTo(out.where);
    if (filter.flagged) {
        out.where += *filter.flagged ? " AND s.flagged=1" : " AND s.flagged=0";
    }
    ParsedSearch search = parseSearch(filter.search);
    addColumns(database, search, out.where);
    out.terms = std::move(search.terms);
    return out;
}

QueryResult runQuery(Database& database, const Filter& filter, std::int64_t most)
{
    const Stopwatch watch;
    Transaction snapshot(database, false);
    const CompiledFilter compiled = compileFilter(database, filter);
    const std::int64_t last = database.integer("SELECT max(id) FROM record").value_or(0);
    QueryResult out;
    out.indexed = std::min<std::int64_t>(std::stoll(metaText(database, "indexed_to", "0")), last);
    out.indexComplete = out.indexed >= last;
    Collector collector(filter);
    const std::string columns = "s.record_id, " + keyColumn(filter.sort);
    const bool first = most >= 0 && filter.sort == SortKey::Number && !filter.descending;
    const std::string limit = first ? " LIMIT " + std::to_string(most) : std::string();
    if (compiled.terms.empty()) {
        Statement rows(database.handle(), "SELECT " + columns + " FROM label_state s WHERE " +
                                              compiled.where + " ORDER BY s.record_id" + limit);
        while (rows.step()) {
            collector.take(rows);
        }
    } else {
        Statement rows(
            database.handle(),
            "SELECT " + columns +
                " FROM record_search CROSS JOIN label_state s ON s.record_id=record_search.rowid "
                "WHERE record_search MATCH ? AND " +
                compiled.where + limit);
        rows.bindAll(ftsExpression(compiled.terms));
        while (rows.step()) {
            collector.take(rows);
        }
        // The index knows the smallest numbers: when they are enough, the rest is not looked at.
        if (!out.indexComplete && (!first || collector.count() < most)) {
            scanUnindexed(database, compiled, columns, out.indexed, collector);
        }
    }
    out.ids = collector.finish();
    if (first && static_cast<std::int64_t>(out.ids.size()) > most) {
        out.ids.resize(static_cast<std::size_t>(most));
    }
    snapshot.commit();
    out.milliseconds = watch.milliseconds();
    return out;
}

}  // namespace marginalia::store
