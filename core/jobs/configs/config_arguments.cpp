// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/configs/config_tree.h"

#include <algorithm>

namespace marginalia {

namespace {

struct Word {
    std::string text;
    int line = 1;
    bool quoted = false;
};

using Command = std::vector<Word>;

/// Splits a script into commands of words as a POSIX shell does, as far as plain commands go:
/// nothing is expanded.
class ShellWords {
public:
    ShellWords(const std::string& text, const std::string& name) : m_text(text), m_name(name) {}

    Result<std::vector<Command>> read()
    {
        while (m_at < m_text.size()) {
            MG_CHECK(step());
        }
        endCommand();
        return std::move(m_commands);
    }

private:
    char next() const { return m_at + 1 < m_text.size() ? m_text[m_at + 1] : '\0'; }

    Status step()
    {
        const char c = m_text[m_at];
        if (c == '\\' && (next() == '\n' || (next() == '\r' && m_at + 2 < m_text.size()))) {
            m_at += next() == '\r' ? 3 : 2;
            ++m_line;
            endWord();
        } else if (c == '\'' || c == '"') {
            return quoted(c);
        } else if (c == '\\' && m_at + 1 < m_text.size()) {
            add(next());
            m_at += 2;
        } else if (c == '\n' || c == ';' || c == '&' || c == '|') {
            endCommand();
            m_line += c == '\n' ? 1 : 0;
            ++m_at;
        } else if (c == '#' && !m_inWord) {
            m_at = std::min(m_text.find('\n', m_at), m_text.size());
        } else if (c == ' ' || c == '\t' || c == '\r') {
            endWord();
            ++m_at;
        } else {
            add(c);
            ++m_at;
        }
        return {};
    }

    Status quoted(char mark)
    {
        const int line = m_line;
        begin();
        m_word.quoted = true;
        for (++m_at; m_at < m_text.size() && m_text[m_at] != mark; ++m_at) {
            const bool escaped = mark == '"' && m_text[m_at] == '\\' &&
                                 (next() == '"' || next() == '\\' || next() == '$');
            m_at += escaped ? 1 : 0;
            m_line += m_text[m_at] == '\n' ? 1 : 0;
            m_word.text += m_text[m_at];
        }
        if (m_at >= m_text.size()) {
            return failure(ErrorKind::Parse, MG_TR("config", "A quotation mark is not closed."),
                           m_name + ":" + std::to_string(line));
        }
        ++m_at;
        return {};
    }

    void begin()
    {
        if (!m_inWord) {
            m_inWord = true;
            m_word = {};
            m_word.line = m_line;
        }
    }
    void add(char c)
    {
        begin();
        m_word.text += c;
    }
    void endWord()
    {
        if (m_inWord) {
            m_command.push_back(std::move(m_word));
            m_inWord = false;
        }
    }
    void endCommand()
    {
        endWord();
        if (!m_command.empty()) {
            m_commands.push_back(std::move(m_command));
            m_command.clear();
        }
    }

    const std::string& m_text;
    const std::string& m_name;
    std::size_t m_at = 0;
    int m_line = 1;
    bool m_inWord = false;
    Word m_word;
    Command m_command;
    std::vector<Command> m_commands;
};

bool isArgument(const Word& word)
{
    return !word.quoted && word.text.size() > 2 && word.text.starts_with("--");
}

std::int64_t argumentsOf(const Command& command)
{
    return std::count_if(command.begin(), command.end(), isArgument);
}

/// After the script of `accelerate launch --num_processes 4 dpo.py --beta 0.1`: what stands before
/// it are settings of the launcher.
std::size_t startOfArguments(const Command& command)
{
    const auto script = std::find_if(command.begin(), command.end(), [](const Word& word) {
        return !isArgument(word) && word.text.ends_with(".py");
    });
    const auto first = std::find_if(command.begin(), command.end(), isArgument);
    const bool launched = std::any_of(command.begin(), first, [](const Word& word) {
        return word.text == "accelerate" || word.text == "torchrun" || word.text == "deepspeed" ||
               word.text.starts_with("python");
    });
    return static_cast<std::size_t>((launched && script != command.end() ? script + 1 : first) -
                                    command.begin());
}

ConfigNode scalarOf(const Word& word)
{
    ConfigNode node;
    node.text = word.text;
    node.quoted = word.quoted;
    node.line = word.line;
    return node;
}

/// Several words after an argument are its list, none of them: it is switched on.
ConfigNode valueOf(const Command& command, std::size_t from, std::size_t end, int line)
{
    ConfigNode node;
    node.line = line;
    if (end == from) {
        node.text = "true";
        return node;
    }
    if (end == from + 1) {
        node = scalarOf(command[from]);
        node.line = line;
        return node;
    }
    node.kind = ConfigNode::Kind::List;
    for (std::size_t i = from; i < end; ++i) {
        node.items.push_back(scalarOf(command[i]));
    }
    return node;
}

}  // namespace

Result<ConfigNode> readConfigArguments(const std::string& text, const std::string& name)
{
    if (static_cast<std::int64_t>(text.size()) > config_limits::kBytes) {
        return failure(ErrorKind::Unsupported,
                       {MG_TR("config", "A configuration has at most %1 bytes; this has %2."),
                        {std::to_string(config_limits::kBytes), std::to_string(text.size())}},
                       name);
    }
    MG_TRY(const std::vector<Command> commands, ShellWords(text, name).read());
    const auto longest = std::max_element(commands.begin(), commands.end(),
                                          [](const Command& left, const Command& right) {
                                              return argumentsOf(left) < argumentsOf(right);
                                          });
    if (longest == commands.end() || argumentsOf(*longest) == 0) {
        return failure(ErrorKind::Parse,
                       MG_TR("config",
                             "There are no settings here: neither KEY: VALUE lines nor "
                             "--arguments of a command."),
                       name);
    }
    const Command& command = *longest;
    if (static_cast<std::int64_t>(command.size()) > config_limits::kValues) {
        return failure(ErrorKind::Unsupported,
                       {MG_TR("config", "The command has more than %1 words."),
                        {std::to_string(config_limits::kValues)}},
                       name);
    }
    ConfigNode root;
    root.kind = ConfigNode::Kind::Map;
    root.line = command.front().line;
    ConfigNode before;
    before.kind = ConfigNode::Kind::List;
    before.line = root.line;
    const std::size_t start = startOfArguments(command);
    for (std::size_t k = 0; k < start; ++k) {
        before.items.push_back(scalarOf(command[k]));
    }
    std::size_t i = start;
    root.entries.emplace_back("", std::move(before));
    while (i < command.size()) {
        if (!isArgument(command[i])) {
            ++i;  // a word that belongs to no argument, such as a second script
            continue;
        }
        std::string key = command[i].text.substr(2);
        const int line = command[i].line;
        std::size_t end = i + 1;
        ConfigNode value;
        const std::size_t equals = key.find('=');
        if (equals != std::string::npos) {
            value.text = key.substr(equals + 1);
            value.line = line;
            key.resize(equals);
            end = i + 1;
        } else {
            while (end < command.size() && !isArgument(command[end])) {
                ++end;
            }
            value = valueOf(command, i + 1, end, line);
        }
        std::replace(key.begin(), key.end(), '-', '_');
        if (key.starts_with("no_") && value.text == "true" && end == i + 1) {
            key.erase(0, 3);
            value.text = "false";
        }
        // As argparse: the last one counts.
        std::erase_if(root.entries, [&](const auto& entry) { return entry.first == key; });
        root.entries.emplace_back(std::move(key), std::move(value));
        i = end;
    }
    return root;
}

}  // namespace marginalia
