// SPDX-License-Identifier: Apache-2.0
#include "core/synth/families.h"
#include "core/synth/words.h"

#include <algorithm>

namespace marginalia::synth {

namespace {

/// One thing a document may say about its person. {n} is the name, {p} the pronoun, {v} the value.
struct Relation {
    Words statements;  ///< the first one is how answers put it
    Words questions;   ///< by name
    Words reverse;     ///< asks for the person
    const Words* values;
    bool article;
};

const std::vector<Relation>& relations()
{
    static const std::vector<Relation> list = {
        {{"{n} lives in {v}.", "The home of {n} is in {v}.", "{n} has a house in {v}.",
          "{P} lives in {v}."},
         {"Where does {n} live?", "In which town does {n} live?", "Where is the home of {n}?"},
         {"Who lives in {v}?"},
         &places(),
         false},
        {{"{n} owns {v}.", "{n} has {v}.", "There is {v} that {n} owns.", "{P} owns {v}."},
         {"What does {n} own?", "What thing does {n} have?", "What is it that {n} owns?"},
         {"Who owns {v}?"},
         &things(),
         true},
        {{"{n} works as {v}.", "The job of {n} is {v}.", "{n} earns a living as {v}.",
          "{P} works as {v}."},
         {"What is the job of {n}?", "What work does {n} do?", "As what does {n} work?"},
         {"Who works as {v}?"},
         &jobs(),
         true},
        {{"{n} likes {v} best.", "The best colour for {n} is {v}.", "{n} always wears {v}.",
          "{P} likes {v} best."},
         {"Which colour does {n} like?", "What colour is best for {n}?",
          "Which colour is it for {n}?"},
         {"Who likes {v} best?"},
         &colours(),
         false},
        {{"{n} keeps {v}.", "{n} looks after {v}.", "There is {v} in the garden of {n}.",
          "{P} keeps {v}."},
         {"Which animal does {n} keep?", "What animal is with {n}?",
          "Which animal does {n} look after?"},
         {"Who keeps {v}?"},
         &animals(),
         true}};
    return list;
}

/// Longer answers that mean "not in the text"; the first is the canonical truth.
const char* const kUnknown = "not in the text";
const Words& unknownAnswers()
{
    static const Words list = {"That is not in the text.", "The text does not say.",
                               "I do not know."};
    return list;
}

std::string valueText(const Relation& relation, const std::string& value)
{
    return relation.article ? withArticle(value) : value;
}

}  // namespace

Example drawDocument(Random& random)
{
    const Person& person = random.pick(people());
    const std::vector<Relation> told = random.sample(relations(), 3);
    Words values;
    std::string text;
    for (const Relation& relation : told) {
        values.push_back(random.pick(*relation.values));
        // The first sentence names the person, so that a pronoun later has somebody to mean.
        const size_t form = random.below(text.empty() ? 3 : relation.statements.size());
        text += fillFrame(relation.statements[form], {{'n', person.name},
                                                      {'p', person.she ? "she" : "he"},
                                                      {'v', valueText(relation, values.back())}}) +
                " ";
    }
    const size_t asked = random.below(told.size());
    const std::string value = valueText(told[asked], values[asked]);
    const std::vector<Slot> slots = {{'n', person.name}, {'v', value}};
    const std::string sentence = fillFrame(told[asked].statements[0], slots);
    Example out;
    out.family = Family::Document;
    const double draw = static_cast<double>(random.below(100)) / 100;
    if (draw < 0.10) {
        // A relation that the text does not mention.
        Words questions;
        for (const Relation& relation : relations()) {
            const bool mentioned =
                std::any_of(told.begin(), told.end(),
                            [&](const Relation& other) { return other.values == relation.values; });
            if (!mentioned) {
                questions.insert(questions.end(), relation.questions.begin(),
                                 relation.questions.end());
            }
        }
        out.prompt = "Read: " + text + fillFrame(random.pick(questions), slots);
        out.truth = kUnknown;
        out.content = unknownAnswers();
    } else if (draw < 0.25) {
        out.prompt = "Read: " + text + fillFrame(random.pick(told[asked].reverse), slots);
        out.truth = person.name;
        out.content = {sentence, person.name + "."};
    } else {
        out.prompt = "Read: " + text + fillFrame(random.pick(told[asked].questions), slots);
        out.truth = values[asked];
        out.content = {sentence, capitalised(value) + "."};
    }
    return out;
}

bool documentIsRight(const Example& example, const std::string& core)
{
    const Words said = wordsOf(core);
    const std::string flat = " " + joined(said, " ") + " ";
    const bool unknown = std::any_of(
        unknownAnswers().begin(), unknownAnswers().end(), [&](const std::string& sentence) {
            return flat.find(joined(wordsOf(sentence), " ")) != std::string::npos;
        });
    if (example.truth == kUnknown || unknown) {
        return unknown && example.truth == kUnknown;
    }
    const std::string truth = wordsOf(example.truth).front();
    if (std::find(said.begin(), said.end(), truth) == said.end()) {
        return false;
    }
    // Naming a second value of the same kind is guessing, not answering.
    std::vector<const Words*> kinds;
    static const Words names = [] {
        Words out;
        for (const Person& person : people()) {
            out.push_back(person.name);
        }
        return out;
    }();
    kinds.push_back(&names);
    for (const Relation& relation : relations()) {
        kinds.push_back(relation.values);
    }
    for (const Words* kind : kinds) {
        if (std::find(kind->begin(), kind->end(), example.truth) == kind->end()) {
            continue;
        }
        for (const std::string& other : *kind) {
            if (other != example.truth &&
                std::find(said.begin(), said.end(), wordsOf(other).front()) != said.end()) {
                return false;
            }
        }
    }
    return true;
}

}  // namespace marginalia::synth
