// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/text/pattern.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace marginalia {

/// The `decoder` of a tokenizer.json: token spellings to text, in steps (models.md 3.10).
class TokenDecoder {
public:
    /// Unknown parts are refused by name; null gives one that joins tokens with blanks.
    static Result<TokenDecoder> fromJson(const nlohmann::json& json);

    /// Whether decoding joins the bytes of the tokens and does nothing else.
    bool joinsBytes() const { return m_steps.size() == 1 && m_steps[0].kind == Kind::ByteLevel; }
    std::string decode(std::vector<std::string> tokens) const;
    /// What one token adds in the middle of a text, before broken characters are replaced.
    std::string bytes(const std::string& token) const;

private:
    enum class Kind {
        ByteLevel,     ///< characters of the byte alphabet are bytes
        ByteFallback,  ///< runs of "<0x41>" are bytes
        Fuse,          ///< joined as they are
        Replace,
        Strip,
        Metaspace,
        WordPiece,
        Bpe,
        Ctc
    };
    struct Step {
        Kind kind;
        Pattern pattern = {};   ///< Replace
        std::string text = {};  ///< Replace: content; WordPiece: prefix; Bpe: suffix; Ctc: padding
        std::string delimiter = {};  ///< Ctc
        char32_t character = 0;      ///< Strip, Metaspace
        std::int64_t start = 0;      ///< Strip: at most so many at the beginning
        std::int64_t stop = 0;       ///< Strip: and at the end
        bool prepends = false;       ///< Metaspace: the first mark is none of the text's
        bool cleanup = false;        ///< WordPiece, Ctc
    };

    static Result<Step> read(const std::string& type, const nlohmann::json& json);
    static void run(const Step& step, std::vector<std::string>& tokens);
    static void joinBytes(std::vector<std::string>& tokens);
    static void byteFallback(std::vector<std::string>& tokens);
    static std::string replace(const Step& step, const std::string& token);
    static std::string stripped(const Step& step, const std::string& token);
    static std::string withoutMarks(const Step& step, const std::string& token, bool first);
    static std::string wordPiece(const Step& step, const std::string& token, bool first);
    static void ctc(const Step& step, std::vector<std::string>& tokens);

    std::vector<Step> m_steps;
    bool m_none = true;
};

}  // namespace marginalia
