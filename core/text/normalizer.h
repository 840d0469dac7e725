// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/text/aligned_text.h"
#include "core/text/charsmap.h"
#include "core/text/pattern.h"

#include <nlohmann/json.hpp>

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace marginalia {

/// The `normalizer` of a tokenizer.json as a list of steps.
class Normalizer {
public:
    /// Unknown parts are refused by name; null gives a normalizer without steps.
    static Result<Normalizer> fromJson(const nlohmann::json& json);

    bool empty() const { return m_steps.empty(); }
    void apply(AlignedText& text) const;
    std::string apply(const std::string& text) const;

private:
    enum class Kind {
        Nfc,
        Nfd,
        Nfkc,
        Nfkd,
        Lowercase,
        ByteLevel,
        Prepend,
        Replace,
        Strip,
        StripAccents,
        StripNonspacing,
        Nmt,
        CleanText,
        SpaceChinese,
        Precompiled
    };
    struct Step {
        Kind kind;
        std::u32string text = {};  ///< Prepend, Replace: what is put in
        Pattern pattern = {};      ///< Replace
        bool left = false;         ///< Strip
        bool right = false;
        std::shared_ptr<const Charsmap> charsmap = {};  ///< Precompiled
    };
    static Status addBert(const nlohmann::json& json, std::vector<Step>& steps);
    static Status add(const nlohmann::json& json, std::vector<Step>& steps);
    static void run(const Step& step, AlignedText& text);

    std::vector<Step> m_steps;
};

/// The 256 characters that stand for bytes in byte-level vocabularies (models.md 3.6), by byte.
const std::array<char32_t, 256>& byteAlphabet();
/// The byte of such a character, or -1.
int byteOfAlphabet(char32_t character);
/// Every byte as its character of the alphabet.
void toByteAlphabet(AlignedText& text);

}  // namespace marginalia
