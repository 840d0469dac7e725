// SPDX-License-Identifier: Apache-2.0
#include "tests/fault/fault_tool.h"

#include "core/base/file.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <unistd.h>

namespace marginalia::fault {

bool Arguments::has(const std::string& word) const
{
    return std::find(m_words.begin(), m_words.end(), word) != m_words.end();
}

std::string Arguments::value(const std::string& word, const std::string& fallback) const
{
    const auto found = std::find(m_words.begin(), m_words.end(), word);
    return found != m_words.end() && found + 1 != m_words.end() ? *(found + 1) : fallback;
}

void Verdicts::require(bool holds, const std::string& sentence)
{
    if (!holds && ++m_broken <= 10) {
        std::fprintf(stderr, "broken: %s\n", sentence.c_str());
    }
}

int Verdicts::finish(const std::string& row, const std::map<std::string, double>& figures) const
{
    Json out = {{"row", row}, {"broken", m_broken}};
    for (const auto& [name, value] : figures) {
        out[name] = value;
    }
    std::printf("%s\n", out.dump().c_str());
    return m_broken == 0 ? 0 : 1;
}

Workplace::Workplace()
{
    const char* place = ::access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    std::string name = std::string(place) + "/marginalia_fault_XXXXXX";
    m_root = ::mkdtemp(name.data());
}

Workplace::~Workplace()
{
    std::error_code ignored;  // a folder left behind is no fault of the store
    std::filesystem::remove_all(m_root, ignored);
}

void copyFolder(const std::string& from, const std::string& to)
{
    std::filesystem::remove_all(to);
    std::filesystem::copy(from, to, std::filesystem::copy_options::recursive);
}

namespace {

[[noreturn]] void stop(const Error& error)
{
    std::fprintf(stderr, "cannot prepare the project: %s\n", error.message().c_str());
    std::exit(2);
}

Messages said(const std::string& role, const std::string& text)
{
    Message message;
    message.role = role;
    message.content = text;
    return {message};
}

}  // namespace

void makeProject(const std::string& folder, int pairs)
{
    auto project = Project::create(folder, "fault");
    if (!project.ok()) {
        stop(project.error());
    }
    std::vector<Record> records(static_cast<std::size_t>(pairs));
    for (int i = 0; i < pairs; ++i) {
        Record& record = records[static_cast<std::size_t>(i)];
        record.prompt = said("user", "prompt " + std::to_string(i));
        record.a = said("assistant", "first answer");
        record.b = said("assistant", "second");
    }
    ProjectWriter& writer = *(*project)->writer();
    const auto id = writer.beginImport("/data/fault.jsonl", "trl-preference", "");
    Status status = id.ok() ? writer.importChunk(*id, std::move(records), 0) : Status(id.error());
    status = status.ok() ? writer.endImport(*id, {}) : status;
    if (!status.ok()) {
        stop(status.error());
    }
}

std::vector<Uid> recordUids(Project& project)
{
    std::vector<Uid> out;
    const auto reader = project.reader();
    if (!reader.ok()) {
        return out;
    }
    const auto hits = (*reader)->query({});
    const auto rows =
        hits.ok() ? (*reader)->rows(hits->ids) : Result<std::vector<RowSummary>>(hits.error());
    if (rows.ok()) {
        for (const RowSummary& row : *rows) {
            out.push_back(row.uid);
        }
    }
    return out;
}

Result<std::int64_t> storeLabel(Project& project, const Uid& record, const Uid& event,
                                Verdict verdict)
{
    ProjectWriter::LabelRequest request{event, record, "ann", {}};
    request.judgement.verdict = verdict;
    return waitFor<std::int64_t>([&](auto done) { project.writer()->label(request, done); });
}

std::map<Uid, int> storedEvents(Project& project)
{
    std::map<Uid, int> out;
    const auto reader = project.reader();
    if (!reader.ok()) {
        return out;
    }
    for (const Uid& uid : recordUids(project)) {
        const auto history = (*reader)->history(uid);
        if (history.ok()) {
            for (const LabelEvent& event : *history) {
                ++out[event.uuid];
            }
        }
    }
    return out;
}

bool isSound(const std::string& databasePath)
{
    sqlite3* connection = nullptr;
    bool sound = false;
    if (sqlite3_open_v2(databasePath.c_str(), &connection, SQLITE_OPEN_READONLY, nullptr) ==
        SQLITE_OK) {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v2(connection, "PRAGMA integrity_check(1)", -1, &statement, nullptr);
        sound =
            sqlite3_step(statement) == SQLITE_ROW &&
            std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0))) == "ok";
        sqlite3_finalize(statement);
    }
    sqlite3_close(connection);
    return sound;
}

}  // namespace marginalia::fault
