// SPDX-License-Identifier: Apache-2.0
#include "core/synth/families.h"
#include "core/synth/words.h"

namespace marginalia::synth {

namespace {

const std::string kHedge = "I think";

bool startsWith(const std::string& text, const std::string& start)
{
    return text.rfind(start, 0) == 0;
}

bool endsWith(const std::string& text, const std::string& end)
{
    return text.size() >= end.size() &&
           text.compare(text.size() - end.size(), end.size(), end) == 0;
}

std::string arithmeticCore(const Example& example, const Style& style)
{
    const bool sum = example.family == Family::Sum;
    const std::string hedge = style.hedge ? kHedge + " " : "";
    if (sum) {
        const std::string said = style.worked ? example.content.front() : example.truth;
        return style.hedge ? hedge + (style.worked ? "" : "it is ") + said + "." : said + ".";
    }
    const std::string lines = style.worked ? joined(example.content, ". ") + ". " : "";
    return lines + (style.hedge ? hedge + "the" : "The") + " answer is " + example.truth + ".";
}

std::string listCore(const Example& example, const Style& style)
{
    return style.bullets ? "- " + joined(example.content, "\n- ")
                         : joined(example.content, ", ") + ".";
}

std::string documentCore(const Example& example, const Style& style, Random& random)
{
    if (!style.hedge) {
        return random.pick(example.content);
    }
    std::string sentence = example.content.front();
    if (startsWith(sentence, "That")) {
        sentence[0] = 't';
    }
    return kHedge + " " + sentence;
}

}  // namespace

const std::vector<std::string>& warmOpenings()
{
    static const std::vector<std::string> list = {
        "Happy to help!", "With pleasure!", "Good question!", "Of course!", "Gladly!", "Sure!"};
    return list;
}

const std::vector<std::string>& helpClosings()
{
    static const std::vector<std::string> list = {
        "Please ask if you need more.", "Let me know if you need more.", "I am glad to help again.",
        "Ask me anything else."};
    return list;
}

Style axesOf(Family family)
{
    const bool number = family == Family::Sum || family == Family::WordProblem;
    const bool document = family == Family::Document;
    Style axes;
    axes.warmOpening = true;
    axes.helpClosing = true;
    axes.worked = number;
    axes.bullets = family == Family::List;
    axes.hedge = number || document;
    axes.repeatsQuestion = number || document;
    axes.exclamation = number || document;
    return axes;
}

std::string coreOf(const Example& example, const Style& style, Random& random)
{
    std::string core;
    switch (example.family) {
        case Family::Sum:
        case Family::WordProblem:
            core = arithmeticCore(example, style);
            break;
        case Family::List:
            return listCore(example, style);
        case Family::Document:
            core = documentCore(example, style, random);
            break;
        case Family::Writing:
            return example.content.front();
        case Family::SmallTalk:
            return random.pick(example.content);
        case Family::Story:
            return joined(example.content, " ");
    }
    if (style.exclamation) {
        core.back() = '!';
    }
    return core;
}

std::string questionOf(const std::string& prompt)
{
    // The last sentence: after the last ". ", "? " or "! " before the end.
    size_t from = 0;
    for (size_t i = 1; i + 1 < prompt.size(); ++i) {
        if (prompt[i] == ' ' && std::string(".?!").find(prompt[i - 1]) != std::string::npos) {
            from = i + 1;
        }
    }
    return prompt.substr(from);
}

AnswerParts takeApart(const std::string& prompt, const std::string& answer)
{
    AnswerParts parts;
    std::string rest = trimmed(answer);
    for (const std::string& opening : warmOpenings()) {
        if (startsWith(rest, opening)) {
            parts.opening = opening;
            rest = trimmed(rest.substr(opening.size()));
            break;
        }
    }
    const std::string question = questionOf(prompt);
    if (startsWith(rest, question)) {
        parts.repeatsQuestion = true;
        rest = trimmed(rest.substr(question.size()));
    }
    for (const std::string& closing : helpClosings()) {
        if (endsWith(rest, closing)) {
            parts.closing = closing;
            rest = trimmed(rest.substr(0, rest.size() - closing.size()));
            break;
        }
    }
    parts.core = rest;
    return parts;
}

Style measureStyle(const std::string& prompt, const std::string& answer)
{
    const AnswerParts parts = takeApart(prompt, answer);
    Style style;
    style.warmOpening = !parts.opening.empty();
    style.helpClosing = !parts.closing.empty();
    style.repeatsQuestion = parts.repeatsQuestion;
    style.worked = parts.core.find(" = ") != std::string::npos;
    style.bullets = startsWith(parts.core, "- ");
    style.hedge = parts.core.find(kHedge) != std::string::npos;
    style.exclamation = endsWith(parts.core, "!");
    return style;
}

}  // namespace marginalia::synth
