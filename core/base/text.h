// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

/// Marks a text for translation where no Qt is: lupdate collects it, the window translates it when it shows it.
#define MG_TR(context, text) text

namespace marginalia {

/// A sentence for people: an English pattern marked with MG_TR and its arguments for %1, %2, ...
///
/// Core carries the pattern, not the finished sentence, so that the window can translate it; str() is the English one.
struct Text {
    std::string pattern;
    std::vector<std::string> arguments;

    Text() = default;
    Text(const char* patternIn) : pattern(patternIn) {}  // NOLINT(google-explicit-constructor): a literal is a Text
    Text(std::string patternIn, std::vector<std::string> argumentsIn = {})
        : pattern(std::move(patternIn)), arguments(std::move(argumentsIn))
    {
    }

    /// The English sentence with its arguments filled in.
    std::string str() const;
    bool empty() const { return pattern.empty(); }
};

/// Replaces %1 ... %9 of `pattern` by `arguments`; an argument is never searched for marks again.
std::string fillPattern(const std::string& pattern, const std::vector<std::string>& arguments);

/// `found` as it may stand in an error: control characters escaped, cut at 80 characters.
std::string quotedForError(const std::string& found);

}  // namespace marginalia
