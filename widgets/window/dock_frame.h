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

    /// Whether the person has it open; it may be lent to a panel meanwhile.
    bool isOpen() const { return m_open; }
    void setOpen(bool open);
    /// Gives the content to a place in a panel; the dock itself hides until it comes back.
    QWidget* lend();
    void takeBack(QWidget* content);
    bool isLent() const { return m_lent; }

Q_SIGNALS:
    /// Before the dock shows or hides: it may still be lent.
    void openChanged(bool open);

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeContent();

    ElidedLabel* m_note = nullptr;
    QAction* m_toggle = nullptr;
    std::function<QWidget*()> m_make;
    bool m_open = false;
    bool m_lent = false;
};

}  // namespace marginalia
