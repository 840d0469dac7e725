// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QPushButton>
#include <QWidget>

class QMenu;

namespace marginalia {

/// Looks like a search field, opens the command palette.
class PaletteField : public QAbstractButton {
    Q_OBJECT

public:
    explicit PaletteField(QAction* action, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QAction* m_action;
};

/// The open project's name with a chevron; its menu has the recent projects.
class ProjectButton : public QPushButton {
    Q_OBJECT

public:
    explicit ProjectButton(QWidget* parent = nullptr);
    void setProject(const QString& name);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

/// Right end of the menu bar: project button and palette field.
class TopCorner : public QWidget {
    Q_OBJECT

public:
    explicit TopCorner(QAction* palette, QWidget* parent = nullptr);
    ProjectButton& project() { return *m_project; }

protected:
    bool event(QEvent* event) override;

private:
    ProjectButton* m_project = nullptr;
};

}  // namespace marginalia
