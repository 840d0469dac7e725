// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/theme.h"

#include <QPen>
#include <QWidget>

#include <vector>

namespace marginalia {

/// The top line of a chart card: name, unit, and at the right the live values, which are also the
/// legend.
///
/// Where room is short, first the words of the legend go, then its line samples, then the last
/// values, counted as "+3". A click and a drag are told apart and handed on.
class ChartHeader : public QWidget {
    Q_OBJECT

public:
    struct Entry {
        QString name;   ///< "chosen", "14"; may be empty
        QString value;  ///< "0.378"
        QPen pen;       ///< no sample for Qt::NoPen
        Token colour = &Theme::text;
        bool muted = false;  ///< "held-out 80 %": plain and grey
    };

    ChartHeader(QString title, QString unit, QWidget* parent = nullptr);
    void setEntries(std::vector<Entry> entries);
    void setUnit(const QString& unit);
    const std::vector<Entry>& entries() const { return m_entries; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void clicked();
    /// While it is dragged, and at its end; global positions.
    void dragged(const QPoint& at);
    void dropped(const QPoint& at);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    /// What is drawn where room is short: detail 2 all, 1 without names, 0 values alone.
    struct Fit {
        int detail = 2;
        std::size_t shown = 0;
        bool unit = true;
        double width = 0;  ///< of the entries
    };
    Fit fit(double titleWidth, double unitWidth) const;
    QString restText(std::size_t shown) const;
    double widthOf(const Entry& entry, int detail) const;
    void paintEntry(QPainter& painter, const Entry& entry, int detail, double left) const;

    QString m_title;
    QString m_unit;
    std::vector<Entry> m_entries;
    QPoint m_pressed;
    bool m_down = false;
    bool m_dragging = false;
};

}  // namespace marginalia
