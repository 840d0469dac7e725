// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/loss_curves.h"

#include <QWidget>

#include <array>
#include <vector>

class QCPGraph;

namespace marginalia {

class ChartPlot;
class ElidedLabel;
class TextLabel;

/// One line of both plots.
struct LossLine {
    QString title;
    LossCurve curve;
    int place = 0;       ///< of its colour and dash
    bool focus = false;  ///< drawn stronger, with the data's points
};

/// Loss and pull of objectives along the margin of one pair, one plot above the other.
///
/// The pull is minus the slope of the loss: how hard a nat of margin is asked for. Loss scales
/// differ by orders of magnitude between objectives, so each line may be drawn in its own height.
class LossPlots : public QWidget {
    Q_OBJECT

public:
    explicit LossPlots(QWidget* parent = nullptr);

    void setLines(const std::vector<LossLine>& lines);
    /// The pair whose margin is moved.
    void setPair(const PairPoint& pair, MarginPath path);
    /// The data's own pairs; drawn on the line in focus, where it is at each pair's own values.
    void setPoints(const std::vector<PairPoint>& points);
    void setShapes(bool shapes);
    /// Where the pair stands now.
    void setCursor(double margin);
    void setRange(double low, double high);
    double low() const { return m_low; }
    double high() const { return m_high; }
    /// The whole of what is drawn: margin, then loss and pull of each line; tabs between.
    QString numbers() const;

    /// For tests: what the two plots hold; the last graph is the ring, before it the dots.
    ChartPlot* lossPlot() const { return m_plots[0]; }
    ChartPlot* pullPlot() const { return m_plots[1]; }

Q_SIGNALS:
    void marginPicked(double margin);
    /// A point of the data was clicked.
    void pointPicked(int index);
    void rangeChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Drawn {
        LossLine line;
        std::vector<double> loss;
        std::vector<double> pull;
        double lossLow = 0;
        double lossHigh = 1;
        double pullMost = 1;
    };

    QWidget* buildPlot(int which, const QString& title);
    void showUnits();
    void connectPlot(int which);
    void sample();
    void drawLines();
    void drawPoints();
    void drawCursor();
    void restyle();
    void zoom(double from, double to);
    void pick(double margin);
    double lossShown(const Drawn& drawn, double loss) const;
    double pullShown(const Drawn& drawn, double pull) const;
    const Drawn* focus() const;

    std::array<ChartPlot*, 2> m_plots{};
    std::array<QCPGraph*, 2> m_rings{};  ///< where the pair stands on the line in focus
    std::array<ElidedLabel*, 2> m_units{};
    std::array<TextLabel*, 2> m_values{};
    std::vector<Drawn> m_drawn;
    std::vector<PairPoint> m_points;
    PairPoint m_pair;
    MarginPath m_path = MarginPath::Both;
    double m_low = -20;
    double m_high = 20;
    double m_cursor = 0;
    bool m_shapes = true;
};

}  // namespace marginalia
