// SPDX-License-Identifier: Apache-2.0
#include "core/text/gguf_tokenizer.h"

#include "core/base/mapped_file.h"
#include "core/base/utf8.h"
#include "core/data/json_writer.h"
#include "core/text/gguf_splits.h"

#include <array>

namespace marginalia {

namespace {

// Kinds of tokens, with the format's numbers.
constexpr std::int64_t kNormal = 1;
constexpr std::int64_t kControl = 3;
constexpr std::int64_t kUserDefined = 4;
constexpr std::int64_t kUnused = 5;
constexpr std::uint64_t kMostTokens = 8'000'000;

const char* const kTodo = MG_TR("gguf", "Use the model's folder with tokenizer.json instead.");

Error wrong(const std::string& path, const char* key, std::string what)
{
    return failure(
        ErrorKind::Parse,
        Text(MG_TR("gguf", "The tokenizer in the file cannot be used: %1."), {std::move(what)}),
        path + ": " + key, kTodo);
}

/// Makes tokenizer.json and tokenizer_config.json from checked metadata.
class Maker {
public:
    Maker(const GgufHeader& header, const std::string& path) : m_header(header), m_path(path) {}

    Result<GgufTexts> make()
    {
        MG_CHECK(findParts());
        GgufTexts out;
        MG_TRY(const std::string vocabulary, vocabularyJson());
        MG_TRY(const std::string merges, mergesJson());
        out.tokenizerJson =
            R"({"version":"1.0","truncation":null,"padding":null,"added_tokens":[)" + m_added +
            R"(],"normalizer":)" + (composes() ? R"({"type":"NFC"})" : "null") +
            R"(,"pre_tokenizer":)" + preTokenizerJson(*m_split) + R"(,"post_processor":)" +
            aroundJson() +
            R"(,"decoder":{"type":"ByteLevel","add_prefix_space":false,)"
            R"("trim_offsets":false,"use_regex":false},"model":{"type":"BPE",)"
            R"("dropout":null,"unk_token":null,"continuing_subword_prefix":null,)"
            R"("end_of_word_suffix":null,"fuse_unk":false,"byte_fallback":false,)"
            R"("ignore_merges":)" +
            (m_split->ignoreMerges ? "true" : "false") + R"(,"vocab":{)" + vocabulary +
            R"(},"merges":[)" + merges + "]}}\n";
        out.chatTemplate = chatTemplateOfGguf(m_header);
        out.tokenizerConfigJson = configJson(out.chatTemplate);
        return out;
    }

private:
    Status findParts()
    {
        const GgufValue* const kind = m_header.find("tokenizer.ggml.model");
        const std::string name(kind == nullptr ? "" : kind->text().value_or(""));
        if (name != "gpt2") {
            return failure(
                ErrorKind::Unsupported,
                Text(MG_TR("gguf",
                           "The file's tokenizer is of the kind \"%1\"; only byte-level BPE "
                           "(\"gpt2\") is read from GGUF files."),
                     {quotedForError(name)}),
                m_path + ": tokenizer.ggml.model", kTodo);
        }
        const GgufValue* const pre = m_header.find("tokenizer.ggml.pre");
        const std::string preName(pre == nullptr ? "" : pre->text().value_or(""));
        m_split = findGgufSplit(preName);
        if (m_split == nullptr) {
            return failure(
                ErrorKind::Unsupported,
                Text(MG_TR("gguf",
                           "The file splits texts as \"%1\", which is not known here (known: %2)."),
                     {quotedForError(preName), ggufSplitNames()}),
                m_path + ": tokenizer.ggml.pre", kTodo);
        }
        return checkLists();
    }

    Status checkLists()
    {
        const auto texts = [&](const char* key) {
            const GgufValue* const found = m_header.find(key);
            return found != nullptr && found->type == GgufType::Array &&
                           found->element == GgufType::Text
                       ? found
                       : nullptr;
        };
        m_tokens = texts("tokenizer.ggml.tokens");
        m_merges = texts("tokenizer.ggml.merges");
        if (m_tokens == nullptr || m_tokens->count == 0 || m_tokens->count > kMostTokens) {
            return wrong(m_path, "tokenizer.ggml.tokens", "there is no list of tokens");
        }
        if (m_merges == nullptr) {
            return wrong(m_path, "tokenizer.ggml.merges", "there is no list of merges");
        }
        m_types = m_header.find("tokenizer.ggml.token_type");
        if (m_types != nullptr &&
            (m_types->count != m_tokens->count || (m_types->count > 0 && !m_types->integerAt(0)))) {
            return wrong(m_path, "tokenizer.ggml.token_type",
                         "it is not one number for each token");
        }
        return {};
    }

    /// All tokens but unused ones; m_added tells which of them are added. Those stand in the
    /// vocabulary too, because their ids would follow from its size otherwise.
    Result<std::string> vocabularyJson()
    {
        std::string out;
        for (std::uint64_t id = 0; id < m_tokens->count; ++id) {
            const std::string_view token = m_tokens->texts[id];
            const std::int64_t type =
                m_types == nullptr ? kNormal : m_types->integerAt(id).value_or(kNormal);
            if (utf8::firstInvalid(token) != std::string::npos) {
                return wrong(m_path, "tokenizer.ggml.tokens",
                             "token " + std::to_string(id) + " is not UTF-8");
            }
            if (type == kUnused) {
                continue;
            }
            if (type == kControl || type == kUserDefined) {
                addToken(id, token, type == kControl);
            }
            out += out.empty() ? "" : ",";
            appendJsonText(out, token);
            out += ':' + std::to_string(id);
        }
        return out;
    }

    void addToken(std::uint64_t id, std::string_view token, bool special)
    {
        m_added +=
            (m_added.empty() ? "{\"id\":" : ",{\"id\":") + std::to_string(id) + ",\"content\":";
        appendJsonText(m_added, token);
        m_added += R"(,"single_word":false,"lstrip":false,"rstrip":false,"normalized":false,)";
        m_added += special ? "\"special\":true}" : "\"special\":false}";
    }

    Result<std::string> mergesJson()
    {
        std::string out;
        for (std::uint64_t i = 0; i < m_merges->count; ++i) {
            const std::string_view merge = m_merges->texts[i];
            const std::size_t blank = merge.find(' ', 1);
            if (merge.empty() || blank == std::string_view::npos || blank + 1 == merge.size() ||
                utf8::firstInvalid(merge) != std::string::npos) {
                return wrong(m_path, "tokenizer.ggml.merges",
                             "merge " + std::to_string(i + 1) + " is not a pair of tokens");
            }
            out += out.empty() ? "[" : ",[";
            appendJsonText(out, merge.substr(0, blank));
            out += ',';
            appendJsonText(out, merge.substr(blank + 1));
            out += ']';
        }
        return out;
    }

    bool composes() const
    {
        const GgufValue* const architecture = m_header.find("general.architecture");
        return architecture != nullptr && architecture->text().value_or("").substr(0, 4) == "qwen";
    }

    bool flag(const char* key, bool absent) const
    {
        const GgufValue* const found = m_header.find(key);
        return found == nullptr ? absent : found->flag().value_or(absent);
    }
    bool begins() const { return flag("tokenizer.ggml.add_bos_token", m_split->beginsByDefault); }
    bool ends() const { return flag("tokenizer.ggml.add_eos_token", false); }

    /// The special token that a key names by its id; nothing: no such key, or no such token.
    std::optional<std::uint64_t> idOf(const char* key) const
    {
        const GgufValue* const found = m_header.find(key);
        const auto id = found == nullptr ? std::nullopt : found->integer();
        return id && *id >= 0 && static_cast<std::uint64_t>(*id) < m_tokens->count
                   ? std::optional(static_cast<std::uint64_t>(*id))
                   : std::nullopt;
    }

    std::string aroundJson() const
    {
        const auto bos = begins() ? idOf("tokenizer.ggml.bos_token_id") : std::nullopt;
        const auto eos = ends() ? idOf("tokenizer.ggml.eos_token_id") : std::nullopt;
        if (!bos && !eos) {
            return R"({"type":"ByteLevel","add_prefix_space":false,"trim_offsets":false,)"
                   R"("use_regex":false})";
        }
        std::string special;
        const auto token = [&](const std::optional<std::uint64_t>& id, int type) {
            std::string name;
            appendJsonText(name, m_tokens->texts[*id]);
            if (type == 0) {
                special += (special.empty() ? "" : ",") + name + ":{\"id\":" + name + ",\"ids\":[" +
                           std::to_string(*id) + "],\"tokens\":[" + name + "]}";
            }
            return "{\"SpecialToken\":{\"id\":" + name + ",\"type_id\":" + std::to_string(type) +
                   "}}";
        };
        const auto sequence = [&](const char* name, int type) {
            return (bos ? token(bos, type) + "," : std::string()) + "{\"Sequence\":{\"id\":\"" +
                   name + "\",\"type_id\":" + std::to_string(type) + "}}" +
                   (eos ? "," + token(eos, type) : std::string());
        };
        const std::string single = sequence("A", 0);
        special.clear();  // both sides of a pair name the same tokens
        const std::string pair = sequence("A", 0) + "," + sequence("B", 1);
        return R"({"type":"TemplateProcessing","single":[)" + single + R"(],"pair":[)" + pair +
               R"(],"special_tokens":{)" + special + "}}";
    }

    std::string configJson(const std::optional<std::string>& chatTemplate) const
    {
        static constexpr std::array<std::pair<const char*, const char*>, 4> kNamed = {
            {{"bos_token", "tokenizer.ggml.bos_token_id"},
             {"eos_token", "tokenizer.ggml.eos_token_id"},
             {"unk_token", "tokenizer.ggml.unknown_token_id"},
             {"pad_token", "tokenizer.ggml.padding_token_id"}}};
        std::string out = std::string("{\n  \"add_bos_token\": ") + (begins() ? "true" : "false") +
                          ",\n  \"add_eos_token\": " + (ends() ? "true" : "false");
        for (const auto& [name, key] : kNamed) {
            if (const auto id = idOf(key)) {
                out += std::string(",\n  \"") + name + "\": ";
                appendJsonText(out, m_tokens->texts[*id]);
            }
        }
        if (chatTemplate) {
            out += ",\n  \"chat_template\": ";
            appendJsonText(out, *chatTemplate);
        }
        return out +
               ",\n  \"clean_up_tokenization_spaces\": false,\n"
               "  \"tokenizer_class\": \"PreTrainedTokenizerFast\"\n}\n";
    }

    const GgufHeader& m_header;
    const std::string& m_path;
    const GgufSplit* m_split = nullptr;
    const GgufValue* m_tokens = nullptr;
    const GgufValue* m_merges = nullptr;
    const GgufValue* m_types = nullptr;
    std::string m_added;
};

}  // namespace

Result<GgufTexts> textsOfGguf(const GgufHeader& header, const std::string& path)
{
    return Maker(header, path).make();
}

std::optional<std::string> chatTemplateOfGguf(const GgufHeader& header)
{
    const GgufValue* const found = header.find("tokenizer.chat_template");
    const auto text = found == nullptr ? std::nullopt : found->text();
    return text && utf8::firstInvalid(*text) == std::string::npos
               ? std::optional(std::string(*text))
               : std::nullopt;
}

Result<GgufTexts> readGgufTexts(const std::string& path)
{
    MG_TRY(const auto file, MappedFile::open(path));
    MG_TRY(const GgufHeader header, parseGgufHeader(file->bytes(), path));
    return textsOfGguf(header, path);
}

}  // namespace marginalia
