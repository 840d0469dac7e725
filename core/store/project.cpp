// SPDX-License-Identifier: Apache-2.0
#include "core/store/project.h"

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/store/database.h"
#include "core/store/journal.h"
#include "core/store/project_reader.h"
#include "core/store/project_writer.h"
#include "core/store/recovery.h"
#include "core/store/schema.h"

#include <filesystem>
#include <optional>
#include <unistd.h>

namespace marginalia {

namespace {

constexpr const char* kSuffix = ".marginalia";

/// "marginalia-cli, process 4711 on desk, since 2026-11-21T14:03:47Z"
std::string holderWords()
{
    char host[256] = {};
    ::gethostname(host, sizeof host - 1);
    std::string program = "marginalia";
    if (const auto name = readFile("/proc/self/comm", 4096); name.ok()) {
        program = name->substr(0, name->find('\n'));
    }
    return program + ", process " + std::to_string(::getpid()) + " on " + host + ", since " +
           utcText(wallMilliseconds());
}

/// A display name as one safe file name.
std::string fileName(const std::string& name)
{
    std::string out;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        out += byte < 0x20 || byte == 0x7F || c == '/' || c == '\\' ? '_' : c;
    }
    out = out.substr(0, 100);
    while (!out.empty() && (static_cast<unsigned char>(out.back()) & 0xC0U) == 0x80U) {
        out.pop_back();  // never half a character (nor the last whole one of several bytes:
                         // harmless)
    }
    return out.empty() || out[0] == '.' ? "project" + out : out;
}

/// What stands in a folder besides what an interrupted create() leaves behind.
bool isFree(const std::string& folder)
{
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
        const std::string name = entry.path().filename().string();
        if (name != "lock" && name != "runs" &&
            name.find(std::string(kSuffix) + ".partial") == std::string::npos) {
            return false;
        }
    }
    return !problem;
}

Result<std::string> databaseIn(const std::string& folder)
{
    std::vector<std::string> found;
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem)) {
        if (entry.path().extension() == kSuffix) {
            found.push_back(entry.path().string());
        }
    }
    if (problem) {
        return systemError(problem.value(), MG_TR("store", "The project folder cannot be read"),
                           folder);
    }
    if (found.size() != 1) {
        return failure(found.empty() ? ErrorKind::NotFound : ErrorKind::Invalid,
                       found.empty()
                           ? MG_TR("store", "There is no project in this folder.")
                           : MG_TR("store", "There are several .marginalia files in this folder."),
                       folder, MG_TR("store", "Choose the .marginalia file of the project."));
    }
    return found[0];
}

class OpenProject final : public Project {
public:
    const std::string& folder() const override { return m_folder; }
    const std::string& name() const override { return m_name; }
    const Uid& uid() const override { return m_uid; }
    bool readOnly() const override { return m_writer == nullptr; }
    std::string runsFolder() const override { return m_folder + "/runs"; }
    Result<std::unique_ptr<ProjectReader>> reader() override
    {
        return store::makeReader(m_database);
    }
    ProjectWriter* writer() override { return m_writer.get(); }

    std::string m_folder;
    std::string m_database;
    std::string m_name;
    Uid m_uid;
    std::optional<FileLock> m_lock;  // before the writer: released after the last write
    std::unique_ptr<store::Writer> m_writer;
};

Result<FileLock> takeLock(const std::string& folder, const std::string& name)
{
    auto lock = FileLock::take(folder + "/lock", holderWords());
    if (lock.ok() || lock.error().kind != ErrorKind::Locked) {
        return lock;
    }
    Error error = lock.error();
    error.what = Text(MG_TR("store", "The project \"%1\" is open in another program: %2"),
                      {name, error.what.str()});
    return error;
}

void readIdentity(store::Database& database, OpenProject& project)
{
    const auto uid = Uid::fromHex(store::metaText(database, "project"));
    if (!uid) {
        store::check(failure(ErrorKind::Corrupt,
                             MG_TR("store", "The project has lost its identity."),
                             project.m_database,
                             MG_TR("store", "Put a copy from the folder backups in its place.")));
    }
    project.m_uid = *uid;
    project.m_name = store::metaText(database, "name");
}

/// Checked again inside: the header on disk may be older than what the write-ahead log holds.
void checkVersion(store::Database& database, const std::string& path)
{
    const auto version = database.integer("PRAGMA user_version").value_or(0);
    if (version > store::kSchemaVersion ||
        database.integer("PRAGMA application_id") != store::kApplicationId) {
        store::check(
            failure(ErrorKind::Unsupported,
                    MG_TR("store", "This project was made by a newer version of Marginalia."), path,
                    MG_TR("store", "Open it with that version; it was not touched.")));
    }
}

void openForWriting(OpenProject& project)
{
    {
        const auto looking = store::Database::open(project.m_database, store::Access::Read);
        checkVersion(*looking, project.m_database);
    }
    auto database = store::Database::open(project.m_database, store::Access::Write);
    store::migrate(*database, project.m_database, store::migrations(), store::kSchemaVersion);
    readIdentity(*database, project);
    const std::string journalPath = project.m_folder + "/labels.journal";
    store::Journal journal(journalPath, project.m_uid);
    store::reconcile(*database, journal, journalPath, project.m_uid);
    store::closeBrokenImports(*database);
    project.m_writer = std::make_unique<store::Writer>(
        std::make_unique<store::WriterQueue>(project.m_database, journalPath, project.m_uid,
                                             std::move(database), std::move(journal)),
        project.m_database);
}

/// The database first under another name: a project is there whole or not at all.
void makeDatabase(const std::string& path, const std::string& name)
{
    const std::string partial = path + ".partial";
    for (const char* tail : {"", "-wal", "-shm"}) {
        store::check(removeFile(partial + tail));
    }
    {
        const auto database = store::Database::open(partial, store::Access::Create);
        store::createSchema(*database, Uid::random(), name);
    }
    store::check(syncFile(partial));
    store::check(renameFile(partial, path));
}

}  // namespace

Result<std::unique_ptr<Project>> Project::create(const std::string& folder, const std::string& name)
{
    MG_CHECK(makeFolders(folder));
    if (!isFree(folder)) {
        return failure(ErrorKind::Invalid, MG_TR("store", "A new project needs an empty folder."),
                       folder, MG_TR("store", "Choose another folder or another name."));
    }
    const std::string path = folder + "/" + fileName(name) + kSuffix;
    {
        MG_TRY(const FileLock lock, takeLock(folder, name));
        MG_CHECK(makeFolders(folder + "/runs"));
        MG_CHECK(store::guarded([&] { makeDatabase(path, name); }));
    }
    return open(folder, OpenMode::ReadWrite);
}

Result<std::unique_ptr<Project>> Project::open(const std::string& path, OpenMode mode)
{
    auto project = std::make_unique<OpenProject>();
    project->m_database = path;
    if (folderExists(path)) {
        MG_TRY(project->m_database, databaseIn(path));
    }
    project->m_folder = folderOf(project->m_database);
    MG_CHECK(store::checkHeader(project->m_database));
    if (mode == OpenMode::ReadWrite) {
        const std::string file = nameOf(project->m_database);
        MG_TRY(FileLock lock, takeLock(project->m_folder, file.substr(0, file.rfind('.'))));
        project->m_lock = std::move(lock);
        MG_CHECK(makeFolders(project->runsFolder()));
    }
    const Status status = store::guarded([&] {
        if (mode == OpenMode::ReadWrite) {
            openForWriting(*project);
            return;
        }
        const auto database = store::Database::open(project->m_database, store::Access::Read);
        checkVersion(*database, project->m_database);
        readIdentity(*database, *project);
    });
    MG_CHECK(status);
    return std::unique_ptr<Project>(std::move(project));
}

}  // namespace marginalia
