// SPDX-License-Identifier: Apache-2.0
#include "core/store/stored_text.h"

#include "core/store/record_rows.h"

namespace marginalia::store {

namespace {

/// Walks over the compact JSON that we write ourselves: an array of objects with their texts under
/// "content".
class Scanner {
public:
    Scanner(std::string_view json, std::size_t most) : m_json(json), m_most(most) {}

    /// False: not of this form; the caller parses it in full.
    bool messages(std::string& out)
    {
        if (!take('[')) {
            return false;
        }
        if (take(']')) {
            return true;
        }
        bool first = true;
        do {
            if (!first) {
                out += '\n';
            }
            first = false;
            if (!message(out)) {
                return false;
            }
        } while (out.size() < m_most && take(','));
        return out.size() >= m_most || take(']');
    }

private:
    bool take(char c)
    {
        const bool is = m_at < m_json.size() && m_json[m_at] == c;
        m_at += is ? 1 : 0;
        return is;
    }

    bool message(std::string& out)
    {
        if (!take('{')) {
            return false;
        }
        do {
            std::string key;
            if (!string(&key, std::string_view::npos) || !take(':')) {
                return false;
            }
            if (key == "content") {
                if (!string(&out, m_most)) {
                    return false;
                }
                if (out.size() >= m_most) {
                    return true;
                }
            } else if (!skipValue()) {
                return false;
            }
        } while (take(','));
        return take('}');
    }

    /// A string, decoded and appended to `out` until that has `most` bytes (null: only passed
    /// over).
    bool string(std::string* out, std::size_t most)
    {
        if (!take('"')) {
            return false;
        }
        while (m_at < m_json.size()) {
            const std::size_t end = m_json.find_first_of("\"\\", m_at);
            if (end == std::string_view::npos) {
                return false;
            }
            if (out != nullptr) {
                out->append(m_json.substr(m_at, end - m_at));
                if (out->size() >= most) {
                    return true;
                }
            }
            m_at = end + 1;
            if (m_json[end] == '"') {
                return true;
            }
            if (!escape(out)) {
                return false;
            }
        }
        return false;
    }

    /// Behind a backslash. Our writer escapes control characters only, so \u names one byte;
    /// anything else is not ours.
    bool escape(std::string* out)
    {
        static constexpr std::string_view names = "\"\\/bfnrt";
        static constexpr std::string_view values = "\"\\/\b\f\n\r\t";
        if (m_at >= m_json.size()) {
            return false;
        }
        const char name = m_json[m_at++];
        char value = 0;
        if (name == 'u') {
            if (m_json.substr(m_at, 2) != "00" || m_at + 4 > m_json.size()) {
                return false;
            }
            const auto digit = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
            const int byte = digit(m_json[m_at + 2]) * 16 + digit(m_json[m_at + 3]);
            if (byte < 0 || byte >= 0x80) {
                return false;
            }
            value = static_cast<char>(byte);
            m_at += 4;
        } else {
            const std::size_t known = names.find(name);
            if (known == std::string_view::npos) {
                return false;
            }
            value = values[known];
        }
        if (out != nullptr) {
            *out += value;
        }
        return true;
    }

    bool skipValue()
    {
        int depth = 0;
        do {
            if (m_at >= m_json.size()) {
                return false;
            }
            const char c = m_json[m_at];
            if (c == '"') {
                if (!string(nullptr, 0)) {
                    return false;
                }
                continue;
            }
            depth += c == '{' || c == '[' ? 1 : 0;
            depth -= c == '}' || c == ']' ? 1 : 0;
            if (depth < 0) {
                return true;  // the end of the object around a number, true, false or null
            }
            if (depth == 0 && c == ',') {
                return true;
            }
            ++m_at;
        } while (depth > 0 || (m_at < m_json.size() && m_json[m_at] != ',' && m_json[m_at] != '}'));
        return true;
    }

    std::string_view m_json;
    std::size_t m_most;
    std::size_t m_at = 0;
};

}  // namespace

std::string storedText(std::string_view json, std::size_t most)
{
    std::string out;
    if (Scanner(json, most).messages(out)) {
        return out;
    }
    return plainText(messagesOfText(json));
}

}  // namespace marginalia::store
