// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/train/tracked_run.h"

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

#include <vector>

namespace marginalia {

/// The runs of a project, newest first, with the place (colour and dash) each has in the charts.
class RunsModel : public QAbstractListModel {
    Q_OBJECT

public:
    struct Row {
        RunFacts facts;
        bool shown = false;     ///< overlaid
        bool selected = false;  ///< the one looked at
        int place = 0;
    };
    using QAbstractListModel::QAbstractListModel;

    void setRuns(const std::vector<RunFacts>& runs);
    void setHealth(const QString& folder, const RunHealth& health);
    void select(const QString& folder);
    /// The run looked at is always shown and cannot be hidden.
    void toggleShown(const QString& folder);
    void setShown(const QStringList& folders);

    const std::vector<Row>& rows() const { return m_rows; }
    const Row* find(const QString& folder) const;
    QString selectedFolder() const;
    /// Overlaid runs in the order they were switched on.
    QStringList overlays() const { return m_overlays; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    void shownChanged();

private:
    void assignPlaces();

    std::vector<Row> m_rows;
    QStringList m_overlays;
    QString m_selected;
};

/// Eye, line sample, number, title, state. A click on the eye overlays, elsewhere it selects.
class RunsDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    static QRect eyeRect(const QRect& row);
};

class RunsList : public QListView {
    Q_OBJECT

public:
    explicit RunsList(RunsModel* model, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    QString currentFolder() const;

Q_SIGNALS:
    void runChosen(const QString& folder);
    void overlayAsked(const QString& folder);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    RunsModel* m_runs;
};

}  // namespace marginalia
