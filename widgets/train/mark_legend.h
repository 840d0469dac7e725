// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace marginalia {

/// "◇ held-out  ┊ lr 1e-5 → 6e-6  ▲ checkpoint": what the marks in the charts mean.
class MarkLegend : public QWidget {
    Q_OBJECT

public:
    explicit MarkLegend(QWidget* parent = nullptr);
    QSize sizeHint() const override;
    /// The newest change of a setting; empty: none was made.
    void setChange(const QString& change);
    const QString& change() const { return m_change; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void speak();

    QString m_change;
};

}  // namespace marginalia
