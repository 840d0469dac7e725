// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QVBoxLayout;

namespace marginalia {

/// A part of a card; with a bar at its left where it differs from the card beside it.
class CardBlock : public QWidget {
    Q_OBJECT

public:
    explicit CardBlock(QWidget* parent = nullptr);
    QVBoxLayout& column() const { return *m_column; }
    void setMarked(bool marked);
    bool isMarked() const { return m_marked; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVBoxLayout* m_column;
    bool m_marked = false;
};

}  // namespace marginalia
