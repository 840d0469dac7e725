// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/actions.h"

#include <QKeyEvent>

#include <gtest/gtest.h>

using namespace marginalia;

namespace {

struct Press {
    const char* layout;
    int key;
    Qt::KeyboardModifiers held;
    const char* text;
    quint32 scanCode;  // X11: 10 is the key "1" of the digit row
    int digit;         // -1: none
};

// What X11 sends for the same places of three keyboards.
const Press kPresses[] = {
    {"us", Qt::Key_1, Qt::NoModifier, "1", 10, 1},
    {"us", Qt::Key_Exclam, Qt::ShiftModifier, "!", 10, 1},
    {"us", Qt::Key_At, Qt::ShiftModifier, "@", 11, 2},
    {"us", Qt::Key_0, Qt::NoModifier, "0", 19, 0},
    {"us", Qt::Key_1, Qt::AltModifier, "1", 10, 1},
    {"de", Qt::Key_2, Qt::NoModifier, "2", 11, 2},
    {"de", Qt::Key_QuoteDbl, Qt::ShiftModifier, "\"", 11, 2},
    {"de", Qt::Key_Equal, Qt::ShiftModifier, "=", 19, 0},
    {"fr", Qt::Key_Ampersand, Qt::NoModifier, "&", 10, 1},
    {"fr", Qt::Key_1, Qt::ShiftModifier, "1", 10, 1},
    {"fr", Qt::Key_Eacute, Qt::NoModifier, "é", 11, 2},
    {"fr", Qt::Key_2, Qt::ShiftModifier, "2", 11, 2},
    {"keypad", Qt::Key_2, Qt::KeypadModifier, "2", 88, 2},
    {"no scan code", Qt::Key_1, Qt::NoModifier, "1", 0, 1},
    {"us", Qt::Key_A, Qt::NoModifier, "a", 38, -1},
    {"us", Qt::Key_Minus, Qt::NoModifier, "-", 20, -1},
    {"us", Qt::Key_Escape, Qt::NoModifier, "", 9, -1},
};

TEST(Keys, DigitsByPlaceOnEveryKeyboard)
{
    for (const Press& press : kPresses) {
        const QKeyEvent event(QEvent::KeyPress, press.key, press.held, press.scanCode, 0, 0,
                              QString::fromUtf8(press.text));
        const std::optional<int> digit = digitOf(event);
        EXPECT_EQ(digit.value_or(-1), press.digit) << press.layout << " " << press.text;
    }
}

}  // namespace
