// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolBar>
#include <QToolButton>

class QActionGroup;

namespace marginalia {

/// An item of the rail, 52x56: icon over its name; the current one has the accent bar at the
/// window's edge.
class RailButton : public QToolButton {
    Q_OBJECT

public:
    explicit RailButton(QAction* action, QWidget* parent = nullptr);
    /// A number in a small disc, e.g. running jobs; 0: none.
    void setBadge(int count);
    int badge() const { return m_badge; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    int m_badge = 0;
};

/// The fixed bar at the reading side: panels at the top, docks and settings at the foot.
class Rail : public QToolBar {
    Q_OBJECT

public:
    explicit Rail(QWidget* parent = nullptr);

    RailButton* addPanel(QAction* action);
    RailButton* addFoot(QAction* action);
    QList<RailButton*> buttons() const;
    RailButton* button(const QString& actionId) const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void equalize();

    QAction* m_gap = nullptr;
};

}  // namespace marginalia
