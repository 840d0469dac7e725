// SPDX-License-Identifier: Apache-2.0
#include "core/text/json_field.h"

namespace marginalia {

namespace {

constexpr int kDeepestSequence = 16;

Status addComponents(const nlohmann::json& json, const char* list, const std::string& part,
                     int depth, std::vector<const nlohmann::json*>& out)
{
    MG_TRY(const std::string type, typeOf(json, part));
    if (type != "Sequence") {
        out.push_back(&json);
        return {};
    }
    const auto items = json.find(list);
    if (items == json.end() || !items->is_array() || depth > kDeepestSequence) {
        return missingField(part, list);
    }
    for (const auto& item : *items) {
        MG_CHECK(addComponents(item, list, part, depth + 1, out));
    }
    return {};
}

}  // namespace

Error missingField(const std::string& part, const std::string& field)
{
    return failure(ErrorKind::Parse,
                   Text(MG_TR("text", "The field \"%1\" is missing or of another type."), {field}),
                   part, MG_TR("text", "Save the tokenizer again with the library that made it."));
}

Error unknownPart(const std::string& part, const std::string& type)
{
    return failure(
        ErrorKind::Unsupported,
        Text(MG_TR("text", "The tokenizer uses the part \"%1\", which Marginalia does not have."),
             {quotedForError(type)}),
        part,
        MG_TR("text",
              "Tokenizers of the types BPE, Unigram, WordPiece and WordLevel with the usual "
              "parts work."));
}

Result<std::string> typeOf(const nlohmann::json& json, const std::string& part)
{
    return stringField(json, "type", part);
}

Result<std::vector<const nlohmann::json*>> componentsOf(const nlohmann::json& json,
                                                        const char* list, const std::string& part)
{
    std::vector<const nlohmann::json*> out;
    if (!json.is_null()) {
        MG_CHECK(addComponents(json, list, part, 0, out));
    }
    return out;
}

Result<std::string> stringField(const nlohmann::json& json, const char* field,
                                const std::string& part)
{
    const auto found = json.is_object() ? json.find(field) : json.end();
    if (found == json.end() || !found->is_string()) {
        return missingField(part, field);
    }
    return found->get<std::string>();
}

Result<std::string> stringField(const nlohmann::json& json, const char* field,
                                const std::string& part, const std::string& absent)
{
    const auto found = json.is_object() ? json.find(field) : json.end();
    if (found == json.end() || found->is_null()) {
        return absent;
    }
    return stringField(json, field, part);
}

Result<std::int64_t> countField(const nlohmann::json& json, const char* field,
                                const std::string& part, std::int64_t absent, std::int64_t largest)
{
    const auto found = json.is_object() ? json.find(field) : json.end();
    if (found == json.end() || found->is_null()) {
        return absent;
    }
    if (!found->is_number_unsigned() ||
        found->get<std::uint64_t>() > static_cast<std::uint64_t>(largest)) {
        return missingField(part, field);
    }
    return found->get<std::int64_t>();
}

Result<bool> boolField(const nlohmann::json& json, const char* field, const std::string& part)
{
    const auto found = json.is_object() ? json.find(field) : json.end();
    if (found == json.end() || !found->is_boolean()) {
        return missingField(part, field);
    }
    return found->get<bool>();
}

Result<bool> boolField(const nlohmann::json& json, const char* field, const std::string& part,
                       bool absent)
{
    const auto found = json.is_object() ? json.find(field) : json.end();
    if (found == json.end() || found->is_null()) {
        return absent;
    }
    return boolField(json, field, part);
}

}  // namespace marginalia
