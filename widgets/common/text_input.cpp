// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/text_document.h"
#include "widgets/common/text_view.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTextBoundaryFinder>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace marginalia {

QPointF TextView::toDocument(const QPoint& viewportPoint) const
{
    return {viewportPoint.x() - textLeft(),
            viewportPoint.y() + verticalScrollBar()->value() - uExact(m_padY)};
}

std::optional<std::size_t> TextView::byteAt(const QPoint& viewportPoint) const
{
    const QPointF point = toDocument(viewportPoint);
    if (!m_document->hits(point)) {
        return std::nullopt;
    }
    return m_document->byteOf(m_document->placeAt(point));
}

QString TextView::selectedText() const
{
    return m_document->text(std::min(m_anchor, m_cursor), std::max(m_anchor, m_cursor));
}

void TextView::selectAll()
{
    m_anchor = {};
    m_cursor = m_document->end();
    viewport()->update();
}

void TextView::copy() const
{
    const QString text = selectedText();
    QApplication::clipboard()->setText(text.isEmpty() ? QString::fromStdString(m_document->source())
                                                      : text);
}

bool TextView::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto byte = byteAt(help->pos());
        QString tip;
        if (byte) {
            for (const TextRange& range : m_document->ranges()) {
                if (*byte >= range.begin && *byte < range.end && !range.tip.isEmpty()) {
                    tip = range.tip;
                }
            }
        }
        if (tip.isEmpty()) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), tip, viewport());
        }
        return true;
    }
    if (event->type() == QEvent::Leave && m_hovered >= 0) {
        m_hovered = -1;
        Q_EMIT rangeEntered(-1);
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TextView::wheelEvent(QWheelEvent* event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        setZoom(m_zoom * std::pow(1.1, event->angleDelta().y() / 120.0));
        event->accept();
        return;
    }
    // With Shift only this view moves; the owner hears that from `byPerson`.
    m_byPerson = !event->modifiers().testFlag(Qt::ShiftModifier);
    const int delta =
        event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x();
    const int before = verticalScrollBar()->value();
    verticalScrollBar()->setValue(before - delta * verticalScrollBar()->singleStep() * 3 / 120);
    m_byPerson = false;
    event->setAccepted(verticalScrollBar()->value() != before);
}

void TextView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
        return;
    }
    QScrollBar* bar = verticalScrollBar();
    const int before = bar->value();
    m_byPerson = true;
    switch (event->key()) {
        case Qt::Key_Up:
            bar->triggerAction(QAbstractSlider::SliderSingleStepSub);
            break;
        case Qt::Key_Down:
            bar->triggerAction(QAbstractSlider::SliderSingleStepAdd);
            break;
        case Qt::Key_PageUp:
            bar->triggerAction(QAbstractSlider::SliderPageStepSub);
            break;
        case Qt::Key_PageDown:
        case Qt::Key_Space:
            bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
            break;
        case Qt::Key_Home:
            bar->setValue(0);
            break;
        case Qt::Key_End:
            bar->setValue(bar->maximum());
            break;
        default:
            break;
    }
    m_byPerson = false;
    if (bar->value() == before) {
        event->ignore();
    }
}

void TextView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        event->ignore();
        return;
    }
    const TextPlace place = m_document->placeAt(toDocument(event->position().toPoint()));
    m_cursor = place;
    if (!event->modifiers().testFlag(Qt::ShiftModifier)) {
        m_anchor = place;
    }
    m_selecting = true;
    viewport()->update();
}

void TextView::mouseMoveEvent(QMouseEvent* event)
{
    if (m_selecting) {
        const QPoint at = event->position().toPoint();
        if (at.y() < 0 || at.y() > viewport()->height()) {
            verticalScrollBar()->setValue(verticalScrollBar()->value() + (at.y() < 0 ? -12 : 12));
        }
        m_cursor = m_document->placeAt(toDocument(at));
        viewport()->update();
        return;
    }
    int found = -1;
    if (const auto byte = byteAt(event->position().toPoint())) {
        const auto& ranges = m_document->ranges();
        for (int i = 0; i < static_cast<int>(ranges.size()); ++i) {
            if (*byte >= ranges[static_cast<size_t>(i)].begin &&
                *byte < ranges[static_cast<size_t>(i)].end) {
                found = i;
            }
        }
    }
    if (found != m_hovered) {
        m_hovered = found;
        Q_EMIT rangeEntered(found);
    }
}

void TextView::mouseReleaseEvent(QMouseEvent* event)
{
    m_selecting = false;
    if (m_anchor == m_cursor) {
        // A click without selection may mean the card around the text.
        event->ignore();
    }
}

void TextView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const TextPlace place = m_document->placeAt(toDocument(event->position().toPoint()));
    if (m_document->blockCount() == 0) {
        return;
    }
    const QString& text = m_document->blockText(place.block);
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    finder.setPosition(place.at);
    const auto end = finder.toNextBoundary();
    finder.setPosition(end < 0 ? text.size() : end);
    const auto begin = finder.toPreviousBoundary();
    m_anchor = {place.block, static_cast<int>(std::max<qsizetype>(0, begin))};
    m_cursor = {place.block, static_cast<int>(end < 0 ? text.size() : end)};
    viewport()->update();
}

void TextView::contextMenuEvent(QContextMenuEvent* event)
{
    QMenu menu(this);
    menu.addAction(tr("Copy"), QKeySequence::Copy, this, &TextView::copy);
    menu.addAction(tr("Select all"), QKeySequence::SelectAll, this, &TextView::selectAll);
    menu.addSeparator();
    menu.addAction(
        m_document->mode() == Mode::Markup ? tr("Show the source") : tr("Show it formatted"), this,
        [this] { setMode(m_document->mode() == Mode::Markup ? Mode::Plain : Mode::Markup); });
    menu.addAction(tr("Text size as it was"), this, [this] { setZoom(1); });
    menu.exec(event->globalPos());
}

}  // namespace marginalia
