// SPDX-License-Identifier: Apache-2.0
#include "core/synth/families.h"
#include "core/synth/words.h"

#include <algorithm>

namespace marginalia::synth {

namespace {

struct Operation {
    const char* name;
    int share;  ///< of 100
    int longest;
    Words phrasings;
};

const std::vector<Operation>& operations()
{
    static const std::vector<Operation> list = {
        {"copy",
         18,
         5,
         {"Say these words: {l}.", "Repeat this list: {l}.", "Copy these words: {l}.",
          "Write down: {l}."}},
        {"reverse",
         16,
         5,
         {"Say these words in reverse: {l}.", "Turn this list around: {l}.",
          "Say these words backwards: {l}.", "Reverse this list: {l}."}},
        {"first",
         12,
         5,
         {"What is the first word of {l}?", "Name the first of these: {l}.",
          "Which word comes first: {l}?", "Give the first word: {l}."}},
        {"last",
         12,
         5,
         {"What is the last word of {l}?", "Name the last of these: {l}.",
          "Which word comes last: {l}?", "Give the last word: {l}."}},
        {"count",
         12,
         6,
         {"How many words are these: {l}?", "Count these words: {l}.",
          "How long is this list: {l}?", "Count the list: {l}."}},
        {"sort",
         6,
         3,
         {"Sort these words: {l}.", "Put these words in order: {l}.",
          "Sort this list from a to z: {l}.", "Say these words from a to z: {l}."}},
        {"animals",
         8,
         5,
         {"Keep only the animals: {l}.", "Which of these are animals: {l}?",
          "Name the animals: {l}.", "Say only the animals: {l}."}},
        {"foods",
         8,
         5,
         {"Keep only the foods: {l}.", "Which of these are foods: {l}?", "Name the foods: {l}.",
          "Say only the foods: {l}."}},
        {"repeat",
         4,
         4,
         {"Say {w} {k} times.", "Repeat {w} {k} times.", "Write {w} {k} times.",
          "Give me {w} {k} times."}},
        {"join",
         4,
         4,
         {"Join with and: {l}.", "Put and between these words: {l}.", "Say with and between: {l}.",
          "Join these words with and: {l}."}}};
    return list;
}

const Operation& drawOperation(Random& random)
{
    int left = random.between(0, 99);
    for (const Operation& operation : operations()) {
        left -= operation.share;
        if (left < 0) {
            return operation;
        }
    }
    return operations().front();
}

bool contains(const Words& list, const std::string& word)
{
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// Words of one kind, or for "keep only" of two, at least one of the kind that is kept.
Words drawWords(Random& random, const std::string& operation, int longest)
{
    const auto count = static_cast<size_t>(random.between(2, longest));
    if (operation != "animals" && operation != "foods") {
        return random.sample(random.pick(std::vector<Words>{animals(), foods(), things()}), count);
    }
    const Words& kept = operation == "animals" ? animals() : foods();
    const auto keep = static_cast<size_t>(random.between(1, static_cast<int>(count)));
    Words out = random.sample(kept, keep);
    const Words rest = random.sample(things(), count - keep);
    out.insert(out.end(), rest.begin(), rest.end());
    return random.sample(out, out.size());
}

Words solve(const std::string& operation, Words words, int times)
{
    if (operation == "reverse") {
        std::reverse(words.begin(), words.end());
    } else if (operation == "first") {
        words = {words.front()};
    } else if (operation == "last") {
        words = {words.back()};
    } else if (operation == "count") {
        words = {std::to_string(words.size())};
    } else if (operation == "sort") {
        std::sort(words.begin(), words.end());
    } else if (operation == "animals" || operation == "foods") {
        const Words& kept = operation == "animals" ? animals() : foods();
        std::erase_if(words, [&](const std::string& word) { return !contains(kept, word); });
    } else if (operation == "repeat") {
        words = Words(static_cast<size_t>(times), words.front());
    } else if (operation == "join") {
        words = {joined(words, " and ")};
    }
    return words;
}

std::string withoutStop(const std::string& text)
{
    const size_t from = text.find_first_not_of(" \n\t");
    const size_t to = text.find_last_not_of(" \n\t.!");
    return from == std::string::npos || to == std::string::npos || to < from
               ? std::string()
               : text.substr(from, to - from + 1);
}

/// Items of "a, b, c." or of lines that begin with "- ".
Words itemsOf(const std::string& core)
{
    Words out;
    const bool bullets = core.rfind("- ", 0) == 0;
    const std::string separator = bullets ? "\n" : ",";
    size_t from = 0;
    while (from <= core.size()) {
        const size_t to = std::min(core.find(separator, from), core.size());
        std::string item = core.substr(from, to - from);
        if (bullets && item.rfind("- ", 0) == 0) {
            item = item.substr(2);
        }
        out.push_back(withoutStop(item));
        from = to + 1;
    }
    return out;
}

}  // namespace

Example drawList(Random& random)
{
    const Operation& operation = drawOperation(random);
    const Words words = drawWords(random, operation.name, operation.longest);
    const int times = random.between(2, 5);
    Example out;
    out.family = Family::List;
    out.prompt =
        fillFrame(random.pick(operation.phrasings),
                  {{'l', joined(words, ", ")}, {'w', words.front()}, {'k', std::to_string(times)}});
    out.content = solve(operation.name, words, times);
    out.truth = joined(out.content, ", ");
    return out;
}

bool listIsRight(const Example& example, const std::string& core)
{
    return joined(itemsOf(core), ", ") == example.truth;
}

}  // namespace marginalia::synth
