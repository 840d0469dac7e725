// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/panes.h"

#include "widgets/common/paint.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace marginalia {

Pane::Pane(Token fill, Qt::Edges lines, QWidget* parent)
    : QWidget(parent), m_fill(fill), m_lines(lines)
{
}

void Pane::setFill(Token fill)
{
    m_fill = fill;
    update();
}

void Pane::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().*m_fill);
    const double w = width();
    const double h = height();
    const double hair = hairline(painter);
    if (m_lines.testFlag(Qt::TopEdge)) {
        drawRule(painter, {0, 0}, {w, 0}, theme().border);
    }
    if (m_lines.testFlag(Qt::BottomEdge)) {
        drawRule(painter, {0, h - hair}, {w, h - hair}, theme().border);
    }
    if (m_lines.testFlag(Qt::LeftEdge)) {
        drawRule(painter, {0, 0}, {0, h}, theme().border);
    }
    if (m_lines.testFlag(Qt::RightEdge)) {
        drawRule(painter, {w - hair, 0}, {w - hair, h}, theme().border);
    }
}

Card::Card(QWidget* parent) : QWidget(parent) {}

void Card::setSelected(bool selected)
{
    if (m_selected != selected) {
        m_selected = selected;
        update();
    }
}

void Card::setFill(Token fill)
{
    m_fill = fill;
    update();
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    if (m_selected) {
        drawBox(painter, QRectF(rect()), uExact(6), t.*m_fill, t.accent, 2);
    } else {
        drawBox(painter, QRectF(rect()), uExact(6), t.*m_fill, t.border);
    }
}

Rule::Rule(Qt::Orientation orientation, QWidget* parent)
    : QWidget(parent), m_orientation(orientation)
{
    const bool across = orientation == Qt::Horizontal;
    setSizePolicy(across ? QSizePolicy::Expanding : QSizePolicy::Fixed,
                  across ? QSizePolicy::Fixed : QSizePolicy::Expanding);
}

QSize Rule::sizeHint() const
{
    return {1, 1};
}

void Rule::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QPointF end =
        m_orientation == Qt::Horizontal ? QPointF(width(), 0) : QPointF(0, height());
    drawRule(painter, {0, 0}, end, theme().border);
}

PanelHeader::PanelHeader(const QString& title, QWidget* parent)
    : Pane(&Theme::surface, Qt::BottomEdge, parent)
{
    setFixedHeight(u(44));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(u(16), 0, u(16), 1);
    layout->setSpacing(u(10));
    m_title = new TextLabel(title, Face::Title, &Theme::text, QFont::DemiBold);
    m_subtitle = new ElidedLabel({}, Face::Body, &Theme::muted);
    m_state = new Tag;
    m_state->hide();
    m_detail = new ElidedLabel({}, Face::Small, &Theme::muted);
    m_detail->hide();
    m_actions = new QHBoxLayout;
    m_actions->setSpacing(u(10));
    layout->addWidget(m_title);
    layout->addWidget(m_subtitle);
    layout->addWidget(m_state);
    layout->addWidget(m_detail);
    layout->addStretch(1);
    layout->addLayout(m_actions);
}

QString PanelHeader::title() const
{
    return m_title->text();
}

void PanelHeader::setSubtitle(const QString& text)
{
    m_subtitle->setText(text);
    m_subtitle->updateGeometry();
}

void PanelHeader::setDetail(const QString& text)
{
    m_detail->setText(text);
    m_detail->setVisible(!text.isEmpty());
    m_detail->updateGeometry();
}

Tag& PanelHeader::stateTag()
{
    return *m_state;
}

void PanelHeader::showState(RunState state)
{
    m_state->setState(state);
    m_state->show();
}

void PanelHeader::hideState()
{
    m_state->hide();
}

void PanelHeader::addAction(QWidget* widget)
{
    m_actions->addWidget(widget);
}

SectionTitle::SectionTitle(const QString& title, const QString& hint, QWidget* parent)
    : QWidget(parent)
{
    m_layout = new QHBoxLayout(this);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(u(8));
    m_title = new TextLabel(title, Face::Small, &Theme::text, QFont::DemiBold);
    m_hint = new ElidedLabel(hint, Face::Small, &Theme::muted);
    m_right = new TextLabel({}, Face::Small, &Theme::muted);
    m_layout->addWidget(m_title);
    m_layout->addWidget(m_hint);
    m_layout->addStretch(1);
    m_layout->addWidget(m_right);
    m_title->setVisible(!title.isEmpty());
    m_hint->setVisible(!hint.isEmpty());
    m_right->hide();
}

void SectionTitle::setTitle(const QString& title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
}

void SectionTitle::setHint(const QString& hint)
{
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
    m_hint->updateGeometry();
}

void SectionTitle::setRight(const QString& text)
{
    m_right->setText(text);
    m_right->setVisible(!text.isEmpty());
}

void SectionTitle::setRightFigure(const QString& text, Token colour)
{
    m_right->setFace(Face::Small, QFont::DemiBold);
    m_right->setColour(colour);
    setRight(text);
}

void SectionTitle::addRight(QWidget* widget)
{
    m_layout->addWidget(widget);
}

SideColumn::SideColumn(QWidget* parent) : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_content = new Pane(&Theme::surface);
    m_layout = new QVBoxLayout(m_content);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    setWidget(m_content);
    setMaximumWidth(u(420));
    verticalScrollBar()->installEventFilter(this);
}

bool SideColumn::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == verticalScrollBar() &&
        (event->type() == QEvent::Show || event->type() == QEvent::Hide)) {
        makeRoomForBar();
    }
    return QScrollArea::eventFilter(watched, event);
}

void SideColumn::makeRoomForBar()
{
    const QScrollBar* bar = verticalScrollBar();
    // Hidden with the whole panel it will be there again.
    const int wide = bar->isVisibleTo(this) ? bar->sizeHint().width() : 0;
    for (Section& section : m_sections) {
        QMargins margins = section.layout->contentsMargins();
        const bool left = isRightToLeft();
        const int margin = (left ? margins.left() : margins.right()) + section.taken;
        section.taken = std::min(wide, margin);
        if (left) {
            margins.setLeft(margin - section.taken);
        } else {
            margins.setRight(margin - section.taken);
        }
        section.layout->setContentsMargins(margins);
    }
}

QVBoxLayout* SideColumn::addSection(int stretch)
{
    if (m_any) {
        m_layout->addWidget(new Rule);
    }
    m_any = true;
    auto* section = new QVBoxLayout;
    section->setContentsMargins(u(14), u(13), u(14), u(13));
    section->setSpacing(u(6));
    m_layout->addLayout(section, stretch);
    m_sections.push_back({section});
    return section;
}

void SideColumn::addBare(QWidget* widget)
{
    m_layout->addWidget(widget);
}

void SideColumn::addFiller()
{
    m_layout->addStretch(1);
}

}  // namespace marginalia
