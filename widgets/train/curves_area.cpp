// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/curves_area.h"

#include "widgets/common/actions.h"
#include "widgets/common/buttons.h"
#include "widgets/train/mark_legend.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QSettings>
#include <QSlider>
#include <QStackedLayout>

#include <set>

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
    m_legend = new MarkLegend;
    row->addWidget(m_legend);
    m_add = new ChipButton(tr("Chart"), ChipButton::Kind::Add);
    m_add->setToolTip(tr("Adds a hidden chart, or one of any logged name"));
    m_addMenu = new QMenu(m_add);
    connect(m_add, &QAbstractButton::clicked, this, [this] {
        fillChartMenu();
        m_addMenu->popup(m_add->mapToGlobal(QPoint(0, m_add->height())));
    });
    row->addSpacing(u(4));
    row->addWidget(m_add);
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
    bindChartActions(actions);
}

void CurvesArea::bindChartActions(ActionRegistry& actions)
{
    actions.bind(QStringLiteral("train.chart_earlier"), m_grid,
                 [this] { m_grid->moveCurrent(-1); });
    actions.bind(QStringLiteral("train.chart_later"), m_grid, [this] { m_grid->moveCurrent(1); });
    actions.bind(QStringLiteral("train.chart_hide"), m_grid, [this] { m_grid->hideCurrent(); });
    actions.bind(QStringLiteral("train.chart_enlarge"), m_grid,
                 [this] { m_grid->enlargeCurrent(); });
    actions.bind(QStringLiteral("train.charts_reset"), m_grid, [this] {
        m_orders.remove(m_objective);
        m_grid->setCharts(chartSpecsOf(m_objective.toStdString()));
    });
    m_reset = actions[QStringLiteral("train.charts_reset")];
    connect(m_grid, &ChartGrid::chartsChanged, this,
            [this] { m_orders.insert(m_objective, m_grid->order()); });
}

void CurvesArea::setObjective(const QString& objective)
{
    if (objective != m_objective || m_grid->cards().empty()) {
        m_objective = objective;
        m_grid->setCharts(chartSpecsOf(objective.toStdString()), m_orders.value(objective));
    }
}

void CurvesArea::fillChartMenu()
{
    m_addMenu->clear();
    const auto offer = [this](const ChartSpec& spec) {
        m_addMenu->addAction(spec.title, m_grid, [this, spec] { m_grid->showChart(spec); });
    };
    std::set<std::string> known;
    const auto note = [&](const ChartSpec& spec) {
        for (const CurveSpec& curve : spec.curves) {
            known.insert(curve.metric);
        }
        known.insert({spec.bandLow, spec.bandHigh});
    };
    for (const ChartSpec& spec : m_grid->hiddenCharts()) {
        offer(spec);
        note(spec);
    }
    for (const ChartCard* card : m_grid->cards()) {
        note(card->spec());
    }
    m_addMenu->addSeparator();
    if (!m_grid->runs().empty()) {
        for (const std::string& name : m_grid->runs().front().curves->names()) {
            if (known.count(name) == 0 && name.rfind("eval_", 0) != 0) {
                offer(chartSpecOfMetric(name));
            }
        }
    }
    m_addMenu->addSeparator();
    m_addMenu->addAction(m_reset);
}

double CurvesArea::smoothing() const
{
    return m_smooth->value() / static_cast<double>(kSliderSteps);
}

void CurvesArea::showSmoothing()
{
    m_smoothValue->setText(numberText(smoothing(), 2));
}

void CurvesArea::setChange(const QString& change)
{
    m_legend->setChange(change);
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
    settings.remove(QStringLiteral("train/charts"));
    for (auto order = m_orders.cbegin(); order != m_orders.cend(); ++order) {
        settings.setValue(QStringLiteral("train/charts/") + order.key(), order.value());
    }
}

void CurvesArea::restoreState(QSettings& settings)
{
    m_smooth->setValue(settings.value(QStringLiteral("train/smooth"), 90).toInt());
    m_raw->setChecked(settings.value(QStringLiteral("train/raw"), true).toBool());
    m_log->setChecked(settings.value(QStringLiteral("train/log"), false).toBool());
    settings.beginGroup(QStringLiteral("train/charts"));
    for (const QString& objective : settings.childKeys()) {
        m_orders.insert(objective, settings.value(objective).toStringList());
    }
    settings.endGroup();
    if (!m_objective.isEmpty()) {
        m_grid->setCharts(chartSpecsOf(m_objective.toStdString()), m_orders.value(m_objective));
    }
    const QString axis =
        settings.value(QStringLiteral("train/axis"), QStringLiteral("step")).toString();
    m_axis->setCurrent(axis);
    m_grid->setAxis(axis == QLatin1String("epoch")  ? ChartAxis::Epoch
                    : axis == QLatin1String("time") ? ChartAxis::Time
                                                    : ChartAxis::Step);
}

}  // namespace marginalia
