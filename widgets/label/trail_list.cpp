// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/label/trail_list.h"

#include "widgets/common/format.h"
#include "widgets/common/paint.h"
#include "widgets/common/theme.h"
#include "widgets/common/tool_tip.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QPainter>
#include <QScrollBar>

#include <cmath>

namespace marginalia {

namespace {

constexpr int kMostShown = 40;

/// Gives lupdate a context for the words of verdicts.
class VerdictTexts {
    Q_DECLARE_TR_FUNCTIONS(Verdict)
};

QString keyOf(const Judgement& judgement)
{
    switch (judgement.verdict) {
        case Verdict::A:
            return judgement.aShownFirst ? QStringLiteral("1") : QStringLiteral("2");
        case Verdict::B:
            return judgement.aShownFirst ? QStringLiteral("2") : QStringLiteral("1");
        case Verdict::Tie:
            return QStringLiteral("=");
        case Verdict::BothGood:
            return QStringLiteral("A");
        case Verdict::BothBad:
            return QStringLiteral("B");
        case Verdict::Skip:
            return QStringLiteral("S");
        case Verdict::None:
            break;
    }
    return QStringLiteral("–");
}

}  // namespace

QString verdictWords(Verdict verdict, Strength strength)
{
    switch (verdict) {
        case Verdict::A:
        case Verdict::B:
            return strength == Strength::Much    ? VerdictTexts::tr("much better")
                   : strength == Strength::Plain ? VerdictTexts::tr("better")
                                                 : VerdictTexts::tr("slightly better");
        case Verdict::Tie:
            return VerdictTexts::tr("tie");
        case Verdict::BothGood:
            return VerdictTexts::tr("both good");
        case Verdict::BothBad:
            return VerdictTexts::tr("both bad");
        case Verdict::Skip:
            return VerdictTexts::tr("skipped");
        case Verdict::None:
            break;
    }
    return VerdictTexts::tr("not labelled");
}

void TrailModel::setEntries(const std::vector<TrailEntry>& entries)
{
    beginResetModel();
    m_entries.assign(
        entries.begin(),
        entries.begin() + std::min<qsizetype>(kMostShown, static_cast<qsizetype>(entries.size())));
    endResetModel();
}

int TrailModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant TrailModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const TrailEntry& entry = m_entries[static_cast<size_t>(index.row())];
    const QString words = verdictWords(entry.judgement.verdict, entry.judgement.strength);
    switch (role) {
        case Qt::DisplayRole:
            return entry.prompt;
        case Qt::ToolTipRole:
            return plainToolTip(entry.prompt);
        case Qt::AccessibleTextRole:
            return tr("%1, %2").arg(entry.prompt, words);
        case KeyRole:
            return keyOf(entry.judgement);
        case VerdictRole:
            return entry.judgement.why.empty() ? words : tr("%1, with a reason").arg(words);
        case SecondsRole:
            // Tenths only where they are all there is.
            return durationText(entry.judgement.milliseconds < 1000
                                    ? secondsOf(entry.judgement)
                                    : std::round(secondsOf(entry.judgement)));
        case IdRole:
            return QVariant::fromValue(number(entry.id));
        default:
            return {};
    }
}

QSize TrailDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {u(200), std::max(u(42), QFontMetrics(textFont(Face::Small)).height() +
                                        QFontMetrics(textFont(Face::Caption)).height() + u(9))};
}

void TrailDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme& t = theme();
    const QRectF row = option.rect;
    const auto* list = qobject_cast<const QAbstractItemView*>(option.widget);
    const bool scrolls = list != nullptr && list->verticalScrollBar()->isVisible();
    const double end = row.right() - (scrolls ? uExact(6) : 0);
    if ((option.state & QStyle::State_MouseOver) != 0) {
        painter->fillRect(row, t.hover);
    }
    if ((option.state & QStyle::State_HasFocus) != 0) {
        drawBox(*painter, row.adjusted(1, 1, -1, -1), uExact(3), Qt::transparent, t.accent,
                uExact(2));
    }
    const QString key = index.data(TrailModel::KeyRole).toString();
    const double cap = uExact(22);
    drawKeyCap(*painter, QRectF(row.left(), row.center().y() - cap / 2, cap, cap), key);

    painter->setFont(textFont(Face::Caption));
    const QString seconds = index.data(TrailModel::SecondsRole).toString();
    const double secondsWidth = painter->fontMetrics().horizontalAdvance(seconds) + uExact(2);
    painter->setPen(t.muted);
    painter->drawText(QRectF(end - secondsWidth, row.top(), secondsWidth, row.height()),
                      Qt::AlignRight | Qt::AlignVCenter, seconds);

    const double left = row.left() + cap + uExact(8);
    const double width = end - secondsWidth - uExact(8) - left;
    const double upper = QFontMetricsF(textFont(Face::Small)).height();
    const double lower = QFontMetricsF(textFont(Face::Caption)).height();
    const double top = row.center().y() - (upper + lower) / 2;
    painter->setFont(textFont(Face::Small));
    painter->setPen(t.text);
    painter->drawText(QRectF(left, top, width, upper), Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                                        static_cast<int>(width)));
    painter->setFont(textFont(Face::Caption));
    painter->setPen(t.muted);
    painter->drawText(QRectF(left, top + upper, width, lower), Qt::AlignLeft | Qt::AlignVCenter,
                      index.data(TrailModel::VerdictRole).toString());
    if (index.row() + 1 < index.model()->rowCount()) {
        drawRule(*painter, row.bottomLeft(), QPointF(end, row.bottom()), t.border);
    }
    painter->restore();
}

}  // namespace marginalia
