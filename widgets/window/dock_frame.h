// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/labels.h"

#include <QDockWidget>

#include <functional>

namespace marginalia {

/// A dock of the design: a title as high as a panel's header, with a muted note and ×; its content
/// is made when it is first shown.
class DockFrame : public QDockWidget {
    Q_OBJECT

public:
    DockFrame(const QString& id, const QString& title, QAction* toggle, QWidget* parent = nullptr);

    /// What the dock holds; made at once when the dock is visible. An empty function takes the
    /// content away.
    void setMaker(std::function<QWidget*()> make);
    void setNote(const QString& note);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeContent();

    ElidedLabel* m_note = nullptr;
    std::function<QWidget*()> m_make;
};

}  // namespace marginalia
