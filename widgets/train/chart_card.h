// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/panes.h"
#include "widgets/train/chart_drawing.h"

#include <QElapsedTimer>

#include <optional>
#include <vector>

namespace marginalia {

class ChartHeader;
class ChartPlot;

/// One chart: header with live values, plot below. Redraws only when told; the grid decides when.
class ChartCard : public Card {
    Q_OBJECT

public:
    explicit ChartCard(ChartSpec spec, QWidget* parent = nullptr);

    const ChartSpec& spec() const { return m_spec; }
    /// The first run is the one looked at, the others lie over it.
    void setRuns(const std::vector<ChartRun>& runs);
    void setView(const ChartView& view);
    /// Text in the middle of an empty plot ("first point after step 1").
    void setMessage(const QString& message);
    /// Draws what the runs hold now and queues the replot.
    void redraw();

    struct Cursor {
        std::optional<std::int64_t> step;
        bool pinned = false;
        bool box = false;    ///< this card shows the value box
        QString behindText;  ///< "16 pairs behind it"
    };
    /// Where else the chart may go, for its menu.
    struct Place {
        bool first = true;
        bool last = true;
    };
    void setPlace(Place place) { m_place = place; }
    /// A logarithmic axis for this chart alone, until all charts change.
    void setOwnLog(std::optional<bool> log);
    void showMenu(const QPoint& global);
    /// Only the cursor's layers are painted again.
    void setCursor(const Cursor& cursor);

    /// "Loss, run 14, 588 points, last 0.378, falling".
    QString description() const;
    /// Visible numbers, tab separated, full precision, plain minus.
    QString numbersAsText() const;
    QPixmap picture() const;
    QSize minimumSizeHint() const override;

    QCustomPlot* plot() const;
    const ChartHeader* header() const { return m_header; }
    const ChartMarks& marks() const;
    std::size_t drawnPoints() const { return m_drawing.points(); }

Q_SIGNALS:
    void pointed(double x);
    void left();
    void clicked(double x);
    void zoomAsked(double from, double to);
    void wheelTurned(double x, double factor);
    void fitAsked();
    void enlargeAsked();
    void tableAsked();
    void hideAsked();
    /// By how many places: -1 earlier, 1 later.
    void moveAsked(int places);
    /// The header is dragged, and dropped; global positions.
    void dragged(const QPoint& at);
    void dropped(const QPoint& at);

protected:
    void changeEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectPlot();
    void retheme();
    /// The grid's view with what this chart alone has set.
    ChartView ownView() const;
    void updateHeader();
    void updateDescription();

    ChartSpec m_spec;
    std::vector<ChartRun> m_runs;
    ChartView m_view;
    Cursor m_cursor;
    Place m_place;
    std::optional<bool> m_ownLog;
    QString m_message;
    std::optional<QCPRange> m_fixedY;
    ChartHeader* m_header;
    ChartPlot* m_plot;
    ChartDrawing m_drawing;
    MarksItem* m_marks;  // owned by m_plot, as the next two
    CursorItem* m_cursorItem;
    BoxItem* m_box;
    QElapsedTimer m_sinceHeader;
    QElapsedTimer m_sinceSpoken;
    bool m_stale = true;  ///< graphs must be made anew
};

}  // namespace marginalia
