// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/text/gguf_tokenizer.h"
#include "core/text/json_field.h"
#include "core/text/pipeline_tokenizer.h"
#include "core/text/tokenizer_file.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>

namespace marginalia {

namespace {

constexpr std::int64_t kLargestFile = 256LL * 1024 * 1024;
const std::array<const char*, 9> kKnownKeys = {"version",        "truncation", "padding",
                                               "added_tokens",   "normalizer", "pre_tokenizer",
                                               "post_processor", "decoder",    "model"};

Result<nlohmann::json> parse(std::string_view text, const char* file)
{
    if (!unicode::valid(text)) {
        return failure(ErrorKind::Parse, MG_TR("text", "The file is not UTF-8."), file);
    }
    nlohmann::json out = nlohmann::json::parse(text, nullptr, false);
    if (out.is_discarded() || !out.is_object()) {
        return failure(ErrorKind::Parse, MG_TR("text", "The file is not a JSON object."), file);
    }
    return out;
}

/// A special token of tokenizer_config.json: a text or an object with `content`.
const nlohmann::json* contentOf(const nlohmann::json& value)
{
    if (value.is_string()) {
        return &value;
    }
    const auto content = value.is_object() ? value.find("content") : value.end();
    return value.is_object() && content != value.end() && content->is_string() ? &*content
                                                                               : nullptr;
}

/// An error of texts that a file was turned into: the place is the file's.
Error atFile(Error error, const std::string& path)
{
    error.where = error.where.empty() ? path : path + ": " + error.where;
    return error;
}

bool flag(const nlohmann::json& config, const char* key)
{
    const auto found = config.find(key);
    return found != config.end() && found->is_boolean() && found->get<bool>();
}

}  // namespace

Status PipelineTokenizer::readParts(TokenizerFile file)
{
    const nlohmann::json& json = file.json;
    for (const auto& [key, value] : json.items()) {
        if (std::find(kKnownKeys.begin(), kKnownKeys.end(), key) == kKnownKeys.end()) {
            return unknownPart("tokenizer.json", key);
        }
    }
    if (const auto version = json.find("version"); version != json.end() && *version != "1.0") {
        return unknownPart("tokenizer.json", "version " + version->dump());
    }
    const auto part = [&](const char* key) { return json.value(key, nlohmann::json()); };
    MG_TRY(m_normalizer, Normalizer::fromJson(part("normalizer")));
    MG_TRY(m_preTokenizer, PreTokenizer::fromJson(part("pre_tokenizer")));
    MG_TRY(m_postProcessor, PostProcessor::fromJson(part("post_processor")));
    MG_TRY(m_decoder, TokenDecoder::fromJson(part("decoder")));
    const nlohmann::json added = part("added_tokens");
    MG_TRY(m_model, TokenModel::make(std::move(file)));
    MG_TRY(m_added,
           AddedTokens::fromJson(added, m_model->vocabulary(), m_model->entries(), m_normalizer));
    return {};
}

Status PipelineTokenizer::readConfig(std::string_view configJson)
{
    if (configJson.empty()) {
        return {};
    }
    MG_TRY(const nlohmann::json config, parse(configJson, "tokenizer_config.json"));
    for (const auto& [key, value] : config.items()) {
        const nlohmann::json* content = contentOf(value);
        constexpr std::string_view kSuffix = "_token";
        if (content != nullptr && key.size() > kSuffix.size() &&
            std::string_view(key).substr(key.size() - kSuffix.size()) == kSuffix) {
            m_named.emplace_back(key, content->get<std::string>());
        }
    }
    // These classes build their beginning and end from the two switches, whatever the file says
    // (models.md 3.9).
    const std::string kind = config.value("tokenizer_class", nlohmann::json()).is_string()
                                 ? config["tokenizer_class"].get<std::string>()
                                 : std::string();
    const bool rebuilds =
        kind.rfind("LlamaTokenizer", 0) == 0 || kind.rfind("GemmaTokenizer", 0) == 0;
    if (rebuilds && (config.contains("add_bos_token") || config.contains("add_eos_token"))) {
        const auto list = [](bool wanted, TokenId id) {
            return wanted && id >= 0 ? std::vector<TokenId>{id} : std::vector<TokenId>{};
        };
        m_postProcessor.replaceTemplate(list(flag(config, "add_bos_token"), bos()),
                                        list(flag(config, "add_eos_token"), eos()));
    }
    return {};
}

Result<std::shared_ptr<const Tokenizer>> PipelineTokenizer::make(std::string_view tokenizerJson,
                                                                 std::string_view configJson)
{
    static std::atomic<std::uint64_t> count{0};
    auto out = std::make_shared<PipelineTokenizer>();
    out->m_number = ++count;
    {
        MG_TRY(TokenizerFile file, TokenizerFile::parse(tokenizerJson));
        MG_CHECK(out->readParts(std::move(file)));
    }
    MG_CHECK(out->readConfig(configJson));
    out->m_digest = sha256Hex(sha256Hex(tokenizerJson) + sha256Hex(configJson));
    return std::shared_ptr<const Tokenizer>(std::move(out));
}

Result<std::shared_ptr<const Tokenizer>> Tokenizer::fromJson(std::string_view tokenizerJson,
                                                             std::string_view configJson)
{
    return PipelineTokenizer::make(tokenizerJson, configJson);
}

Result<std::shared_ptr<const Tokenizer>> Tokenizer::load(const std::string& folderOrFile)
{
    namespace fs = std::filesystem;
    std::error_code code;
    const bool folder = fs::is_directory(folderOrFile, code);
    if (!folder && isGgufFile(folderOrFile)) {
        MG_TRY(const GgufTexts texts, readGgufTexts(folderOrFile));
        auto out = fromJson(texts.tokenizerJson, texts.tokenizerConfigJson);
        return out.ok() ? std::move(out) : atFile(out.error(), folderOrFile);
    }
    const fs::path file =
        folder ? fs::path(folderOrFile) / "tokenizer.json" : fs::path(folderOrFile);
    MG_TRY(const std::string text, readFile(file.string(), kLargestFile));
    std::string config;
    const fs::path configFile = file.parent_path() / "tokenizer_config.json";
    if (fs::exists(configFile, code)) {
        MG_TRY(config, readFile(configFile.string(), kLargestFile));
    }
    auto out = fromJson(text, config);
    if (!out.ok()) {
        Error error = out.error();
        const bool ofConfig = error.where == "tokenizer_config.json";
        const bool ofFile = error.where.empty() || error.where == "tokenizer.json";
        error.where = ofConfig ? configFile.string()
                      : ofFile ? file.string()
                               : file.string() + ": " + error.where;
        return error;
    }
    return out;
}

}  // namespace marginalia
