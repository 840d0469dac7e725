// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/loss_curves.h"
#include "core/jobs/catalog.h"
#include "core/jobs/run_spec.h"

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

#include <optional>
#include <vector>

namespace marginalia {

/// One objective of the explorer, or the recipe as it stands, with its own parameters.
struct LossEntry {
    RunSpec spec;
    const ObjectiveInfo* info = nullptr;
    bool recipe = false;  ///< with the terms and changes of the recipe
    QString title;
    std::optional<LossCurve> curve;
    QString why;     ///< it has no curve; empty: it has one
    int place = -1;  ///< colour and dash of its line; negative: not drawn
};

/// What the explorer lists: the recipe, then the catalogue, those without a curve last.
class LossEntries : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int kMostDrawn = 6;

    explicit LossEntries(const RunSpec& recipe, QObject* parent = nullptr);

    const LossEntry& at(int row) const { return m_entries[static_cast<std::size_t>(row)]; }
    int rowOf(const std::string& id) const;
    /// Draws a line, or takes it away; false: all places are taken.
    bool setDrawn(int row, bool drawn);
    void setParameter(int row, const std::string& key, double value);
    double parameter(int row, const std::string& key) const;
    /// The pair whose push every row shows.
    void setPoint(const PairPoint& point);
    const PairPoint& point() const { return m_point; }
    PairLoss lossAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    /// Which lines are drawn, or how they run.
    void curvesChanged();

private:
    void add(LossEntry entry);
    void changed(int row);

    std::vector<LossEntry> m_entries;
    PairPoint m_point;
};

/// "pushes the chosen answer up and the rejected one down three times as hard".
QString pushSentence(const QString& objective, const PairLoss& loss);

/// A row: line sample, title, and two arrows: where the chosen and the rejected answer are pushed.
class LossDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Where a click draws the line or takes it away.
    static QRect eyeRect(const QRect& row, Qt::LayoutDirection direction);
};

/// The list: arrows and click choose an objective, Space or a click on its line draws it.
class LossList : public QListView {
    Q_OBJECT

public:
    explicit LossList(LossEntries* entries, QWidget* parent = nullptr);

Q_SIGNALS:
    void entryChanged(int row);
    void drawnToggled(int row);

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace marginalia
