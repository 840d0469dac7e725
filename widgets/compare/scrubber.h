// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include <vector>

namespace marginalia {

/// One prompt through the checkpoints of a run: a handle on the steps, bars above for the share of
/// words that differ from the start. Drag, arrows, [ and ] move it; where it rests for 300 ms the
/// answer is asked for.
class Scrubber : public QWidget {
    Q_OBJECT

public:
    struct Stop {
        QString label;          ///< "start", "50", ...
        double different = -1;  ///< share of words; negative: not known yet
    };

    explicit Scrubber(QWidget* parent = nullptr);
    void setStops(const std::vector<Stop>& stops, int current);
    const std::vector<Stop>& stops() const { return m_stops; }
    int current() const { return m_current; }
    void move(int by);
    QSize sizeHint() const override;

Q_SIGNALS:
    void moved(int stop);
    void rested(int stop);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void goTo(int stop);
    double placeOf(int stop) const;
    int stopAt(double x) const;

    std::vector<Stop> m_stops;
    int m_current = 0;
    QTimer m_rest;
};

}  // namespace marginalia
