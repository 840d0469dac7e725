// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace marginalia {

/// The `decoder` of a tokenizer.json: token spellings to text.
class TokenDecoder {
public:
    enum class Kind {
        Spaces,     ///< no decoder: joined with blanks
        ByteLevel,  ///< characters of the byte alphabet are bytes
        Fuse        ///< joined as they are
    };
    /// Unknown parts are refused by name.
    static Result<TokenDecoder> fromJson(const nlohmann::json& json);

    Kind kind() const { return m_kind; }
    std::string decode(const std::vector<std::string>& tokens) const;
    /// What one token adds before broken characters are replaced.
    std::string bytes(const std::string& token) const;

private:
    Kind m_kind = Kind::Spaces;
};

}  // namespace marginalia
