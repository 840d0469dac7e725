// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/label/label_session.h"

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

namespace marginalia {

/// The verdicts given so far, newest first.
class TrailModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { KeyRole = Qt::UserRole, VerdictRole, SecondsRole, IdRole };

    using QAbstractListModel::QAbstractListModel;
    void setEntries(const std::vector<TrailEntry>& entries);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<TrailEntry> m_entries;
};

/// Key cap, prompt, verdict below, seconds at the right.
class TrailDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// "much better", "tie", "both bad", ...: a verdict in words.
QString verdictWords(Verdict verdict, Strength strength);

}  // namespace marginalia
