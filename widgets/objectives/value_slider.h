// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QSlider;

namespace marginalia {

class TextLabel;

/// A number on a slider: name and value above, the groove below. Wide positive ranges are spread
/// by powers of ten.
class ValueSlider : public QWidget {
    Q_OBJECT

public:
    ValueSlider(const QString& name, double low, double high, QWidget* parent = nullptr);

    double value() const { return m_value; }
    /// Does not emit.
    void setValue(double value);
    void setRange(double low, double high);
    /// Whole numbers only, as tokens are.
    void setWhole(bool whole) { m_whole = whole; }
    QSlider& slider() const { return *m_slider; }

Q_SIGNALS:
    void moved(double value);

private:
    double valueAt(int position) const;
    int positionOf(double value) const;
    bool isLogarithmic() const;
    void showValue();

    double m_low;
    double m_high;
    double m_value;
    bool m_whole = false;
    TextLabel* m_text = nullptr;
    QSlider* m_slider = nullptr;
};

}  // namespace marginalia
