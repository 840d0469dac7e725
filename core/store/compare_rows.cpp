// SPDX-License-Identifier: Apache-2.0
#include "core/store/compare_rows.h"

#include "core/store/record_rows.h"

#include <algorithm>
#include <cstring>

namespace marginalia::store {

namespace {

constexpr size_t kMostHistory = 16;

std::string dumped(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

StoredVote voteOf(const Uid& uid, std::int64_t at, std::string_view payload)
{
    const Json json = parsedOr(payload, Json::object());
    StoredVote vote;
    vote.uid = uid;
    vote.atMilliseconds = at;
    vote.promptId = json.value("prompt", std::int64_t{0});
    vote.answers = json.value("answers", std::vector<std::int64_t>{});
    vote.models = json.value("models", std::vector<std::string>{});
    vote.best = json.value("best", -1);
    vote.tie = json.value("tie", false);
    vote.allBad = json.value("all_bad", false);
    vote.blind = json.value("blind", false);
    vote.sent = json.value("sent", false);
    vote.atMilliseconds = json.value("at", at);
    return vote;
}

}  // namespace

std::vector<StoredPrompt> readPrompts(Database& database)
{
    std::vector<StoredPrompt> out;
    Rows rows = database.query("SELECT id, messages, topic FROM prompt_set ORDER BY id");
    while (rows.next()) {
        out.push_back({rows->integer(0), messagesOfText(rows->view(1)), rows->text(2)});
    }
    return out;
}

std::vector<StoredAnswer> readAnswers(Database& database, std::int64_t promptId)
{
    std::vector<StoredAnswer> out;
    Rows rows = database.query(
        "SELECT id, prompt_id, model, settings, text, tokens, cut, seconds FROM answer WHERE "
        "prompt_id=? ORDER BY id",
        promptId);
    while (rows.next()) {
        out.push_back({rows->integer(0), rows->integer(1), rows->text(2), rows->text(3),
                       rows->text(4), parsedOr(rows->view(5), nullptr), rows->integer(6) != 0,
                       rows->real(7)});
    }
    return out;
}

std::vector<StoredVote> readVotes(Database& database)
{
    std::vector<StoredVote> out;
    Rows rows = database.query(
        "SELECT vote.uid, label_event.at, vote.payload FROM vote JOIN label_event ON "
        "label_event.seq=vote.seq "
        "ORDER BY (SELECT min(seq) FROM label_event first WHERE first.record_uid=vote.uid)");
    while (rows.next()) {
        out.push_back(voteOf(rows->uid(0), rows->integer(1), rows->view(2)));
    }
    return out;
}

std::vector<std::pair<RecordId, ProjectReader::Margin>> readMargins(Database& database,
                                                                    const std::string& runId)
{
    std::vector<std::pair<RecordId, ProjectReader::Margin>> out;
    Rows rows = database.query(
        "SELECT record_id, last, n, spark FROM margin WHERE run_id=? ORDER BY record_id", runId);
    while (rows.next()) {
        ProjectReader::Margin margin;
        margin.last = static_cast<float>(rows->real(1));
        margin.n = static_cast<std::int32_t>(rows->integer(2));
        const std::string_view spark = rows->view(3);
        margin.history.resize(spark.size() / sizeof(float));
        std::memcpy(margin.history.data(), spark.data(), margin.history.size() * sizeof(float));
        out.emplace_back(RecordId{rows->integer(0)}, std::move(margin));
    }
    return out;
}

std::int64_t writePrompt(Database& database, const StoredPrompt& prompt)
{
    const std::string messages = dumped(toJson(prompt.messages));
    if (prompt.id != 0) {
        database.run("UPDATE prompt_set SET messages=?, topic=? WHERE id=?", messages, prompt.topic,
                     prompt.id);
        return prompt.id;
    }
    database.run("INSERT INTO prompt_set(messages, topic) VALUES(?,?)", messages, prompt.topic);
    return database.lastId();
}

std::int64_t writeAnswer(Database& database, const StoredAnswer& answer)
{
    const std::optional<std::int64_t> id = answer.id != 0 ? std::optional(answer.id) : std::nullopt;
    database.run(
        "INSERT INTO answer(id, prompt_id, model, settings, text, tokens, cut, seconds) "
        "VALUES(?,?,?,?,?,?,?,?) "
        "ON CONFLICT(id) DO UPDATE SET model=excluded.model, settings=excluded.settings, "
        "text=excluded.text, "
        "tokens=excluded.tokens, cut=excluded.cut, seconds=excluded.seconds",
        id, answer.promptId, answer.model, answer.settings, answer.text, dumped(answer.tokens),
        answer.cut ? 1 : 0, answer.seconds);
    return answer.id != 0 ? answer.id : database.lastId();
}

std::string votePayload(const StoredVote& vote)
{
    Json json;
    json["prompt"] = vote.promptId;
    json["answers"] = vote.answers;
    json["models"] = vote.models;
    json["best"] = vote.best;
    json["tie"] = vote.tie;
    json["all_bad"] = vote.allBad;
    json["blind"] = vote.blind;
    json["sent"] = vote.sent;
    if (vote.atMilliseconds != 0) {
        json["at"] = vote.atMilliseconds;
    }
    return dumped(json);
}

void writeMargins(Database& database, const std::string& runId,
                  const std::vector<std::pair<RecordId, ProjectReader::Margin>>& margins)
{
    for (const auto& [id, margin] : margins) {
        const size_t points = std::min(margin.history.size(), kMostHistory);
        const auto* begin = margin.history.data() + (margin.history.size() - points);
        database.run(
            "INSERT INTO margin(run_id, record_id, last, n, spark) VALUES(?,?,?,?,?) ON "
            "CONFLICT(run_id, record_id) DO "
            "UPDATE SET last=excluded.last, n=excluded.n, spark=excluded.spark",
            runId, number(id), static_cast<double>(margin.last), margin.n,
            Blob{{reinterpret_cast<const char*>(begin), points * sizeof(float)}});
    }
}

}  // namespace marginalia::store
