// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <memory>
#include <optional>
#include <string>

namespace marginalia {

/// A regular expression over names of modules, as Python's `re` reads it in adapter files. Run by
/// ICU under limits on time and memory: a pattern that exceeds them matches nothing.
class NamePattern {
public:
    /// Parse: the pattern cannot be understood; the error quotes it.
    static Result<NamePattern> make(const std::string& source);

    /// re.fullmatch.
    bool matchesWhole(const std::string& name) const;
    /// re.match, and what the first group took.
    std::optional<std::string> firstGroup(const std::string& name) const;

private:
    struct Compiled;
    std::shared_ptr<const Compiled> m_compiled;
};

}  // namespace marginalia
