// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QImage>
#include <QRect>
#include <QString>
#include <QStringList>

class QWidget;

namespace marginalia::test {

/// What look.md 7 calls a fault in a widget as it stands before a person, one line each; empty: it
/// is sound. All look at what is visible below `root`.

/// Labels and buttons whose text does not fit and that have no tooltip, and parts that stick out
/// sideways of what shows them.
QStringList cutTexts(QWidget& root);
/// Controls without an accessible name.
QStringList namelessWidgets(QWidget& root);
/// Enabled controls that Tab does not reach and no key of an action triggers.
QStringList keylessWidgets(QWidget& root);
/// More than one primary button in a panel is one too many.
int primaryButtons(QWidget& root);
/// Text of labels under 4.5:1 and edges of fields under 3:1, in `picture`, which shows `root` in
/// the present theme.
QStringList faintParts(QWidget& root, const QImage& picture);
/// Areas of one colour that is no token of the present theme nor one of its agreed mixtures.
QStringList strangeColours(const QImage& picture);
/// All of these; `picture` shows `root` at one pixel each.
QStringList audit(QWidget& root, const QImage& picture);

/// Controls that look the same with the focus by keyboard as without it. Moves the focus and puts
/// it back.
QStringList ringlessWidgets(QWidget& root);

/// Where each control of `root` stands, to be compared after only data changed.
using Places = QHash<const QWidget*, QRect>;
Places placesOf(QWidget& root);
/// Controls that are still there but stand elsewhere or have another size.
QStringList movedWidgets(QWidget& root, const Places& before);

}  // namespace marginalia::test
