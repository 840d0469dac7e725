// SPDX-License-Identifier: Apache-2.0
#include "core/export/gguf_vocabulary.h"

#include "core/export/export_warning.h"
#include "core/export/gguf_plan.h"
#include "core/text/gguf_splits.h"
#include "core/text/json_field.h"
#include "core/text/tokenizer_file.h"

#include <algorithm>

namespace marginalia {

namespace {

// Kinds of tokens, with the format's numbers.
constexpr std::int32_t kNormal = 1;
constexpr std::int32_t kControl = 3;
constexpr std::int32_t kUserDefined = 4;
constexpr std::int32_t kUnused = 5;

Error refused(Text reason, const std::string& where)
{
    return failure(
        ErrorKind::Unsupported, std::move(reason), where,
        Text(MG_TR("gguf", "Export a model folder and run llama.cpp's converter on it: %1"),
             {converterCommand(where)}));
}

bool isNothing(const nlohmann::json& json, const char* key)
{
    const auto found = json.find(key);
    return found == json.end() || found->is_null() || *found == "" || *found == false ||
           *found == 0.0;
}

/// What of the normalizer GGUF cannot say; empty: nothing, or NFC alone.
std::string strangeNormalizer(const nlohmann::json& json, bool& composes)
{
    const auto steps = componentsOf(json, "normalizers", "normalizer");
    for (const nlohmann::json* step : steps.ok() ? *steps : std::vector<const nlohmann::json*>()) {
        const std::string type = step->value("type", std::string());
        if (type != "NFC") {
            return type;
        }
        composes = true;
    }
    return steps.ok() ? "" : "unknown";
}

class Adder {
public:
    Adder(const ModelTexts& texts, const ModelConfig& config, const std::string& where,
          GgufMetadata& metadata)
        : m_texts(texts), m_config(config), m_where(where), m_metadata(metadata)
    {
    }

    Result<std::vector<Text>> add()
    {
        if (m_texts.tokenizer == nullptr) {
            return refused(MG_TR("gguf",
                                 "The model has no tokenizer.json, of which a GGUF file's "
                                 "tokenizer is made."),
                           m_where);
        }
        MG_TRY(const TokenizerFile file, TokenizerFile::parse(m_texts.tokenizerJson));
        MG_CHECK(checkModel(file));
        MG_CHECK(addTokens());
        MG_CHECK(addMerges(file));
        MG_CHECK(addSpecial());
        if (m_texts.chatTemplate) {
            m_metadata.addText("tokenizer.chat_template", *m_texts.chatTemplate);
        }
        noteAdded(file.json);
        return std::move(m_warnings);
    }

private:
    Status checkModel(const TokenizerFile& file)
    {
        const nlohmann::json model = file.json.value("model", nlohmann::json());
        if (!model.is_object() || file.form != TokenizerFile::Form::Object || !file.hasMerges ||
            (model.contains("type") && model["type"] != "BPE") ||
            !isNothing(model, "byte_fallback") || !isNothing(model, "continuing_subword_prefix") ||
            !isNothing(model, "end_of_word_suffix")) {
            return refused(MG_TR("gguf",
                                 "The tokenizer is not byte-level BPE; others are not written into "
                                 "GGUF files."),
                           m_where);
        }
        const GgufSplit* const split = ggufSplitOf(
            file.json.value("pre_tokenizer", nlohmann::json()), !isNothing(model, "ignore_merges"));
        if (split == nullptr) {
            return refused(Text(MG_TR("gguf",
                                      "GGUF has no known name for the way in which the tokenizer "
                                      "splits texts (tokenizer.ggml.pre; known: %1)."),
                                {ggufSplitNames()}),
                           m_where);
        }
        bool composes = false;
        const std::string strange =
            strangeNormalizer(file.json.value("normalizer", nlohmann::json()), composes);
        if (!strange.empty()) {
            return refused(
                Text(MG_TR("gguf", "The tokenizer's normalizer %1 has no place in a GGUF file."),
                     {quotedForError(strange)}),
                m_where);
        }
        if (composes) {
            m_warnings.emplace_back(MG_TR(
                "export",
                "The tokenizer composes characters (NFC), which readers of GGUF files may leave "
                "out: decomposed text is then tokenised otherwise."));
        }
        m_metadata.addText("tokenizer.ggml.model", "gpt2");
        m_metadata.addText("tokenizer.ggml.pre", split->pre);
        return {};
    }

    Status addTokens()
    {
        const Tokenizer& tokenizer = *m_texts.tokenizer;
        if (tokenizer.size() > m_config.vocabulary) {
            return refused(
                Text(MG_TR("gguf", "The tokenizer has %1 tokens, and the model a table of %2."),
                     {std::to_string(tokenizer.size()), std::to_string(m_config.vocabulary)}),
                m_where);
        }
        std::vector<std::string> tokens;
        std::vector<std::int32_t> types;
        for (TokenId id = 0; id < m_config.vocabulary; ++id) {
            std::string text = id < tokenizer.size() ? tokenizer.tokenText(id) : std::string();
            const bool added = !text.empty() && tokenizer.isAdded(id);
            types.push_back(text.empty()              ? kUnused
                            : !added                  ? kNormal
                            : tokenizer.isSpecial(id) ? kControl
                                                      : kUserDefined);
            tokens.push_back(text.empty() ? "[PAD" + std::to_string(id) + "]" : std::move(text));
        }
        m_metadata.addTexts("tokenizer.ggml.tokens", tokens);
        m_metadata.addI32s("tokenizer.ggml.token_type", types);
        return {};
    }

    Status addMerges(const TokenizerFile& file)
    {
        std::vector<std::string> merges;
        if (!file.mergesInPairs) {
            for (std::size_t i = 0; i < file.merges.size(); ++i) {
                merges.emplace_back(file.merges.at(i));
            }
        } else {
            for (std::size_t i = 0; i + 1 < file.merges.size(); i += 2) {
                merges.push_back(std::string(file.merges.at(i)) + " " +
                                 std::string(file.merges.at(i + 1)));
            }
        }
        for (const std::string& merge : merges) {
            if (std::count(merge.begin(), merge.end(), ' ') != 1) {
                return refused(MG_TR("gguf",
                                     "A merge of the tokenizer has a blank in a token, which GGUF "
                                     "cannot hold."),
                               m_where);
            }
        }
        m_metadata.addTexts("tokenizer.ggml.merges", merges);
        return {};
    }

    Status addSpecial()
    {
        const Tokenizer& tokenizer = *m_texts.tokenizer;
        const TokenId bos = tokenizer.bos();
        const TokenId eos = tokenizer.eos() >= 0 ? tokenizer.eos()
                            : m_config.eosIds.empty()
                                ? -1
                                : static_cast<TokenId>(m_config.eosIds.front());
        const auto addId = [&](const char* key, std::int64_t id) {
            if (id >= 0 && id < m_config.vocabulary) {
                m_metadata.addU32(key, id);
            }
        };
        addId("tokenizer.ggml.bos_token_id", bos);
        addId("tokenizer.ggml.eos_token_id", eos);
        const auto other = std::find_if(m_config.eosIds.begin(), m_config.eosIds.end(),
                                        [&](std::int64_t id) { return id != eos; });
        if (other != m_config.eosIds.end()) {
            addId("tokenizer.ggml.eot_token_id", *other);
        }
        addId("tokenizer.ggml.padding_token_id", tokenizer.pad());
        std::vector<TokenId> around = tokenizer.encode("a", true).ids;
        const std::vector<TokenId> plain = tokenizer.encode("a", false).ids;
        const bool begins = !around.empty() && bos >= 0 && around != plain && around.front() == bos;
        if (begins) {
            around.erase(around.begin());
        }
        const bool ends = !around.empty() && eos >= 0 && around != plain && around.back() == eos;
        if (ends) {
            around.pop_back();
        }
        if (around != plain) {
            return refused(MG_TR("gguf",
                                 "The tokenizer puts other tokens around a text than those of "
                                 "begin and end, which GGUF has no place for."),
                           m_where);
        }
        m_metadata.addFlag("tokenizer.ggml.add_bos_token", begins);
        m_metadata.addFlag("tokenizer.ggml.add_eos_token", ends);
        return {};
    }

    /// Rules of added tokens that the format has no place for.
    void noteAdded(const nlohmann::json& json)
    {
        for (const auto& token : json.value("added_tokens", nlohmann::json::array())) {
            if (!isNothing(token, "lstrip") || !isNothing(token, "rstrip") ||
                !isNothing(token, "single_word")) {
                addWarning(
                    m_warnings,
                    MG_TR("export",
                          "The token %1 takes blanks beside it, or stands as a word alone; readers "
                          "of GGUF files do not know that."),
                    quotedForError(token.value("content", std::string())));
                return;
            }
        }
    }

    const ModelTexts& m_texts;
    const ModelConfig& m_config;
    const std::string& m_where;
    GgufMetadata& m_metadata;
    std::vector<Text> m_warnings;
};

}  // namespace

Result<std::vector<Text>> addTokenizerMetadata(const ModelTexts& texts, const ModelConfig& config,
                                               const std::string& where, GgufMetadata& metadata)
{
    return Adder(texts, config, where, metadata).add();
}

}  // namespace marginalia
