// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/text/vocabulary.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace marginalia {

/// Texts one behind the other in one block.
class TextList {
public:
    void add(std::string_view text)
    {
        m_bytes.append(text);
        m_ends.push_back(static_cast<std::uint32_t>(m_bytes.size()));
    }
    size_t size() const { return m_ends.size(); }
    std::string_view at(size_t index) const
    {
        const std::uint32_t begin = index == 0 ? 0 : m_ends[index - 1];
        return std::string_view(m_bytes).substr(begin, m_ends[index] - begin);
    }

private:
    std::string m_bytes;
    std::vector<std::uint32_t> m_ends;
};

/// A tokenizer.json, read in one pass: the vocabulary and the merges as plain lists, because as
/// JSON values they take ten times the time and memory of the file; all else as JSON.
struct TokenizerFile {
    enum class Form {
        Missing,
        Object,  ///< {token: id}
        List     ///< [[piece, log-probability], ...]
    };

    nlohmann::json json;  ///< without model.vocab and model.merges
    Form form = Form::Missing;
    Vocabulary vocabulary;  ///< of form Object; model.vocab
    TextList pieces;        ///< of form List
    std::vector<double> scores;
    bool hasMerges = false;
    bool mergesInPairs = false;  ///< two texts a merge, else one
    TextList merges;

    /// An error names what is wrong in the JSON, the vocabulary or the merges, with its place.
    static Result<TokenizerFile> parse(std::string_view text);
};

}  // namespace marginalia
