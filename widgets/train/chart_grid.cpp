// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/chart_grid.h"

#include "widgets/common/panes.h"
#include "widgets/train/chart_table.h"

#include <QContextMenuEvent>
#include <QKeyEvent>

#include <algorithm>

namespace marginalia {
namespace {

constexpr int kFrameMilliseconds = 33;  // 30 drawings a second

}  // namespace

ChartGrid::ChartGrid(QWidget* parent)
    : QScrollArea(parent),
      m_content(new QWidget),
      m_dropMark(new Pane(&Theme::accent, {}, m_content))
{
    setObjectName(QStringLiteral("train.charts"));
    setAccessibleName(tr("Curves"));
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_content->setAutoFillBackground(false);
    setWidget(m_content);
    setWidgetResizable(false);
    viewport()->setAutoFillBackground(false);
    m_dropMark->hide();
    m_timer.setSingleShot(true);
    m_timer.setInterval(kFrameMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &ChartGrid::draw);
}

void ChartGrid::connectCard(ChartCard* card)
{
    connect(card, &ChartCard::pointed, this, [this, card](double x) {
        const RunCurves* run = curves();
        if (run == nullptr || run->empty()) {
            return;
        }
        const std::int64_t step = run->nearestStep(run->stepAt(x, m_view.axis));
        if (m_cursor == step && m_current == card) {
            return;
        }
        m_cursor = step;
        m_current = card;
        spreadCursor();
    });
    connect(card, &ChartCard::left, this, [this] {
        m_cursor = m_pinned;
        spreadCursor();
    });
    connect(card, &ChartCard::clicked, this, [this, card](double x) {
        const RunCurves* run = curves();
        if (run != nullptr && !run->empty()) {
            m_current = card;
            pinStep(run->nearestStep(run->stepAt(x, m_view.axis)));
        }
        takeMouse();
    });
    connect(card, &ChartCard::zoomAsked, this, &ChartGrid::zoomTo);
    connect(card, &ChartCard::wheelTurned, this, [this](double x, double factor) {
        zoomTo(x - (x - m_view.from) * factor, x + (m_view.to - x) * factor);
    });
    connect(card, &ChartCard::fitAsked, this, &ChartGrid::fit);
    connect(card, &ChartCard::enlargeAsked, this,
            [this, card] { enlarge(m_enlarged == card ? nullptr : card); });
    connect(card, &ChartCard::tableAsked, this, &ChartGrid::showTable);
    connect(card, &ChartCard::hideAsked, this, [this, card] { hideChart(card); });
    connect(card, &ChartCard::moveAsked, this,
            [this, card](int places) { moveChart(card, placeOf(card) + places); });
    connect(card, &ChartCard::dragged, this, [this, card](const QPoint& at) { drag(card, at); });
    connect(card, &ChartCard::dropped, this, [this, card](const QPoint& at) { drop(card, at); });
}

void ChartGrid::setRuns(const std::vector<ChartRun>& runs)
{
    const bool sameRun =
        !runs.empty() && !m_runs.empty() && runs.front().curves == m_runs.front().curves;
    m_runs = runs;
    if (!sameRun) {
        m_cursor.reset();
        m_pinned.reset();
        m_behindText.clear();
        m_following = true;
        Q_EMIT followingChanged(true);
    }
    for (ChartCard* card : m_cards) {
        card->setRuns(runs);
    }
    follow();
    spreadCursor();
}

void ChartGrid::dataChanged()
{
    follow();
}

void ChartGrid::setMessage(const QString& message)
{
    m_message = message;
    for (ChartCard* card : m_cards) {
        card->setMessage(message);
    }
    schedule();
}

void ChartGrid::setBehindText(std::int64_t step, const QString& text)
{
    if (m_pinned == step) {
        m_behindText = text;
        spreadCursor();
    }
}

void ChartGrid::moveCursor(int steps)
{
    const RunCurves* run = curves();
    if (run != nullptr && !run->empty()) {
        const std::int64_t now = m_cursor.value_or(run->lastStep());
        setCursorStep(m_cursor ? now + steps : now);
    }
}

void ChartGrid::setCursorStep(std::int64_t step)
{
    const RunCurves* run = curves();
    if (run == nullptr || run->empty()) {
        return;
    }
    m_cursor = run->nearestStep(static_cast<double>(step));
    needCurrent();
    const double x = run->position(static_cast<double>(*m_cursor), m_view.axis);
    if (x < m_view.from || x > m_view.to) {
        const double half = (m_view.to - m_view.from) / 2;
        zoomTo(x - half, x + half);
    }
    spreadCursor();
}

void ChartGrid::pinStep(std::int64_t step)
{
    if (m_pinned != step) {
        m_behindText.clear();
    }
    m_pinned = step;
    m_cursor = step;
    needCurrent();
    spreadCursor();
    Q_EMIT stepActivated(step);
}

void ChartGrid::unpin()
{
    m_pinned.reset();
    m_cursor.reset();
    m_behindText.clear();
    spreadCursor();
}

void ChartGrid::showTable()
{
    if (!m_runs.empty()) {
        ChartTable::show(m_cards, m_runs.front(), window());
    }
}

void ChartGrid::spreadView()
{
    for (ChartCard* card : m_cards) {
        card->setView(m_view);
    }
    schedule();
}

void ChartGrid::spreadCursor()
{
    for (ChartCard* card : m_cards) {
        ChartCard::Cursor cursor;
        cursor.step = m_cursor;
        cursor.pinned = m_pinned && m_pinned == m_cursor;
        cursor.box = card == m_current;
        cursor.behindText = cursor.pinned ? m_behindText : QString();
        card->setCursor(cursor);
        card->setSelected(card == m_dragged || (m_byKeys && card == m_current && hasFocus()));
    }
}

void ChartGrid::needCurrent()
{
    if (m_current == nullptr && !m_cards.empty()) {
        m_current = m_cards.front();
    }
}

void ChartGrid::goToCard(int places)
{
    if (m_cards.empty()) {
        return;
    }
    needCurrent();
    const int last = static_cast<int>(m_cards.size()) - 1;
    m_current = m_cards[static_cast<std::size_t>(std::clamp(placeOf(m_current) + places, 0, last))];
    if (m_enlarged != nullptr) {
        enlarge(m_current);
    } else {
        ensureWidgetVisible(m_current);
    }
    spreadCursor();
}

void ChartGrid::takeMouse()
{
    m_byKeys = false;
    setFocus(Qt::MouseFocusReason);
    spreadCursor();
}

const RunCurves* ChartGrid::curves() const
{
    return m_runs.empty() ? nullptr : m_runs.front().curves.get();
}

void ChartGrid::schedule()
{
    if (!m_timer.isActive()) {
        m_timer.start();
    }
}

void ChartGrid::draw()
{
    if (!isVisible()) {
        return;  // showEvent draws what was missed
    }
    for (ChartCard* card : m_cards) {
        if (!card->isHidden() && !card->visibleRegion().isEmpty()) {
            card->redraw();
            ++m_replots;
        }
    }
}

void ChartGrid::drawNow(double scale)
{
    for (ChartCard* card : m_cards) {
        card->plot()->setBufferDevicePixelRatio(scale);
        card->redraw();
        card->plot()->replot(QCustomPlot::rpImmediateRefresh);
        ++m_replots;
    }
}

void ChartGrid::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    schedule();
}

void ChartGrid::scrollContentsBy(int dx, int dy)
{
    QScrollArea::scrollContentsBy(dx, dy);
    schedule();
}

void ChartGrid::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

void ChartGrid::focusInEvent(QFocusEvent* event)
{
    QScrollArea::focusInEvent(event);
    m_byKeys = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason ||
               event->reason() == Qt::ShortcutFocusReason;
    needCurrent();
    spreadCursor();
}

void ChartGrid::focusOutEvent(QFocusEvent* event)
{
    QScrollArea::focusOutEvent(event);
    spreadCursor();
}

void ChartGrid::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() == QContextMenuEvent::Keyboard && m_current != nullptr) {
        m_current->showMenu(m_current->mapToGlobal(QPoint(u(12), u(28))));
    }
}

bool ChartGrid::escape()
{
    if (m_dragged != nullptr) {
        endDrag();
    } else if (m_enlarged != nullptr) {
        enlarge(nullptr);
    } else if (m_pinned) {
        unpin();
    } else {
        return false;
    }
    return true;
}

void ChartGrid::keyPressEvent(QKeyEvent* event)
{
    const int stride = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    const RunCurves* run = curves();
    m_byKeys = true;
    switch (event->key()) {
        case Qt::Key_Left:
            moveCursor(-stride);
            return;
        case Qt::Key_Right:
            moveCursor(stride);
            return;
        case Qt::Key_Home:
            setCursorStep(run != nullptr ? run->nearestStep(0) : 0);
            return;
        case Qt::Key_Up:
            goToCard(-1);
            return;
        case Qt::Key_Down:
            goToCard(1);
            return;
        case Qt::Key_Space:
            enlargeCurrent();
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_cursor && m_cursor == m_pinned) {
                Q_EMIT behindAsked();
            } else if (m_cursor) {
                pinStep(*m_cursor);
            }
            return;
        case Qt::Key_Escape:
            if (escape()) {
                return;
            }
            break;
        default:
            break;
    }
    QScrollArea::keyPressEvent(event);
}

}  // namespace marginalia
