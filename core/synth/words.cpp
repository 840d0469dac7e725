// SPDX-License-Identifier: Apache-2.0
#include "core/synth/words.h"

#include <algorithm>
#include <cctype>

namespace marginalia::synth {

const std::vector<Person>& people()
{
    static const std::vector<Person> list = [] {
        std::vector<Person> out;
        for (const char* name :
             {"Mira", "Anna", "Nora", "Lena", "Ella",  "Ida",   "Clara", "Rosa", "Lucy",  "Emma",
              "Sara", "Maya", "Vera", "Alma", "Eva",   "Greta", "Hanna", "Iris", "Julia", "Kate",
              "Lisa", "Mona", "Nina", "Olga", "Paula", "Ruth",  "Sofia", "Tina", "Wanda", "Zoe"}) {
            out.push_back({name, true});
        }
        for (const char* name :
             {"Tom",   "Ben",   "Paul",  "Max",    "Leo",   "Sam",  "Adam",  "Hugo",
              "Jan",   "Karl",  "Luis",  "Mark",   "Nils",  "Omar", "Otto",  "Peter",
              "Rob",   "Simon", "Theo",  "Victor", "Will",  "Alan", "Boris", "Carlo",
              "David", "Erik",  "Felix", "Georg",  "Henry", "Ivan"}) {
            out.push_back({name, false});
        }
        return out;
    }();
    return list;
}

const std::vector<Noun>& countables()
{
    static const std::vector<Noun> list = [] {
        std::vector<Noun> out;
        for (const char* word :
             {"apple", "pear", "plum",  "bean",  "cake",   "nut",   "lemon",  "egg",
              "shell", "coin", "stone", "bell",  "card",   "book",  "stamp",  "button",
              "pen",   "cup",  "key",   "ring",  "hat",    "ball",  "candle", "flower",
              "leaf",  "map",  "toy",   "spoon", "ticket", "marble"}) {
            const std::string one = word;
            out.push_back({one, one == "leaf" ? "leaves" : one + "s"});
        }
        return out;
    }();
    return list;
}

const Words& animals()
{
    static const Words list = {"cat",  "dog",  "horse", "cow",  "bird",  "fish", "mouse",
                               "goat", "duck", "fox",   "bear", "wolf",  "frog", "sheep",
                               "hen",  "owl",  "bee",   "crab", "snail", "pig"};
    return list;
}

const Words& foods()
{
    static const Words list = {"bread", "rice", "soup", "cheese", "milk",  "apple", "pear",
                               "plum",  "bean", "cake", "nut",    "lemon", "egg",   "corn",
                               "honey", "salt", "tea",  "jam",    "pie",   "butter"};
    return list;
}

const Words& things()
{
    static const Words list = {
        "boat", "book",   "cup",   "hat",   "key",    "lamp",   "map",   "pen",   "ring", "shoe",
        "bell", "ball",   "chair", "table", "clock",  "coin",   "stone", "card",  "rope", "drum",
        "bag",  "candle", "spoon", "kite",  "ladder", "mirror", "tent",  "wheel", "box",  "coat"};
    return list;
}

const Words& places()
{
    static const Words list = {"Oslo",   "Rome",  "Paris",  "Lima",   "Cairo", "Delhi",
                               "Berlin", "Tokyo", "Bonn",   "Bern",   "Kyoto", "Malmo",
                               "Turin",  "Porto", "Riga",   "Seoul",  "Quito", "Accra",
                               "Dakar",  "Perth", "Boston", "Dallas", "Leeds", "York"};
    return list;
}

const Words& jobs()
{
    static const Words list = {"baker",  "teacher", "doctor", "farmer", "painter", "pilot",
                               "cook",   "singer",  "writer", "nurse",  "judge",   "tailor",
                               "driver", "miner",   "dancer", "sailor"};
    return list;
}

const Words& colours()
{
    static const Words list = {"red",   "blue", "green",  "black", "white",
                               "brown", "grey", "yellow", "pink",  "gold"};
    return list;
}

const Words& gainVerbs()
{
    static const Words list = {"finds",    "buys", "gets",     "picks up", "earns",
                               "collects", "wins", "receives", "makes",    "is given"};
    return list;
}

const Words& lossVerbs()
{
    static const Words list = {"loses",  "sells", "gives away", "drops",       "donates",
                               "breaks", "hides", "lends",      "throws away", "trades"};
    return list;
}

std::string capitalised(std::string word)
{
    if (!word.empty()) {
        word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
    }
    return word;
}

std::string fillFrame(const std::string& frame, const std::vector<Slot>& slots)
{
    std::string out;
    for (size_t i = 0; i < frame.size(); ++i) {
        if (frame[i] != '{' || i + 2 >= frame.size() || frame[i + 2] != '}') {
            out += frame[i];
            continue;
        }
        const char letter = frame[i + 1];
        const char lower = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        for (const Slot& slot : slots) {
            if (slot.letter == lower) {
                out += letter == lower ? slot.value : capitalised(slot.value);
            }
        }
        i += 2;
    }
    return out;
}

std::string withArticle(const std::string& noun)
{
    const bool vowel = std::string("aeiou").find(noun.empty() ? 'x' : noun[0]) != std::string::npos;
    return (vowel ? "an " : "a ") + noun;
}

std::string joined(const Words& words, const std::string& separator)
{
    std::string out;
    for (size_t i = 0; i < words.size(); ++i) {
        out += (i == 0 ? std::string() : separator) + words[i];
    }
    return out;
}

Words wordsOf(const std::string& text)
{
    Words out;
    std::string word;
    for (const char c : text + " ") {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || byte >= 0x80) {
            word += static_cast<char>(std::tolower(byte));
        } else if (std::isspace(byte) != 0 && !word.empty()) {
            out.push_back(word);
            word.clear();
        }
    }
    return out;
}

std::string trimmed(const std::string& text)
{
    const char* blanks = " \t\r\n";
    const std::size_t from = text.find_first_not_of(blanks);
    return from == std::string::npos ? std::string()
                                     : text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

}  // namespace marginalia::synth
