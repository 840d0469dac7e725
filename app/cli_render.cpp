// SPDX-License-Identifier: Apache-2.0
#include "app/cli_render.h"

#include "app/cli_text_input.h"
#include "core/jobs/hub_cache.h"
#include "core/text/chat_template.h"

#include <cstdio>
#include <memory>
#include <utility>
#include <vector>

namespace marginalia::cli {

namespace {

/// What the file holds: a conversation, or a prompt with named answers.
struct Input {
    TextMode mode = TextMode::Chat;
    Messages prompt;
    std::vector<std::pair<std::string, Messages>> answers;
    RenderOptions options;
};

struct Model {
    std::shared_ptr<const Tokenizer> tokenizer;
    std::shared_ptr<const ChatTemplate> chatTemplate;  ///< null: the model has none
};

Result<Model> loadModel(const std::string& named, bool withTools)
{
    Model out;
    MG_TRY(const ModelPlace place, findModel(named));
    MG_TRY(out.tokenizer, Tokenizer::load(place.folder));
    auto chatTemplate = ChatTemplate::load(place.folder, withTools);
    if (chatTemplate.ok()) {
        out.chatTemplate = *chatTemplate;
    } else if (chatTemplate.error().kind != ErrorKind::NotFound) {
        return chatTemplate.error();
    }
    return out;
}

Error badInput(const std::string& why)
{
    return failure(ErrorKind::Parse,
                   Text(MG_TR("cli", "The file is neither messages nor a record: %1"), {why}));
}

Result<Input> conversation(const Json& messages, const Json& whole)
{
    const auto list = messagesFromJson(messages);
    if (!list) {
        return badInput("a message needs a role and content.");
    }
    Input out;
    out.prompt = *list;
    if (whole.is_object()) {
        out.options.tools = whole.value("tools", Json());
        out.options.extra = whole.value("chat_template_kwargs", Json());
    }
    return out;
}

Result<Input> recordInput(const Json& json)
{
    std::string problem;
    const auto record = recordFromJson(json, &problem);
    if (!record) {
        return badInput(problem);
    }
    Input out;
    out.mode = record->textMode;
    out.prompt = record->prompt;
    out.options.tools = record->tools;
    out.options.extra = record->templateArguments;
    if (record->kind == RecordKind::Pair) {
        const bool judged = record->origin == Origin::ChosenA;
        out.answers = {{judged ? "chosen" : "a", record->a},
                       {judged ? "rejected" : "b", record->b}};
    } else if (record->kind == RecordKind::Group) {
        for (std::size_t i = 0; i < record->answers.size(); ++i) {
            out.answers.emplace_back("answer " + std::to_string(i + 1),
                                     record->answers[i].messages);
        }
    } else {
        out.answers = {{"completion", record->a}};
    }
    return out;
}

Result<Input> parseInput(const std::string& text)
{
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) {
        return badInput("it is not JSON.");
    }
    if (json.is_array()) {
        return conversation(json, Json());
    }
    if (json.is_object() && json.contains("messages")) {
        return conversation(json["messages"], json);
    }
    return recordInput(json);
}

Result<TokenizedText> viewOfConversation(const Model& model, const Input& input)
{
    if (model.chatTemplate == nullptr) {
        return failure(ErrorKind::NotFound, MG_TR("cli", "The model has no chat template."));
    }
    return tokenizeConversation(*model.tokenizer, *model.chatTemplate, input.prompt, input.options);
}

Json viewJson(const Model& model, const TokenizedText& view)
{
    Json out = {{"text", view.text}};
    out.update(tokensJson(*model.tokenizer, view.encoding));
    Json mask = Json::array();
    std::int64_t count = 0;
    for (const bool trained : view.trained) {
        mask.push_back(trained ? 1 : 0);
        count += trained ? 1 : 0;
    }
    out["mask"] = std::move(mask);
    out["trained"] = count;
    out["straddling"] = view.straddling;
    out["broken_prefix"] = view.brokenPrefix;
    return out;
}

void printText(const Model& model, const TokenizedText& view)
{
    std::string text;
    for (size_t i = 0; i < view.encoding.ids.size(); ++i) {
        const bool before = i > 0 && view.trained[i - 1];
        text += !before && view.trained[i] ? ">>" : before && !view.trained[i] ? "<<" : "";
        text += model.tokenizer->tokenBytes(view.encoding.ids[i]);
    }
    text += !view.trained.empty() && view.trained.back() ? "<<\n" : "\n";
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fprintf(stderr, "%zu tokens\n", view.encoding.ids.size());
}

Status show(const Model& model, const Input& input, bool asJson)
{
    Json all = Json::object();
    if (input.answers.empty()) {
        MG_TRY(const TokenizedText view, viewOfConversation(model, input));
        if (asJson) {
            all = viewJson(model, view);
        } else {
            printText(model, view);
        }
    }
    for (const auto& [name, answer] : input.answers) {
        MG_TRY(const TokenizedText view,
               tokenizeRowText(*model.tokenizer, model.chatTemplate.get(), input.mode, input.prompt,
                               answer, input.options));
        if (asJson) {
            all[name] = viewJson(model, view);
            continue;
        }
        std::printf("%s:\n", name.c_str());
        printText(model, view);
    }
    if (asJson) {
        printJson(all);
    }
    return {};
}

Status run(const Options& options)
{
    MG_TRY(const std::string text, readInput(options.operands()[0]));
    MG_TRY(Input input, parseInput(text));
    input.options.addGenerationPrompt = options.has("generation-prompt");
    input.options.continueFinalMessage = options.has("continue");
    input.options.nowIso = options.value("now");
    MG_TRY(const Model model, loadModel(options.value("model"), !input.options.tools.is_null()));
    return show(model, input, options.has("json"));
}

}  // namespace

int runRender(const Words& words)
{
    const Options options(words, {"json", "generation-prompt", "continue"}, {"model", "now"});
    if (!options.ok()) {
        return usageError("render", options.problem());
    }
    if (!options.has("model") || options.operands().size() != 1) {
        return usageError("render", "it needs --model and one FILE.");
    }
    const Status done = run(options);
    if (!done) {
        std::fprintf(stderr, "marginalia-cli render: %s\n", done.error().message().c_str());
        return 1;
    }
    return 0;
}

}  // namespace marginalia::cli
