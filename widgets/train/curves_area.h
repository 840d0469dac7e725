// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/train/chart_grid.h"

#include <QHash>
#include <QWidget>

class QAction;
class QCheckBox;
class QMenu;
class QSettings;
class QSlider;
class QStackedLayout;

namespace marginalia {

class ActionRegistry;
class ChipButton;
class MarkLegend;
class SegmentedControl;

/// The middle of Train: tool row (axis, smoothing, raw, logarithm, live, charts) above the charts.
///
/// Which charts are shown, and in which order, is kept for each objective.
class CurvesArea : public QWidget {
    Q_OBJECT

public:
    explicit CurvesArea(ActionRegistry& actions, QWidget* parent = nullptr);

    ChartGrid& grid() { return *m_grid; }
    /// Shows the charts of an objective as the person left them.
    void setObjective(const QString& objective);
    double smoothing() const;
    /// The newest change of a setting, for the legend; empty: none was made.
    void setChange(const QString& change);
    /// What stands in the place of the charts while there is no run; null: the charts.
    void setPlaceholder(QWidget* placeholder);
    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);

Q_SIGNALS:
    void smoothingChanged(double weight);

private:
    QWidget* buildTools(ActionRegistry& actions);
    void bindActions(ActionRegistry& actions);
    void bindChartActions(ActionRegistry& actions);
    void showSmoothing();
    void fillChartMenu();

    ChartGrid* m_grid;
    SegmentedControl* m_axis = nullptr;
    QSlider* m_smooth = nullptr;
    TextLabel* m_smoothValue = nullptr;
    QCheckBox* m_raw = nullptr;
    QCheckBox* m_log = nullptr;
    ChipButton* m_live = nullptr;
    MarkLegend* m_legend = nullptr;
    ChipButton* m_add = nullptr;
    QMenu* m_addMenu = nullptr;
    QAction* m_reset = nullptr;
    QString m_objective;
    QHash<QString, QStringList> m_orders;  ///< by objective; none: as delivered
    QWidget* m_tools = nullptr;
    QStackedLayout* m_pages = nullptr;
};

}  // namespace marginalia
