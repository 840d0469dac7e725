// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <string>
#include <utility>
#include <vector>

namespace marginalia::cli {

/// Words after the verb. Exit codes: 0 ok, 1 failed, 2 usage, 3 cancelled, 4 data errors.
using Words = std::vector<std::string>;

/// Small command line: --name VALUE, --name=VALUE and --flag anywhere, the rest are operands.
class Options {
public:
    /// `flags` take no value, `values` take one; anything else with two dashes is an error.
    Options(const Words& words, const std::vector<std::string>& flags,
            const std::vector<std::string>& values);
    bool ok() const { return m_problem.empty(); }
    const std::string& problem() const { return m_problem; }
    bool has(const std::string& name) const;
    std::string value(const std::string& name, const std::string& fallback = {}) const;
    /// Every value of an option that may be given several times, in order.
    std::vector<std::string> values(const std::string& name) const;
    const std::vector<std::string>& operands() const { return m_operands; }

private:
    std::vector<std::pair<std::string, std::string>> m_given;
    std::vector<std::string> m_operands;
    std::string m_problem;
};

/// The one run folder that a verb's words name, without slashes at its end. Invalid: the options
/// are wrong, or there is none or more than one.
Result<std::string> folderOperand(const Options& options);

/// Prints a sentence on stderr and gives the exit code for wrong usage.
int usageError(const std::string& verb, const std::string& problem);

}  // namespace marginalia::cli
