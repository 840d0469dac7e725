// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace marginalia {

class ActionRegistry;

/// The keys of the panel in front and of the window, on one sheet. Any key closes it.
class KeySheet : public QDialog {
    Q_OBJECT

public:
    /// `panel` empty: only the window's keys.
    KeySheet(const ActionRegistry& actions, const QString& panel, const QString& panelTitle,
             QWidget* parent);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace marginalia
