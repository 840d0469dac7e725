// SPDX-License-Identifier: Apache-2.0
#include "core/synth/families.h"
#include "core/synth/words.h"

#include <algorithm>
#include <cctype>

namespace marginalia::synth {

namespace {

/// Results stay within 0 .. 99, so that a model of a million weights sees every fact several times.
struct Step {
    bool gain = true;
    int operand = 0;
    int before = 0;
    int after = 0;

    std::string text() const
    {
        return std::to_string(before) + (gain ? " + " : " - ") + std::to_string(operand) + " = " +
               std::to_string(after);
    }
};

Step drawStep(Random& random, int before)
{
    Step step;
    step.before = before;
    step.gain = before < 3 || (before < 97 && random.chance(0.5));
    // Half of the operands are small: carrying is learned on them first.
    const int most = step.gain ? 99 - before : before;
    step.operand = random.between(1, random.chance(0.5) ? std::min(most, 10) : most);
    step.after = step.gain ? before + step.operand : before - step.operand;
    return step;
}

const Words& startFrames()
{
    static const Words list = {"{n} has {a} {i}.",
                               "{n} starts with {a} {i}.",
                               "{n} keeps {a} {i} in a box.",
                               "In the morning {n} has {a} {i}.",
                               "{n} owns {a} {i}.",
                               "At first {n} has {a} {i}."};
    return list;
}

const Words& changeFrames(bool gain)
{
    static const Words gains = {"{P} {v} {b} more.", "Then {p} {v} {b} more.",
                                "Later {p} {v} {b} more.", "After lunch {p} {v} {b} more {i}."};
    static const Words losses = {"{P} {v} {b} of them.", "Then {p} {v} {b} of them.",
                                 "Later {p} {v} {b} of them.",
                                 "After lunch {p} {v} {b} of the {i}."};
    return gain ? gains : losses;
}

const Words& questionFrames()
{
    static const Words list = {"How many {i} does {n} have now?", "How many {i} are there now?",
                               "How many {i} does {p} have in the end?",
                               "What is the number of {i} now?"};
    return list;
}

}  // namespace

Example drawSum(Random& random)
{
    static const Words add = {"What is {a} + {b}?",     "{a} + {b} = ?",
                              "Add {a} and {b}.",       "Calculate {a} + {b}.",
                              "How much is {a} + {b}?", "What is {a} plus {b}?"};
    static const Words subtract = {"What is {a} - {b}?",      "{a} - {b} = ?",
                                   "Take {b} away from {a}.", "Calculate {a} - {b}.",
                                   "How much is {a} - {b}?",  "What is {a} minus {b}?"};
    const Step step = drawStep(random, random.between(0, 99));
    Example out;
    out.family = Family::Sum;
    out.prompt =
        fillFrame(random.pick(step.gain ? add : subtract),
                  {{'a', std::to_string(step.before)}, {'b', std::to_string(step.operand)}});
    out.truth = std::to_string(step.after);
    out.content = {step.text()};
    return out;
}

Example drawWordProblem(Random& random)
{
    const Person& person = random.pick(people());
    const Noun& noun = random.pick(countables());
    const double draw = static_cast<double>(random.below(100)) / 100;
    const int steps = draw < 0.88 ? 1 : draw < 0.98 ? 2 : 3;
    int number = random.between(2, 98);
    std::vector<Slot> slots = {{'n', person.name},
                               {'p', person.she ? "she" : "he"},
                               {'i', noun.many},
                               {'a', std::to_string(number)}};
    Example out;
    out.family = Family::WordProblem;
    out.prompt = fillFrame(random.pick(startFrames()), slots);
    for (int i = 0; i < steps; ++i) {
        const Step step = drawStep(random, number);
        std::vector<Slot> own = slots;
        own.push_back({'b', std::to_string(step.operand)});
        own.push_back({'v', random.pick(step.gain ? gainVerbs() : lossVerbs())});
        out.prompt += " " + fillFrame(random.pick(changeFrames(step.gain)), own);
        out.content.push_back(step.text());
        number = step.after;
    }
    out.prompt += " " + fillFrame(random.pick(questionFrames()), slots);
    out.truth = std::to_string(number);
    return out;
}

bool numberIsRight(const Example& example, const std::string& core)
{
    // The number given as the answer; in a bare sum the last number there is.
    static const std::string mark = "answer is ";
    size_t from = core.rfind(mark);
    if (from == std::string::npos && example.family == Family::WordProblem) {
        return false;
    }
    from = from == std::string::npos ? 0 : from + mark.size();
    std::string last;
    std::string number;
    for (const char c : core.substr(from) + " ") {
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            number += c;
        } else if (!number.empty()) {
            last = number;
            number.clear();
        }
    }
    return last == example.truth;
}

}  // namespace marginalia::synth
