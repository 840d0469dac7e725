// SPDX-License-Identifier: Apache-2.0
// L15: a newer or a foreign database. Crafted files are refused with a sentence, and not one byte
// of the folder changes.
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/store/schema.h"
#include "tests/fault/fault_tool.h"

#include <sqlite3.h>

#include <filesystem>
#include <functional>

using namespace marginalia;
using namespace marginalia::fault;

namespace {

/// Names and digests of everything in a folder, the lock's words apart.
std::map<std::string, std::string> digests(const std::string& folder)
{
    std::map<std::string, std::string> out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_regular_file() && name != "lock" && !name.ends_with("-shm")) {
            const auto content = readFile(entry.path().string());
            out[name] = content.ok() ? sha256Hex(*content) : "unreadable";
        }
    }
    return out;
}

void runSql(const std::string& path, const std::string& sql)
{
    sqlite3* connection = nullptr;
    sqlite3_open(path.c_str(), &connection);
    // Closed without emptying the log: a case may live in the log only.
    sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr);
    sqlite3_close(connection);
}

void patch(const std::string& path, std::size_t at, const std::string& bytes)
{
    std::string content = *readFile(path);
    content.resize(std::max(content.size(), at + bytes.size()));
    content.replace(at, bytes.size(), bytes);
    if (!writeFileAtomically(path, content).ok()) {
        std::exit(2);
    }
}

struct Case {
    const char* name;
    std::function<void(const std::string& database)> make;
};

std::vector<Case> cases()
{
    const auto put = [](const std::string& bytes) {
        return [bytes](const std::string& path) {
            if (!writeFileAtomically(path, bytes).ok()) {
                std::exit(2);
            }
        };
    };
    return {
        {"user_version one more",
         [](const std::string& path) {
             patch(path, 60, std::string("\0\0\0", 3) + char(store::kSchemaVersion + 1));
         }},
        {"user_version very large",
         [](const std::string& path) { patch(path, 60, "\x7f\xff\xff\xff"); }},
        {"newer version in the log only",
         [](const std::string& path) { runSql(path, "PRAGMA user_version=9"); }},
        {"no application id",
         [](const std::string& path) { patch(path, 68, std::string(4, '\0')); }},
        {"another application id", [](const std::string& path) { patch(path, 68, "GPKG"); }},
        {"another id in the log only",
         [](const std::string& path) { runSql(path, "PRAGMA application_id=1196444487"); }},
        {"not a database", put("PK\3\4 this is an archive")},
        {"a text of the right length", put(std::string(4096, 'x'))},
        {"an empty file", put("")},
        {"a cut header", put("SQLite format 3")},
        {"a foreign database",
         [](const std::string& path) {
             std::filesystem::remove(path);
             runSql(path, "CREATE TABLE t(x); INSERT INTO t VALUES(1)");
         }},
    };
}

}  // namespace

int main(int, char**)
{
    const Workplace work;
    makeProject(work.at("base"), 3);
    Verdicts verdicts;
    double refused = 0;
    for (const Case& each : cases()) {
        const std::string folder = work.at("p");
        copyFolder(work.at("base"), folder);
        each.make(folder + "/fault.marginalia");
        const auto before = digests(folder);
        for (const OpenMode mode : {OpenMode::ReadWrite, OpenMode::ReadOnly}) {
            const auto project = Project::open(folder, mode);
            const std::string name = each.name;
            verdicts.require(!project.ok(), name + ": was opened");
            if (!project.ok()) {
                verdicts.require(project.error().kind == ErrorKind::Unsupported,
                                 name + ": " + project.error().message());
                verdicts.require(!project.error().todo.empty(), name + ": no word on what to do");
                ++refused;
            }
            verdicts.require(digests(folder) == before, name + ": bytes were changed");
        }
    }
    return verdicts.finish("L15", {{"refused", refused}});
}
