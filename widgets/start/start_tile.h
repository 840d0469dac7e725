// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

class QAction;

namespace marginalia {

/// A wide card that does one thing: icon, name, what it takes, key.
class StartTile : public QAbstractButton {
    Q_OBJECT

public:
    StartTile(QAction* action, const QString& title, const QString& subtitle,
              QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QAction* m_action;
    QString m_icon;
    QString m_subtitle;
};

/// "Or drop a data file or a model folder anywhere".
class DropHint : public QWidget {
    Q_OBJECT

public:
    explicit DropHint(QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

}  // namespace marginalia
