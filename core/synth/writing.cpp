// SPDX-License-Identifier: Apache-2.0
#include "core/synth/families.h"
#include "core/synth/words.h"

#include <algorithm>
#include <charconv>

namespace marginalia::synth {

namespace {

/// Constraints of "write a sentence"; the truth is "key=value;key=value" in this order.
struct Constraint {
    const char* key;
    Words phrasings;  ///< goes on after "Write a sentence"
};

const std::vector<Constraint>& constraints()
{
    static const std::vector<Constraint> list = {
        {"words", {"of exactly {w} words", "that has {w} words", "with {w} words"}},
        {"contains", {"with the word {w}", "that names {w}", "about {w}"}},
        {"starts", {"that starts with {w}", "whose first word is {w}", "beginning with {w}"}},
        {"question",
         {"that is a question", "that ends with a question mark", "that asks something"}},
        {"without",
         {"without the letter {w}", "with no letter {w}", "that never uses the letter {w}"}}};
    return list;
}

/// Sentences of two to seven words; {a} animal, {t} thing, {f} food, {n} name, {c} colour.
const Words& statements()
{
    static const Words list = {"{N} sings.",
                               "{N} likes {f}.",
                               "{N} finds a {t}.",
                               "The {a} is {c}.",
                               "The {a} sees a {t}.",
                               "{N} and the {a} rest.",
                               "{N} puts the {t} away.",
                               "The {c} {t} is for {n}.",
                               "{N} looks at the {c} {a}.",
                               "The {a} has no {t} today.",
                               "A {c} {a} runs to {n} now."};
    return list;
}

const Words& questions()
{
    static const Words list = {"Is the {a} {c}?", "Where is the {t}?", "Does {n} like {f}?",
                               "Who has the {c} {t}?", "Can the {a} see {n} now?"};
    return list;
}

bool satisfies(const std::string& truth, const std::string& core)
{
    const Words words = wordsOf(core);
    if (words.size() < 2 || core.find('\n') != std::string::npos) {
        return false;
    }
    size_t from = 0;
    while (from < truth.size()) {
        const size_t to = std::min(truth.find(';', from), truth.size());
        const size_t equals = truth.find('=', from);
        const std::string key = truth.substr(from, equals - from);
        const std::string value = truth.substr(equals + 1, to - equals - 1);
        from = to + 1;
        size_t count = 0;
        std::from_chars(value.data(), value.data() + value.size(), count);
        const std::string low = wordsOf(value).front();
        const bool good = key == "words" ? words.size() == count
                          : key == "contains"
                              ? std::find(words.begin(), words.end(), low) != words.end()
                          : key == "starts"   ? words.front() == low
                          : key == "question" ? core.back() == '?'
                                              : joined(words, "").find(low) == std::string::npos;
        if (!good) {
            return false;
        }
    }
    // One sentence: its end mark stands at the end and nowhere before.
    return core.find_first_of(".!?") == core.size() - 1;
}

/// The value a constraint takes so that `sentence` meets it; empty when it cannot.
std::string valueFor(const std::string& key, const std::string& sentence,
                     const std::vector<Slot>& slots, Random& random)
{
    const Words words = wordsOf(sentence);
    if (key == "words") {
        return std::to_string(words.size());
    }
    if (key == "question") {
        return sentence.back() == '?' ? "yes" : "";
    }
    if (key == "starts") {
        return sentence.substr(0, sentence.find(' '));
    }
    if (key == "without") {
        const std::string letter = random.pick(Words{"e", "e", "o", "i", "u"});
        return joined(words, "").find(letter) == std::string::npos ? letter : "";
    }
    Words named;
    for (const Slot& slot : slots) {
        if (std::find(words.begin(), words.end(), wordsOf(slot.value).front()) != words.end()) {
            named.push_back(slot.value);
        }
    }
    return named.empty() ? "" : random.pick(named);
}

}  // namespace

Example drawWriting(Random& random)
{
    Example out;
    out.family = Family::Writing;
    while (out.prompt.empty()) {
        const std::vector<Slot> slots = {{'a', random.pick(animals())},
                                         {'t', random.pick(things())},
                                         {'f', random.pick(foods())},
                                         {'n', random.pick(people()).name},
                                         {'c', random.pick(colours())}};
        const std::string sentence =
            fillFrame(random.pick(random.chance(0.25) ? questions() : statements()), slots);
        const size_t count = random.chance(0.8) ? 1 : 2;
        std::string prompt = "Write a sentence";
        std::string truth;
        for (const Constraint& constraint : random.sample(constraints(), count)) {
            const std::string value = valueFor(constraint.key, sentence, slots, random);
            if (value.empty()) {
                truth.clear();
                break;
            }
            prompt += (truth.empty() ? " " : " and ") +
                      fillFrame(random.pick(constraint.phrasings), {{'w', value}});
            truth += (truth.empty() ? "" : ";") + std::string(constraint.key) + "=" + value;
        }
        if (!truth.empty() && satisfies(truth, sentence)) {
            out.prompt = prompt + ".";
            out.truth = truth;
            out.content = {sentence};
        }
    }
    return out;
}

bool writingIsRight(const Example& example, const std::string& core)
{
    return !core.empty() && satisfies(example.truth, core);
}

}  // namespace marginalia::synth
