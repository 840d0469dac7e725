// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/panes.h"

#include <QPointer>

class QStackedLayout;
class QToolButton;

namespace marginalia {

class SegmentedControl;

/// A panel's side column that takes in a guest when the window is too narrow for two columns: alone
/// it is the column itself, with a guest the two are tabs of it.
class SideTabs : public QWidget {
    Q_OBJECT

public:
    /// Takes `own`; `ownTitle` is its tab's name.
    SideTabs(QWidget* own, const QString& ownTitle, QWidget* parent = nullptr);

    /// Takes the guest as a child; the panel's own column stays in front.
    void setGuest(QWidget* guest, const QString& title);
    /// Gives the guest back without a parent; null: there was none.
    QWidget* takeGuest();
    QWidget* guest() const { return m_guest; }
    void showGuest();
    void showOwn();
    bool guestIsShown() const;

Q_SIGNALS:
    /// The × beside the tabs was pressed.
    void guestClosed();

private:
    void show(QWidget* part);

    Pane* m_bar = nullptr;
    SegmentedControl* m_choice = nullptr;  ///< while there is a guest
    QToolButton* m_close = nullptr;
    QStackedLayout* m_stack = nullptr;
    QString m_ownTitle;
    QWidget* m_own = nullptr;
    QPointer<QWidget> m_guest;
};

}  // namespace marginalia
