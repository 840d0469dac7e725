// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/prompt_list.h"

#include "widgets/common/icons.h"
#include "widgets/common/paint.h"
#include "widgets/common/theme.h"
#include "widgets/common/tool_tip.h"

#include <QPainter>

#include <algorithm>

namespace marginalia {

QString lastQuestion(const StoredPrompt& prompt)
{
    for (auto message = prompt.messages.rbegin(); message != prompt.messages.rend(); ++message) {
        if (message->role == "user") {
            return QString::fromStdString(message->content);
        }
    }
    return QString::fromStdString(plainText(prompt.messages));
}

QString promptTitle(const StoredPrompt& prompt)
{
    return lastQuestion(prompt).simplified();
}

PromptModel::PromptModel(const CompareSession& session, QObject* parent)
    : QAbstractListModel(parent), m_session(session)
{
}

void PromptModel::refresh(const QString& search)
{
    beginResetModel();
    m_rows.clear();
    for (int i = 0; i < static_cast<int>(m_session.prompts().size()); ++i) {
        const StoredPrompt& prompt = m_session.prompts()[static_cast<size_t>(i)];
        if (search.isEmpty() || promptTitle(prompt).contains(search, Qt::CaseInsensitive) ||
            QString::fromStdString(prompt.topic).contains(search, Qt::CaseInsensitive)) {
            m_rows.push_back(i);
        }
    }
    endResetModel();
}

int PromptModel::rowOf(int promptIndex) const
{
    const auto found = std::find(m_rows.begin(), m_rows.end(), promptIndex);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int PromptModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PromptModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const int at = m_rows[static_cast<size_t>(index.row())];
    const StoredPrompt& prompt = m_session.prompts()[static_cast<size_t>(at)];
    const std::optional<int> vote = m_session.votedOn(prompt.id);
    switch (role) {
        case Qt::DisplayRole:
            return promptTitle(prompt);
        case Qt::ToolTipRole:
            return plainToolTip(promptTitle(prompt));
        case Qt::AccessibleTextRole:
            return vote ? (*vote >= 0
                               ? tr("%1, preferred %2").arg(promptTitle(prompt)).arg(*vote + 1)
                               : tr("%1, tie").arg(promptTitle(prompt)))
                        : tr("%1, no vote yet").arg(promptTitle(prompt));
        case IndexRole:
            return at;
        case BadgeRole:
            return vote ? QString::number(*vote + 1) : QString();
        case WritingRole:
            return m_session.isWriting(prompt.id);
        case TopicRole:
            return QString::fromStdString(prompt.topic);
        default:
            return {};
    }
}

QSize PromptDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const int topic = index.data(PromptModel::TopicRole).toString().isEmpty()
                          ? 0
                          : QFontMetrics(textFont(Face::Caption)).height();
    return {u(160), std::max(u(28), QFontMetrics(textFont(Face::Small)).height() + topic + u(8))};
}

void PromptDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const Theme& t = theme();
    const QRectF row(option.rect);
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    drawListRow(*painter, option);
    const QString badge = index.data(PromptModel::BadgeRole).toString();
    const double cap = uExact(18);
    const QRectF place(row.left() + uExact(10), row.center().y() - cap / 2, cap, cap);
    if (index.data(PromptModel::WritingRole).toBool()) {
        paintIcon(*painter, QStringLiteral("play"), place, uExact(14), t.accent);
    } else if (badge.isEmpty()) {
        painter->setPen(QPen(t.border2, uExact(1.4)));
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(place.center(), uExact(3.5), uExact(3.5));
    } else {
        drawKeyCap(*painter, place, badge);
    }
    const QString topic = index.data(PromptModel::TopicRole).toString();
    const QFont upperFont = textFont(Face::Small, selected ? QFont::DemiBold : QFont::Normal);
    const double upper = QFontMetricsF(upperFont).height();
    const double lower = topic.isEmpty() ? 0 : QFontMetricsF(textFont(Face::Caption)).height();
    const double left = place.right() + uExact(10);
    const double width = row.right() - uExact(6) - left;
    const double top = row.center().y() - (upper + lower) / 2;
    painter->setFont(upperFont);
    painter->setPen(t.text);
    painter->drawText(QRectF(left, top, width, upper), Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                                        static_cast<int>(width)));
    painter->setFont(textFont(Face::Caption));
    painter->setPen(t.muted);
    painter->drawText(QRectF(left, top + upper, width, lower), Qt::AlignLeft | Qt::AlignVCenter,
                      topic);
    painter->restore();
}

}  // namespace marginalia
