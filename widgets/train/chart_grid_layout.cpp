// SPDX-License-Identifier: GPL-3.0-or-later
// Which charts there are, in which order, and where they stand.
#include "widgets/common/panes.h"
#include "widgets/train/chart_grid.h"

#include <QScrollBar>

#include <algorithm>

namespace marginalia {
namespace {

constexpr int kGap = 10;
constexpr int kEdge = 12;
constexpr int kCardWidth = 216;  // from here on another card fits into a row
constexpr int kLowestCard = 190;
constexpr int kHighestCard = 320;
constexpr int kMarkWidth = 2;

}  // namespace

void ChartGrid::setCharts(const std::vector<ChartSpec>& specs, const QStringList& order)
{
    while (!m_cards.empty()) {
        removeCard(m_cards.back());
    }
    m_offered = specs;
    if (order.isEmpty()) {
        for (const ChartSpec& spec : specs) {
            addCard(spec);
        }
    }
    for (const QString& id : order) {
        const auto offered = std::find_if(specs.begin(), specs.end(),
                                          [&](const ChartSpec& spec) { return spec.id() == id; });
        addCard(offered != specs.end() ? *offered : chartSpecOfMetric(id.toStdString()));
    }
    arrange();
    spreadView();
}

void ChartGrid::addCard(const ChartSpec& spec)
{
    auto* card = new ChartCard(spec, m_content);
    connectCard(card);
    card->setRuns(m_runs);
    card->setView(m_view);
    card->setMessage(m_message);
    m_cards.push_back(card);
    card->show();
}

void ChartGrid::removeCard(ChartCard* card)
{
    std::erase(m_cards, card);
    m_enlarged = m_enlarged == card ? nullptr : m_enlarged;
    m_current = m_current == card ? nullptr : m_current;
    m_dragged = m_dragged == card ? nullptr : m_dragged;
    card->hide();
    card->deleteLater();  // its own menu may have asked for it
}

QStringList ChartGrid::order() const
{
    QStringList out;
    for (const ChartCard* card : m_cards) {
        out << card->spec().id();
    }
    return out;
}

std::vector<ChartSpec> ChartGrid::hiddenCharts() const
{
    const QStringList shown = order();
    std::vector<ChartSpec> out;
    std::copy_if(m_offered.begin(), m_offered.end(), std::back_inserter(out),
                 [&](const ChartSpec& spec) { return !shown.contains(spec.id()); });
    return out;
}

void ChartGrid::showChart(const ChartSpec& spec)
{
    if (order().contains(spec.id())) {
        return;
    }
    addCard(spec);
    m_enlarged = nullptr;
    m_current = m_cards.back();
    arrange();
    ensureWidgetVisible(m_current);
    spreadCursor();
    Q_EMIT chartsChanged();
}

void ChartGrid::hideChart(ChartCard* card)
{
    if (card == nullptr || m_cards.size() < 2) {
        return;  // an empty grid says nothing
    }
    const auto at =
        static_cast<std::size_t>(std::find(m_cards.begin(), m_cards.end(), card) - m_cards.begin());
    removeCard(card);
    m_current = m_cards[std::min(at, m_cards.size() - 1)];
    arrange();
    spreadCursor();
    Q_EMIT chartsChanged();
}

void ChartGrid::moveChart(ChartCard* card, int place)
{
    const auto from = std::find(m_cards.begin(), m_cards.end(), card);
    const int last = static_cast<int>(m_cards.size()) - 1;
    if (from == m_cards.end() || std::clamp(place, 0, last) == from - m_cards.begin()) {
        return;
    }
    m_cards.erase(from);
    m_cards.insert(m_cards.begin() + std::clamp(place, 0, last), card);
    arrange();
    ensureWidgetVisible(card);
    Q_EMIT chartsChanged();
}

int ChartGrid::placeOf(const ChartCard* card) const
{
    return static_cast<int>(std::find(m_cards.begin(), m_cards.end(), card) - m_cards.begin());
}

void ChartGrid::moveCurrent(int places)
{
    if (m_current != nullptr) {
        moveChart(m_current, placeOf(m_current) + places);
    }
}

void ChartGrid::hideCurrent()
{
    hideChart(m_current);
}

void ChartGrid::enlargeCurrent()
{
    if (m_current != nullptr) {
        enlarge(m_enlarged == m_current ? nullptr : m_current);
    }
}

void ChartGrid::enlarge(ChartCard* card)
{
    m_enlarged = card;
    arrange();
    schedule();
}

ChartGrid::Slot ChartGrid::slotAt(const QPoint& at) const
{
    // The row whose middle is nearest, then the gap between its cards.
    int nearest = -1;
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        const int distance = std::abs(m_cards[i]->geometry().center().y() - at.y());
        if (nearest < 0 ||
            distance <
                std::abs(m_cards[static_cast<std::size_t>(nearest)]->geometry().center().y() -
                         at.y())) {
            nearest = static_cast<int>(i);
        }
    }
    Slot slot;
    for (std::size_t i = static_cast<std::size_t>(std::max(0, nearest)); i < m_cards.size(); ++i) {
        const QRect card = m_cards[i]->geometry();
        if (card.y() != m_cards[static_cast<std::size_t>(nearest)]->y()) {
            break;
        }
        if (static_cast<int>(i) == nearest || card.center().x() < at.x()) {
            const bool behind = card.center().x() < at.x();
            slot.place = static_cast<int>(i) + (behind ? 1 : 0);
            const int x = behind ? card.right() + u(kGap) / 2 : card.left() - u(kGap) / 2;
            slot.mark = QRect(x - u(kMarkWidth) / 2, card.top(), u(kMarkWidth), card.height());
        }
    }
    return slot;
}

void ChartGrid::drag(ChartCard* card, const QPoint& global)
{
    if (m_enlarged != nullptr) {
        return;
    }
    m_dragged = card;
    const QPoint at = m_content->mapFromGlobal(global);
    ensureVisible(at.x(), at.y(), 0, u(24));
    m_dropMark->setGeometry(slotAt(at).mark);
    m_dropMark->raise();
    m_dropMark->show();
    spreadCursor();
}

void ChartGrid::drop(ChartCard* card, const QPoint& global)
{
    if (m_dragged == card) {
        const int place = slotAt(m_content->mapFromGlobal(global)).place;
        endDrag();
        moveChart(card, place > placeOf(card) ? place - 1 : place);
    }
}

void ChartGrid::endDrag()
{
    m_dragged = nullptr;
    m_dropMark->hide();
    spreadCursor();
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
    for (int i = 0; i < count; ++i) {
        m_cards[static_cast<std::size_t>(i)]->setPlace({i == 0, i + 1 == count});
    }
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

}  // namespace marginalia
