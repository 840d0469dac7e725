// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/models/model_shelf.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>

namespace marginalia {

/// The models of a shelf, one row each, in the shelf's order.
class ModelTable : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Weights, Size, Template, Verdict, ColumnCount };
    enum Role { FolderRole = Qt::UserRole, SearchRole };

    /// The shelf outlives the table.
    explicit ModelTable(const ModelShelf& shelf, QObject* parent = nullptr);

    const ModelEntry* at(int row) const;
    int rowOf(const QString& folder) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString textOf(const ModelEntry& entry, int column) const;

    const ModelShelf& m_shelf;
    int m_count = 0;
};

/// What a row says of itself when nobody has looked, or could not.
QString entryState(const ModelEntry& entry);

/// Keeps the rows whose name, place or family hold every word.
class ModelFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setWords(const QString& text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QStringList m_words;
};

/// A row: name with where it is from, figures, and the verdict as a tag.
class ModelDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
};

}  // namespace marginalia
