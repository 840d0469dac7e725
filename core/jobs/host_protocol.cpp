// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/host_protocol.h"

#include "core/base/text.h"

#include <algorithm>

namespace marginalia {

namespace {

const char* modeName(TextMode mode)
{
    return mode == TextMode::Plain ? "plain" : "chat";
}

/// Reads fields of a request; the first bad one is remembered.
class Fields {
public:
    explicit Fields(const Json& json) : m_json(json)
    {
        if (!json.is_object()) {
            m_problem = "the request is not an object";
        }
    }

    void text(const char* key, std::string& out, bool required)
    {
        if (const Json* value = find(key, required)) {
            value->is_string() ? out = value->get<std::string>(), void() : bad(key, "a string");
        }
    }
    template <class Integer>
    void integer(const char* key, Integer& out, Integer least)
    {
        if (const Json* value = find(key, false)) {
            const bool good = value->is_number_integer() &&
                              (value->is_number_unsigned() || value->get<std::int64_t>() >= 0) &&
                              value->get<Integer>() >= least;
            good ? out = value->get<Integer>(), void() : bad(key, "a whole number in its range");
        }
    }
    void messages(const char* key, Messages& out)
    {
        if (const Json* value = find(key, true)) {
            const std::optional<Messages> read = messagesFromJson(*value);
            read ? out = *read, void() : bad(key, "a list of messages");
        }
    }
    void mode(TextMode& out)
    {
        if (const Json* value = find("text_mode", false)) {
            if (*value == "chat" || *value == "plain") {
                out = *value == "plain" ? TextMode::Plain : TextMode::Chat;
            } else {
                bad("text_mode", "chat or plain");
            }
        }
    }
    /// Refuses fields that are not in the list: a misspelt one would be silently without effect.
    void onlyThese(const std::vector<std::string>& names)
    {
        for (const auto& [key, value] : m_json.items()) {
            if (m_problem.empty() && std::find(names.begin(), names.end(), key) == names.end()) {
                m_problem = fillPattern("there is no field \"%1\"; leave it out, or see %2",
                                        {quotedForError(key), "core/jobs/host_protocol.h"});
            }
        }
    }
    void settings(GenerationSettings& out)
    {
        if (!m_problem.empty()) {
            return;
        }
        const Result<GenerationSettings> read = settingsFromJson(m_json);
        read.ok() ? out = read.value(), void() : static_cast<void>(m_problem = read.error().message());
        // The caller ends the sentence.
        if (!m_problem.empty() && m_problem.back() == '.') {
            m_problem.pop_back();
        }
    }
    const std::string& problem() const { return m_problem; }

private:
    const Json* find(const char* key, bool required)
    {
        if (!m_json.is_object() || !m_json.contains(key) || m_json[key].is_null()) {
            if (required) {
                bad(key, "given");
            }
            return nullptr;
        }
        return &m_json[key];
    }
    void bad(const char* key, const char* wanted)
    {
        if (m_problem.empty()) {
            m_problem = fillPattern("%1 must be %2", {key, wanted});
        }
    }

    const Json& m_json;
    std::string m_problem;
};

}  // namespace

Json hostHello()
{
    return {{"hello", kHostProtocolVersion}, {"version", "0.1.0"}};
}

Json toJson(std::int64_t id, const GenerateRequest& request)
{
    Json json = {{"id", id},
                 {"op", "generate"},
                 {"model", request.model},
                 {"messages", toJson(request.messages)},
                 {"text_mode", modeName(request.textMode)},
                 {"seed", request.seed}};
    json.update(toJson(static_cast<const GenerationSettings&>(request)));
    if (!request.base.empty()) {
        json["base"] = request.base;
    }
    return json;
}

Json toJson(std::int64_t id, const ScoreRequest& request)
{
    Json json = {{"id", id},
                 {"op", "score"},
                 {"model", request.model},
                 {"prompt", toJson(request.prompt)},
                 {"completion", toJson(request.completion)},
                 {"text_mode", modeName(request.textMode)}};
    if (!request.base.empty()) {
        json["base"] = request.base;
    }
    return json;
}

std::optional<GenerateRequest> generateRequestFromJson(const Json& json, std::string* problem)
{
    GenerateRequest request;
    Fields fields(json);
    fields.text("model", request.model, true);
    fields.messages("messages", request.messages);
    fields.mode(request.textMode);
    fields.integer<std::uint64_t>("seed", request.seed, 0);
    fields.text("base", request.base, false);
    if (json.is_object()) {
        std::vector<std::string> names = settingNames();
        names.insert(names.end(),
                     {"id", "op", "model", "messages", "text_mode", "seed", "base"});
        fields.onlyThese(names);
        fields.settings(request);
    }
    if (!fields.problem().empty()) {
        *problem = fields.problem();
        return std::nullopt;
    }
    return request;
}

std::optional<ScoreRequest> scoreRequestFromJson(const Json& json, std::string* problem)
{
    ScoreRequest request;
    Fields fields(json);
    fields.text("model", request.model, true);
    fields.messages("prompt", request.prompt);
    fields.messages("completion", request.completion);
    fields.mode(request.textMode);
    fields.text("base", request.base, false);
    if (!fields.problem().empty()) {
        *problem = fields.problem();
        return std::nullopt;
    }
    return request;
}

}  // namespace marginalia
