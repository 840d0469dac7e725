// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/chart_card.h"

#include "widgets/train/chart_header.h"
#include "widgets/train/chart_plot.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace marginalia {
namespace {

constexpr int kHeaderMilliseconds =
    250;  // look.md 4: numbers in headers at most four times a second
constexpr int kSpokenMilliseconds =
    10000;  // look.md 3: live changes are announced at most every 10 s

constexpr double kNear = 5;  // pixels between the cursor and a mark that it speaks of

double lastOf(const Series& series, bool smoothed)
{
    for (std::size_t i = series.size(); i-- > 0;) {
        if (std::isfinite(series.y(i))) {
            return smoothed ? series.smooth(i) : series.y(i);
        }
    }
    return std::numeric_limits<double>::quiet_NaN();
}

/// Where the smooth line went over the last fifth of the run.
QString trendOf(const Series& series)
{
    if (series.size() < 10) {
        return ChartCard::tr("too short to tell");
    }
    const double last = lastOf(series, true);
    const double before = series.smooth(series.size() * 4 / 5);
    const Series::Range range = series.typicalRange(series.x(0), series.lastX());
    const double size = static_cast<double>(range.max) - range.min;
    if (!(std::abs(last - before) > 0.03 * size)) {
        return ChartCard::tr("level");
    }
    return last > before ? ChartCard::tr("rising") : ChartCard::tr("falling");
}

}  // namespace

ChartCard::ChartCard(ChartSpec spec, QWidget* parent)
    : Card(parent),
      m_spec(std::move(spec)),
      m_header(new ChartHeader(m_spec.title, m_spec.unit, this)),
      m_plot(new ChartPlot(this)),
      m_drawing(m_plot)
{
    setObjectName(QStringLiteral("chart.") + m_spec.title);
    setAccessibleName(m_spec.title);
    const QString help = m_spec.help();
    m_header->setToolTip(help.isEmpty() ? tr("Click to enlarge, drag to move.")
                                        : tr("%1\nClick to enlarge, drag to move.").arg(help));
    auto* layout = new QVBoxLayout(this);
    // The plot is square and must not cover the round corners.
    layout->setContentsMargins(u(3), u(2), u(3), u(3));
    layout->setSpacing(0);
    auto* headerRow = new QHBoxLayout;
    headerRow->setContentsMargins(u(10), 0, u(10), 0);
    headerRow->addWidget(m_header);
    layout->addLayout(headerRow);
    layout->addWidget(m_plot, 1);
    applyPlotTheme(m_plot, theme());
    m_marks = new MarksItem(m_plot);
    m_cursorItem = new CursorItem(m_plot);
    m_box = new BoxItem(m_plot);
    connectPlot();
}

void ChartCard::connectPlot()
{
    connect(m_header, &ChartHeader::clicked, this, &ChartCard::enlargeAsked);
    connect(m_header, &ChartHeader::dragged, this, &ChartCard::dragged);
    connect(m_header, &ChartHeader::dropped, this, &ChartCard::dropped);
    connect(m_plot, &ChartPlot::pointed, this, &ChartCard::pointed);
    connect(m_plot, &ChartPlot::left, this, &ChartCard::left);
    connect(m_plot, &ChartPlot::clicked, this, &ChartCard::clicked);
    connect(m_plot, &ChartPlot::wheelTurned, this, &ChartCard::wheelTurned);
    connect(m_plot, &ChartPlot::zoomedX, this, &ChartCard::zoomAsked);
    connect(m_plot, &ChartPlot::zoomedBoth, this,
            [this](double from, double to, double low, double high) {
                m_fixedY = QCPRange(low, high);
                Q_EMIT zoomAsked(from, to);
            });
    connect(m_plot, &ChartPlot::fitAsked, this, [this] {
        m_fixedY.reset();
        Q_EMIT fitAsked();
    });
    connect(m_plot, &ChartPlot::rubberChanged, this, [this](const QRectF& rect) {
        m_marks->marks.rubber = rect.isEmpty() ? std::nullopt : std::optional<QRectF>(rect);
        m_plot->layer(kMarksLayer)->replot();
    });
}

void ChartCard::setRuns(const std::vector<ChartRun>& runs)
{
    m_runs = runs;
    m_stale = true;
}

void ChartCard::setView(const ChartView& view)
{
    if (view.axis != m_view.axis || view.logY != m_view.logY) {
        m_fixedY.reset();
    }
    if (view.logY != m_view.logY) {
        m_ownLog.reset();
    }
    m_view = view;
}

void ChartCard::setOwnLog(std::optional<bool> log)
{
    m_ownLog = log;
    m_fixedY.reset();
    redraw();
}

ChartView ChartCard::ownView() const
{
    ChartView view = m_view;
    view.logY = m_ownLog.value_or(view.logY);
    return view;
}

void ChartCard::setMessage(const QString& message)
{
    m_message = message;
}

void ChartCard::redraw()
{
    if (m_stale) {
        m_drawing.setUp(m_spec, m_runs);
        m_stale = false;
        m_sinceHeader.invalidate();
    }
    const std::optional<QRectF> rubber = m_marks->marks.rubber;
    const ChartView view = ownView();
    m_drawing.fill(view, m_fixedY, m_marks->marks);
    m_marks->marks.rubber = rubber;
    const bool any = std::any_of(m_runs.begin(), m_runs.end(), [this](const ChartRun& run) {
        return std::any_of(m_spec.curves.begin(), m_spec.curves.end(), [&](const CurveSpec& curve) {
            return run.curves->find(curve.metric) != nullptr;
        });
    });
    m_marks->marks.message = any ? QString() : m_message;
    m_header->setUnit(view.logY && !m_drawing.logarithmic()
                          ? tr("%1 · linear: values below 0").arg(m_spec.unit)
                          : m_spec.unit);
    updateHeader();
    setCursor(m_cursor);
    updateDescription();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void ChartCard::updateHeader()
{
    if (m_sinceHeader.isValid() && m_sinceHeader.elapsed() < kHeaderMilliseconds &&
        !m_runs.empty() && m_runs.front().live) {
        return;
    }
    m_sinceHeader.start();
    const Theme& colours = theme();
    const bool smoothed = m_view.smoothing > 0;
    const bool overlaid = m_runs.size() > 1;
    std::vector<ChartHeader::Entry> entries;
    for (std::size_t r = 0; r < m_runs.size(); ++r) {
        for (const CurveSpec& curve : m_spec.curves) {
            const Series* series = m_runs[r].curves->find(curve.metric);
            if (series == nullptr) {
                continue;
            }
            ChartHeader::Entry entry;
            entry.value = numberText(lastOf(*series, smoothed), m_spec.style);
            entry.pen = overlaid || curve.side != CurveSide::Run
                            ? curvePen(colours, curve.side, m_runs[r].place, r > 0, 1.8)
                            : QPen(Qt::NoPen);
            entry.name = curve.side == CurveSide::Run ? (overlaid ? m_runs[r].label : QString())
                                                      : curve.name;
            if (curve.side != CurveSide::Run && m_spec.curves.size() > 1) {
                entry.colour = curve.side == CurveSide::Chosen ? &Theme::chosen : &Theme::rejected;
            }
            // A two-sided chart names the run looked at only; the others are told apart by their
            // dash.
            if (r == 0 || curve.side == CurveSide::Run) {
                entries.push_back(std::move(entry));
            }
        }
    }
    if (!m_runs.empty() && m_spec.curves.size() == 1) {
        const Series* heldOut = m_runs.front().curves->heldOut(m_spec.curves.front().metric);
        if (heldOut != nullptr && !overlaid) {
            entries.push_back({tr("held-out"), numberText(heldOut->lastY(), m_spec.style),
                               QPen(Qt::NoPen), &Theme::text, true});
        }
    }
    m_header->setEntries(std::move(entries));
}

void ChartCard::setCursor(const Cursor& cursor)
{
    m_cursor = cursor;
    m_cursorItem->x.reset();
    m_cursorItem->rings.clear();
    m_box->lines.clear();
    if (cursor.step && !m_runs.empty() && !m_runs.front().curves->empty()) {
        const RunCurves& curves = *m_runs.front().curves;
        const auto step = static_cast<double>(*cursor.step);
        const double x = curves.position(step, m_view.axis);
        m_cursorItem->x = x;
        m_box->x = x;
        QStringList lines{
            tr("Step %1").arg(QLocale().toString(static_cast<qlonglong>(*cursor.step)))};
        for (const CurveSpec& curve : m_spec.curves) {
            const Series* series = curves.find(curve.metric);
            if (series == nullptr || series->empty()) {
                continue;
            }
            const std::size_t index = series->nearest(step);
            if (series->x(index) != step) {
                continue;  // not measured at this step
            }
            if (cursor.pinned && std::isfinite(series->y(index))) {
                m_cursorItem->rings.push_back(series->y(index));
            }
            const QString name = curve.name.isEmpty() ? m_spec.title.toLower() : curve.name;
            lines << tr("%1 %2 · smooth %3")
                         .arg(name, numberText(series->y(index), m_spec.style),
                              numberText(series->smooth(index), m_spec.style));
        }
        const int width = std::max(1, m_plot->axisRect()->width());
        lines << m_marks->marks.flagsNear(x, kNear * (m_view.to - m_view.from) / width);
        if (!cursor.behindText.isEmpty()) {
            lines << cursor.behindText;
        }
        if (cursor.box) {
            m_box->lines = lines;
            m_box->lastIsLink = !cursor.behindText.isEmpty();
        }
    }
    m_plot->layer(kCursorLayer)->replot();
    m_plot->layer(kBoxLayer)->replot();
}

void ChartCard::updateDescription()
{
    if (m_sinceSpoken.isValid() && m_sinceSpoken.elapsed() < kSpokenMilliseconds) {
        return;
    }
    m_sinceSpoken.start();
    setAccessibleDescription(description());
    m_plot->setAccessibleName(m_spec.title);
    m_plot->setAccessibleDescription(accessibleDescription());
}

QString ChartCard::description() const
{
    QStringList parts;
    for (const ChartRun& run : m_runs) {
        for (const CurveSpec& curve : m_spec.curves) {
            const Series* series = run.curves->find(curve.metric);
            if (series != nullptr) {
                const QString name =
                    curve.name.isEmpty() ? m_spec.title : m_spec.title + u' ' + curve.name;
                parts << tr("%1, run %2, %3 points, last %4, %5")
                             .arg(name, run.label,
                                  QLocale().toString(static_cast<qlonglong>(series->size())),
                                  numberText(lastOf(*series, false), m_spec.style),
                                  trendOf(*series));
            }
        }
    }
    return parts.isEmpty() ? tr("%1, no points yet").arg(m_spec.title)
                           : parts.join(QStringLiteral("; "));
}

QString ChartCard::numbersAsText() const
{
    QString out = QStringLiteral("run\tmetric\tstep\tvalue\tsmooth\n");
    for (const ChartRun& run : m_runs) {
        const double from = run.curves->stepAt(m_view.from, m_view.axis);
        const double to = run.curves->stepAt(m_view.to, m_view.axis);
        for (const CurveSpec& curve : m_spec.curves) {
            const Series* series = run.curves->find(curve.metric);
            for (std::size_t i = series != nullptr ? series->nearest(from) : 0;
                 series != nullptr && i < series->size() && series->x(i) <= to; ++i) {
                out += QStringLiteral("%1\t%2\t%3\t%4\t%5\n")
                           .arg(run.label, QString::fromStdString(curve.metric))
                           .arg(series->x(i), 0, 'g', 17)
                           .arg(series->y(i), 0, 'g', 9)
                           .arg(series->smooth(i), 0, 'g', 9);
            }
        }
    }
    return out;
}

QPixmap ChartCard::picture() const
{
    return const_cast<ChartCard*>(this)->grab();
}

QSize ChartCard::minimumSizeHint() const
{
    return {u(180), u(150)};
}

QCustomPlot* ChartCard::plot() const
{
    return m_plot;
}

const ChartMarks& ChartCard::marks() const
{
    return m_marks->marks;
}

void ChartCard::retheme()
{
    applyPlotTheme(m_plot, theme());
    m_stale = true;
    redraw();
}

void ChartCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange) {
        retheme();
    }
}

void ChartCard::resizeEvent(QResizeEvent* event)
{
    Card::resizeEvent(event);
    redraw();
}

void ChartCard::contextMenuEvent(QContextMenuEvent* event)
{
    showMenu(event->globalPos());
}

void ChartCard::showMenu(const QPoint& global)
{
    QMenu menu(this);
    menu.addAction(tr("Enlarge"), this, &ChartCard::enlargeAsked);
    QAction* log =
        menu.addAction(tr("Logarithmic axis"), this, [this] { setOwnLog(!ownView().logY); });
    log->setCheckable(true);
    log->setChecked(ownView().logY);
    menu.addSeparator();
    const auto add = [&](const QString& text, bool enabled, auto ask) {
        menu.addAction(text, this, ask)->setEnabled(enabled);
    };
    add(tr("Move earlier"), !m_place.first, [this] { Q_EMIT moveAsked(-1); });
    add(tr("Move later"), !m_place.last, [this] { Q_EMIT moveAsked(1); });
    add(tr("Hide"), !(m_place.first && m_place.last), [this] { Q_EMIT hideAsked(); });
    menu.addSeparator();
    menu.addAction(tr("Show as a table"), this, &ChartCard::tableAsked);
    menu.addAction(tr("Copy picture"), this,
                   [this] { QApplication::clipboard()->setPixmap(picture()); });
    menu.addAction(tr("Copy numbers"), this,
                   [this] { QApplication::clipboard()->setText(numbersAsText()); });
    menu.exec(global);
}

}  // namespace marginalia
