// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/text/aligned_text.h"
#include "core/text/pattern.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <deque>
#include <vector>

namespace marginalia {

/// A word: bytes of one of the texts that PreTokenizer::Work holds.
struct Word {
    const AlignedText* text;
    std::uint32_t begin;
    std::uint32_t end;
};

/// The `pre_tokenizer` of a tokenizer.json: cuts a text into words.
class PreTokenizer {
public:
    /// Reused between texts; `words` point into `texts`.
    struct Work {
        std::deque<AlignedText> texts;
        std::vector<Word> words;
        std::vector<Word> cut;
        std::vector<PatternPiece> pieces;
    };

    /// Unknown parts are refused by name; null gives one that leaves the text whole.
    static Result<PreTokenizer> fromJson(const nlohmann::json& json);

    /// A last ByteLevel step leaves the words as they are and says so with endsInBytes, because a
    /// word's bytes are cheaper to cache and to look up than their characters. Call with
    /// `spellBytes` to have it spelt out.
    bool endsInBytes() const { return m_endsInBytes; }
    void run(AlignedText text, bool spellBytes, Work& work) const;

private:
    enum class Kind {
        Split,
        ByteLevel,
        Digits,
        Metaspace,
        Whitespace,
        WhitespaceSplit,
        Bert,
        Punctuation,
        CharDelimiter,
        UnicodeScripts,
        FixedLength
    };
    enum class Prepend { First, Never, Always };
    enum class Behavior { Removed, Isolated, MergedWithPrevious, MergedWithNext, Contiguous };
    struct Step {
        Kind kind;
        Pattern pattern = {};
        Behavior behavior = Behavior::Isolated;
        bool invert = false;
        bool prefixSpace = false;           ///< ByteLevel
        bool useRegex = false;              ///< ByteLevel
        char32_t character = 0;             ///< Metaspace: the mark; CharDelimiter
        Prepend prepend = Prepend::Always;  ///< Metaspace
        bool cuts = true;                   ///< Metaspace
        std::int64_t length = 0;            ///< FixedLength: code points
    };

    static Result<Step> read(const std::string& type, const nlohmann::json& json);
    static Result<Step> readSplit(const nlohmann::json& json);
    static Result<Step> readMetaspace(const nlohmann::json& json);
    static Result<Behavior> readBehavior(const nlohmann::json& json);

    static void run(const Step& step, const Word& word, bool spell, Work& work);
    static void cut(const Step& step, const Word& word, Work& work);
    template <class Matches>
    static void cutWhere(Matches matches, const Step& step, const Word& word, Work& work);
    static void cutKinds(const Word& word, Work& work);
    static void cutScripts(const Word& word, Work& work);
    static void cutLengths(const Step& step, const Word& word, Work& work);
    static void cutBert(const Step& step, const Word& word, Work& work);
    static void emit(const Step& step, const Word& word, Work& work);
    static void byteLevel(const Step& step, Word word, bool spell, Work& work);
    static void metaspace(const Step& step, const Word& word, Work& work);

    std::vector<Step> m_steps;
    bool m_endsInBytes = false;
};

}  // namespace marginalia
