// SPDX-License-Identifier: Apache-2.0
#include "core/text/token_model.h"

#include "core/text/bpe.h"
#include "core/text/json_field.h"
#include "core/text/unigram.h"
#include "core/text/word_models.h"

#include <cstdio>

namespace marginalia {

namespace {

/// The type of a model that does not say it, as the reference library tells it.
std::string typeByKeys(const TokenizerFile& file, const nlohmann::json& model)
{
    if (file.form == TokenizerFile::Form::List) {
        return "Unigram";
    }
    if (file.hasMerges) {
        return "BPE";
    }
    return model.contains("max_input_chars_per_word") ? "WordPiece" : "WordLevel";
}

}  // namespace

TokenId TokenModel::tokenField(const nlohmann::json& model, const char* key) const
{
    const auto found = model.find(key);
    return found != model.end() && found->is_string()
               ? m_vocabulary.idOf(found->get_ref<const std::string&>())
               : -1;
}

std::array<TokenId, 256> byteFallbackIds(const Vocabulary& vocabulary)
{
    std::array<TokenId, 256> out{};
    for (unsigned byte = 0; byte < 256; ++byte) {
        char name[8];
        std::snprintf(name, sizeof name, "<0x%02X>", byte);
        out[byte] = vocabulary.idOf(name);
    }
    return out;
}

Result<std::unique_ptr<const TokenModel>> TokenModel::make(TokenizerFile file)
{
    const auto model = file.json.find("model");
    if (model == file.json.end() || !model->is_object()) {
        return missingField("tokenizer.json", "model");
    }
    const auto given = model->find("type");
    if (given != model->end() && !given->is_string()) {
        return missingField("model", "type");
    }
    const std::string type =
        given != model->end() ? given->get<std::string>() : typeByKeys(file, *model);
    const auto wanted = type == "Unigram" ? TokenizerFile::Form::List : TokenizerFile::Form::Object;
    if (type != "BPE" && type != "Unigram" && type != "WordPiece" && type != "WordLevel") {
        return unknownPart("model", type);
    }
    if (file.form != wanted) {
        return missingField("model", "vocab");
    }
    if (type == "BPE") {
        return Bpe::make(file);
    }
    if (type == "Unigram") {
        return Unigram::make(file);
    }
    return type == "WordPiece" ? WordPiece::make(file) : WordLevel::make(file);
}

}  // namespace marginalia
