// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QStyledItemDelegate>

namespace marginalia {

struct RowSummary;

/// Paints the cells of the record table: flag, texts with search hits marked, signed margins,
/// sparklines, grey bars for rows that are still being read.
class RecordDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    /// Beginnings of words to mark, lower case.
    void setHits(const QStringList& words) { m_words = words; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintFocus(QPainter& painter, const QStyleOptionViewItem& option,
                    const QModelIndex& index) const;
    /// With what stands before one that nobody decided.
    void paintAnswer(QPainter& painter, const QRectF& rect, const QModelIndex& index,
                     const RowSummary* row) const;
    void paintText(QPainter& painter, const QRectF& rect, const QString& text,
                   const QColor& colour) const;
    void paintHistory(QPainter& painter, const QRectF& rect, const QModelIndex& index) const;

    QStringList m_words;
};

/// Words of a search text that stand for themselves: no operators, no quotes.
QStringList searchWords(const QString& search);

}  // namespace marginalia
