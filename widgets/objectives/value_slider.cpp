// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/objectives/value_slider.h"

#include "widgets/common/labels.h"
#include "widgets/train/recipe_data.h"

#include <QSignalBlocker>
#include <QSlider>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace marginalia {
namespace {

constexpr int kPositions = 400;
constexpr double kWide = 50;  // from here on a range is spread by powers of ten

/// Two digits that matter: what a hand on a slider can mean.
double rounded(double value)
{
    if (value == 0 || !std::isfinite(value)) {
        return 0;
    }
    const double power = std::pow(10, std::floor(std::log10(std::abs(value))) - 1);
    return std::round(value / power) * power;
}

}  // namespace

ValueSlider::ValueSlider(const QString& name, double low, double high, QWidget* parent)
    : QWidget(parent), m_low(low), m_high(high), m_value(low)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(u(2));
    auto* head = new QHBoxLayout;
    head->setSpacing(u(6));
    auto* label = new ElidedLabel(name, Face::Small, &Theme::muted);
    head->addWidget(label, 1);
    m_text = new TextLabel({}, Face::Small);
    m_text->setMono(12);
    head->addWidget(m_text);
    column->addLayout(head);
    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setRange(0, kPositions);
    m_slider->setPageStep(kPositions / 20);
    m_slider->setAccessibleName(name);
    column->addWidget(m_slider);
    connect(m_slider, &QSlider::valueChanged, this, [this](int position) {
        m_value = valueAt(position);
        showValue();
        Q_EMIT moved(m_value);
    });
    showValue();
}

bool ValueSlider::isLogarithmic() const
{
    return m_low > 0 && m_high / m_low >= kWide;
}

double ValueSlider::valueAt(int position) const
{
    const double share = static_cast<double>(position) / kPositions;
    const double plain = isLogarithmic() ? m_low * std::pow(m_high / m_low, share)
                                         : m_low + share * (m_high - m_low);
    const double value = m_whole ? std::round(plain) : rounded(plain);
    return std::clamp(value, m_low, m_high);
}

int ValueSlider::positionOf(double value) const
{
    const double share = isLogarithmic()
                             ? std::log(std::max(value, m_low) / m_low) / std::log(m_high / m_low)
                             : (value - m_low) / (m_high - m_low);
    return static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * kPositions));
}

void ValueSlider::setValue(double value)
{
    m_value = value;
    const QSignalBlocker quiet(m_slider);
    m_slider->setValue(positionOf(value));
    showValue();
}

void ValueSlider::setRange(double low, double high)
{
    m_low = low;
    m_high = high;
    setValue(m_value);
}

void ValueSlider::showValue()
{
    m_text->setText(settingText(m_value));
    m_slider->setAccessibleDescription(m_text->text());
}

}  // namespace marginalia
