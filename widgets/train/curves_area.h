// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/train/chart_grid.h"

#include <QWidget>

class QAction;
class QCheckBox;
class QSettings;
class QSlider;
class QStackedLayout;

namespace marginalia {

class ActionRegistry;
class ChipButton;
class SegmentedControl;

/// The middle of Train: tool row (axis, smoothing, raw, logarithm, live) above the charts.
class CurvesArea : public QWidget {
    Q_OBJECT

public:
    explicit CurvesArea(ActionRegistry& actions, QWidget* parent = nullptr);

    ChartGrid& grid() { return *m_grid; }
    double smoothing() const;
    /// What stands in the place of the charts while there is no run; null: the charts.
    void setPlaceholder(QWidget* placeholder);
    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);

Q_SIGNALS:
    void smoothingChanged(double weight);

private:
    QWidget* buildTools(ActionRegistry& actions);
    void bindActions(ActionRegistry& actions);
    void showSmoothing();

    ChartGrid* m_grid;
    SegmentedControl* m_axis = nullptr;
    QSlider* m_smooth = nullptr;
    TextLabel* m_smoothValue = nullptr;
    QCheckBox* m_raw = nullptr;
    QCheckBox* m_log = nullptr;
    ChipButton* m_live = nullptr;
    QWidget* m_tools = nullptr;
    QStackedLayout* m_pages = nullptr;
};

}  // namespace marginalia
