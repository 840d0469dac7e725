// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QPainter;

namespace marginalia {

/// "◇ held-out  ┊ lr 1e-5 → 6e-6  ▲ checkpoint": what the marks in the charts mean; where room is
/// short the change stays longest.
class MarkLegend : public QWidget {
    Q_OBJECT

public:
    enum class Mark { HeldOut, Change, Checkpoint };

    explicit MarkLegend(QWidget* parent = nullptr);
    QSize sizeHint() const override;
    /// The newest change of a setting; empty: none was made.
    void setChange(const QString& change);
    const QString& change() const { return m_change; }
    /// Those that there is room for.
    std::vector<Mark> shown() const;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void speak();
    std::vector<Mark> all() const;
    QString wordsOf(Mark mark) const;
    int widthOf(const std::vector<Mark>& marks) const;
    void drawMark(QPainter& painter, Mark mark, double x) const;

    QString m_change;
};

}  // namespace marginalia
