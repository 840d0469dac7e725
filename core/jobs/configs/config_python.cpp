// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/configs/config_tree.h"

#include <algorithm>

namespace marginalia {

namespace {

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Reads the keyword arguments of one call. Literals become values; what is computed stays as the
/// text of its expression, which no setting takes for a number.
class CallReader {
public:
    CallReader(const std::string& text, std::size_t at, int line)
        : m_text(text), m_at(at), m_line(line)
    {
    }

    /// From behind the opening bracket to behind the closing one.
    ConfigNode read()
    {
        ConfigNode out;
        out.kind = ConfigNode::Kind::Map;
        out.line = m_line;
        skipSpace();
        while (m_at < m_text.size() && m_text[m_at] != ')') {
            const std::size_t before = m_at;
            const std::string name = word();
            const int line = m_line;
            skipSpace();
            if (!name.empty() && m_at < m_text.size() && m_text[m_at] == '=') {
                ++m_at;
                ConfigNode value = valueNode(0);
                value.line = line;
                std::erase_if(out.entries, [&](const auto& old) { return old.first == name; });
                if (static_cast<std::int64_t>(out.entries.size()) < config_limits::kValues / 10) {
                    out.entries.emplace_back(name, std::move(value));
                }
            } else {
                expression();  // a positional argument, or **kwargs
            }
            skipSpace();
            if (m_at < m_text.size() && (m_text[m_at] == ',' || m_at == before)) {
                step();
            }
            skipSpace();
        }
        return out;
    }

private:
    void step()
    {
        m_line += m_text[m_at] == '\n' ? 1 : 0;
        ++m_at;
    }

    void skipSpace()
    {
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            if (c == '#') {
                m_at = std::min(m_text.find('\n', m_at), m_text.size());
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                step();
            } else {
                return;
            }
        }
    }

    std::string word()
    {
        const std::size_t from = m_at;
        while (m_at < m_text.size() && isNameCharacter(m_text[m_at])) {
            ++m_at;
        }
        return m_text.substr(from, m_at - from);
    }

    /// A string literal without its quotes.
    std::string string()
    {
        const char mark = m_text[m_at];
        std::string out;
        for (step(); m_at < m_text.size() && m_text[m_at] != mark; step()) {
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size()) {
                step();
            }
            out += m_text[m_at];
        }
        if (m_at < m_text.size()) {
            step();
        }
        return out;
    }

    /// The text up to a comma or closing bracket of this level.
    std::string expression()
    {
        std::string out;
        int depth = 0;
        while (m_at < m_text.size()) {
            const char c = m_text[m_at];
            const bool closes = c == ')' || c == ']' || c == '}';
            if (depth == 0 && (c == ',' || closes)) {
                break;
            }
            depth += c == '(' || c == '[' || c == '{' ? 1 : closes ? -1 : 0;
            if (c == '"' || c == '\'') {
                out += string();
                continue;
            }
            out += c;
            step();
        }
        while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) {
            out.pop_back();
        }
        return out;
    }

    ConfigNode valueNode(int depth)
    {
        skipSpace();
        ConfigNode out;
        out.line = m_line;
        if (m_at >= m_text.size()) {
            return out;
        }
        const char c = m_text[m_at];
        if (c == '[' && depth < config_limits::kDepth) {
            out.kind = ConfigNode::Kind::List;
            step();
            skipSpace();
            while (m_at < m_text.size() && m_text[m_at] != ']') {
                const std::size_t before = m_at;
                out.items.push_back(valueNode(depth + 1));
                skipSpace();
                if (m_at < m_text.size() && (m_text[m_at] == ',' || m_at == before)) {
                    step();
                }
                skipSpace();
            }
            if (m_at < m_text.size()) {
                step();
            }
            return out;
        }
        if (c == '"' || c == '\'') {
            out.text = string();
            out.quoted = true;
            return out;
        }
        out.text = expression();
        return out;
    }

    const std::string& m_text;
    std::size_t m_at;
    int m_line;
};

/// The trainer of `DPOConfig`: its name in lower case; empty for classes of other kinds.
std::string trainerOf(const std::string& name)
{
    static const std::vector<std::pair<const char*, const char*>> list = {
        {"DPOConfig", "dpo"},        {"KTOConfig", "kto"},        {"SFTConfig", "sft"},
        {"RewardConfig", "reward"},  {"CPOConfig", "cpo"},        {"ORPOConfig", "orpo"},
        {"TPOConfig", "tpo"},        {"GRPOConfig", "grpo"},      {"RLOOConfig", "rloo"},
        {"GMPOConfig", "gmpo"},      {"GKDConfig", "gkd"},        {"OnlineDPOConfig", "online_dpo"},
        {"XPOConfig", "xpo"},        {"NashMDConfig", "nash_md"}, {"PPOConfig", "ppo"},
        {"BCOConfig", "bco"},        {"PRMConfig", "prm"},        {"A2POConfig", "a2po"},
        {"MiniLLMConfig", "minillm"}};
    for (const auto& [theirs, ours] : list) {
        if (name == theirs) {
            return ours;
        }
    }
    return {};
}

/// PEFT's LoraConfig under the names of TRL's own arguments.
void addAdapter(ConfigNode& root, const ConfigNode& adapter)
{
    ConfigNode on;
    on.text = "true";
    on.line = adapter.line;
    root.entries.emplace_back("use_peft", std::move(on));
    for (const auto& [key, value] : adapter.entries) {
        const std::string name = key == "r"                 ? "lora_r"
                                 : key == "target_modules"  ? "lora_target_modules"
                                 : key == "modules_to_save" ? "lora_modules_to_save"
                                 : key == "task_type"       ? "lora_task_type"
                                                            : key;
        if (root.find(name) == nullptr) {
            root.entries.emplace_back(name, value);
        }
    }
}

}  // namespace

std::optional<ConfigNode> readConfigCall(const std::string& text)
{
    if (static_cast<std::int64_t>(text.size()) > config_limits::kBytes) {
        return std::nullopt;
    }
    std::optional<ConfigNode> root;
    std::optional<ConfigNode> adapter;
    int line = 1;
    for (std::size_t at = 0; at < text.size(); ++at) {
        line += text[at] == '\n' ? 1 : 0;
        if (text[at] == '#') {
            at = std::min(text.find('\n', at), text.size()) - 1;
            continue;
        }
        if (text[at] != '(' || at == 0) {
            continue;
        }
        std::size_t from = at;
        while (from > 0 && isNameCharacter(text[from - 1])) {
            --from;
        }
        const std::string name = text.substr(from, at - from);
        const std::string trainer = trainerOf(name);
        if (!trainer.empty() && !root) {
            root = CallReader(text, at + 1, line).read();
            ConfigNode said;
            said.kind = ConfigNode::Kind::List;
            said.line = line;
            said.items.emplace_back();
            said.items.back().text = trainer;
            root->entries.emplace_back("", std::move(said));
        } else if (name == "LoraConfig" && !adapter) {
            adapter = CallReader(text, at + 1, line).read();
        }
    }
    if (root && adapter) {
        addAdapter(*root, *adapter);
    }
    return root;
}

}  // namespace marginalia
