// SPDX-License-Identifier: Apache-2.0
#include "core/text/chat_template.h"

#include "core/base/sha256.h"
#include "core/text/jinja/ast.h"
#include "core/text/jinja/interpreter.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <exception>

namespace marginalia {

namespace {

using Special = std::vector<std::pair<std::string, std::string>>;

constexpr size_t kLongestSource = 1024 * 1024;

Error asError(const jinja::TemplateError& error)
{
    const jinja::Place& place = error.place;
    return failure(error.kind, error.what,
                   place.line > 0 ? "template line " + std::to_string(place.line) + ", column " +
                                        std::to_string(place.column)
                                  : "template");
}

/// As apply_chat_template prepares a message (models.md 4.2): no null keys, one name for the
/// reasoning.
Json prepared(const Json& message)
{
    if (!message.is_object()) {
        return message;
    }
    Json out = Json::object();
    for (const auto& [key, value] : message.items()) {
        if (!value.is_null()) {
            out[key] = value;
        }
    }
    for (const char* key : {"reasoning_content", "thinking", "reasoning"}) {
        if (out.contains(key)) {
            const Json reasoning = out[key];
            out["reasoning_content"] = reasoning;
            if (!out.contains("thinking")) {
                out["thinking"] = reasoning;
            }
            break;
        }
    }
    return out;
}

Json toTemplateJson(const Messages& messages)
{
    Json out = Json::array();
    for (const Message& message : messages) {
        Json item = {{"role", message.role}, {"content", message.content}};
        if (!message.name.empty()) {
            item["name"] = message.name;
        }
        if (!message.toolCallId.empty()) {
            item["tool_call_id"] = message.toolCallId;
        }
        if (!message.toolCalls.is_null()) {
            item["tool_calls"] = message.toolCalls;
        }
        if (message.extra.is_object()) {
            for (const auto& [key, value] : message.extra.items()) {
                item[key] = value;
            }
        }
        out.push_back(std::move(item));
    }
    return out;
}

// As transformers does it: a mark behind the content shows where the template printed its end.
constexpr std::string_view kContinueMark = "CONTINUE_FINAL_MESSAGE_TAG ";

/// The text of the last message, which may come in blocks; null when there is none.
Json* finalContent(Json& messages)
{
    if (messages.empty() || !messages.back().is_object() || !messages.back().contains("content")) {
        return nullptr;
    }
    Json& content = messages.back()["content"];
    if (content.is_array()) {
        for (auto block = content.rbegin(); block != content.rend(); ++block) {
            if (block->is_object() && block->contains("text") && (*block)["text"].is_string()) {
                return &(*block)["text"];
            }
        }
    }
    return content.is_string() ? &content : nullptr;
}

Result<std::string> markFinal(Json& messages)
{
    Json* content = finalContent(messages);
    if (content == nullptr) {
        return failure(ErrorKind::Invalid,
                       MG_TR("template", "The last message has no text that could be continued."),
                       "messages");
    }
    const auto text = content->get<std::string>();
    *content = text + std::string(kContinueMark);
    return text;
}

/// Cuts the mark and what the template wrote behind it.
Status cutAtMark(const std::string& content, std::string& text)
{
    const std::string_view bare = kContinueMark.substr(0, kContinueMark.size() - 1);
    const size_t at = text.rfind(bare);
    if (at == std::string::npos ||
        text.find(jinja::stripped(content, nullptr, true, true)) == std::string::npos) {
        return failure(ErrorKind::Invalid,
                       MG_TR("template",
                             "The last message cannot be continued: the template does "
                             "not print it as it is."),
                       "messages");
    }
    const bool keepsBlanks = text.compare(at, kContinueMark.size(), kContinueMark) == 0;
    text.resize(at);
    if (!keepsBlanks) {
        text = jinja::stripped(text, nullptr, false, true);
    }
    return {};
}

std::vector<CharSpan> toCharacters(const std::string& text, const std::vector<jinja::Span>& spans)
{
    std::vector<size_t> places;
    for (const auto& [begin, end] : spans) {
        places.push_back(begin);
        places.push_back(end);
    }
    std::sort(places.begin(), places.end());
    std::vector<std::int64_t> characters;
    size_t last = 0;
    std::int64_t count = 0;
    for (const size_t place : places) {
        count += unicode::count(std::string_view(text).substr(last, place - last));
        last = place;
        characters.push_back(count);
    }
    const auto character = [&](size_t byte) {
        const auto place = std::lower_bound(places.begin(), places.end(), byte);
        return characters[static_cast<size_t>(place - places.begin())];
    };
    std::vector<CharSpan> out;
    for (const auto& [begin, end] : spans) {
        out.emplace_back(character(begin), character(end));
    }
    return out;
}

class JinjaTemplate final : public ChatTemplate {
public:
    JinjaTemplate(std::string source, jinja::Nodes nodes, bool hasGeneration)
        : m_source(std::move(source)), m_nodes(std::move(nodes)), m_hasGeneration(hasGeneration)
    {
    }

    Result<Rendered> render(const Messages& messages, const Special& special,
                            const RenderOptions& options) const override
    {
        return renderJson(toTemplateJson(messages), special, options);
    }

    Result<Rendered> renderJson(const Json& messages, const Special& special,
                                const RenderOptions& options) const override
    {
        if (options.continueFinalMessage && options.addGenerationPrompt) {
            return failure(
                ErrorKind::Invalid,
                MG_TR("template",
                      "A generation prompt and a continued message exclude each other."));
        }
        try {
            return run(messages, special, options);
        } catch (const jinja::TemplateError& error) {
            return asError(error);
        } catch (const std::exception& error) {
            return failure(
                ErrorKind::Memory,
                Text(MG_TR("template", "The template could not be rendered: %1."), {error.what()}),
                "template");
        }
    }

    const std::string& source() const override { return m_source; }
    bool hasGenerationBlocks() const override { return m_hasGeneration; }
    std::string digest() const override { return sha256Hex(m_source); }

private:
    Result<Rendered> run(const Json& messages, const Special& special,
                         const RenderOptions& options) const
    {
        Json list = Json::array();
        for (const Json& message : messages) {
            list.push_back(prepared(message));
        }
        std::string continued;
        if (options.continueFinalMessage) {
            MG_TRY(continued, markFinal(list));
        }
        jinja::Interpreter interpreter(options.nowIso);
        const auto set = [&](const std::string& name, jinja::Value value) {
            interpreter.setGlobal(name, std::move(value));
        };
        for (const auto& [name, token] : special) {
            set(name, jinja::Value::string(unicode::lossy(token)));
        }
        set("messages", jinja::Value::fromJson(list));
        set("tools", jinja::Value::fromJson(options.tools));
        set("documents", jinja::Value::fromJson(options.documents));
        set("add_generation_prompt", jinja::Value::boolean(options.addGenerationPrompt));
        if (options.extra.is_object()) {
            for (const auto& [name, value] : options.extra.items()) {
                set(name, jinja::Value::fromJson(value));
            }
        }
        jinja::Output output = interpreter.run(m_nodes);
        Rendered out;
        out.generationLost = !interpreter.generationKept(output);
        if (options.continueFinalMessage) {
            MG_CHECK(cutAtMark(continued, output.text));
        } else if (!out.generationLost) {
            out.generationSpans = toCharacters(output.text, output.generation);
        }
        out.text = std::move(output.text);
        return out;
    }

    std::string m_source;
    jinja::Nodes m_nodes;
    bool m_hasGeneration;
};

}  // namespace

Result<std::shared_ptr<const ChatTemplate>> ChatTemplate::parse(const std::string& source)
{
    if (source.size() > kLongestSource || !unicode::valid(source)) {
        return failure(ErrorKind::Parse,
                       MG_TR("template", "The template is not UTF-8 or is longer than 1 MB."),
                       "template");
    }
    try {
        bool hasGeneration = false;
        jinja::Nodes nodes = jinja::parseTemplate(source, hasGeneration);
        return std::shared_ptr<const ChatTemplate>(
            std::make_shared<JinjaTemplate>(source, std::move(nodes), hasGeneration));
    } catch (const jinja::TemplateError& error) {
        return asError(error);
    }
}

}  // namespace marginalia
