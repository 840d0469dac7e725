// SPDX-License-Identifier: Apache-2.0
#include "core/store/database.h"

#include "core/base/file.h"
#include "core/base/log.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace marginalia::store {

namespace {

bool meansFull(int systemCode)
{
    return systemCode == ENOSPC || systemCode == EDQUOT || systemCode == EFBIG;
}

/// Whether the system's last word on one of the database's files was that there is no room. SQLite
/// itself says "full" for ENOSPC only, not for a quota or a file size limit.
bool isFull(sqlite3* connection)
{
    if (meansFull(sqlite3_system_errno(connection))) {
        return true;
    }
    for (const int pointer : {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER}) {
        sqlite3_file* file = nullptr;
        int code = 0;
        if (sqlite3_file_control(connection, "main", pointer, &file) == SQLITE_OK &&
            file != nullptr && file->pMethods != nullptr &&
            file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &code) == SQLITE_OK &&
            meansFull(code)) {
            return true;
        }
    }
    return false;
}

ErrorKind kindOf(sqlite3* connection, int code)
{
    switch (code & 0xFF) {
        case SQLITE_FULL:
            return ErrorKind::Full;
        case SQLITE_IOERR:
            return connection != nullptr && isFull(connection) ? ErrorKind::Full : ErrorKind::Io;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return ErrorKind::Corrupt;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return ErrorKind::Locked;
        case SQLITE_INTERRUPT:
            return ErrorKind::Cancelled;
        case SQLITE_NOMEM:
            return ErrorKind::Memory;
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
            return ErrorKind::Io;
        default:
            return ErrorKind::Internal;
    }
}

Text todoOf(ErrorKind kind)
{
    switch (kind) {
        case ErrorKind::Full:
            return MG_TR("store",
                         "Make room on the disk; nothing that was shown as stored is lost.");
        case ErrorKind::Corrupt:
            return MG_TR("store", "Put a copy from the folder backups in its place.");
        case ErrorKind::Io:
            return MG_TR("store", "Check the disk and the permissions of the folder.");
        default:
            return {};
    }
}

[[noreturn]] void raise(sqlite3* connection, int code, const std::string& where = {})
{
    const ErrorKind kind = kindOf(connection, code);
    const char* words = connection != nullptr ? sqlite3_errmsg(connection) : sqlite3_errstr(code);
    throw StoreFailure(failure(kind,
                               Text(MG_TR("store", "The project database says: %1."), {words}),
                               where, todoOf(kind)));
}

/// In a folder where nothing may be written SQLite cannot share a log, and nobody else can write
/// one either.
bool isFrozen(const std::string& path)
{
    const auto log = fileSize(path + "-wal");
    return ::access(folderOf(path).c_str(), W_OK) != 0 && (!log.ok() || *log == 0);
}

std::string immutableName(const std::string& path)
{
    std::string out = "file:";
    for (const char c : path) {
        if (c == '%' || c == '?' || c == '#') {
            char escaped[8];
            std::snprintf(escaped, sizeof escaped, "%%%02X",
                          static_cast<unsigned>(static_cast<unsigned char>(c)));
            out += escaped;
        } else {
            out += c;
        }
    }
    return out + "?immutable=1";
}

}  // namespace

void check(const Status& status)
{
    if (!status.ok()) {
        throw StoreFailure(status.error());
    }
}

Tuning& tuning()
{
    static Tuning values;
    return values;
}

Statement::Statement(sqlite3* connection, std::string_view sql) : m_connection(connection)
{
    must(sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                            SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr));
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

void Statement::must(int code) const
{
    if (code != SQLITE_OK) {
        raise(m_connection, code);
    }
}

void Statement::bindInteger(int at, std::int64_t value)
{
    must(sqlite3_bind_int64(m_statement, at, value));
}

void Statement::bind(int at, double value)
{
    must(sqlite3_bind_double(m_statement, at, value));
}

void Statement::bind(int at, std::string_view text)
{
    // SQLite copies, so that a kept statement never points at memory that is gone.
    must(sqlite3_bind_text64(m_statement, at, text.empty() ? "" : text.data(), text.size(),
                             SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bind(int at, Blob blob)
{
    must(sqlite3_bind_blob64(m_statement, at, blob.bytes.empty() ? "" : blob.bytes.data(),
                             blob.bytes.size(), SQLITE_TRANSIENT));
}

void Statement::bind(int at, const Uid& uid)
{
    bind(at, Blob{{reinterpret_cast<const char*>(uid.bytes.data()), uid.bytes.size()}});
}

void Statement::bind(int at, std::nullptr_t)
{
    must(sqlite3_bind_null(m_statement, at));
}

bool Statement::step()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW) {
        return true;
    }
    if (code != SQLITE_DONE) {
        raise(m_connection, code);
    }
    return false;
}

void Statement::reset()
{
    // Its result repeats the error of the last step, which was raised there.
    sqlite3_reset(m_statement);
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::string_view Statement::view(int column) const
{
    const void* bytes = sqlite3_column_blob(m_statement, column);
    const auto size = static_cast<size_t>(sqlite3_column_bytes(m_statement, column));
    return bytes != nullptr ? std::string_view(static_cast<const char*>(bytes), size)
                            : std::string_view();
}

Uid Statement::uid(int column) const
{
    Uid out;
    const std::string_view bytes = view(column);
    if (bytes.size() == out.bytes.size()) {
        std::memcpy(out.bytes.data(), bytes.data(), bytes.size());
    }
    return out;
}

std::unique_ptr<Database> Database::open(const std::string& path, Access access)
{
    std::unique_ptr<Database> out(new Database);
    out->m_path = path;
    std::string name = path;
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    flags |= access == Access::Read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (access == Access::Create) {
        flags |= SQLITE_OPEN_CREATE;
    }
    if (access == Access::Read && isFrozen(path)) {
        name = immutableName(path);
        flags |= SQLITE_OPEN_URI;
    }
    const int code = sqlite3_open_v2(name.c_str(), &out->m_connection, flags, nullptr);
    if (code != SQLITE_OK) {
        raise(out->m_connection, code, path);
    }
    out->settings(access);
    return out;
}

void Database::settings(Access access)
{
    sqlite3_busy_timeout(m_connection, 5000);
    sqlite3_db_config(m_connection, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(m_connection, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    script(
        "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA "
        "mmap_size=0;");
    if (access == Access::Read) {
        // Only the writer checkpoints: see reliability.md 1 for the bug of several SQLite versions.
        sqlite3_db_config(m_connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        script("PRAGMA query_only=ON; PRAGMA cache_size=-16384;");
    } else {
        if (access == Access::Create) {
            script("PRAGMA page_size=8192;");
        }
        run("PRAGMA journal_mode=WAL");
        script(std::string("PRAGMA synchronous=") + tuning().synchronous +
               "; PRAGMA wal_autocheckpoint=0; PRAGMA cache_size=-65536; PRAGMA "
               "journal_size_limit=67108864;");
        expect("journal_mode", "wal");
        expect("synchronous", std::strcmp(tuning().synchronous, "FULL") == 0 ? "2" : "1");
        sqlite3_wal_hook(
            m_connection,
            [](void* self, sqlite3*, const char*, int pages) {
                static_cast<Database*>(self)->m_walPages = pages;
                return SQLITE_OK;
            },
            this);
    }
    expect("foreign_keys", "1");
    expect("trusted_schema", "0");
    expect("cell_size_check", "1");
    expect("mmap_size", "0");
}

void Database::expect(const char* pragma, const std::string& wanted)
{
    const std::string got = text(std::string("PRAGMA ") + pragma).value_or("");
    // Without memory mapping compiled in there is no answer, which is what we want.
    if (got != wanted && !(std::strcmp(pragma, "mmap_size") == 0 && got.empty())) {
        throw StoreFailure(failure(
            ErrorKind::Io,
            Text(MG_TR("store", "The setting %1 of the project database is \"%2\", not \"%3\"."),
                 {pragma, got, wanted}),
            m_path,
            MG_TR("store",
                  "Keep the project on a local disk: some network folders cannot hold it.")));
    }
}

Database::~Database()
{
    m_kept.clear();
    if (m_connection != nullptr && sqlite3_close(m_connection) != SQLITE_OK) {
        logLine(LogLevel::Error, "store", "a connection could not be closed");
    }
}

Statement& Database::kept(std::string_view sql)
{
    auto& entry = m_kept[std::string(sql)];
    if (!entry) {
        entry = std::make_unique<Statement>(m_connection, sql);
    }
    return *entry;
}

void Database::script(const std::string& sql)
{
    const int code = sqlite3_exec(m_connection, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        raise(m_connection, code, m_path);
    }
}

std::int64_t Database::lastId() const
{
    return sqlite3_last_insert_rowid(m_connection);
}

std::int64_t Database::changes() const
{
    return sqlite3_changes64(m_connection);
}

bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(m_connection) == 0;
}

void Database::interrupt()
{
    sqlite3_interrupt(m_connection);
}

void Database::checkpoint()
{
    int inLog = 0;
    int done = 0;
    const int code =
        sqlite3_wal_checkpoint_v2(m_connection, nullptr, SQLITE_CHECKPOINT_PASSIVE, &inLog, &done);
    if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY) {
        // Nothing is lost: the WAL still holds it, and the next checkpoint tries again.
        logLine(LogLevel::Warning, "store",
                std::string("checkpoint: ") + sqlite3_errmsg(m_connection));
    }
    m_walPages = inLog - done;
}

Transaction::Transaction(Database& database, bool writing) : m_database(database)
{
    m_database.run(writing ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction()
{
    // SQLite has rolled back itself after some errors; an interrupt meant for the query may hit the
    // rollback as well, so it is tried until it is done.
    constexpr int kMostTries = 1000;
    for (int i = 0; i < kMostTries && m_open && m_database.inTransaction(); ++i) {
        sqlite3_exec(m_database.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

void Transaction::commit()
{
    m_database.run("COMMIT");
    m_open = false;
}

}  // namespace marginalia::store
