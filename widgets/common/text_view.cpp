// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/text_view.h"

#include "widgets/common/format.h"
#include "widgets/common/paint.h"
#include "widgets/common/text_access.h"
#include "widgets/common/text_document.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace marginalia {

TextView::TextView(QWidget* parent)
    : QAbstractScrollArea(parent), m_document(std::make_unique<TextDocument>())
{
    installTextAccess();
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setSizePolicy(policy);
}

TextView::~TextView() = default;

void TextView::setText(const std::string& utf8, Mode mode)
{
    m_anchor = m_cursor = {};
    m_seen = 0;
    m_hovered = -1;
    m_document->setRanges({});
    m_document->setText(utf8, mode);
    relayout();
    verticalScrollBar()->setValue(0);
}

void TextView::appendText(const std::string& utf8)
{
    const bool atEnd = verticalScrollBar()->value() >= verticalScrollBar()->maximum() - 2;
    const int before = verticalScrollBar()->value();
    m_document->setText(m_document->source() + utf8, m_document->mode());
    relayout();
    verticalScrollBar()->setValue(atEnd ? verticalScrollBar()->maximum() : before);
}

const std::string& TextView::source() const
{
    return m_document->source();
}

TextView::Mode TextView::mode() const
{
    return m_document->mode();
}

void TextView::setMode(Mode mode)
{
    m_document->setMode(mode);
    m_anchor = m_cursor = {};
    relayout();
}

const std::vector<TextRange>& TextView::ranges() const
{
    return m_document->ranges();
}

void TextView::setRanges(std::vector<TextRange> ranges)
{
    m_document->setRanges(std::move(ranges));
    m_hovered = -1;
    relayout();
}

void TextView::setPadding(double horizontal, double vertical)
{
    m_padX = horizontal;
    m_padY = vertical;
    relayout();
}

void TextView::setMaximumTextWidth(double width)
{
    m_mostWidth = width;
    relayout();
}

void TextView::setFace(Face face)
{
    m_face = face;
    relayout();
}

void TextView::setWriting(bool writing)
{
    if (m_writing != writing) {
        m_writing = writing;
        viewport()->update();
    }
}

void TextView::setFitsContent(bool fits, double mostHeight)
{
    m_fits = fits;
    m_mostHeight = mostHeight;
    QSizePolicy policy(QSizePolicy::Expanding,
                       fits ? QSizePolicy::Preferred : QSizePolicy::Expanding);
    policy.setHeightForWidth(fits);
    setSizePolicy(policy);
    updateGeometry();
}

void TextView::setShowsRemainder(bool shows)
{
    m_remainder = shows;
    viewport()->update();
}

double TextView::zoom() const
{
    return m_zoom;
}

void TextView::setZoom(double factor)
{
    const double wanted = std::clamp(factor, 0.6, 3.0);
    if (wanted != m_zoom) {
        m_zoom = wanted;
        relayout();
        Q_EMIT zoomChanged(m_zoom);
    }
}

double TextView::lineRoom() const
{
    const double room = viewport()->width() - 2 * uExact(m_padX);
    return std::max(40.0, m_mostWidth > 0 ? std::min(room, uExact(m_mostWidth)) : room);
}

double TextView::textLeft() const
{
    return std::max(uExact(m_padX), (viewport()->width() - lineRoom()) / 2);
}

double TextView::lineHeight() const
{
    if (m_document->mode() == Mode::Mono) {
        return uExact(20);
    }
    switch (m_face) {
        case Face::Caption:
            return uExact(15);
        case Face::Small:
            return uExact(16);
        case Face::Body:
            return uExact(18);
        default:
            return uExact(24);
    }
}

void TextView::relayout()
{
    // The text at the top stays at the top when its width or size changes.
    const int top = m_document->blockAt(verticalScrollBar()->value());
    const double inside =
        m_document->blockCount() > 0 ? verticalScrollBar()->value() - m_document->blockTop(top) : 0;
    m_document->setMetrics({lineRoom(), lineHeight(), m_zoom, m_face});
    const double y = verticalScrollBar()->value();
    m_document->layOut(y - uExact(m_padY), y + viewport()->height());
    updateScrollBar();
    if (m_document->blockCount() > top && verticalScrollBar()->value() > 0) {
        verticalScrollBar()->setValue(static_cast<int>(m_document->blockTop(top) + inside));
    }
    if (m_fits) {
        updateGeometry();
    }
    viewport()->update();
}

void TextView::updateScrollBar()
{
    const int all = static_cast<int>(std::ceil(m_document->height() + 2 * uExact(m_padY)));
    const int page = viewport()->height();
    verticalScrollBar()->setPageStep(page);
    verticalScrollBar()->setSingleStep(static_cast<int>(lineHeight() * m_zoom));
    verticalScrollBar()->setRange(0, std::max(0, all - page));
}

int TextView::textHeight(int width) const
{
    TextDocument copy;
    copy.setText(m_document->source(), m_document->mode());
    const double room = width - 2 * uExact(m_padX);
    copy.setMetrics({std::max(40.0, m_mostWidth > 0 ? std::min(room, uExact(m_mostWidth)) : room),
                     lineHeight(), m_zoom, m_face});
    copy.layOut(0, 1e6);
    return static_cast<int>(std::ceil(copy.height() + 2 * uExact(m_padY)));
}

QSize TextView::sizeHint() const
{
    return {u(320), m_fits ? heightForWidth(std::max(u(320), width())) : u(200)};
}

QSize TextView::minimumSizeHint() const
{
    const int line = static_cast<int>(lineHeight() * m_zoom + 2 * uExact(m_padY));
    return {u(80), m_fits ? line : u(60)};
}

bool TextView::hasHeightForWidth() const
{
    return m_fits;
}

int TextView::heightForWidth(int width) const
{
    if (!m_fits) {
        return -1;
    }
    const int height = textHeight(width);
    return m_mostHeight > 0 ? std::min(height, u(m_mostHeight)) : height;
}

void TextView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    const double y = verticalScrollBar()->value();
    const double page = viewport()->height();
    if (m_document->layOut(y - uExact(m_padY), y + page)) {
        updateScrollBar();
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(textLeft(), uExact(m_padY) - y);
    const QRectF visible(0, y - uExact(m_padY), lineRoom(), page);
    m_document->paint(painter, visible, std::min(m_anchor, m_cursor), std::max(m_anchor, m_cursor),
                      m_writing);
    painter.resetTransform();
    const double all = std::max(1.0, m_document->height() + 2 * uExact(m_padY));
    m_seen = std::max(m_seen, std::min(1.0, (y + page) / all));
    if (m_remainder) {
        drawRemainder(painter);
    }
    if (hasFocus() && m_showsFocus) {
        drawBox(painter, QRectF(viewport()->rect()).adjusted(1, 1, -1, -1), uExact(4), {},
                theme().accent, 2);
    }
}

void TextView::drawRemainder(QPainter& painter) const
{
    const double page = viewport()->height();
    const double all = m_document->height() + 2 * uExact(m_padY);
    const double below = all - page - verticalScrollBar()->value();
    // A fold at the end of each screen, so that the place is found again after a page.
    for (double fold = page; fold < all - 1; fold += page) {
        const double y = fold - verticalScrollBar()->value();
        if (y > 0 && y < page) {
            drawRule(painter, {0, y}, {uExact(8), y}, theme().field);
        }
    }
    if (below <= lineHeight() || all <= 0) {
        return;
    }
    const QString text = tr("%1 % below").arg(std::lround(below / all * 100));
    painter.setFont(textFont(Face::Caption));
    const QFontMetricsF metrics(painter.font());
    const QSizeF size(metrics.horizontalAdvance(text) + u(12), u(18));
    const QRectF at(viewport()->width() - size.width() - u(12), page - size.height() - u(6),
                    size.width(), size.height());
    drawBox(painter, at, uExact(3), theme().hover, {});
    painter.setPen(theme().muted);
    painter.drawText(at, Qt::AlignCenter, text);
}

void TextView::resizeEvent(QResizeEvent*)
{
    relayout();
}

void TextView::scrollContentsBy(int, int)
{
    const int range = verticalScrollBar()->maximum();
    Q_EMIT scrolledTo(range > 0 ? static_cast<double>(verticalScrollBar()->value()) / range : 0,
                      m_byPerson);
    viewport()->update();
}

void TextView::scrollToShare(double share)
{
    verticalScrollBar()->setValue(
        static_cast<int>(std::lround(share * verticalScrollBar()->maximum())));
}

double TextView::shareSeen() const
{
    return m_seen;
}

void TextView::ensureVisible(std::size_t byte)
{
    const TextPlace place = m_document->placeOf(byte);
    m_document->layOut(0, m_document->blockTop(place.block) + viewport()->height());
    updateScrollBar();
    const QRectF line = m_document->lineRect(place);
    const double top = verticalScrollBar()->value() - uExact(m_padY);
    if (line.top() < top || line.bottom() > top + viewport()->height() - uExact(m_padY)) {
        verticalScrollBar()->setValue(
            static_cast<int>(line.top() + uExact(m_padY) - viewport()->height() / 3.0));
    }
}

void TextView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        m_document->forgetLayout();
        relayout();
    }
}

}  // namespace marginalia
