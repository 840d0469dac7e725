// SPDX-License-Identifier: Apache-2.0
#include "core/base/command_line.h"

#include "core/base/text.h"

#include <algorithm>
#include <cstdio>

namespace marginalia::cli {

Options::Options(const Words& words, const std::vector<std::string>& flags,
                 const std::vector<std::string>& values)
{
    const auto in = [](const std::vector<std::string>& list, const std::string& name) {
        return std::find(list.begin(), list.end(), name) != list.end();
    };
    for (size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word.rfind("--", 0) != 0 || word.size() == 2) {
            m_operands.push_back(word);
            continue;
        }
        const size_t equals = word.find('=');
        const std::string name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
        if (in(flags, name) && equals == std::string::npos) {
            m_given.emplace_back(name, "");
        } else if (in(values, name) && equals != std::string::npos) {
            m_given.emplace_back(name, word.substr(equals + 1));
        } else if (in(values, name) && i + 1 < words.size()) {
            m_given.emplace_back(name, words[++i]);
        } else if (in(values, name)) {
            m_problem = fillPattern("--%1 needs a value.", {name});
            return;
        } else {
            m_problem = fillPattern("--%1 is not an option of this command.", {name});
            return;
        }
    }
}

bool Options::has(const std::string& name) const
{
    return std::any_of(m_given.begin(), m_given.end(),
                       [&](const auto& entry) { return entry.first == name; });
}

std::string Options::value(const std::string& name, const std::string& fallback) const
{
    for (auto entry = m_given.rbegin(); entry != m_given.rend(); ++entry) {
        if (entry->first == name) {
            return entry->second;
        }
    }
    return fallback;
}

std::vector<std::string> Options::values(const std::string& name) const
{
    std::vector<std::string> out;
    for (const auto& [given, value] : m_given) {
        if (given == name) {
            out.push_back(value);
        }
    }
    return out;
}

Result<std::string> folderOperand(const Options& options)
{
    if (!options.ok()) {
        return failure(ErrorKind::Invalid, Text(options.problem()));
    }
    if (options.operands().size() != 1) {
        return failure(ErrorKind::Invalid, MG_TR("cli", "One run folder is needed."));
    }
    std::string folder = options.operands()[0];
    while (folder.size() > 1 && folder.back() == '/') {
        folder.pop_back();
    }
    return folder;
}

int usageError(const std::string& verb, const std::string& problem)
{
    std::fprintf(stderr, "marginalia-cli %s: %s\nSee marginalia-cli help %s.\n", verb.c_str(),
                 problem.c_str(), verb.c_str());
    return 2;
}

}  // namespace marginalia::cli
