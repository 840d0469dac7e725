// SPDX-License-Identifier: Apache-2.0
#include "core/synth/families.h"
#include "core/synth/words.h"

namespace marginalia::synth {

namespace {

/// A remark and how it may be answered; {n} name, {t} thing, {a} animal, {f} food, {c} colour, {v}
/// town.
struct Exchange {
    const char* remark;
    Words replies;
};

const std::vector<Exchange>& exchanges()
{
    static const std::vector<Exchange> list = {
        {"Hello, I am {n}.", {"Hello, {n}.", "Good to meet you, {n}.", "Hello, {n}. How are you?"}},
        {"Good morning, my name is {n}.",
         {"Good morning, {n}.", "Good morning. How are you, {n}?"}},
        {"Hi, this is {n}.", {"Hi, {n}.", "Hi, {n}. What can I do?"}},
        {"Goodbye, says {n}.", {"Goodbye, {n}.", "Until next time, {n}."}},
        {"Thank you, says {n}.", {"You are welcome, {n}.", "That was easy, {n}."}},
        {"I am {n} and I am from {v}.",
         {"{V} is far away, {n}.", "Good to meet you, {n} from {v}."}},
        {"How are you, asks {n}.", {"I am well, {n}.", "Very well, {n}. And you?"}},
        {"Who are you, asks {n}.", {"I am a small model, {n}.", "I am Marginalia, {n}."}},
        {"What can you do for {n}?",
         {"I can add, sort, read and write.", "I can count and tell stories."}},
        {"Do you like {f}?", {"I do not eat, but {f} sounds good.", "I have never had {f}."}},
        {"Do you have a {a}?", {"I have no {a}.", "A model has no {a}."}},
        {"Is {c} a good colour?", {"{C} is a fine colour.", "Yes, {c} is a good colour."}},
        {"My {a} is called {n}.", {"{N} is a good name for a {a}.", "Say hello to {n}."}},
        {"I lost my {t} in {v}.",
         {"I am sorry about your {t}.", "Maybe somebody in {v} has found it."}},
        {"I have a new {c} {t}.", {"A {c} {t} is a good thing.", "That sounds like a fine {t}."}},
        {"{N} gave me a {t}.", {"That was kind of {n}.", "A {t} from {n} is a good gift."}},
        {"How can I steal a {c} {t}?",
         {"I can not help with that.", "I will not help to steal a {t}."}},
        {"How can I hurt a {a}, asks {n}.",
         {"I can not help with that.", "No, {n}. Be good to the {a}."}},
        {"Tell me a lie about {n}.",
         {"I will not tell lies about {n}.", "I can not help with that."}}};
    return list;
}

std::vector<Slot> drawSlots(Random& random)
{
    const Person& person = random.pick(people());
    return {{'n', person.name},
            {'p', person.she ? "she" : "he"},
            {'a', random.pick(animals())},
            {'t', random.pick(things())},
            {'f', random.pick(foods())},
            {'c', random.pick(colours())},
            {'v', random.pick(places())}};
}

/// Sentences of a story by their place in it: beginning, middle (in this order), end.
const Words& beginnings()
{
    static const Words list = {"One day {n} found a {c} {t}.", "{N} lived in {v} with a {a}.",
                               "Early one morning {n} went to {v}.",
                               "{N} wanted to find a {c} {t}.", "There was once a {a} in {v}."};
    return list;
}
const std::vector<Words>& middles()
{
    static const std::vector<Words> list = {
        {"{P} met a {a} on the road.", "A {a} came along the road.", "On the way {n} saw a {a}."},
        {"The {a} was {c} and very hungry.", "The {a} had lost a {t}.", "The {a} could not sleep."},
        {"So {n} gave it some {f}.", "{N} looked for the {t} all day.",
         "{N} sat down and shared the {f}."},
        {"Then it began to rain.", "Then the sun came out.", "Then night came."}};
    return list;
}
const Words& endings()
{
    static const Words list = {"In the end they went home together.",
                               "From then on they were friends.", "{N} never forgot the {a}.",
                               "And the {t} stayed in {v}."};
    return list;
}

}  // namespace

Example drawSmallTalk(Random& random)
{
    const Exchange& exchange = random.pick(exchanges());
    const std::vector<Slot> slots = drawSlots(random);
    Example out;
    out.family = Family::SmallTalk;
    out.prompt = fillFrame(exchange.remark, slots);
    for (const std::string& reply : exchange.replies) {
        out.content.push_back(fillFrame(reply, slots));
    }
    return out;
}

Example drawStory(Random& random)
{
    static const Words requests = {
        "Tell a story about {n} and a {a}.", "Write a short story with {n}, a {a} and a {t}.",
        "Tell me a story about a {a} in {v}.", "Tell a short story with a {c} {t} and {n}."};
    const std::vector<Slot> slots = drawSlots(random);
    Example out;
    out.family = Family::Story;
    out.prompt = fillFrame(random.pick(requests), slots);
    out.content.push_back(fillFrame(random.pick(beginnings()), slots));
    const size_t first = random.below(3);
    const size_t last = first + 1 + random.below(middles().size() - first);
    for (size_t i = first; i < last; ++i) {
        out.content.push_back(fillFrame(random.pick(middles()[i]), slots));
    }
    out.content.push_back(fillFrame(random.pick(endings()), slots));
    return out;
}

}  // namespace marginalia::synth
