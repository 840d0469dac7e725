// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/data_foot.h"

#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <QPainter>

namespace marginalia {

namespace {

constexpr double kSide = 14;
constexpr double kGap = 20;
constexpr double kWordGap = 4;

QFont numberFont()
{
    return textFont(Face::Small, QFont::DemiBold);
}

/// A count and its word: translations keep the order "12 pairs", which `%n` cannot promise here.
QString wordOf(const QString& withNumber, const QString& number)
{
    QString out = withNumber;
    return out.remove(number).trimmed();
}

}  // namespace

DataFoot::DataFoot(QWidget* parent) : Pane(&Theme::surface, Qt::TopEdge, parent)
{
    setObjectName(QStringLiteral("data.foot"));
    setFixedHeight(u(40));
    showCounts(nullptr, false);
}

void DataFoot::showCounts(const Counts* counts, bool soFar)
{
    m_items.clear();
    if (counts == nullptr) {
        m_items.push_back({{}, tr("Counting…")});
        tell();
        return;
    }
    const auto plural = [&](qint64 n, const QString& text) {
        m_items.push_back({countText(n), wordOf(text, QString::number(n))});
    };
    // Of kinds only what there is; a project without records has none of any.
    if (counts->pairs > 0 || counts->records() == 0) {
        plural(counts->pairs, tr("%n pair(s)", nullptr, static_cast<int>(counts->pairs)));
    }
    if (counts->unpaired > 0) {
        m_items.push_back({countText(counts->unpaired), tr("unpaired")});
    }
    if (counts->demos > 0) {
        plural(counts->demos, tr("%n demo(s)", nullptr, static_cast<int>(counts->demos)));
    }
    if (counts->steps > 0) {
        m_items.push_back({countText(counts->steps), tr("in steps")});
    }
    if (counts->groups > 0) {
        plural(counts->groups, tr("%n group(s)", nullptr, static_cast<int>(counts->groups)));
    }
    if (counts->prompts > 0) {
        plural(counts->prompts, tr("%n prompt(s)", nullptr, static_cast<int>(counts->prompts)));
    }
    m_items.push_back({countText(counts->labelled), tr("labelled")});
    m_items.push_back({counts->strict == 0
                           ? notMeasured()
                           : tr("%1 of %2")
                                 .arg(shareText(static_cast<double>(counts->longerWins) /
                                                    static_cast<double>(counts->strict),
                                                counts->strict),
                                      countText(counts->strict)),
                       tr("longer wins"), false});
    m_items.push_back({countText(counts->equal), tr("equal")});
    m_items.push_back({countText(counts->empty), tr("empty")});
    if (soFar) {
        m_items.push_back({{}, tr("search index still being built, so far")});
    }
    tell();
}

void DataFoot::tell()
{
    QStringList parts;
    for (const Item& item : m_items) {
        parts << (item.numberFirst ? item.number + QLatin1Char(' ') + item.words
                                   : item.words + QLatin1Char(' ') + item.number)
                     .trimmed();
    }
    const QString all = parts.join(QStringLiteral(" · "));
    setAccessibleName(tr("What the records amount to"));
    setAccessibleDescription(all);
    double width = 2 * uExact(kSide) - uExact(kGap);
    for (const Item& item : m_items) {
        width += widthOf(item) + uExact(kGap);
    }
    m_allShown = width <= this->width();
    setToolTip(m_allShown ? QString() : all.toHtmlEscaped());
    update();
}

double DataFoot::widthOf(const Item& item) const
{
    const double number = numberWidth(QFontMetricsF(numberFont()), item.number);
    const double words = QFontMetricsF(textFont(Face::Small)).horizontalAdvance(item.words);
    return number + words + (number > 0 ? uExact(kWordGap) : 0);
}

QSize DataFoot::sizeHint() const
{
    return {u(300), u(40)};
}

QSize DataFoot::minimumSizeHint() const
{
    return {u(120), u(40)};
}

void DataFoot::resizeEvent(QResizeEvent* event)
{
    Pane::resizeEvent(event);
    tell();
}

void DataFoot::paintEvent(QPaintEvent* event)
{
    Pane::paintEvent(event);
    QPainter painter(this);
    const Theme& t = theme();
    double x = uExact(kSide);
    const double end = width() - uExact(kSide);
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        const Item& item = m_items[i];
        const double wide = widthOf(item);
        const double room = end - (i + 1 < m_items.size() ? uExact(kGap) : 0);
        if (x + wide > room && !m_allShown) {
            painter.setFont(textFont(Face::Small));
            painter.setPen(t.muted);
            painter.drawText(QRectF(x, 0, end - x, height()), Qt::AlignVCenter | Qt::AlignLeft,
                             QStringLiteral("…"));
            return;
        }
        const double number = numberWidth(QFontMetricsF(numberFont()), item.number);
        const double words = wide - number - (number > 0 ? uExact(kWordGap) : 0);
        const double numberAt = item.numberFirst ? x : x + words + uExact(kWordGap);
        const double wordsAt = item.numberFirst && number > 0 ? x + number + uExact(kWordGap) : x;
        painter.setFont(numberFont());
        painter.setPen(t.text);
        drawNumber(painter, QRectF(numberAt, 0, number + 1, height()),
                   Qt::AlignLeft | Qt::AlignVCenter, item.number);
        painter.setFont(textFont(Face::Small));
        painter.setPen(t.muted);
        painter.drawText(QRectF(wordsAt, 0, words + 1, height()), Qt::AlignLeft | Qt::AlignVCenter,
                         item.words);
        x += wide + uExact(kGap);
    }
}

}  // namespace marginalia
