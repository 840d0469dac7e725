// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compare/compare_session.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

namespace marginalia {

/// Prompts that match what is typed, with how far each one is.
class PromptModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { IndexRole = Qt::UserRole, BadgeRole, TopicRole, WritingRole };

    explicit PromptModel(const CompareSession& session, QObject* parent = nullptr);
    void refresh(const QString& search);
    int rowOf(int promptIndex) const;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    const CompareSession& m_session;
    std::vector<int> m_rows;
};

/// Badge (the number preferred, an open circle), text, topic below.
class PromptDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// What stands in the list for a prompt: its last user turn in one line.
QString promptTitle(const StoredPrompt& prompt);
/// The last user turn as it was written.
QString lastQuestion(const StoredPrompt& prompt);

}  // namespace marginalia
