// SPDX-License-Identifier: Apache-2.0
#include "core/text/answer_spans.h"
#include "core/text/chat_template.h"
#include "core/text/unicode.h"

#include <algorithm>

namespace marginalia {

namespace {

std::string joined(const Messages& messages)
{
    std::string out;
    for (const Message& message : messages) {
        out += message.content;
    }
    return out;
}

size_t answersIn(const Messages& messages)
{
    return static_cast<size_t>(
        std::count_if(messages.begin(), messages.end(),
                      [](const Message& message) { return message.role == "assistant"; }));
}

CharSpan toCharacters(const std::string& text, std::pair<size_t, size_t> bytes)
{
    const std::string_view view(text);
    const std::int64_t begin = unicode::count(view.substr(0, bytes.first));
    return {begin, begin + unicode::count(view.substr(bytes.first, bytes.second - bytes.first))};
}

/// Everything from the first to the last token that belongs to a span is trained. An added token
/// belongs where its own text begins, any other token where it overlaps (models.md 4.6).
void train(const Tokenizer& tokenizer, TokenizedText& text)
{
    const std::vector<size_t> places = bytePlaces(text.text);
    const size_t count = text.encoding.ids.size();
    text.trained.assign(count, false);
    std::vector<std::int64_t> ownBegin(count, -1);
    for (size_t i = 0; i < count; ++i) {
        if (tokenizer.isAdded(text.encoding.ids[i])) {
            ownBegin[i] = ownCharacters(tokenizer, text.text, places, text.encoding.ids[i],
                                        text.encoding.offsets[i])
                              .first;
        }
    }
    for (const auto& [begin, end] : text.spans) {
        size_t first = count;
        size_t last = 0;
        for (size_t i = 0; i < count; ++i) {
            const auto& [a, b] = text.encoding.offsets[i];
            const bool inside =
                ownBegin[i] >= 0 ? begin <= ownBegin[i] && ownBegin[i] < end : a < end && b > begin;
            if (inside) {
                first = std::min(first, i);
                last = i;
            }
            text.straddling += (a < begin && begin < b) || (a < end && end < b) ? 1 : 0;
        }
        for (size_t i = first; i <= last && i < count; ++i) {
            text.trained[i] = true;
        }
    }
}

struct Conversation {
    TokenizedText text;
    Rendered rendered;
};

Result<Conversation> renderAndEncode(const Tokenizer& tokenizer, const ChatTemplate& chatTemplate,
                                     const Messages& messages, const RenderOptions& options)
{
    Conversation out;
    MG_TRY(out.rendered, chatTemplate.render(messages, tokenizer.namedTokens(), options));
    out.text.text = out.rendered.text;
    // The template writes the beginning token itself (models.md 4.8).
    out.text.encoding = tokenizer.encode(out.text.text, false);
    return out;
}

/// Spans of the answers from number `from` on, in code points.
Result<std::vector<CharSpan>> spansFrom(const Tokenizer& tokenizer,
                                        const ChatTemplate& chatTemplate, const Messages& messages,
                                        const RenderOptions& options, const Conversation& talk,
                                        size_t from)
{
    const size_t answers = answersIn(messages);
    const auto& blocks = talk.rendered.generationSpans;
    if (chatTemplate.hasGenerationBlocks() && !talk.rendered.generationLost) {
        if (blocks.size() == answers) {
            return std::vector<CharSpan>(blocks.begin() + static_cast<std::ptrdiff_t>(from),
                                         blocks.end());
        }
        if (from == 0) {
            return blocks;
        }
    }
    AnswerSpans finder(tokenizer, chatTemplate, messages, options, talk.rendered,
                       talk.text.encoding);
    MG_TRY(std::vector<AnswerSpans::Span> spans, finder.find());
    // When only the last turn could be told, it is the row only if nothing else is to be trained.
    if (spans.size() != answers && answers - from != spans.size()) {
        return failure(ErrorKind::Unsupported,
                       MG_TR("text",
                             "The template changes earlier answers so that they cannot be found "
                             "in the rendered text."),
                       "chat template");
    }
    const size_t skip = spans.size() == answers ? from : 0;
    std::vector<CharSpan> out;
    for (size_t i = skip; i < spans.size(); ++i) {
        out.push_back(toCharacters(talk.text.text, spans[i]));
    }
    return out;
}

/// Generation blocks may go on behind the end-of-turn text; of a row, what follows it is not
/// trained, as with templates without blocks.
void clipToTurns(const Tokenizer& tokenizer, const ChatTemplate& chatTemplate,
                 const Messages& messages, const RenderOptions& options, Conversation& talk,
                 size_t from)
{
    AnswerSpans finder(tokenizer, chatTemplate, messages, options, talk.rendered,
                       talk.text.encoding);
    const auto turns = finder.perMessage();
    if (!turns || turns->size() != talk.text.spans.size() + from) {
        return;
    }
    for (size_t i = 0; i < talk.text.spans.size(); ++i) {
        auto& [begin, end] = talk.text.spans[i];
        const CharSpan turn = toCharacters(talk.text.text, (*turns)[from + i]);
        if (begin < turn.second) {
            end = std::min(end, turn.second);
        }
    }
}

TokenizedRow asRow(TokenizedText text)
{
    TokenizedRow out;
    const auto first = std::find(text.trained.begin(), text.trained.end(), true);
    out.promptLength = first - text.trained.begin();
    out.ids = std::move(text.encoding.ids);
    out.trained = std::move(text.trained);
    out.straddling = text.straddling;
    out.brokenPrefix = text.brokenPrefix;
    return out;
}

Result<TokenizedText> chatRow(const Tokenizer& tokenizer, const ChatTemplate& chatTemplate,
                              const Messages& prompt, const Messages& completion,
                              const RenderOptions& options)
{
    Messages whole = prompt;
    whole.insert(whole.end(), completion.begin(), completion.end());
    MG_TRY(Conversation talk, renderAndEncode(tokenizer, chatTemplate, whole, options));
    MG_TRY(talk.text.spans,
           spansFrom(tokenizer, chatTemplate, whole, options, talk, answersIn(prompt)));
    if (chatTemplate.hasGenerationBlocks()) {
        clipToTurns(tokenizer, chatTemplate, whole, options, talk, answersIn(prompt));
    }
    train(tokenizer, talk.text);
    RenderOptions asPrompt = options;
    asPrompt.addGenerationPrompt = true;
    const auto start = chatTemplate.render(prompt, tokenizer.namedTokens(), asPrompt);
    const bool broken =
        !start.ok() || talk.text.text.compare(0, start->text.size(), start->text) != 0;
    talk.text.brokenPrefix = broken;
    return std::move(talk.text);
}

/// The bare text with special tokens; everything from the answer on is trained.
TokenizedText plainRow(const Tokenizer& tokenizer, const Messages& prompt,
                       const Messages& completion)
{
    TokenizedText text;
    const std::string start = joined(prompt);
    text.text = start + joined(completion);
    const std::string end =
        tokenizer.eos() >= 0 ? tokenizer.tokenText(tokenizer.eos()) : std::string();
    const bool ended = text.text.size() >= end.size() &&
                       text.text.compare(text.text.size() - end.size(), end.size(), end) == 0;
    text.text += ended ? "" : end;
    text.encoding = tokenizer.encode(text.text, true);
    text.spans = {toCharacters(text.text, {start.size(), text.text.size()})};
    train(tokenizer, text);
    // An end token that the tokenizer itself puts behind the text belongs to the answer.
    for (size_t i = text.trained.size(); i > 1 && text.encoding.offsets[i - 1] == CharSpan{0, 0};
         --i) {
        text.trained[i - 1] = true;
    }
    return text;
}

Error noTemplate()
{
    return failure(ErrorKind::Invalid,
                   MG_TR("text", "The data are conversations, but the model has no chat template."),
                   "chat template",
                   MG_TR("text", "Choose a template, or import the data as plain text."));
}

}  // namespace

Result<TokenizedText> tokenizeConversation(const Tokenizer& tokenizer,
                                           const ChatTemplate& chatTemplate,
                                           const Messages& messages, const RenderOptions& options)
{
    MG_TRY(Conversation talk, renderAndEncode(tokenizer, chatTemplate, messages, options));
    MG_TRY(talk.text.spans, spansFrom(tokenizer, chatTemplate, messages, options, talk, 0));
    train(tokenizer, talk.text);
    return std::move(talk.text);
}

Result<TokenizedText> tokenizeRowText(const Tokenizer& tokenizer, const ChatTemplate* chatTemplate,
                                      TextMode mode, const Messages& prompt,
                                      const Messages& completion, const RenderOptions& options)
{
    if (mode == TextMode::Chat && chatTemplate == nullptr) {
        return noTemplate();
    }
    auto out = mode == TextMode::Plain
                   ? Result<TokenizedText>(plainRow(tokenizer, prompt, completion))
                   : chatRow(tokenizer, *chatTemplate, prompt, completion, options);
    if (out.ok() && !out->trained.empty()) {
        out->trained[0] = false;  // nothing precedes it, so nothing can predict it
    }
    return out;
}

Result<TokenizedRow> tokenizeRow(const Tokenizer& tokenizer, const ChatTemplate* chatTemplate,
                                 TextMode mode, const Messages& prompt, const Messages& completion,
                                 const RenderOptions& options)
{
    MG_TRY(TokenizedText text,
           tokenizeRowText(tokenizer, chatTemplate, mode, prompt, completion, options));
    return asRow(std::move(text));
}

Result<std::vector<TokenId>> tokenizePrompt(const Tokenizer& tokenizer,
                                            const ChatTemplate* chatTemplate, TextMode mode,
                                            const Messages& prompt, const RenderOptions& options)
{
    if (mode == TextMode::Plain) {
        Encoding encoding = tokenizer.encode(joined(prompt), true);
        // An end token that the tokenizer puts behind every text would end the answer before it
        // begins.
        while (encoding.ids.size() > 1 && encoding.offsets.back() == CharSpan{0, 0} &&
               encoding.ids.back() == tokenizer.eos()) {
            encoding.ids.pop_back();
            encoding.offsets.pop_back();
        }
        return std::move(encoding.ids);
    }
    if (chatTemplate == nullptr) {
        return noTemplate();
    }
    RenderOptions withPrompt = options;
    withPrompt.addGenerationPrompt = !options.continueFinalMessage;
    MG_TRY(const Rendered rendered,
           chatTemplate->render(prompt, tokenizer.namedTokens(), withPrompt));
    return tokenizer.encode(rendered.text, false).ids;
}

}  // namespace marginalia
