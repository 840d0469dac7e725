// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/code_words.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace marginalia {

namespace {

struct CodeText {
    const char* code;
    const char* words;
};

constexpr std::array<CodeText, 15> kCodes = {{
    {"D-EMPTY-CHOSEN", QT_TRANSLATE_NOOP("CodeWords", "the answer to learn from is empty")},
    {"D-EMPTY-REJECTED", QT_TRANSLATE_NOOP("CodeWords", "the rejected answer is empty")},
    {"D-IDENTICAL", QT_TRANSLATE_NOOP("CodeWords", "both answers are the same")},
    {"D-ROLE-END", QT_TRANSLATE_NOOP("CodeWords", "an answer does not end with the assistant")},
    {"D-ROLE-REPEAT", QT_TRANSLATE_NOOP("CodeWords", "turns of the same speaker were joined")},
    {"D-DIVERGE", QT_TRANSLATE_NOOP("CodeWords", "the answers hold more than one turn")},
    {"D-GUESSED-PROMPT",
     QT_TRANSLATE_NOOP("CodeWords", "the prompt was split off by its common beginning")},
    {"D-TURN-COUNT", QT_TRANSLATE_NOOP("CodeWords", "an odd number of turns")},
    {"D-LABEL-TYPE", QT_TRANSLATE_NOOP("CodeWords", "the label was not true or false as such")},
    {"D-NUL", QT_TRANSLATE_NOOP("CodeWords", "the text holds a zero character")},
    {"D-UTF8", QT_TRANSLATE_NOOP("CodeWords", "bytes that are no text were replaced")},
    {"D-UTF16", QT_TRANSLATE_NOOP("CodeWords", "the file was converted from UTF-16")},
    {"D-SURROGATE", QT_TRANSLATE_NOOP("CodeWords", "half a character was replaced")},
    {"D-CONCAT", QT_TRANSLATE_NOOP("CodeWords", "objects follow one another without a line end")},
    {"D-PYREPR", QT_TRANSLATE_NOOP("CodeWords", "a cell was read as a Python literal")},
}};

}  // namespace

QString codeWords(const std::string& code)
{
    for (const CodeText& text : kCodes) {
        if (code == text.code) {
            return QCoreApplication::translate("CodeWords", text.words);
        }
    }
    return QString::fromStdString(code);
}

QString codeSentences(const std::vector<std::string>& codes)
{
    QStringList words;
    for (const std::string& code : codes) {
        words << codeWords(code);
    }
    return words.isEmpty() ? QCoreApplication::translate("CodeWords", "no text to train on")
                           : words.join(QStringLiteral(", "));
}

}  // namespace marginalia
