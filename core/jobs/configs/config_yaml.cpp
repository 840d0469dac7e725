// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/configs/config_tree.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <yaml.h>

namespace marginalia {

namespace {

std::string place(const std::string& name, int line)
{
    return name + ":" + std::to_string(line);
}

const char* textOf(const yaml_char_t* text)
{
    return reinterpret_cast<const char*>(text);
}

struct ParserGone {
    void operator()(yaml_parser_t* parser) const
    {
        yaml_parser_delete(parser);
        delete parser;
    }
};

/// One event, freed when it goes.
class Event {
public:
    Event() = default;
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;
    ~Event()
    {
        if (m_filled) {
            yaml_event_delete(&m_event);
        }
    }
    bool read(yaml_parser_t& parser)
    {
        m_filled = yaml_parser_parse(&parser, &m_event) != 0;
        return m_filled;
    }
    yaml_event_type_t type() const { return m_event.type; }
    int line() const { return static_cast<int>(m_event.start_mark.line) + 1; }
    const yaml_event_t& raw() const { return m_event; }

private:
    yaml_event_t m_event{};
    bool m_filled = false;
};

class TreeReader {
public:
    TreeReader(const std::string& text, std::string name)
        : m_name(std::move(name)), m_parser(new yaml_parser_t{})
    {
        m_ready = yaml_parser_initialize(m_parser.get()) != 0;
        if (m_ready) {
            yaml_parser_set_encoding(m_parser.get(), YAML_UTF8_ENCODING);
            yaml_parser_set_input_string(
                m_parser.get(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
        }
    }

    Result<ConfigNode> read()
    {
        if (!m_ready) {
            return failure(ErrorKind::Memory, MG_TR("config", "Memory for the reader ran out."));
        }
        ConfigNode root;
        bool found = false;
        for (;;) {
            Event event;
            if (!event.read(*m_parser)) {
                return syntaxError();
            }
            switch (event.type()) {
                case YAML_STREAM_END_EVENT:
                    if (!found) {
                        return failure(ErrorKind::Parse, MG_TR("config", "The file is empty."),
                                       m_name);
                    }
                    return root;
                case YAML_DOCUMENT_START_EVENT:
                    if (found) {
                        return failure(
                            ErrorKind::Unsupported,
                            MG_TR("config",
                                  "A second document begins here; one file holds one "
                                  "configuration."),
                            place(m_name, event.line()),
                            MG_TR("config", "Split the file at the line of three dashes."));
                    }
                    found = true;
                    {
                        Event first;
                        if (!first.read(*m_parser)) {
                            return syntaxError();
                        }
                        MG_TRY(root, value(first, 0));
                    }
                    break;
                default:
                    break;
            }
        }
    }

private:
    Error syntaxError() const
    {
        const auto& parser = *m_parser;
        const std::size_t line =
            parser.problem_mark.line != 0 ? parser.problem_mark.line : parser.mark.line;
        return failure(ErrorKind::Parse,
                       {MG_TR("config", "This is no YAML: %1."),
                        {quotedForError(parser.problem != nullptr ? parser.problem : "unknown")}},
                       place(m_name, static_cast<int>(line) + 1));
    }

    Status count(int line, std::int64_t values, std::int64_t bytes)
    {
        m_values += values;
        m_bytes += bytes;
        if (m_values > config_limits::kValues || m_bytes > config_limits::kBytes) {
            return failure(
                ErrorKind::Unsupported,
                {MG_TR("config",
                       "With what its aliases repeat the file holds more than "
                       "%1 values or %2 bytes."),
                 {std::to_string(config_limits::kValues), std::to_string(config_limits::kBytes)}},
                place(m_name, line));
        }
        return {};
    }

    /// Values and bytes of texts of a tree.
    static std::pair<std::int64_t, std::int64_t> sizeOf(const ConfigNode& node)
    {
        std::pair<std::int64_t, std::int64_t> out = {1, node.text.size()};
        const auto add = [&](const ConfigNode& inner, std::size_t key) {
            const auto size = sizeOf(inner);
            out.first += size.first;
            out.second += size.second + static_cast<std::int64_t>(key);
        };
        for (const ConfigNode& item : node.items) {
            add(item, 0);
        }
        for (const auto& [key, entry] : node.entries) {
            add(entry, key.size());
        }
        return out;
    }

    static int depthOf(const ConfigNode& node)
    {
        int out = 0;
        for (const ConfigNode& item : node.items) {
            out = std::max(out, 1 + depthOf(item));
        }
        for (const auto& [key, entry] : node.entries) {
            out = std::max(out, 1 + depthOf(entry));
        }
        return out;
    }

    Status tagAllowed(const yaml_char_t* tag, int line) const
    {
        static const std::string core = "tag:yaml.org,2002:";
        if (tag == nullptr || std::string(textOf(tag)) == "!") {
            return {};
        }
        const std::string word = textOf(tag);
        if (word.starts_with(core) &&
            oneOf(word.substr(core.size()),
                  {"str", "int", "float", "bool", "null", "seq", "map"})) {
            return {};
        }
        return failure(ErrorKind::Unsupported,
                       {MG_TR("config",
                              "The tag %1 stands for an object of a program; only plain values are "
                              "read."),
                        {quotedForError(word)}},
                       place(m_name, line));
    }

    void remember(const yaml_char_t* anchor, const ConfigNode& node)
    {
        if (anchor != nullptr) {
            m_anchors[textOf(anchor)] = node;
        }
    }

    Result<ConfigNode> value(const Event& event, int depth)
    {
        const int line = event.line();
        MG_CHECK(count(line, 1, 0));
        if (depth > config_limits::kDepth) {
            return failure(ErrorKind::Unsupported,
                           {MG_TR("config", "Lists and maps stand more than %1 levels deep."),
                            {std::to_string(config_limits::kDepth)}},
                           place(m_name, line));
        }
        switch (event.type()) {
            case YAML_SCALAR_EVENT:
                return scalar(event);
            case YAML_SEQUENCE_START_EVENT:
                return list(event, depth);
            case YAML_MAPPING_START_EVENT:
                return map(event, depth);
            case YAML_ALIAS_EVENT:
                return alias(event, depth);
            default:
                return failure(ErrorKind::Parse, MG_TR("config", "A value is missing."),
                               place(m_name, line));
        }
    }

    Result<ConfigNode> scalar(const Event& event)
    {
        const auto& data = event.raw().data.scalar;
        MG_CHECK(tagAllowed(data.tag, event.line()));
        ConfigNode node;
        node.line = event.line();
        node.text.assign(textOf(data.value), data.length);
        node.quoted = data.style != YAML_PLAIN_SCALAR_STYLE;
        remember(data.anchor, node);
        return node;
    }

    Result<ConfigNode> list(const Event& event, int depth)
    {
        MG_CHECK(tagAllowed(event.raw().data.sequence_start.tag, event.line()));
        ConfigNode node;
        node.kind = ConfigNode::Kind::List;
        node.line = event.line();
        for (;;) {
            Event next;
            if (!next.read(*m_parser)) {
                return syntaxError();
            }
            if (next.type() == YAML_SEQUENCE_END_EVENT) {
                remember(event.raw().data.sequence_start.anchor, node);
                return node;
            }
            MG_TRY(ConfigNode item, value(next, depth + 1));
            node.items.push_back(std::move(item));
        }
    }

    Result<ConfigNode> map(const Event& event, int depth)
    {
        MG_CHECK(tagAllowed(event.raw().data.mapping_start.tag, event.line()));
        ConfigNode node;
        node.kind = ConfigNode::Kind::Map;
        node.line = event.line();
        std::map<std::string, int> seen;
        std::set<std::string> merged;
        for (;;) {
            Event key;
            if (!key.read(*m_parser)) {
                return syntaxError();
            }
            if (key.type() == YAML_MAPPING_END_EVENT) {
                remember(event.raw().data.mapping_start.anchor, node);
                return node;
            }
            MG_TRY(const ConfigNode name, value(key, depth + 1));
            if (!name.isScalar()) {
                return failure(ErrorKind::Unsupported,
                               MG_TR("config", "A key must be a word, not a list or map."),
                               place(m_name, name.line));
            }
            Event next;
            if (!next.read(*m_parser)) {
                return syntaxError();
            }
            MG_TRY(ConfigNode entry, value(next, depth + 1));
            entry.line = name.line;
            if (name.text == "<<" && !name.quoted) {
                MG_CHECK(merge(node, entry, seen, merged));
                continue;
            }
            const auto [before, fresh] = seen.emplace(name.text, name.line);
            if (!fresh) {
                return failure(ErrorKind::Parse,
                               {MG_TR("config", "The key %1 stands on line %2 already."),
                                {quotedForError(name.text), std::to_string(before->second)}},
                               place(m_name, name.line), MG_TR("config", "Remove one of the two."));
            }
            if (merged.erase(name.text) > 0) {
                std::erase_if(node.entries,
                              [&](const auto& old) { return old.first == name.text; });
            }
            node.entries.emplace_back(name.text, std::move(entry));
        }
    }

    /// `<<: *defaults`: entries that the map does not have itself.
    Status merge(ConfigNode& node, const ConfigNode& from, const std::map<std::string, int>& own,
                 std::set<std::string>& merged) const
    {
        const std::vector<ConfigNode> maps =
            from.isList() ? from.items : std::vector<ConfigNode>{from};
        for (const ConfigNode& each : maps) {
            if (!each.isMap()) {
                return failure(ErrorKind::Parse,
                               MG_TR("config", "<< takes a map, or a list of maps."),
                               place(m_name, from.line));
            }
            for (const auto& entry : each.entries) {
                if (!own.contains(entry.first) && merged.insert(entry.first).second) {
                    node.entries.push_back(entry);
                }
            }
        }
        return {};
    }

    Result<ConfigNode> alias(const Event& event, int depth)
    {
        const std::string anchor = textOf(event.raw().data.alias.anchor);
        const auto found = m_anchors.find(anchor);
        if (found == m_anchors.end()) {
            return failure(ErrorKind::Parse,
                           {MG_TR("config",
                                  "*%1 repeats a value that has no such name, or stands "
                                  "inside it."),
                            {quotedForError(anchor)}},
                           place(m_name, event.line()));
        }
        // Counted before it is copied: a few lines of aliases of aliases would be billions.
        const auto [values, bytes] = sizeOf(found->second);
        MG_CHECK(count(event.line(), values, bytes));
        if (depth + depthOf(found->second) > config_limits::kDepth) {
            return failure(ErrorKind::Unsupported,
                           {MG_TR("config", "Lists and maps stand more than %1 levels deep."),
                            {std::to_string(config_limits::kDepth)}},
                           place(m_name, event.line()));
        }
        return found->second;
    }

    std::string m_name;
    std::unique_ptr<yaml_parser_t, ParserGone> m_parser;
    bool m_ready = false;
    std::int64_t m_values = 0;
    std::int64_t m_bytes = 0;
    std::map<std::string, ConfigNode> m_anchors;
};

}  // namespace

Result<ConfigNode> readConfigTree(const std::string& text, const std::string& name)
{
    if (static_cast<std::int64_t>(text.size()) > config_limits::kBytes) {
        return failure(ErrorKind::Unsupported,
                       {MG_TR("config", "A configuration has at most %1 bytes; this has %2."),
                        {std::to_string(config_limits::kBytes), std::to_string(text.size())}},
                       name);
    }
    return TreeReader(text, name).read();
}

}  // namespace marginalia
