// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/window/palette_dialog.h"

class QSettings;

namespace marginalia {

class ActionRegistry;

/// Every command by typing: recent ones first, matched letters in accent, the key at the right,
/// disabled ones grey with the reason. Enter runs, Esc gives the focus back.
class CommandPalette : public PaletteDialog {
    Q_OBJECT

public:
    CommandPalette(ActionRegistry& actions, QSettings& state, QWidget* parent);

protected:
    std::vector<PaletteRow> rowsFor(const QString& typed) override;
    void run(const QString& id) override;

private:
    ActionRegistry& m_actions;
    QSettings& m_state;
};

}  // namespace marginalia
