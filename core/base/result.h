// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/text.h"

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace marginalia {

enum class ErrorKind {
    Io,           ///< the system refused: permission, disk, device
    Full,         ///< no space left
    NotFound,     ///< the file, record or name does not exist
    Parse,        ///< the bytes are not what the format allows
    Invalid,      ///< well-formed, but a value is outside what is allowed
    Unsupported,  ///< recognised, and deliberately not handled
    Locked,       ///< another program holds it
    Corrupt,      ///< our own file does not match its checksum
    Cancelled,    ///< the person asked to stop
    Memory,       ///< host or device memory ran out
    Internal      ///< a mistake of ours
};

/// Why something failed, in words for the person: what is wrong, where, and what to do about it.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    Text what;          ///< one sentence, ends with a full stop
    std::string where;  ///< "file:line:column", a path, a field; may be empty
    Text todo;          ///< what the person can do; may be empty

    /// "where: what todo" in English.
    std::string message() const
    {
        // Appended in pieces: g++ 12 warns falsely where "…" + a string that goes is inlined.
        std::string out = where;
        if (!where.empty()) {
            out += ": ";
        }
        out += what.str();
        if (!todo.empty()) {
            out += ' ';
            out += todo.str();
        }
        return out;
    }
};

/// A value or an Error. Used at every border: file, store, person's input, child process.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::move(value)) {}   // NOLINT(google-explicit-constructor): returns read as values
    Result(Error error) : m_state(std::move(error)) {}  // NOLINT(google-explicit-constructor)

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// The value; calling it on an error is a mistake of ours.
    T& value()
    {
        assert(ok());
        return *std::get_if<0>(&m_state);
    }
    const T& value() const
    {
        assert(ok());
        return *std::get_if<0>(&m_state);
    }
    T& operator*() { return value(); }
    const T& operator*() const { return value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    T take() { return std::move(value()); }

    const Error& error() const
    {
        assert(!ok());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}  // NOLINT(google-explicit-constructor)

    bool ok() const { return !m_error; }
    explicit operator bool() const { return ok(); }
    const Error& error() const
    {
        assert(m_error);
        return *m_error;
    }

private:
    std::optional<Error> m_error;
};

using Status = Result<void>;

/// The short way to return an error.
inline Error failure(ErrorKind kind, Text what, std::string where = {}, Text todo = {})
{
    return Error{kind, std::move(what), std::move(where), std::move(todo)};
}

}  // namespace marginalia

#define MG_CONCAT_INNER(a, b) a##b
#define MG_CONCAT(a, b) MG_CONCAT_INNER(a, b)
/// MG_TRY(auto x, call()): x is the value, or the function returns the error.
#define MG_TRY(declaration, expression)                        \
    auto MG_CONCAT(mgResult, __LINE__) = (expression);         \
    if (!MG_CONCAT(mgResult, __LINE__).ok())                   \
        return MG_CONCAT(mgResult, __LINE__).error();          \
    declaration = MG_CONCAT(mgResult, __LINE__).take()
/// MG_CHECK(call()): the function returns the error of a Status, if any.
#define MG_CHECK(expression)                              \
    do {                                                  \
        auto mgStatus = (expression);                     \
        if (!mgStatus.ok())                               \
            return mgStatus.error();                      \
    } while (false)
