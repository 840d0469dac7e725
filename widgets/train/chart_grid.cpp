// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/chart_grid.h"

#include "widgets/train/chart_table.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace marginalia {
namespace {

constexpr int kFrameMilliseconds = 33;  // 30 drawings a second
constexpr int kGap = 10;
constexpr int kEdge = 12;
constexpr int kCardWidth = 216;  // from here on another card fits into a row
constexpr int kLowestCard = 190;
constexpr int kHighestCard = 320;
constexpr double kFewestSteps = 4;

}  // namespace

ChartGrid::ChartGrid(QWidget* parent) : QScrollArea(parent), m_content(new QWidget)
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
    m_timer.setSingleShot(true);
    m_timer.setInterval(kFrameMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &ChartGrid::draw);
}

void ChartGrid::setCharts(const std::vector<ChartSpec>& specs)
{
    for (ChartCard* card : m_cards) {
        card->hide();
        card->deleteLater();
    }
    m_cards.clear();
    m_enlarged = m_boxCard = nullptr;
    for (const ChartSpec& spec : specs) {
        auto* card = new ChartCard(spec, m_content);
        connectCard(card);
        card->setRuns(m_runs);
        card->setMessage(m_message);
        m_cards.push_back(card);
        card->show();
    }
    arrange();
    spreadView();
}

void ChartGrid::connectCard(ChartCard* card)
{
    connect(card, &ChartCard::pointed, this, [this, card](double x) {
        const RunCurves* run = curves();
        if (run == nullptr || run->empty()) {
            return;
        }
        const std::int64_t step = run->nearestStep(run->stepAt(x, m_view.axis));
        if (m_cursor == step && m_boxCard == card) {
            return;
        }
        m_cursor = step;
        m_boxCard = card;
        spreadCursor();
    });
    connect(card, &ChartCard::left, this, [this] {
        m_cursor = m_pinned;
        spreadCursor();
    });
    connect(card, &ChartCard::clicked, this, [this, card](double x) {
        const RunCurves* run = curves();
        if (run != nullptr && !run->empty()) {
            m_boxCard = card;
            pinStep(run->nearestStep(run->stepAt(x, m_view.axis)));
        }
        setFocus(Qt::MouseFocusReason);
    });
    connect(card, &ChartCard::zoomAsked, this, &ChartGrid::zoomTo);
    connect(card, &ChartCard::wheelTurned, this, [this](double x, double factor) {
        zoomTo(x - (x - m_view.from) * factor, x + (m_view.to - x) * factor);
    });
    connect(card, &ChartCard::fitAsked, this, &ChartGrid::fit);
    connect(card, &ChartCard::enlargeAsked, this,
            [this, card] { enlarge(m_enlarged == card ? nullptr : card); });
    connect(card, &ChartCard::tableAsked, this, &ChartGrid::showTable);
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

void ChartGrid::setAxis(ChartAxis axis)
{
    const RunCurves* run = curves();
    if (axis == m_view.axis) {
        return;
    }
    const double from = run != nullptr ? run->stepAt(m_view.from, m_view.axis) : 0;
    const double to = run != nullptr ? run->stepAt(m_view.to, m_view.axis) : 1;
    m_view.axis = axis;
    if (run != nullptr && !m_following) {
        m_view.from = run->position(from, axis);
        m_view.to = run->position(to, axis);
    }
    follow();
    Q_EMIT viewChanged();
}

void ChartGrid::setRaw(bool raw)
{
    m_view.raw = raw;
    spreadView();
    Q_EMIT viewChanged();
}

void ChartGrid::setLogY(bool log)
{
    m_view.logY = log;
    spreadView();
    Q_EMIT viewChanged();
}

void ChartGrid::setSmoothing(double weight)
{
    m_view.smoothing = weight;
    spreadView();
    Q_EMIT viewChanged();
}

void ChartGrid::zoom(double factor)
{
    const RunCurves* run = curves();
    double middle = 0.5 * (m_view.from + m_view.to);
    if (run != nullptr && m_cursor) {
        const double x = run->position(static_cast<double>(*m_cursor), m_view.axis);
        middle = x >= m_view.from && x <= m_view.to ? x : middle;
    }
    zoomTo(middle - (middle - m_view.from) * factor, middle + (m_view.to - middle) * factor);
}

void ChartGrid::zoomTo(double from, double to)
{
    const RunCurves* run = curves();
    if (run == nullptr || run->empty() || !(to > from)) {
        return;
    }
    const double end = fullEnd();
    const double perStep = end / std::max<double>(1, static_cast<double>(run->lastStep()));
    const double narrowest = std::min(end, kFewestSteps * perStep);
    if (to - from < narrowest) {
        const double middle = 0.5 * (from + to);
        from = middle - narrowest / 2;
        to = middle + narrowest / 2;
    }
    const double width = std::min(to - from, end);
    m_view.from = std::clamp(from, 0.0, end - width);
    m_view.to = m_view.from + width;
    const bool whole = width >= end * 0.999;
    if (m_following != whole) {
        m_following = whole;
        Q_EMIT followingChanged(m_following);
    }
    spreadView();
    Q_EMIT viewChanged();
}

void ChartGrid::fit()
{
    if (!m_following) {
        m_following = true;
        Q_EMIT followingChanged(true);
    }
    follow();
    Q_EMIT viewChanged();
}

void ChartGrid::moveCursor(int steps)
{
    const RunCurves* run = curves();
    if (run == nullptr || run->empty()) {
        return;
    }
    const std::int64_t now = m_cursor.value_or(run->lastStep());
    m_cursor = m_cursor ? run->nearestStep(static_cast<double>(now + steps)) : now;
    if (m_boxCard == nullptr && !m_cards.empty()) {
        m_boxCard = m_cards.front();
    }
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
    if (m_boxCard == nullptr && !m_cards.empty()) {
        m_boxCard = m_cards.front();
    }
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

void ChartGrid::enlarge(ChartCard* card)
{
    m_enlarged = card;
    arrange();
    schedule();
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
        cursor.box = card == m_boxCard;
        cursor.behindText = cursor.pinned ? m_behindText : QString();
        card->setCursor(cursor);
    }
}

double ChartGrid::fullEnd() const
{
    double end = 0;
    for (const ChartRun& run : m_runs) {
        if (!run.curves->empty()) {
            end = std::max(end, run.curves->position(static_cast<double>(run.curves->lastStep()),
                                                     m_view.axis));
        }
    }
    // A little air at the end, so that the live point does not stick to the frame.
    return end > 0 ? end * 1.03 : 1;
}

void ChartGrid::follow()
{
    if (m_following) {
        m_view.from = 0;
        m_view.to = fullEnd();
    }
    spreadView();
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

void ChartGrid::arrange()
{
    if (m_cards.empty()) {
        return;
    }
    const int edge = u(kEdge);
    const QSize room = viewport()->size();
    const int width = room.width() - 2 * edge;
    for (ChartCard* card : m_cards) {
        card->setVisible(m_enlarged == nullptr || card == m_enlarged);
    }
    if (m_enlarged != nullptr) {
        m_content->resize(room);
        m_enlarged->setGeometry(edge, edge, width, room.height() - 2 * edge);
        return;
    }
    const int across = std::clamp((width + u(kGap)) / u(kCardWidth + kGap), 1, 4);
    // The first row has one card less, where three or more fit: loss and rewards are read most.
    const int first = across >= 3 ? across - 1 : across;
    const int count = static_cast<int>(m_cards.size());
    const int rows = 1 + std::max(0, (count - first + across - 1) / across);
    const int gap = u(kGap);
    const int wanted = (room.height() - 2 * edge - (rows - 1) * gap) / rows;
    const int height = std::clamp(wanted, u(kLowestCard), u(kHighestCard));
    m_content->resize(room.width(), 2 * edge + rows * height + (rows - 1) * gap);
    int index = 0;
    for (int row = 0; row < rows; ++row) {
        const int inRow = std::min(row == 0 ? first : across, count - index);
        const int columns = row == 0 ? first : inRow;
        for (int i = 0; i < inRow; ++i, ++index) {
            const int left = i * (width + gap) / columns;
            const int right = (i + 1) * (width + gap) / columns - gap;
            m_cards[static_cast<std::size_t>(index)]->setGeometry(
                edge + left, edge + row * (height + gap), right - left, height);
        }
    }
    schedule();
}

void ChartGrid::keyPressEvent(QKeyEvent* event)
{
    const int stride = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    switch (event->key()) {
        case Qt::Key_Left:
            moveCursor(-stride);
            return;
        case Qt::Key_Right:
            moveCursor(stride);
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
            if (m_enlarged != nullptr) {
                enlarge(nullptr);
                return;
            }
            if (m_pinned) {
                unpin();
                return;
            }
            break;
        default:
            break;
    }
    QScrollArea::keyPressEvent(event);
}

}  // namespace marginalia
