// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/objectives/objective_facts.h"

#include <QAbstractListModel>
#include <QListView>
#include <QSet>
#include <QStyledItemDelegate>

#include <vector>

namespace marginalia {

/// The catalogue as a list by family, narrowed by words and properties. Families are rows of their
/// own that cannot be chosen.
class ObjectiveListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { IdRole = Qt::UserRole };
    struct Row {
        const ObjectiveInfo* info = nullptr;  ///< null: the head of a family
        QString title;
        QString second;  ///< why it cannot be used now, else its sentence
        bool usable = true;
        bool chosen = false;  ///< the recipe's objective
        qint64 labels = -1;   ///< that it could use; negative: not counted yet
    };

    explicit ObjectiveListModel(QObject* parent = nullptr);

    void setFacts(const DataFacts& facts);
    void setChosen(const std::string& id);
    void setWords(const QString& text);
    void setProperty(ObjectiveProperty property, bool wanted);

    const Row& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// The row of an id; -1: not shown.
    int rowOf(const std::string& id) const;
    /// The first objective of the list; -1: nothing is left.
    int firstRow() const;
    int objectives() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    bool matches(const ObjectiveInfo& info) const;
    Row rowFor(const ObjectiveInfo& info) const;
    void rebuild();

    DataFacts m_facts;
    std::string m_chosen;
    QStringList m_words;
    QSet<int> m_properties;
    std::vector<Row> m_rows;
};

/// A row: title with the labels it could use, and below it the reason or the sentence.
class ObjectiveDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// The list with its model. Heads are skipped by the arrows.
class ObjectiveList : public QListView {
    Q_OBJECT

public:
    explicit ObjectiveList(QWidget* parent = nullptr);
    ObjectiveListModel& rows() const { return *m_model; }

    const ObjectiveInfo* current() const;
    /// False: the id is not among the rows shown.
    bool choose(const std::string& id);
    /// Moves by this many objectives and stays at the ends.
    void step(int by);

Q_SIGNALS:
    void objectiveChanged();

private:
    ObjectiveListModel* m_model;
};

}  // namespace marginalia
