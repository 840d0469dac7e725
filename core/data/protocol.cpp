// SPDX-License-Identifier: Apache-2.0
#include "core/data/json_reader.h"
#include "core/data/json_writer.h"
#include "core/data/limits.h"
#include "core/data/reader.h"

#include <array>
#include <cstdlib>

namespace marginalia {

namespace {

constexpr int kProtocol = 1;
constexpr std::array<const char*, 3> kSeverities = {"error", "warning", "info"};

void appendField(std::string& out, const char* name)
{
    out += ",\"";
    out += name;
    out += "\":";
}

void appendMessages(std::string& out, const Messages& messages)
{
    out += '[';
    for (size_t i = 0; i < messages.size(); ++i) {
        const Message& message = messages[i];
        out += i == 0 ? "{\"role\":" : ",{\"role\":";
        appendJsonText(out, message.role);
        appendField(out, "content");
        appendJsonText(out, message.content);
        if (!message.name.empty()) {
            appendField(out, "name");
            appendJsonText(out, message.name);
        }
        if (!message.toolCallId.empty()) {
            appendField(out, "tool_call_id");
            appendJsonText(out, message.toolCallId);
        }
        if (!message.toolCalls.is_null()) {
            appendField(out, "tool_calls");
            appendJson(out, message.toolCalls);
        }
        if (!message.extra.is_null()) {
            appendField(out, "extra");
            appendJson(out, message.extra);
        }
        out += '}';
    }
    out += ']';
}

void appendAnswers(std::string& out, const Record& record)
{
    if (record.kind == RecordKind::Steps) {
        appendField(out, "completions");
        appendJson(out, record.steps);
        appendField(out, "labels");
        appendJson(out, record.stepLabels);
        return;
    }
    if (record.kind == RecordKind::Group) {
        appendField(out, "answers");
        Json answers = Json::array();
        for (const GroupAnswer& answer : record.answers) {
            answers.push_back(toJson(answer));
        }
        appendJson(out, answers);
        return;
    }
    if (record.kind == RecordKind::Prompt && record.a.empty()) {
        return;
    }
    const bool pair = record.kind == RecordKind::Pair;
    const bool judged = record.origin == Origin::ChosenA;
    appendField(out, !pair ? "completion" : judged ? "chosen" : "a");
    appendMessages(out, record.a);
    if (pair) {
        appendField(out, judged ? "rejected" : "b");
        appendMessages(out, record.b);
    }
}

void appendOptional(std::string& out, const Record& record)
{
    if (record.label) {
        out += *record.label ? ",\"label\":true" : ",\"label\":false";
    }
    for (const auto& [name, value] :
         {std::pair("margin", record.margin), std::pair("strength", record.strength)}) {
        if (value) {
            appendField(out, name);
            appendJson(out, *value);
        }
    }
    if (!record.uid.isNull()) {
        appendField(out, "uid");
        appendJsonText(out, record.uid.hex());
    }
    if (!record.split.empty()) {
        appendField(out, "split");
        appendJsonText(out, record.split);
    }
    for (const auto& [name, value] : {std::pair("tools", &record.tools),
                                      std::pair("template_arguments", &record.templateArguments)}) {
        if (!value->is_null()) {
            appendField(out, name);
            appendJson(out, *value);
        }
    }
}

Json toJson(const Text& text)
{
    return text.arguments.empty() ? Json(text.pattern)
                                  : Json{{"pattern", text.pattern}, {"arguments", text.arguments}};
}

Json toJson(const SourcePosition& position)
{
    return {{"line", position.line}, {"byte", position.byte}, {"length", position.length}};
}

/// Fields of a line with a type check each; the first wrong one is remembered.
class Line {
public:
    explicit Line(const Json& json) : m_json(json), m_wrong(json.is_object() ? "" : "of an item") {}

    template <class T>
    T get(const char* name, T fallback = {})
    {
        const auto found = m_json.find(name);
        if (found == m_json.end()) {
            return fallback;
        }
        try {
            return found->get<T>();
        } catch (const Json::exception&) {
            m_wrong = name;
            return fallback;
        }
    }

    Text text(const char* name)
    {
        const auto found = m_json.find(name);
        if (found == m_json.end() || !found->is_object()) {
            return Text(get<std::string>(name));
        }
        Line inner(*found);
        Text out(inner.get<std::string>("pattern"),
                 inner.get<std::vector<std::string>>("arguments"));
        m_wrong = inner.m_wrong.empty() ? m_wrong : name;
        return out;
    }

    const std::string& wrong() const { return m_wrong; }

private:
    const Json& m_json;
    std::string m_wrong;
};

Status protocolError(const std::string& detail)
{
    return failure(ErrorKind::Parse,
                   {MG_TR("data", "This is no line of the reader: %1."), {quotedForError(detail)}},
                   {}, MG_TR("data", "Use the marginalia-cli that belongs to this program."));
}

Status checked(const Line& line)
{
    return line.wrong().empty() ? Status() : protocolError("field " + line.wrong());
}

Status feedHead(const Json& json, ReadSink& sink, bool& going)
{
    Line line(json);
    ReadHead head;
    if (line.get<int>("protocol") != kProtocol) {
        return protocolError("another version");
    }
    head.path = line.get<std::string>("path");
    head.container = line.get<std::string>("container");
    head.format = line.get<std::string>("format");
    head.codes = line.get<std::vector<std::string>>("codes");
    for (const Json& item : line.get<Json>("guesses", Json::array())) {
        Line guess(item);
        head.guesses.push_back(
            {guess.get<std::string>("format"), guess.get<double>("share"), guess.text("why")});
        MG_CHECK(checked(guess));
    }
    for (const Json& item : line.get<Json>("columns", Json::array())) {
        Line column(item);
        head.columns.push_back({column.get<std::string>("name"), column.get<std::string>("types"),
                                column.get<std::string>("example")});
        MG_CHECK(checked(column));
    }
    MG_CHECK(checked(line));
    going = sink.head(head);
    return {};
}

Status feedProblem(const Json& json, ReadSink& sink, bool& going)
{
    Line line(json);
    Problem problem;
    problem.code = line.get<std::string>("code");
    const std::string severity = line.get<std::string>("severity");
    for (size_t i = 0; i < kSeverities.size(); ++i) {
        if (severity == kSeverities[i]) {
            problem.severity = static_cast<Severity>(i);
        }
    }
    problem.position = {line.get<std::int64_t>("line"), line.get<std::int64_t>("byte", -1),
                        line.get<std::int64_t>("length")};
    problem.column = line.get<std::int64_t>("column");
    problem.field = line.get<std::string>("field");
    problem.found = line.get<std::string>("found");
    problem.what = line.text("what");
    problem.todo = line.text("todo");
    MG_CHECK(checked(line));
    going = sink.problem(problem);
    return {};
}

Status feedEnd(const Json& json, ReadSink& sink)
{
    Line line(json);
    ReadEnd end;
    end.records = line.get<std::int64_t>("records");
    end.rows = line.get<std::int64_t>("rows");
    end.refused = line.get<std::int64_t>("refused");
    end.codes = line.get<std::map<std::string, std::int64_t>>("codes");
    end.sha256 = line.get<std::string>("sha256");
    end.bytes = line.get<std::int64_t>("bytes");
    MG_CHECK(checked(line));
    sink.end(end);
    return {};
}

Status feedError(const Json& json)
{
    Line line(json);
    const int kind = line.get<int>("kind", static_cast<int>(ErrorKind::Internal));
    const bool known = kind >= 0 && kind <= static_cast<int>(ErrorKind::Internal);
    Error error = failure(known ? static_cast<ErrorKind>(kind) : ErrorKind::Internal,
                          line.text("what"), line.get<std::string>("where"), line.text("todo"));
    MG_CHECK(checked(line));
    return error;
}

}  // namespace

Json toJson(const ReadHead& head)
{
    Json out = {{"t", "head"},
                {"protocol", kProtocol},
                {"path", head.path},
                {"container", head.container},
                {"format", head.format},
                {"guesses", Json::array()},
                {"columns", Json::array()},
                {"codes", head.codes}};
    for (const Guess& guess : head.guesses) {
        out["guesses"].push_back({{"format", guess.format},
                                  {"share", guess.share},
                                  {"reason", guess.reason.str()},
                                  {"why", toJson(guess.reason)}});
    }
    for (const ColumnInfo& column : head.columns) {
        out["columns"].push_back(
            {{"name", column.name}, {"types", column.types}, {"example", column.example}});
    }
    return out;
}

Json toJson(const RowExamples& row)
{
    return {{"t", "row"}, {"columns", row}};
}

Json toJson(const Problem& problem)
{
    Json out = {{"t", "problem"},
                {"code", problem.code},
                {"severity", kSeverities[static_cast<size_t>(problem.severity)]}};
    out.update(toJson(problem.position));
    out["column"] = problem.column;
    out["field"] = problem.field;
    out["found"] = problem.found;
    out["what"] = toJson(problem.what);
    out["todo"] = toJson(problem.todo);
    out["message"] = problem.what.str() + (problem.todo.empty() ? "" : " " + problem.todo.str());
    return out;
}

Json toJson(const ReadEnd& end)
{
    return {{"t", "end"},         {"records", end.records},
            {"rows", end.rows},   {"refused", end.refused},
            {"codes", end.codes}, {"sha256", end.sha256},
            {"bytes", end.bytes}};
}

Json toJson(const Error& error)
{
    return {{"t", "error"},
            {"kind", static_cast<int>(error.kind)},
            {"what", toJson(error.what)},
            {"where", error.where},
            {"todo", toJson(error.todo)},
            {"message", error.message()}};
}

Json progressLine(std::int64_t bytes, std::int64_t total)
{
    return {{"t", "progress"}, {"bytes", bytes}, {"total", total}};
}

Status appendProtocolLine(const Record& record, std::string& out)
{
    const size_t begin = out.size();
    out += "{\"t\":\"record\",\"kind\":\"";
    out += kindName(record.kind);
    out += record.textMode == TextMode::Chat ? "\",\"text_mode\":\"chat\""
                                             : "\",\"text_mode\":\"plain\"";
    appendField(out, "prompt");
    appendMessages(out, record.prompt);
    appendAnswers(out, record);
    appendOptional(out, record);
    appendField(out, "meta");
    if (record.meta.is_null()) {
        out += "{}";
    } else {
        appendJson(out, record.meta);
    }
    appendField(out, "codes");
    appendJson(out, record.codes);
    appendField(out, "source");
    appendJson(out, toJson(record.source));
    out += "}\n";
    if (out.size() - begin > limits::kProtocolLineBytes) {
        out.resize(begin);
        return failure(ErrorKind::Invalid,
                       {MG_TR("data", "The record is larger than %1 bytes."),
                        {std::to_string(limits::kProtocolLineBytes)}},
                       {}, MG_TR("data", "Split the row, or leave it out."));
    }
    return {};
}

Status feedProtocolLine(const std::string& text, ReadSink& sink, bool* goOn)
{
    bool going = true;
    bool& flag = goOn == nullptr ? going : *goOn;
    flag = true;
    Json json;
    JsonNotes notes;
    if (const auto issue = readJson(text, json, notes)) {
        return protocolError(issue->what.str());
    }
    const std::string kind = json.is_object() ? Line(json).get<std::string>("t") : std::string();
    if (kind == "record") {
        std::string problem;
        std::optional<Record> record = recordFromJson(std::move(json), &problem);
        if (!record) {
            return protocolError(problem);
        }
        flag = sink.record(std::move(*record));
        return {};
    }
    if (kind == "head") {
        return feedHead(json, sink, flag);
    }
    if (kind == "row") {
        Line line(json);
        flag = sink.row(line.get<RowExamples>("columns"));
        return checked(line);
    }
    if (kind == "problem") {
        return feedProblem(json, sink, flag);
    }
    if (kind == "progress") {
        Line line(json);
        flag = sink.progress(line.get<std::int64_t>("bytes"), line.get<std::int64_t>("total"));
        return checked(line);
    }
    if (kind == "end") {
        return feedEnd(json, sink);
    }
    return kind == "error" ? feedError(json) : protocolError(text.substr(0, 160));
}

}  // namespace marginalia
