// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/host_protocol.h"

#include "core/base/text.h"

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
    void number(const char* key, double& out, double least, double most)
    {
        if (const Json* value = find(key, false)) {
            const bool good =
                value->is_number() && value->get<double>() >= least && value->get<double>() <= most;
            good ? out = value->get<double>(), void() : bad(key, "a number in its range");
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
    void words(const char* key, std::vector<std::string>& out)
    {
        const Json* value = find(key, false);
        if (value == nullptr) {
            return;
        }
        if (!value->is_array()) {
            bad(key, "a list of strings");
            return;
        }
        for (const Json& word : *value) {
            if (!word.is_string() || word.get<std::string>().empty()) {
                bad(key, "a list of strings that are not empty");
                return;
            }
            out.push_back(word.get<std::string>());
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
                 {"temperature", request.temperature},
                 {"top_k", request.topK},
                 {"top_p", request.topP},
                 {"seed", request.seed},
                 {"max_new_tokens", request.maxNewTokens},
                 {"stop", request.stop}};
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
    fields.number("temperature", request.temperature, 0, 100);
    fields.integer("top_k", request.topK, 0);
    fields.number("top_p", request.topP, 1e-6, 1);
    fields.integer<std::uint64_t>("seed", request.seed, 0);
    fields.integer("max_new_tokens", request.maxNewTokens, 1);
    fields.words("stop", request.stop);
    fields.text("base", request.base, false);
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
