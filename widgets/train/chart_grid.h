// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/train/chart_card.h"

#include <QScrollArea>
#include <QTimer>

#include <optional>
#include <vector>

namespace marginalia {

class Pane;

/// The charts of a run: two in the first row, then three; one cursor and one view for all of them.
///
/// Data may come as often as it likes: charts are drawn at most 30 times a second, and only those
/// that can be seen. Keys when it has the focus: arrows left and right move the cursor (Shift: ten
/// steps), Home goes to the first step, Enter pins it and goes on to what is behind it; arrows up
/// and down choose a chart, Space enlarges it, the Menu key opens its menu. A header that is
/// dragged moves its chart.
class ChartGrid : public QScrollArea {
    Q_OBJECT

public:
    explicit ChartGrid(QWidget* parent = nullptr);

    /// The charts that are offered. `order` names those shown, by ChartSpec::id(); names that are
    /// not offered are charts of single metrics. Empty: all that are offered.
    void setCharts(const std::vector<ChartSpec>& specs, const QStringList& order = {});
    /// Ids of the charts shown.
    QStringList order() const;
    const std::vector<ChartSpec>& offered() const { return m_offered; }
    /// Those of the offered that are not shown.
    std::vector<ChartSpec> hiddenCharts() const;
    /// Adds a chart at the end; nothing when it is shown already.
    void showChart(const ChartSpec& spec);
    /// The last one stays.
    void hideChart(marginalia::ChartCard* card);
    void moveChart(marginalia::ChartCard* card, int place);

    /// The first run is the one looked at.
    void setRuns(const std::vector<ChartRun>& runs);
    const std::vector<ChartRun>& runs() const { return m_runs; }
    /// Something was appended to a run.
    void dataChanged();
    void setMessage(const QString& message);

    const ChartView& view() const { return m_view; }
    bool following() const { return m_following; }
    std::optional<std::int64_t> cursorStep() const { return m_cursor; }
    std::optional<std::int64_t> pinnedStep() const { return m_pinned; }
    void setBehindText(std::int64_t step, const QString& text);

    const std::vector<ChartCard*>& cards() const { return m_cards; }
    /// The one that keys act on and that shows the values at the cursor; null before the first use.
    ChartCard* current() const { return m_current; }
    ChartCard* enlarged() const { return m_enlarged; }
    int replots() const { return m_replots; }
    /// Draws every chart before it returns, `scale` device pixels a logical one: for pictures.
    void drawNow(double scale);

public Q_SLOTS:
    void setAxis(marginalia::ChartAxis axis);
    void setRaw(bool raw);
    void setLogY(bool log);
    /// Of the curves themselves; the owner of the runs sets theirs first.
    void setSmoothing(double weight);
    void zoom(double factor);
    void zoomTo(double from, double to);
    /// Shows everything and follows the live end again.
    void fit();
    void moveCursor(int steps);
    void pinStep(std::int64_t step);
    void unpin();
    void enlarge(marginalia::ChartCard* card);
    void moveCurrent(int places);
    void hideCurrent();
    void enlargeCurrent();
    void showTable();

Q_SIGNALS:
    /// A point was clicked, or Enter pressed on the cursor.
    void stepActivated(qint64 step);
    /// Enter on the step that is pinned already: on into what stands behind it.
    void behindAsked();
    void followingChanged(bool following);
    void viewChanged();
    /// Charts were hidden, added or moved by the person.
    void chartsChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void showEvent(QShowEvent* event) override;

private:
    // chart_grid_layout.cpp: which charts, in which order, where
    struct Slot {
        int place = 0;  ///< in the order, counted with the dragged card still in it
        QRect mark;
    };
    void addCard(const ChartSpec& spec);
    void removeCard(ChartCard* card);
    int placeOf(const ChartCard* card) const;
    void arrange();
    Slot slotAt(const QPoint& at) const;
    void drag(ChartCard* card, const QPoint& global);
    void drop(ChartCard* card, const QPoint& global);
    void endDrag();

    // chart_grid.cpp: runs, cursor, drawing
    void connectCard(ChartCard* card);
    void setCursorStep(std::int64_t step);
    void spreadCursor();
    void needCurrent();
    void goToCard(int places);
    void takeMouse();
    bool escape();
    void schedule();
    void draw();
    const RunCurves* curves() const;

    // chart_grid_view.cpp: what part is shown
    void spreadView();
    void follow();
    double fullEnd() const;

    QWidget* m_content;
    Pane* m_dropMark;  ///< where a dragged chart would go
    std::vector<ChartSpec> m_offered;
    std::vector<ChartCard*> m_cards;
    std::vector<ChartRun> m_runs;
    ChartView m_view;
    bool m_following = true;
    bool m_byKeys = false;  ///< the current card is marked
    std::optional<std::int64_t> m_cursor;
    std::optional<std::int64_t> m_pinned;
    QString m_behindText;
    ChartCard* m_current = nullptr;
    ChartCard* m_enlarged = nullptr;
    ChartCard* m_dragged = nullptr;
    QString m_message;
    QTimer m_timer;  ///< single shot; running means a drawing is due
    int m_replots = 0;
};

}  // namespace marginalia
