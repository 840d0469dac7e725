// SPDX-License-Identifier: Apache-2.0
#include "core/text/chat_template.h"
#include "tests/core/golden_part.h"
#include "tests/core/text/golden.h"

#include <gtest/gtest.h>

#include <map>

using namespace marginalia;
using golden::Value;

namespace {

using Special = std::vector<std::pair<std::string, std::string>>;

std::vector<CharSpan> spansOf(const Value& json)
{
    std::vector<CharSpan> out;
    for (const Value& span : json) {
        out.emplace_back(span[0].get<std::int64_t>(), span[1].get<std::int64_t>());
    }
    return out;
}

/// Equal to the reference, or, where it is one of the parts that we refuse by name, that refusal.
/// True when equal.
bool expectOutcome(const Result<Rendered>& got, const Value& expect, bool required,
                   const std::string& what)
{
    if (expect.contains("error")) {
        EXPECT_FALSE(got.ok()) << what << ": " << (got.ok() ? got->text : "");
        return true;
    }
    if (!got.ok()) {
        EXPECT_EQ(got.error().kind, ErrorKind::Unsupported)
            << what << ": " << got.error().message();
        EXPECT_FALSE(required) << what << ": " << got.error().message();
        return false;
    }
    const Value& text = expect.contains("text") ? expect["text"] : expect["expect"];
    EXPECT_EQ(got->text, text.get<std::string>()) << what;
    if (expect.contains("generation_spans")) {
        EXPECT_EQ(got->generationSpans, spansOf(expect["generation_spans"])) << what;
    }
    return true;
}

}  // namespace

TEST(GoldenTemplates, EveryCaseRendersAsTheReference)
{
    const std::string folder = golden::textFolder() + "/templates";
    if (!golden::exists(folder + "/cases.json")) {
        MARGINALIA_PART_MISSING("templates");
    }
    const Value conversations = golden::json(folder + "/conversations.json");
    std::map<std::string, std::shared_ptr<const ChatTemplate>> parsed;
    std::size_t cases = 0;
    for (const Value& row : golden::json(folder + "/cases.json")) {
        ++cases;
        const auto name = row["template"].get<std::string>();
        if (parsed.count(name) == 0) {
            const auto made = ChatTemplate::parse(golden::bytes(folder + "/" + name + ".jinja"));
            ASSERT_TRUE(made.ok()) << name << ": " << made.error().message();
            parsed[name] = *made;
        }
        const Value& talk = conversations["conversations"][row["conversation"].get<size_t>()];
        Special special;
        for (const auto& [key, value] : row["special_tokens"].items()) {
            special.emplace_back(key, value.get<std::string>());
        }
        RenderOptions options;
        options.addGenerationPrompt = talk["add_generation_prompt"].get<bool>();
        options.continueFinalMessage = talk["continue_final_message"].get<bool>();
        options.tools = talk["tools"];
        options.documents = talk["documents"];
        options.extra = talk["extra"];
        options.nowIso = conversations["now"].get<std::string>();
        expectOutcome(parsed[name]->renderJson(talk["messages"], special, options), row["expect"],
                      golden::required("text/templates/" + name),
                      name + " " + row["name"].get<std::string>());
    }
    golden::ran(cases, "renderings of templates");
}

TEST(GoldenTemplates, SmallTemplatesBehaveAsJinja)
{
    const std::string folder = golden::textFolder() + "/jinja";
    if (!golden::exists(folder + "/expr.json")) {
        MARGINALIA_PART_MISSING("small templates");
    }
    const Value context = golden::json(folder + "/context.json");
    RenderOptions options;
    options.extra = context["context"];
    options.nowIso = context["now"].get<std::string>();
    int refused = 0;
    int all = 0;
    for (const Value& row : golden::json(folder + "/expr.json")) {
        const auto source = row["template"].get<std::string>();
        const auto made = ChatTemplate::parse(source);
        const Result<Rendered> got = made.ok() ? (*made)->renderJson(Json::array(), {}, options)
                                               : Result<Rendered>(made.error());
        ++all;
        if (!expectOutcome(got, row, false, source)) {
            ++refused;
            std::printf("refused: %s\n", got.error().message().c_str());
        }
    }
    EXPECT_EQ(refused, 0);
    golden::ran(static_cast<std::size_t>(all), "small templates");
}
