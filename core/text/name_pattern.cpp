// SPDX-License-Identifier: Apache-2.0
#include "core/text/name_pattern.h"

#include <unicode/regex.h>

namespace marginalia {

namespace {

constexpr std::int32_t kNameTimeLimit =
    100;  // units of 10,000 steps: a name has a hundred characters
constexpr std::int32_t kNameStackBytes = 8 * 1024 * 1024;
constexpr std::size_t kLongest = 16'384;

}  // namespace

struct NamePattern::Compiled {
    std::unique_ptr<icu::RegexPattern> pattern;

    std::unique_ptr<icu::RegexMatcher> on(const icu::UnicodeString& text) const
    {
        UErrorCode code = U_ZERO_ERROR;
        std::unique_ptr<icu::RegexMatcher> matcher(pattern->matcher(text, code));
        if (U_FAILURE(code)) {
            return nullptr;
        }
        matcher->setTimeLimit(kNameTimeLimit, code);
        matcher->setStackLimit(kNameStackBytes, code);
        return U_SUCCESS(code) ? std::move(matcher) : nullptr;
    }
};

Result<NamePattern> NamePattern::make(const std::string& source)
{
    UErrorCode code = U_ZERO_ERROR;
    UParseError place;
    auto compiled = std::make_shared<Compiled>();
    if (source.size() <= kLongest) {
        compiled->pattern.reset(
            icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(source), 0, place, code));
    }
    if (U_FAILURE(code) || compiled->pattern == nullptr) {
        return failure(ErrorKind::Parse, Text(MG_TR("text", "\"%1\" is not a pattern of names."),
                                              {quotedForError(source)}));
    }
    NamePattern out;
    out.m_compiled = std::move(compiled);
    return out;
}

bool NamePattern::matchesWhole(const std::string& name) const
{
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8(name);
    const auto matcher = m_compiled->on(text);
    UErrorCode code = U_ZERO_ERROR;
    return matcher != nullptr && matcher->matches(code) && U_SUCCESS(code);
}

std::optional<std::string> NamePattern::firstGroup(const std::string& name) const
{
    const icu::UnicodeString text = icu::UnicodeString::fromUTF8(name);
    const auto matcher = m_compiled->on(text);
    UErrorCode code = U_ZERO_ERROR;
    if (matcher == nullptr || !matcher->lookingAt(code) || U_FAILURE(code) ||
        matcher->groupCount() < 1) {
        return std::nullopt;
    }
    std::string out;
    matcher->group(1, code).toUTF8String(out);
    return U_SUCCESS(code) ? std::optional(out) : std::nullopt;
}

}  // namespace marginalia
