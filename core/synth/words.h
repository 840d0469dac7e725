// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace marginalia::synth {

using Words = std::vector<std::string>;

struct Person {
    std::string name;
    bool she = true;
};

struct Noun {
    std::string one;
    std::string many;
};

/// The closed world: every word that an example may use besides those of its frames.
const std::vector<Person>& people();
const std::vector<Noun>& countables();
const Words& animals();
const Words& foods();
const Words& things();
const Words& places();
const Words& jobs();
const Words& colours();
/// Verb phrases that make more or fewer of something ("buys", "gives away").
const Words& gainVerbs();
const Words& lossVerbs();

/// Replaces {a} {b} ... {z} of `frame` by the values of the same letters; an upper-case letter
/// begins a sentence.
struct Slot {
    char letter;
    std::string value;
};
std::string fillFrame(const std::string& frame, const std::vector<Slot>& slots);
std::string capitalised(std::string word);
/// "a boat", "an apple".
std::string withArticle(const std::string& noun);
std::string joined(const Words& words, const std::string& separator);
/// Letters and digits only, lower case, punctuation dropped: "It's 5!" -> its 5.
Words wordsOf(const std::string& text);

/// Without blanks and line breaks at both ends.
std::string trimmed(const std::string& text);

}  // namespace marginalia::synth
