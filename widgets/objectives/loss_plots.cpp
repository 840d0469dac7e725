// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/objectives/loss_plots.h"

#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/panes.h"
#include "widgets/train/chart_plot.h"
#include "widgets/train/plot_theme.h"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace marginalia {
namespace {

constexpr int kSamples = 321;
constexpr double kNear = 8;  // pixels from a point that still mean it
constexpr double kWidest = 1e5;
constexpr double kNarrowest = 1e-3;

double marginOf(double low, double high, int i)
{
    return low + (high - low) * i / (kSamples - 1);
}

QString valueText(double value)
{
    return std::abs(value) >= 100 ? numberText(value, 0) : numberText(value, 3);
}

}  // namespace

LossPlots::LossPlots(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(u(10));
    column->addWidget(buildPlot(0, tr("Loss")), 1);
    column->addWidget(buildPlot(1, tr("Pull")), 1);
    showUnits();
    restyle();
}

void LossPlots::showUnits()
{
    m_units[0]->setText(m_shapes ? tr("by margin in nats, each line in its own height")
                                 : tr("nats, by margin in nats"));
    m_units[1]->setText(m_shapes ? tr("towards a wider margin, each line in its own height")
                                 : tr("nats of loss per nat of margin"));
}

QWidget* LossPlots::buildPlot(int which, const QString& title)
{
    auto* card = new Card;
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(u(1), u(8), u(1), u(4));
    column->setSpacing(u(2));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(u(12), 0, u(12), 0);
    head->setSpacing(u(8));
    head->addWidget(new TextLabel(title, Face::Small, &Theme::text, QFont::DemiBold));
    auto* unit = new ElidedLabel({}, Face::Caption, &Theme::muted);
    m_units[static_cast<std::size_t>(which)] = unit;
    head->addWidget(unit, 1);
    m_values[static_cast<std::size_t>(which)] =
        new TextLabel({}, Face::Small, &Theme::text, QFont::DemiBold);
    head->addWidget(m_values[static_cast<std::size_t>(which)]);
    column->addLayout(head);
    auto* plot = new ChartPlot;
    plot->setObjectName(which == 0 ? QStringLiteral("explorer.loss")
                                   : QStringLiteral("explorer.pull"));
    plot->setAccessibleName(title);
    plot->setMinimumHeight(u(120));
    plot->xAxis->setTicker(QSharedPointer<PositionTicker>::create());
    plot->yAxis->setTicker(QSharedPointer<ChartTicker>::create());
    m_plots[static_cast<std::size_t>(which)] = plot;
    column->addWidget(plot, 1);
    connectPlot(which);
    return card;
}

void LossPlots::connectPlot(int which)
{
    ChartPlot* plot = m_plots[static_cast<std::size_t>(which)];
    connect(plot, &ChartPlot::clicked, this, &LossPlots::pick);
    connect(plot, &ChartPlot::zoomedX, this, &LossPlots::zoom);
    connect(plot, &ChartPlot::zoomedBoth, this,
            [this](double from, double to, double, double) { zoom(from, to); });
    connect(plot, &ChartPlot::wheelTurned, this, [this](double at, double factor) {
        zoom(at + (m_low - at) * factor, at + (m_high - at) * factor);
    });
    connect(plot, &ChartPlot::fitAsked, this, [this] { zoom(-20, 20); });
}

void LossPlots::restyle()
{
    for (ChartPlot* plot : m_plots) {
        applyPlotTheme(plot, theme());
        // Smooth curves. Set apart: QCustomPlot lets the elements that are not smoothed win where
        // both name one; items are straight lines on whole pixels.
        constexpr QCP::AntialiasedElements kSmooth = QCP::aePlottables | QCP::aeScatters;
        plot->setNotAntialiasedElements(QCP::AntialiasedElements(QCP::aeAll) & ~kSmooth);
        plot->setAntialiasedElements(kSmooth);
        // Its margins: wider labels than the charts' (−0.0025).
        plot->axisRect()->setMargins(QMargins(u(46), u(6), u(10), u(18)));
        plot->yAxis->grid()->setZeroLinePen(QPen(theme().axis, 1, Qt::DotLine));
    }
    drawLines();
}

void LossPlots::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        restyle();
    }
}

void LossPlots::setLines(const std::vector<LossLine>& lines)
{
    m_drawn.clear();
    for (const LossLine& line : lines) {
        Drawn drawn;
        drawn.line = line;
        m_drawn.push_back(std::move(drawn));
    }
    sample();
}

void LossPlots::setPair(const PairPoint& pair, MarginPath path)
{
    m_pair = pair;
    m_path = path;
    sample();
}

void LossPlots::setPoints(const std::vector<PairPoint>& points)
{
    m_points = points;
    drawLines();
}

void LossPlots::setShapes(bool shapes)
{
    m_shapes = shapes;
    showUnits();
    drawLines();
}

void LossPlots::setCursor(double margin)
{
    m_cursor = margin;
    drawCursor();
}

void LossPlots::setRange(double low, double high)
{
    m_low = low;
    m_high = high;
    sample();
    Q_EMIT rangeChanged();
}

void LossPlots::zoom(double from, double to)
{
    if (to - from >= kNarrowest && to - from <= kWidest) {
        setRange(from, to);
    }
}

void LossPlots::sample()
{
    for (Drawn& drawn : m_drawn) {
        drawn.loss.resize(kSamples);
        drawn.pull.resize(kSamples);
        for (int i = 0; i < kSamples; ++i) {
            const PairLoss at =
                drawn.line.curve.at(withMargin(m_pair, marginOf(m_low, m_high, i), m_path));
            drawn.loss[static_cast<std::size_t>(i)] = at.loss;
            drawn.pull[static_cast<std::size_t>(i)] = -slopeAlong(at, m_path);
        }
        const auto [low, high] = std::minmax_element(drawn.loss.begin(), drawn.loss.end());
        drawn.lossLow = *low;
        drawn.lossHigh = *high > *low ? *high : *low + 1;
        drawn.pullMost = 0;
        for (const double pull : drawn.pull) {
            drawn.pullMost = std::max(drawn.pullMost, std::abs(pull));
        }
        drawn.pullMost = drawn.pullMost > 0 ? drawn.pullMost : 1;
    }
    drawLines();
}

double LossPlots::lossShown(const Drawn& drawn, double loss) const
{
    return m_shapes ? (loss - drawn.lossLow) / (drawn.lossHigh - drawn.lossLow) : loss;
}

double LossPlots::pullShown(const Drawn& drawn, double pull) const
{
    return m_shapes ? pull / drawn.pullMost : pull;
}

const LossPlots::Drawn* LossPlots::focus() const
{
    const auto found = std::find_if(m_drawn.begin(), m_drawn.end(),
                                    [](const Drawn& drawn) { return drawn.line.focus; });
    return found != m_drawn.end() ? &*found : nullptr;
}

void LossPlots::drawLines()
{
    for (std::size_t which = 0; which < m_plots.size(); ++which) {
        ChartPlot* plot = m_plots[which];
        plot->clearGraphs();
        double low = which == 0 ? 1e300 : 0;
        double high = which == 0 ? -1e300 : 0;
        for (const Drawn& drawn : m_drawn) {
            QCPGraph* graph = plot->addGraph();
            graph->setLayer(QLatin1String(kSmoothLayer));
            graph->setSelectionDecorator(nullptr);
            graph->setPen(runPen(theme(), drawn.line.place, uExact(drawn.line.focus ? 2.4 : 1.4)));
            QVector<double> x(kSamples);
            QVector<double> y(kSamples);
            for (int i = 0; i < kSamples; ++i) {
                const auto at = static_cast<std::size_t>(i);
                x[i] = marginOf(m_low, m_high, i);
                y[i] = which == 0 ? lossShown(drawn, drawn.loss[at])
                                  : pullShown(drawn, drawn.pull[at]);
                low = std::min(low, y[i]);
                high = std::max(high, y[i]);
            }
            graph->setData(x, y, true);
        }
        const double room = high > low ? 0.06 * (high - low) : 1;
        plot->xAxis->setRange(m_low, m_high);
        plot->yAxis->setRange(m_drawn.empty() ? 0 : low - room, m_drawn.empty() ? 1 : high + room);
    }
    drawPoints();
    for (std::size_t which = 0; which < m_plots.size(); ++which) {
        m_rings[which] = m_plots[which]->addGraph();
        m_rings[which]->setLayer(QLatin1String(kBoxLayer));
        m_rings[which]->setSelectionDecorator(nullptr);
        m_rings[which]->setLineStyle(QCPGraph::lsNone);
    }
    drawCursor();
}

void LossPlots::drawPoints()
{
    const Drawn* drawn = focus();
    if (drawn == nullptr || m_points.empty()) {
        return;
    }
    for (std::size_t which = 0; which < m_plots.size(); ++which) {
        QCPGraph* graph = m_plots[which]->addGraph();
        graph->setLayer(QLatin1String(kMarksLayer));
        graph->setSelectionDecorator(nullptr);
        graph->setLineStyle(QCPGraph::lsNone);
        const QColor colour =
            theme().runs[static_cast<std::size_t>(drawn->line.place) % theme().runs.size()];
        QColor inside = colour;
        inside.setAlphaF(0.25F);
        graph->setScatterStyle(
            QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colour, 1), QBrush(inside), u(5)));
        for (const PairPoint& point : m_points) {
            const PairLoss at = drawn->line.curve.at(point);
            graph->addData(point.ratioMargin(), which == 0
                                                    ? lossShown(*drawn, at.loss)
                                                    : pullShown(*drawn, -slopeAlong(at, m_path)));
        }
    }
}

void LossPlots::drawCursor()
{
    const Drawn* drawn = focus();
    const PairPoint at = withMargin(m_pair, m_cursor, m_path);
    const PairLoss loss = drawn != nullptr ? drawn->line.curve.at(at) : PairLoss();
    const std::array<double, 2> values = {loss.loss, -slopeAlong(loss, m_path)};
    for (std::size_t which = 0; which < m_plots.size(); ++which) {
        ChartPlot* plot = m_plots[which];
        plot->clearItems();
        auto* line = new QCPItemStraightLine(plot);
        line->setLayer(QLatin1String(kCursorLayer));
        line->setPen(QPen(theme().accent, 1));
        line->point1->setCoords(m_cursor, 0);
        line->point2->setCoords(m_cursor, 1);
        m_values[which]->setText(drawn != nullptr ? valueText(values[which]) : QString());
        if (drawn != nullptr) {
            m_rings[which]->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle,
                                                            QPen(theme().accent, uExact(2)),
                                                            QBrush(theme().base), u(8)));
            m_rings[which]->setData(
                {m_cursor},
                {which == 0 ? lossShown(*drawn, values[0]) : pullShown(*drawn, values[1])}, true);
        }
        plot->setAccessibleDescription(
            drawn != nullptr
                ? tr("%1 at a margin of %2: %3.")
                      .arg(drawn->line.title, numberText(m_cursor, 1), valueText(values[which]))
                : QString());
        plot->replot(QCustomPlot::rpQueuedReplot);
    }
}

void LossPlots::pick(double margin)
{
    const double pixel = m_plots[0]->xAxis->coordToPixel(margin);
    int nearest = -1;
    double least = kNear;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const double away =
            std::abs(m_plots[0]->xAxis->coordToPixel(m_points[i].ratioMargin()) - pixel);
        if (away < least) {
            least = away;
            nearest = static_cast<int>(i);
        }
    }
    if (nearest >= 0) {
        Q_EMIT pointPicked(nearest);
    } else {
        Q_EMIT marginPicked(margin);
    }
}

QString LossPlots::numbers() const
{
    QString out = QStringLiteral("margin");
    for (const Drawn& drawn : m_drawn) {
        out += QStringLiteral("\t%1 loss\t%1 pull").arg(drawn.line.title);
    }
    out += u'\n';
    for (int i = 0; i < kSamples; ++i) {
        const auto at = static_cast<std::size_t>(i);
        out += QString::number(marginOf(m_low, m_high, i), 'g', 9);
        for (const Drawn& drawn : m_drawn) {
            out += u'\t' + QString::number(drawn.loss[at], 'g', 9) + u'\t' +
                   QString::number(drawn.pull[at], 'g', 9);
        }
        out += u'\n';
    }
    return out;
}

}  // namespace marginalia
