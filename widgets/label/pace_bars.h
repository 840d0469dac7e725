// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <deque>

namespace marginalia {

/// Seconds of the last verdicts as bars, the newest in accent.
class PaceBars : public QWidget {
    Q_OBJECT

public:
    explicit PaceBars(QWidget* parent = nullptr);
    void setSeconds(const std::deque<double>& seconds);
    /// Middle value of what is shown; negative when nothing is.
    double median() const;
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::deque<double> m_seconds;
};

}  // namespace marginalia
