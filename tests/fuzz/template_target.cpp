// SPDX-License-Identifier: Apache-2.0
// A chat template: refused in words, or rendered within its budgets to UTF-8 with places that lie
// in the text.
#include "core/text/chat_template.h"
#include "core/text/unicode.h"
#include "tests/fuzz/fuzz_target.h"

using namespace marginalia;
using fuzz::require;

namespace {

const Json& conversation()
{
    static const Json talk = {
        {{"role", "system"}, {"content", "Be kind \xF0\x9F\x98\x80."}},
        {{"role", "user"}, {"content", "What is 2 + 2?"}},
        {{"role", "assistant"},
         {"content", nullptr},
         {"reasoning_content", "sum"},
         {"tool_calls",
          {{{"type", "function"},
            {"function", {{"name", "add"}, {"arguments", {{"a", 2}, {"b", 2.5}}}}}}}}},
        {{"role", "tool"}, {"name", "add"}, {"content", "4.5"}},
        {{"role", "user"},
         {"content", {{{"type", "text"}, {"text", "<think>\n</think> & \"x\""}}}}},
        {{"role", "assistant"}, {"content", "4\n"}}};
    return talk;
}

const Json& tools()
{
    static const Json list = {
        {{"type", "function"},
         {"function",
          {{"name", "add"},
           {"description", "Adds."},
           {"parameters",
            {{"type", "object"},
             {"properties", {{"a", {{"type", "number"}}}, {"b", {{"type", "number"}}}}},
             {"required", {"a", "b"}}}}}}}};
    return list;
}

void render(const ChatTemplate& chatTemplate, bool whole)
{
    RenderOptions options;
    options.addGenerationPrompt = !whole;
    options.nowIso = "2025-01-31T12:00:00";
    Json messages = conversation();
    if (whole) {
        options.tools = tools();
        options.extra = {{"enable_thinking", true}, {"n", 3}, {"t", {1, "a", nullptr}}};
    } else {  // the plainest talk, which strict templates want
        messages = Json::array({{{"role", "user"}, {"content", "Hi"}}});
    }
    const auto out =
        chatTemplate.renderJson(messages, {{"bos_token", "<s>"}, {"eos_token", "</s>"}}, options);
    if (!out.ok()) {
        fuzz::requireWords(out.error());
        return;
    }
    require(unicode::valid(out->text), "what is rendered is UTF-8");
    const std::int64_t length = unicode::count(out->text);
    for (const auto& [begin, end] : out->generationSpans) {
        require(begin >= 0 && end >= begin && end <= length, "places lie in the text");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto chatTemplate = ChatTemplate::parse(std::string(fuzz::textOf(data, size)));
    if (!chatTemplate.ok()) {
        fuzz::requireWords(chatTemplate.error());
        return 0;
    }
    render(**chatTemplate, true);
    render(**chatTemplate, false);
    return 0;
}
