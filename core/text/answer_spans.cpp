// SPDX-License-Identifier: Apache-2.0
#include "core/text/answer_spans.h"

#include "core/text/jinja/interpreter.h"
#include "core/text/unicode.h"

#include <algorithm>
#include <array>

namespace marginalia {

namespace {

// Between an answer and its end token some templates put a blank or a line end.
constexpr size_t kNearEnd = 2;

/// What a template may have made of an answer.
std::array<std::string, 6> variants(const std::string& content)
{
    const std::string lineEnd = "\n";
    const size_t think = content.rfind("</think>");
    const std::string behind = think == std::string::npos ? content : content.substr(think + 8);
    return {content,
            jinja::stripped(content, nullptr, true, true),
            jinja::stripped(content, nullptr, true, false),
            jinja::stripped(content, nullptr, false, true),
            jinja::stripped(behind, &lineEnd, true, false),
            behind};
}

std::string unusedCharacter(const Messages& messages)
{
    for (char32_t character = 0xE000; character < 0xF8FF; ++character) {
        const std::string mark = unicode::encode({&character, 1});
        const bool used =
            std::any_of(messages.begin(), messages.end(), [&](const Message& message) {
                return message.content.find(mark) != std::string::npos;
            });
        if (!used) {
            return mark;
        }
    }
    return "\xEE\x80\x80";
}

bool startsAt(const std::string& text, size_t at, std::string_view what)
{
    return at <= text.size() && text.compare(at, what.size(), what) == 0;
}

}  // namespace

std::vector<size_t> bytePlaces(const std::string& text)
{
    std::vector<size_t> out;
    for (size_t at = 0; at < text.size(); ++at) {
        if (!unicode::isContinuation(text[at])) {
            out.push_back(at);
        }
    }
    out.push_back(text.size());
    return out;
}

CharSpan ownCharacters(const Tokenizer& tokenizer, const std::string& text,
                       const std::vector<size_t>& places, TokenId id, CharSpan range)
{
    const std::string own = tokenizer.tokenText(id);
    const size_t begin = places[static_cast<size_t>(range.first)];
    const size_t end = places[static_cast<size_t>(range.second)];
    const size_t found = std::string_view(text).substr(begin, end - begin).find(own);
    if (found == std::string::npos) {
        return range;
    }
    const std::int64_t blanks = unicode::count(std::string_view(text).substr(begin, found));
    return {range.first + blanks, range.first + blanks + unicode::count(own)};
}

AnswerSpans::AnswerSpans(const Tokenizer& tokenizer, const ChatTemplate& chatTemplate,
                         const Messages& messages, const RenderOptions& options,
                         const Rendered& rendered, const Encoding& encoding)
    : m_tokenizer(tokenizer),
      m_template(chatTemplate),
      m_messages(messages),
      m_options(options),
      m_text(rendered.text),
      m_specials(specials(rendered.text, encoding)),
      m_mark(unusedCharacter(messages))
{
    for (size_t i = 0; i < messages.size(); ++i) {
        if (messages[i].role == "assistant") {
            m_answers.push_back(i);
        }
    }
}

std::vector<AnswerSpans::Special> AnswerSpans::specials(const std::string& text,
                                                        const Encoding& encoding) const
{
    const std::vector<size_t> places = bytePlaces(text);
    std::vector<Special> out;
    for (size_t i = 0; i < encoding.ids.size(); ++i) {
        if (m_tokenizer.isAdded(encoding.ids[i])) {
            const CharSpan own =
                ownCharacters(m_tokenizer, text, places, encoding.ids[i], encoding.offsets[i]);
            out.push_back(
                {places[static_cast<size_t>(own.first)], places[static_cast<size_t>(own.second)]});
        }
    }
    return out;
}

std::optional<std::string> AnswerSpans::render(const Messages& messages,
                                               bool addGenerationPrompt) const
{
    RenderOptions options = m_options;
    options.addGenerationPrompt = addGenerationPrompt;
    options.continueFinalMessage = false;
    auto out = m_template.render(messages, m_tokenizer.namedTokens(), options);
    return out.ok() ? std::optional<std::string>(std::move(out->text)) : std::nullopt;
}

/// Where the texts of the answers stand: a rendering with marks in their place must give the real
/// one when the texts are put back.
std::optional<std::vector<AnswerSpans::Span>> AnswerSpans::contents() const
{
    Messages marked = m_messages;
    std::vector<std::string> marks;
    for (const size_t answer : m_answers) {
        marks.push_back(m_mark + std::to_string(marks.size()) + m_mark);
        marked[answer].content = marks.back();
    }
    const auto text = render(marked, m_options.addGenerationPrompt);
    if (!text) {
        return std::nullopt;
    }
    std::vector<Span> out;
    size_t from = 0;     // in the marked text
    size_t written = 0;  // in the real text
    for (size_t k = 0; k < marks.size(); ++k) {
        const size_t at = text->find(marks[k], from);
        if (at == std::string::npos ||
            !startsAt(m_text, written, std::string_view(*text).substr(from, at - from))) {
            return std::nullopt;
        }
        written += at - from;
        from = at + marks[k].size();
        const std::string_view next = std::string_view(*text).substr(
            from, std::min<size_t>(8, std::max<size_t>(text->find(m_mark, from), from) - from));
        const auto choices = variants(m_messages[m_answers[k]].content);
        const auto fits =
            std::find_if(choices.begin(), choices.end(), [&](const std::string& choice) {
                return startsAt(m_text, written, choice) &&
                       startsAt(m_text, written + choice.size(), next);
            });
        if (fits == choices.end()) {
            return std::nullopt;
        }
        out.emplace_back(written, written + fits->size());
        written += fits->size();
    }
    const bool whole =
        m_text.compare(written, std::string::npos, *text, from, std::string::npos) == 0;
    return whole ? std::optional<std::vector<Span>>(std::move(out)) : std::nullopt;
}

/// What the template writes between the message before an answer and that answer, with the
/// generation prompt.
std::string AnswerSpans::headerBefore(size_t message) const
{
    Messages before(m_messages.begin(), m_messages.begin() + static_cast<std::ptrdiff_t>(message));
    if (!before.empty()) {
        before.back().content = m_mark;
    }
    const auto text = render(before, true);
    if (!text) {
        return {};
    }
    const size_t at = before.empty() ? 0 : text->rfind(m_mark);
    return at == std::string::npos ? std::string()
                                   : text->substr(at + (before.empty() ? 0 : m_mark.size()));
}

/// Lengths of a header that may be all the text has of it, longest first: some generation prompts
/// say more than the stored answer.
std::vector<size_t> AnswerSpans::headerCuts(const std::string& header) const
{
    std::vector<size_t> cuts = {header.size()};
    for (const Special& special : specials(header, m_tokenizer.encode(header, false))) {
        cuts.push_back(special.begin);
        cuts.push_back(special.end);
    }
    std::sort(cuts.rbegin(), cuts.rend());
    return cuts;
}

/// The end of the header, or of as much of it as the text has: some generation prompts say more
/// than the stored answer.
std::optional<size_t> AnswerSpans::headerEnd(const std::string& header, size_t from,
                                             size_t before) const
{
    if (header.empty()) {
        return std::nullopt;
    }
    for (const size_t cut : headerCuts(header)) {
        if (cut == 0 || cut > before - from) {
            continue;
        }
        const size_t at = m_text.rfind(header.substr(0, cut), before - cut);
        if (at != std::string::npos && at >= from) {
            return at + cut;
        }
    }
    return std::nullopt;
}

size_t AnswerSpans::startOf(size_t answer, size_t from, size_t content)
{
    for (const std::string& header : m_headers) {
        if (content - from >= header.size()) {
            const size_t at = m_text.rfind(header, content - header.size());
            if (at != std::string::npos && at >= from) {
                return at + header.size();
            }
        }
    }
    const std::string header = headerBefore(answer);
    if (const auto end = headerEnd(header, from, content)) {
        if (startsAt(m_text, *end - std::min(*end, header.size()), header)) {
            m_headers.insert(m_headers.begin(), header);
        }
        return *end;
    }
    const Messages before(m_messages.begin(),
                          m_messages.begin() + static_cast<std::ptrdiff_t>(answer));
    const auto prompt = render(before, true);
    const bool prefix = prompt && prompt->size() <= content && startsAt(m_text, 0, *prompt);
    return prefix ? std::max(from, prompt->size()) : content;
}

/// Behind the end-of-turn token; without one, behind what the template writes after every answer.
size_t AnswerSpans::endBehind(size_t content)
{
    const auto special = std::find_if(m_specials.begin(), m_specials.end(),
                                      [&](const Special& token) { return token.begin >= content; });
    if (special != m_specials.end() && special->begin <= content + kNearEnd) {
        return special->end;
    }
    if (!m_plainEnd) {
        m_plainEnd = endText(true);
        const std::string last = endText(false);
        const auto different =
            std::mismatch(last.begin(), last.end(), m_plainEnd->begin(), m_plainEnd->end());
        m_plainEnd =
            jinja::stripped(std::string(last.begin(), different.first), nullptr, false, true);
    }
    return startsAt(m_text, content, *m_plainEnd) ? content + m_plainEnd->size() : content;
}

/// What stands behind the last answer, with or without a turn of the user after it.
std::string AnswerSpans::endText(bool followed) const
{
    Messages turns(m_messages.begin(),
                   m_messages.begin() + static_cast<std::ptrdiff_t>(m_answers.back() + 1));
    turns.back().content = m_mark;
    turns.back().toolCalls = Json();
    if (followed) {
        turns.push_back(Message{"user", "?", {}, {}, {}, {}});
    }
    const auto text = render(turns, false);
    const size_t at = text ? text->rfind(m_mark) : std::string::npos;
    return at == std::string::npos ? std::string() : text->substr(at + m_mark.size());
}

std::optional<std::vector<AnswerSpans::Span>> AnswerSpans::byMarkers()
{
    auto spans = contents();
    if (!spans) {
        return std::nullopt;
    }
    size_t from = 0;
    for (size_t k = 0; k < spans->size(); ++k) {
        auto& [begin, end] = (*spans)[k];
        begin = startOf(m_answers[k], from, begin);
        end = endBehind(end);
        from = end;
    }
    return spans;
}

/// From header to end-of-turn text, where no message contains either.
std::optional<std::vector<AnswerSpans::Span>> AnswerSpans::byScan()
{
    std::vector<std::string> ends;
    for (const bool followed : {false, true}) {
        const std::string tail = endText(followed);
        const auto tokens = specials(tail, m_tokenizer.encode(tail, false));
        if (!tokens.empty() && tokens[0].begin <= kNearEnd) {
            ends.push_back(tail.substr(tokens[0].begin, tokens[0].end - tokens[0].begin));
        }
    }
    std::vector<Span> out;
    size_t from = 0;
    for (const size_t answer : m_answers) {
        const std::string header = headerBefore(answer);
        const bool hostile =
            std::any_of(m_messages.begin(), m_messages.end(), [&](const Message& message) {
                return message.content.find(header) != std::string::npos ||
                       (message.role == "assistant" &&
                        std::any_of(ends.begin(), ends.end(), [&](const std::string& end) {
                            return message.content.find(end) != std::string::npos;
                        }));
            });
        size_t begin = std::string::npos;
        for (const size_t cut : headerCuts(header)) {
            const size_t at =
                hostile || cut == 0 ? std::string::npos : m_text.find(header.substr(0, cut), from);
            begin = begin == std::string::npos && at != std::string::npos ? at + cut : begin;
        }
        if (begin == std::string::npos) {
            return std::nullopt;
        }
        size_t stop = std::string::npos;
        for (const std::string& end : ends) {
            const size_t found = m_text.find(end, begin);
            stop = found == std::string::npos ? stop : std::min(stop, found + end.size());
        }
        if (stop == std::string::npos) {
            return std::nullopt;
        }
        out.emplace_back(begin, stop);
        from = stop;
    }
    return out;
}

std::optional<AnswerSpans::Span> AnswerSpans::lastOnly()
{
    const bool isLast = !m_answers.empty() && m_answers.back() + 1 == m_messages.size();
    if (!isLast) {
        return std::nullopt;
    }
    const Messages before(m_messages.begin(), m_messages.end() - 1);
    const auto prompt = render(before, true);
    if (!prompt || !startsAt(m_text, 0, *prompt)) {
        return std::nullopt;
    }
    // Up to the last special token: what follows it is the template's line end.
    size_t end = m_text.size();
    if (!m_specials.empty() && m_specials.back().begin >= prompt->size()) {
        end = m_specials.back().end;
    }
    return Span{prompt->size(), end};
}

std::optional<std::vector<AnswerSpans::Span>> AnswerSpans::perMessage()
{
    if (m_answers.empty()) {
        return std::vector<Span>();
    }
    auto out = byMarkers();
    return out ? out : byScan();
}

Result<std::vector<AnswerSpans::Span>> AnswerSpans::find()
{
    if (auto spans = perMessage()) {
        return std::move(*spans);
    }
    if (const auto last = lastOnly()) {
        return std::vector<Span>{*last};
    }
    return failure(ErrorKind::Unsupported,
                   MG_TR("text",
                         "The template changes the answers so that they cannot be found in the "
                         "rendered text."),
                   "chat template", MG_TR("text", "Choose another template for this data."));
}

}  // namespace marginalia
