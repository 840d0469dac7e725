// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/labels.h"
#include "widgets/common/theme.h"

#include <QScrollArea>
#include <QWidget>

#include <vector>

class QHBoxLayout;
class QVBoxLayout;

namespace marginalia {

/// A plain area in a token's colour with hair lines at the chosen edges.
class Pane : public QWidget {
    Q_OBJECT

public:
    explicit Pane(Token fill = &Theme::window, Qt::Edges lines = {}, QWidget* parent = nullptr);
    void setFill(Token fill);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Token m_fill;
    Qt::Edges m_lines;
};

/// A card: base colour, border, radius 6; two pixels of accent while it is the selected one.
class Card : public QWidget {
    Q_OBJECT

public:
    explicit Card(QWidget* parent = nullptr);
    void setSelected(bool selected);
    bool isSelected() const { return m_selected; }
    void setFill(Token fill);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Token m_fill = &Theme::base;
    bool m_selected = false;
};

/// A horizontal or vertical hair line in the border colour.
class Rule : public QWidget {
    Q_OBJECT

public:
    explicit Rule(Qt::Orientation orientation = Qt::Horizontal, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Qt::Orientation m_orientation;
};

/// The head of a panel, 44 high: title, what is open, state, and at the right the actions, the
/// primary one last.
class PanelHeader : public Pane {
    Q_OBJECT

public:
    explicit PanelHeader(const QString& title, QWidget* parent = nullptr);

    void setSubtitle(const QString& text);
    /// Muted text after the state tag ("step 588 of 773 · epoch 2.28").
    void setDetail(const QString& text);
    Tag& stateTag();  ///< hidden until it has a text
    void showState(RunState state);
    void hideState();
    /// Adds a widget at the right end.
    void addAction(QWidget* widget);
    QString title() const;

private:
    TextLabel* m_title = nullptr;
    ElidedLabel* m_subtitle = nullptr;
    Tag* m_state = nullptr;
    ElidedLabel* m_detail = nullptr;
    QHBoxLayout* m_actions = nullptr;
};

/// "Queue        waiting": semibold small at the left, an optional muted hint behind it, something
/// at the right.
class SectionTitle : public QWidget {
    Q_OBJECT

public:
    explicit SectionTitle(const QString& title, const QString& hint = {},
                          QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setHint(const QString& hint);
    void setRight(const QString& text);
    /// A figure at the right that counts as much as the title, in its own colour.
    void setRightFigure(const QString& text, Token colour);
    void addRight(QWidget* widget);

private:
    TextLabel* m_title = nullptr;
    ElidedLabel* m_hint = nullptr;
    TextLabel* m_right = nullptr;
    QHBoxLayout* m_layout = nullptr;
};

/// A column at the side of a panel: surface, scrolls when it must, sections with lines between
/// them. The scroll bar stands in the margin of the sections, so that nothing moves when it comes.
class SideColumn : public QScrollArea {
    Q_OBJECT

public:
    explicit SideColumn(QWidget* parent = nullptr);

    /// A new section, 14 inside; the layout belongs to it. With a stretch it takes the room left.
    QVBoxLayout* addSection(int stretch = 0);
    /// A widget over the whole width that brings its own line and margins, and may be hidden.
    void addBare(QWidget* widget);
    /// Fills the rest, so that the sections stay at the top.
    void addFiller();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeRoomForBar();

    /// A section and what the scroll bar has of its margin.
    struct Section {
        QVBoxLayout* layout;
        int taken = 0;
    };
    std::vector<Section> m_sections;
    QWidget* m_content = nullptr;
    QVBoxLayout* m_layout = nullptr;
    bool m_any = false;
};

}  // namespace marginalia
