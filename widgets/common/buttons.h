// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/style.h"
#include "widgets/common/theme.h"

#include <QPushButton>
#include <QTimer>
#include <QToolButton>

class QAction;
class QButtonGroup;

namespace marginalia {

enum class KeyPlace { None, Left, Right };

/// A push button of the design. Verb first in the text, "…" only if a dialog follows, one Primary
/// in a panel.
class Button : public QPushButton {
    Q_OBJECT

public:
    explicit Button(const QString& text, ButtonRole role = ButtonRole::Normal,
                    const QString& iconName = {}, QWidget* parent = nullptr);
    /// Shows and triggers `action`: text, icon, state, tooltip with key and the reason when
    /// disabled. The object name is the action's with ".button" behind it.
    explicit Button(QAction* action, ButtonRole role = ButtonRole::Normal,
                    KeyPlace keys = KeyPlace::None, QWidget* parent = nullptr);

    /// A key cap beside the text.
    void setKey(const QString& key, KeyPlace place);
    /// While busy the text stays, a ring replaces the icon after 300 ms, and clicks do nothing.
    void setBusy(bool busy);
    bool isBusy() const { return m_busy; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void takeFrom(const QAction& action);
    int contentWidth() const;

    QString m_key;
    KeyPlace m_place = KeyPlace::None;
    QTimer m_ring;
    double m_turn = 0;
    bool m_busy = false;
};

/// A button that is only an icon: its name is tooltip and accessible name.
QToolButton* iconButton(const QString& iconName, const QString& name, QWidget* parent = nullptr);
QToolButton* iconButton(QAction* action, QWidget* parent = nullptr);

/// A few choices of which one is in force, drawn as one control.
class SegmentedControl : public QWidget {
    Q_OBJECT

public:
    explicit SegmentedControl(const QString& accessibleName, QWidget* parent = nullptr);

    void addSegment(const QString& id, const QString& text, const QString& tip = {});
    QString current() const;
    /// Does not emit.
    void setCurrent(const QString& id);
    void setSegmentEnabled(const QString& id, bool enabled, const QString& reason = {});

Q_SIGNALS:
    void currentChanged(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QToolButton* segment(const QString& id) const;

    QButtonGroup* m_group = nullptr;
};

/// A chip, 24 high: a filter in force (with ×), something to add, a state to return to, or a
/// property that is asked for or not.
class ChipButton : public QAbstractButton {
    Q_OBJECT

public:
    enum class Kind { Filter, Add, Live, Toggle };
    ChipButton(const QString& text, Kind kind, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The × was clicked, or Delete pressed.
    void removeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QRect crossRect() const;

    Kind m_kind;
};

/// On or off for a mode.
class Switch : public QAbstractButton {
    Q_OBJECT

public:
    explicit Switch(const QString& text = {}, QWidget* parent = nullptr);
    explicit Switch(QAction* action, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    void setKey(const QString& key);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_key;
};

}  // namespace marginalia
