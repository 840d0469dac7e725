// SPDX-License-Identifier: Apache-2.0
#include "core/text/token_decoder.h"

#include "core/text/json_field.h"
#include "core/text/normalizer.h"
#include "core/text/unicode.h"

namespace marginalia {

Result<TokenDecoder> TokenDecoder::fromJson(const nlohmann::json& json)
{
    TokenDecoder out;
    if (json.is_null()) {
        return out;
    }
    MG_TRY(const std::string type, typeOf(json, "decoder"));
    if (type == "ByteLevel") {
        out.m_kind = Kind::ByteLevel;
    } else if (type == "Fuse") {
        out.m_kind = Kind::Fuse;
    } else {
        return unknownPart("decoder", type);
    }
    return out;
}

std::string TokenDecoder::bytes(const std::string& token) const
{
    if (m_kind != Kind::ByteLevel) {
        return token;
    }
    std::string out;
    for (size_t at = 0; at < token.size();) {
        const int byte = byteOfAlphabet(unicode::next(token, at));
        if (byte < 0) {
            return token;  // one foreign character, and the token stands for itself
        }
        out.push_back(static_cast<char>(byte));
    }
    return out;
}

std::string TokenDecoder::decode(const std::vector<std::string>& tokens) const
{
    std::string out;
    for (size_t i = 0; i < tokens.size(); ++i) {
        if (m_kind == Kind::Spaces && i > 0) {
            out += ' ';
        }
        out += bytes(tokens[i]);
    }
    return unicode::lossy(out);
}

}  // namespace marginalia
