// SPDX-License-Identifier: Apache-2.0
#include "core/store/record_rows.h"

#include "core/base/sha256.h"
#include "core/base/words.h"
#include "core/store/project.h"
#include "core/store/stored_text.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <utility>

namespace marginalia {

bool usableForTraining(const Record& record)
{
    return store::flawsOf(record) == 0;
}

}  // namespace marginalia

namespace marginalia::store {

namespace {

constexpr size_t kOrderBytes = 48;

bool isBlank(std::string_view text)
{
    return numberOfWords(text) == 0;
}

/// Nothing to train on: no visible text and no tool call.
bool isEmpty(const Messages& messages)
{
    return std::all_of(messages.begin(), messages.end(), [](const Message& message) {
        return message.toolCalls.is_null() && isBlank(message.content);
    });
}

/// What is said of the answers of a group; their messages stand one after another in column a.
Json answerFacts(const std::vector<GroupAnswer>& answers)
{
    Json out = Json::array();
    for (const GroupAnswer& answer : answers) {
        Json facts = toJson(answer);
        facts.erase("text");
        facts["messages"] = answer.messages.size();
        out.push_back(std::move(facts));
    }
    return {{"answers", std::move(out)}};
}

std::vector<GroupAnswer> answersOf(Messages joined, Json facts)
{
    std::vector<GroupAnswer> out;
    auto next = joined.begin();
    for (Json& each : facts) {
        if (!each.is_object()) {
            continue;  // a damaged row gives what can be read
        }
        const Json said = each.value("messages", Json());
        const auto count = std::clamp<std::ptrdiff_t>(
            said.is_number_integer() ? said.get<std::ptrdiff_t>() : 0, 0, joined.end() - next);
        each["messages"] = Json::array();
        std::string problem;
        GroupAnswer answer = groupAnswerFromJson(std::move(each), &problem).value_or(GroupAnswer{});
        answer.messages.assign(std::make_move_iterator(next),
                               std::make_move_iterator(next + count));
        next += count;
        out.push_back(std::move(answer));
    }
    return out;
}

std::string dumped(const Json& json)
{
    try {
        return json.is_null() ? std::string() : json.dump();
    } catch (const Json::exception&) {
        throw StoreFailure(
            failure(ErrorKind::Invalid, MG_TR("store", "A text of this record is not UTF-8."), {},
                    MG_TR("store", "Import the file through a reader, which mends such bytes.")));
    }
}

/// What rows are ordered by: the beginning of the prompt without leading space, ASCII letters in
/// lower case.
std::string orderKey(const std::string& prompt)
{
    const size_t begin = prompt.find_first_not_of(" \t\r\n");
    std::string key =
        begin == std::string::npos ? std::string() : prompt.substr(begin, kOrderBytes);
    for (char& c : key) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return key;
}

Sha256Digest contentDigest(const PreparedRecord& row)
{
    Sha256 hash;
    for (const std::string* part : {&row.prompt, &row.a, &row.b, &row.steps}) {
        const std::uint64_t size = part->size();
        hash.add(&size, sizeof size);
        hash.add(*part);
    }
    return hash.finish();
}

RowState initialState(const Record& record, std::int64_t importId)
{
    RowState state;
    state.kind = record.kind;
    state.importId = importId;
    // The label of annotator import:<n>: kept in record.origin, not as an event, so that a million
    // of them cost nothing.
    if (record.kind == RecordKind::Pair && record.origin == Origin::ChosenA) {
        state.verdict = Verdict::A;
        state.source = LabelSource::Import;
    }
    if (record.kind == RecordKind::Unpaired && record.label) {
        state.desirable = *record.label ? 1 : 0;
        state.source = LabelSource::Import;
    }
    state.flaws = flawsOf(record);
    state.wordsA = numberOfWords(plainText(record.a));
    state.wordsB = numberOfWords(plainText(record.b));
    for (const GroupAnswer& answer : record.answers) {
        state.wordsA += numberOfWords(plainText(answer.messages));
    }
    for (const std::string& step : record.steps) {
        state.wordsA += numberOfWords(step);
    }
    return state;
}

}  // namespace

int flawsOf(const Record& record)
{
    switch (record.kind) {
        case RecordKind::Pair:
            return (isEmpty(record.a) || isEmpty(record.b) ? FlawEmpty : 0) |
                   (record.a == record.b ? FlawEqual : 0);
        case RecordKind::Steps: {
            const bool empty = record.steps.empty() ||
                               std::all_of(record.steps.begin(), record.steps.end(), isBlank);
            return (empty ? FlawEmpty : 0) |
                   (record.steps.size() != record.stepLabels.size() ? FlawOther : 0);
        }
        case RecordKind::Prompt:
            return isEmpty(record.prompt) ? FlawEmpty : 0;
        case RecordKind::Group: {
            const bool empty =
                std::all_of(record.answers.begin(), record.answers.end(),
                            [](const GroupAnswer& answer) { return isEmpty(answer.messages); });
            return empty ? FlawEmpty : 0;
        }
        default:
            return isEmpty(record.a) ? FlawEmpty : 0;
    }
}

PreparedRecord prepared(const Record& record, std::int64_t importId)
{
    PreparedRecord row;
    row.state = initialState(record, importId);
    row.textMode = record.textMode;
    row.origin = record.origin;
    row.source = record.source;
    row.uid = record.uid;
    row.margin = record.margin;
    row.strength = record.strength;
    row.split = record.split;
    row.codes = record.codes.empty() ? std::string() : dumped(Json(record.codes));
    row.prompt = dumped(toJson(record.prompt));
    row.a =
        dumped(toJson(record.kind == RecordKind::Group ? joinedAnswers(record.answers) : record.a));
    row.b = dumped(toJson(record.b));
    if (record.kind == RecordKind::Steps) {
        row.steps = dumped(Json{{"steps", record.steps}, {"labels", record.stepLabels}});
    }
    if (record.kind == RecordKind::Group) {
        row.steps = dumped(answerFacts(record.answers));
    }
    row.tools = dumped(record.tools);
    row.templateArguments = dumped(record.templateArguments);
    row.meta = record.meta.is_null() || record.meta.empty() ? std::string() : dumped(record.meta);
    row.digest = contentDigest(row);
    row.orderKey = orderKey(plainText(record.prompt));
    return row;
}

RecordInserter::RecordInserter(Database& database) : m_database(database), m_chunk(Uid::random())
{
    std::memcpy(&m_next, Uid::random().bytes.data(), sizeof m_next);
}

Uid RecordInserter::drawUid()
{
    Uid uid = m_chunk;
    ++m_next;  // from a random beginning
    for (size_t i = 0; i < 8; ++i) {
        uid.bytes[8 + i] = static_cast<std::uint8_t>(m_next >> (56U - 8U * i));
    }
    return uid;
}

std::int64_t RecordInserter::insert(PreparedRecord& record, Tally& tally)
{
    Uid uid = record.uid;
    // A uid that is taken (the same sample imported twice) cannot be kept: identities are unique in
    // a project.
    if (uid.isNull() || m_database.integer("SELECT id FROM record WHERE uid=?", uid)) {
        uid = drawUid();
    }
    const RowState& state = record.state;
    const std::optional<int> label =
        state.desirable < 0 ? std::nullopt : std::optional(state.desirable);
    m_database.run(
        "INSERT INTO record(uid, kind, text_mode, import_id, origin, label_bool, flaws, "
        "len_words_a, len_words_b, line, "
        "byte, length, digest, margin, strength, split, codes, prompt, a, b, steps, tools_json, "
        "template_arguments, meta) "
        "VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        uid, state.kind, record.textMode, state.importId, record.origin, label, state.flaws,
        state.wordsA, state.wordsB, record.source.line, record.source.byte, record.source.length,
        Blob{{reinterpret_cast<const char*>(record.digest.data()), 16}}, record.margin,
        record.strength, record.split, record.codes, record.prompt, record.a, record.b,
        record.steps, record.tools, record.templateArguments, record.meta);
    record.state.id = m_database.lastId();
    saveState(m_database, record.state, true);
    m_database.run("INSERT INTO prompt_order(record_id, key) VALUES(?, ?)", record.state.id,
                   Blob{record.orderKey});
    tally.add(record.state, +1);
    return record.state.id;
}

void rebuildRecordStates(Database& database)
{
    database.script("DELETE FROM label_state; DELETE FROM tally;");
    // origin 1 is ChosenA: an import's verdict A (1) from source Import (1).
    database.script(
        "INSERT INTO label_state(record_id, kind, import_id, hidden, verdict, source, event, "
        "flagged, desirable, flaws, "
        "words_a, words_b) SELECT id, kind, import_id, deleted_by, CASE WHEN kind=0 AND origin=1 "
        "THEN 1 ELSE 0 END, "
        "CASE WHEN (kind=0 AND origin=1) OR (kind=1 AND label_bool IS NOT NULL) THEN 1 ELSE 0 END, "
        "0, 0, "
        "coalesce(label_bool, -1), flaws, len_words_a, len_words_b FROM record;");
    Tally tally;
    std::int64_t last = 0;
    while (const auto id =
               database.integer("SELECT min(record_id) FROM label_state WHERE record_id>?", last)) {
        tally.add(*loadState(database, *id), +1);
        last = *id;
    }
    tally.write(database);
}

std::string cutText(std::string text, size_t most)
{
    if (text.size() <= most) {
        return text;
    }
    size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
        --end;
    }
    text.resize(end);
    return text;
}

Json parsedOr(std::string_view text, Json fallback)
{
    if (text.empty()) {
        return fallback;
    }
    Json json = Json::parse(text, nullptr, false);
    return json.is_discarded() ? fallback : json;
}

Messages messagesOfText(std::string_view text)
{
    return messagesFromJson(parsedOr(text, Json::array())).value_or(Messages{});
}

Record recordOf(const Statement& row, int first)
{
    Record out;
    out.kind = static_cast<RecordKind>(row.integer(first));
    out.textMode = static_cast<TextMode>(row.integer(first + 1));
    out.origin = static_cast<Origin>(row.integer(first + 2));
    if (!row.isNull(first + 3)) {
        out.label = row.integer(first + 3) != 0;
    }
    if (!row.isNull(first + 4)) {
        out.margin = row.real(first + 4);
    }
    if (!row.isNull(first + 5)) {
        out.strength = row.real(first + 5);
    }
    out.split = row.text(first + 6);
    out.codes = parsedOr(row.view(first + 7), Json::array()).get<std::vector<std::string>>();
    out.prompt = messagesOfText(row.view(first + 8));
    out.a = messagesOfText(row.view(first + 9));
    out.b = messagesOfText(row.view(first + 10));
    Json steps = parsedOr(row.view(first + 11), nullptr);
    if (out.kind == RecordKind::Group && steps.is_object()) {
        out.answers = answersOf(std::exchange(out.a, {}), steps.value("answers", Json::array()));
    } else if (steps.is_object()) {
        out.steps = steps.value("steps", std::vector<std::string>{});
        out.stepLabels = steps.value("labels", std::vector<bool>{});
    }
    out.tools = parsedOr(row.view(first + 12), nullptr);
    out.templateArguments = parsedOr(row.view(first + 13), nullptr);
    out.meta = parsedOr(row.view(first + 14), nullptr);
    out.source = {row.integer(first + 15), row.integer(first + 16), row.integer(first + 17)};
    return out;
}

SearchTexts searchTexts(std::string_view prompt, std::string_view a, std::string_view b,
                        std::string_view steps)
{
    SearchTexts out{storedText(prompt), storedText(a), storedText(b)};
    const Json list = parsedOr(steps, nullptr);
    if (list.is_object()) {
        for (const std::string& step : list.value("steps", std::vector<std::string>{})) {
            out.a += (out.a.empty() ? "" : "\n") + step;
        }
    }
    return out;
}

}  // namespace marginalia::store
