// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/uid.h"

#include <concepts>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace marginalia::store {

/// Flies inside one call of the store, so that a transaction rolls back; caught at that call's
/// border by guarded().
class StoreFailure : public std::exception {
public:
    explicit StoreFailure(Error error) : m_error(std::move(error)) {}
    const char* what() const noexcept override { return "store failure"; }
    const Error& error() const { return m_error; }

private:
    Error m_error;
};

/// Throws the error of a Status.
void check(const Status& status);

/// Runs `call` and turns what it throws into an Error: the border of the store.
template <class Call>
auto guarded(Call&& call) -> Result<std::invoke_result_t<Call>>
{
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Call>>) {
            call();
            return {};
        } else {
            return call();
        }
    } catch (const StoreFailure& problem) {
        return problem.error();
    } catch (const std::bad_alloc&) {
        return failure(ErrorKind::Memory, MG_TR("store", "There is not enough memory."), {},
                       MG_TR("store", "Close other programs and try again."));
    } catch (const std::exception& problem) {
        return failure(
            ErrorKind::Internal,
            Text(MG_TR("store", "The project could not be worked on: %1."), {problem.what()}));
    }
}

/// Bytes to bind as a blob; text is bound as std::string_view, always by length.
struct Blob {
    std::string_view bytes;
};

/// A prepared statement. Columns count from 0, parameters from 1.
class Statement {
public:
    Statement(sqlite3* connection, std::string_view sql);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    template <class... Values>
    void bindAll(const Values&... values)
    {
        int at = 0;
        (bind(++at, values), ...);
    }
    template <class Integer>
    requires std::integral<Integer> || std::is_enum_v<Integer>
    void bind(int at, Integer value) { bindInteger(at, static_cast<std::int64_t>(value)); }
    void bind(int at, double value);
    void bind(int at, std::string_view text);
    void bind(int at, const std::string& text) { bind(at, std::string_view(text)); }
    void bind(int at, const char* text) { bind(at, std::string_view(text)); }
    void bind(int at, Blob blob);
    void bind(int at, const Uid& uid);
    void bind(int at, std::nullptr_t);
    template <class Value>
    void bind(int at, const std::optional<Value>& value)
    {
        if (value) {
            bind(at, *value);
        } else {
            bind(at, nullptr);
        }
    }

    /// True: there is a row.
    bool step();
    void reset();

    std::int64_t integer(int column) const;
    double real(int column) const;
    bool isNull(int column) const;
    /// Valid until the next step or reset.
    std::string_view view(int column) const;
    std::string text(int column) const { return std::string(view(column)); }
    Uid uid(int column) const;

private:
    void bindInteger(int at, std::int64_t value);
    void must(int code) const;

    sqlite3* m_connection;
    sqlite3_stmt* m_statement = nullptr;
};

/// Rows of a kept statement; resets it at the end, so that no read transaction stays open.
class Rows {
public:
    explicit Rows(Statement& statement) : m_statement(statement) {}
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;
    ~Rows() { m_statement.reset(); }
    bool next() { return m_statement.step(); }
    Statement* operator->() { return &m_statement; }

private:
    Statement& m_statement;
};

enum class Access : std::uint8_t { Create, Write, Read };

/// What only fault tests change, to prove that they would notice.
struct Tuning {
    const char* synchronous = "FULL";
    bool index =
        true;  ///< false: no search index is built, so that tests count their own writes only
    std::int64_t idleWalPages = 500;  ///< pages of 8 KiB from which an idle writer empties the log
};
Tuning& tuning();

/// One connection, on one thread (interrupt() from any). Settings of reliability.md 3 are set and
/// read back.
class Database {
public:
    static std::unique_ptr<Database> open(const std::string& path, Access access);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    /// Statements without results, several in one text.
    void script(const std::string& sql);
    /// A kept statement, bound; prepared once for the life of the connection.
    template <class... Values>
    Rows query(std::string_view sql, const Values&... values)
    {
        Statement& statement = kept(sql);
        statement.bindAll(values...);
        return Rows(statement);
    }
    template <class... Values>
    void run(std::string_view sql, const Values&... values)
    {
        Rows rows = query(sql, values...);
        while (rows.next()) {
        }
    }
    /// First column of the first row.
    template <class... Values>
    std::optional<std::int64_t> integer(std::string_view sql, const Values&... values)
    {
        Rows rows = query(sql, values...);
        if (!rows.next() || rows->isNull(0)) {
            return std::nullopt;
        }
        return rows->integer(0);
    }
    template <class... Values>
    std::optional<std::string> text(std::string_view sql, const Values&... values)
    {
        Rows rows = query(sql, values...);
        if (!rows.next() || rows->isNull(0)) {
            return std::nullopt;
        }
        return rows->text(0);
    }

    std::int64_t lastId() const;
    std::int64_t changes() const;
    bool inTransaction() const;
    /// Makes the statement that is running fail with Cancelled. Any thread.
    void interrupt();
    /// Copies the WAL into the database as far as no reader is in the way; bytes of WAL before that
    /// come from walPages().
    void checkpoint();
    std::int64_t walPages() const { return m_walPages; }
    sqlite3* handle() const { return m_connection; }

private:
    Database() = default;
    Statement& kept(std::string_view sql);
    void settings(Access access);
    void expect(const char* pragma, const std::string& wanted);

    sqlite3* m_connection = nullptr;
    std::string m_path;
    std::int64_t m_walPages = 0;
    std::unordered_map<std::string, std::unique_ptr<Statement>> m_kept;
};

/// BEGIN IMMEDIATE (or BEGIN of a reader); rolls back unless commit() was called.
class Transaction {
public:
    explicit Transaction(Database& database, bool writing = true);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();
    void commit();

private:
    Database& m_database;
    bool m_open = true;
};

}  // namespace marginalia::store
