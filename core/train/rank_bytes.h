// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace marginalia {

/// Values one behind the other, as ranks of one program send them to each other: never stored.
class BytesOut {
public:
    template <class T>
    void put(const T& value)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        m_bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void put(const std::string& text)
    {
        put(static_cast<std::uint64_t>(text.size()));
        m_bytes += text;
    }
    template <class T>
    void put(const std::vector<T>& values)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        put(static_cast<std::uint64_t>(values.size()));
        m_bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
    }

    const std::string& bytes() const { return m_bytes; }

private:
    std::string m_bytes;
};

/// Reads what BytesOut wrote, in the same order; throws when it ends too soon.
class BytesIn {
public:
    explicit BytesIn(const std::string& bytes) : m_bytes(bytes) {}

    template <class T>
    T take()
    {
        T out{};
        read(&out, sizeof out);
        return out;
    }
    std::string takeText()
    {
        std::string out(checked(take<std::uint64_t>(), 1), '\0');
        read(out.data(), out.size());
        return out;
    }
    template <class T>
    std::vector<T> takeVector()
    {
        std::vector<T> out(checked(take<std::uint64_t>(), sizeof(T)));
        read(out.data(), out.size() * sizeof(T));
        return out;
    }
    bool atEnd() const { return m_at == m_bytes.size(); }

private:
    std::size_t checked(std::uint64_t count, std::size_t size) const
    {
        if (count > (m_bytes.size() - m_at) / size) {
            throw std::runtime_error("a rank's message is cut off");
        }
        return static_cast<std::size_t>(count);
    }
    void read(void* target, std::size_t count)
    {
        checked(count, 1);
        std::memcpy(target, m_bytes.data() + m_at, count);
        m_at += count;
    }

    const std::string& m_bytes;
    std::size_t m_at = 0;
};

}  // namespace marginalia
