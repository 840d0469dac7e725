// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/curves_area.h"

#include "widgets/common/actions.h"
#include "widgets/common/buttons.h"
#include "widgets/train/mark_legend.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QSettings>
#include <QSlider>
#include <QStackedLayout>

namespace marginalia {
namespace {

constexpr int kSliderSteps = 100;  // 0.00 to 0.99

}  // namespace

CurvesArea::CurvesArea(ActionRegistry& actions, QWidget* parent)
    : QWidget(parent), m_grid(new ChartGrid)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_tools = buildTools(actions);
    layout->addWidget(m_tools);
    auto* pages = new QWidget;
    m_pages = new QStackedLayout(pages);
    m_pages->addWidget(m_grid);
    layout->addWidget(pages, 1);
    bindActions(actions);
}

QWidget* CurvesArea::buildTools(ActionRegistry& actions)
{
    auto* tools = new Pane(&Theme::window, Qt::BottomEdge);
    tools->setFixedHeight(u(40));
    auto* row = new QHBoxLayout(tools);
    row->setContentsMargins(u(12), 0, u(12), 0);
    row->setSpacing(u(8));
    m_axis = new SegmentedControl(tr("Horizontal axis"));
    m_axis->addSegment(QStringLiteral("step"), tr("Step"));
    m_axis->addSegment(QStringLiteral("epoch"), tr("Epoch"));
    m_axis->addSegment(QStringLiteral("time"), tr("Time"));
    m_axis->setCurrent(QStringLiteral("step"));
    row->addWidget(m_axis);
    row->addSpacing(u(8));
    auto* smooth = new TextLabel(tr("Smooth"), Face::Small, &Theme::muted);
    row->addWidget(smooth);
    m_smooth = new QSlider(Qt::Horizontal);
    m_smooth->setRange(0, kSliderSteps - 1);
    m_smooth->setValue(90);
    m_smooth->setPageStep(10);
    m_smooth->setFixedWidth(u(68));
    m_smooth->setAccessibleName(tr("Smoothing"));
    m_smooth->setToolTip(tr("Share of the past in the smooth line; 0 shows the raw values alone"));
    m_smooth->setObjectName(QStringLiteral("train.smooth"));
    smooth->setBuddy(m_smooth);
    row->addWidget(m_smooth);
    m_smoothValue = new TextLabel;
    m_smoothValue->setMono();
    row->addWidget(m_smoothValue);
    m_raw = new QCheckBox(tr("Raw"));
    m_raw->setToolTip(toolTipOf(actions[QStringLiteral("train.raw")]));
    m_raw->setChecked(true);
    row->addWidget(m_raw);
    m_log = new QCheckBox(tr("Log y"));
    m_log->setToolTip(toolTipOf(actions[QStringLiteral("train.log")]));
    row->addWidget(m_log);
    row->addStretch(1);
    m_live = new ChipButton(tr("Live"), ChipButton::Kind::Live);
    m_live->setToolTip(toolTipOf(actions[QStringLiteral("train.live")]));
    m_live->hide();
    row->addWidget(m_live);
    row->addWidget(new MarkLegend);
    showSmoothing();

    connect(m_axis, &SegmentedControl::currentChanged, m_grid, [this](const QString& id) {
        m_grid->setAxis(id == QLatin1String("epoch")  ? ChartAxis::Epoch
                        : id == QLatin1String("time") ? ChartAxis::Time
                                                      : ChartAxis::Step);
    });
    connect(m_smooth, &QSlider::valueChanged, this, [this] {
        showSmoothing();
        Q_EMIT smoothingChanged(smoothing());
        m_grid->setSmoothing(smoothing());
    });
    connect(m_raw, &QCheckBox::toggled, m_grid, &ChartGrid::setRaw);
    connect(m_log, &QCheckBox::toggled, m_grid, &ChartGrid::setLogY);
    connect(m_live, &QAbstractButton::clicked, m_grid, &ChartGrid::fit);
    connect(m_grid, &ChartGrid::followingChanged, m_live, &QWidget::setHidden);
    return tools;
}

void CurvesArea::bindActions(ActionRegistry& actions)
{
    actions.bind(QStringLiteral("train.zoom_in"), m_grid, [this] { m_grid->zoom(0.5); });
    actions.bind(QStringLiteral("train.zoom_out"), m_grid, [this] { m_grid->zoom(2); });
    actions.bind(QStringLiteral("train.fit"), m_grid, [this] { m_grid->fit(); });
    actions.bind(QStringLiteral("train.live"), m_grid, [this] { m_grid->fit(); });
    actions.bind(QStringLiteral("train.raw"), m_raw, [this] { m_raw->toggle(); });
    actions.bind(QStringLiteral("train.log"), m_log, [this] { m_log->toggle(); });
    actions.bind(QStringLiteral("train.table"), m_grid, [this] { m_grid->showTable(); });
}

double CurvesArea::smoothing() const
{
    return m_smooth->value() / static_cast<double>(kSliderSteps);
}

void CurvesArea::showSmoothing()
{
    m_smoothValue->setText(numberText(smoothing(), 2));
}

void CurvesArea::setPlaceholder(QWidget* placeholder)
{
    if (placeholder == nullptr) {
        m_pages->setCurrentWidget(m_grid);
    } else {
        if (m_pages->indexOf(placeholder) < 0) {
            m_pages->addWidget(placeholder);
        }
        m_pages->setCurrentWidget(placeholder);
    }
    m_tools->setVisible(placeholder == nullptr);
}

void CurvesArea::saveState(QSettings& settings) const
{
    settings.setValue(QStringLiteral("train/axis"), m_axis->current());
    settings.setValue(QStringLiteral("train/smooth"), m_smooth->value());
    settings.setValue(QStringLiteral("train/raw"), m_raw->isChecked());
    settings.setValue(QStringLiteral("train/log"), m_log->isChecked());
}

void CurvesArea::restoreState(QSettings& settings)
{
    m_smooth->setValue(settings.value(QStringLiteral("train/smooth"), 90).toInt());
    m_raw->setChecked(settings.value(QStringLiteral("train/raw"), true).toBool());
    m_log->setChecked(settings.value(QStringLiteral("train/log"), false).toBool());
    const QString axis =
        settings.value(QStringLiteral("train/axis"), QStringLiteral("step")).toString();
    m_axis->setCurrent(axis);
    m_grid->setAxis(axis == QLatin1String("epoch")  ? ChartAxis::Epoch
                    : axis == QLatin1String("time") ? ChartAxis::Time
                                                    : ChartAxis::Step);
}

}  // namespace marginalia
