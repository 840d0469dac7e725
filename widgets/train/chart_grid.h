// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/train/chart_card.h"

#include <QScrollArea>
#include <QTimer>

#include <optional>
#include <vector>

namespace marginalia {

/// The charts of a run: two in the first row, then three; one cursor and one view for all of them.
///
/// Data may come as often as it likes: charts are drawn at most 30 times a second, and only those
/// that can be seen. Keys when it has the focus: arrows move the cursor (Shift: ten steps), Home
/// the first step, Enter pins it.
class ChartGrid : public QScrollArea {
    Q_OBJECT

public:
    explicit ChartGrid(QWidget* parent = nullptr);

    void setCharts(const std::vector<ChartSpec>& specs);
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

    std::vector<ChartCard*> cards() const { return m_cards; }
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
    void showTable();

Q_SIGNALS:
    /// A point was clicked, or Enter pressed on the cursor.
    void stepActivated(qint64 step);
    /// Enter on the step that is pinned already: on into what stands behind it.
    void behindAsked();
    void followingChanged(bool following);
    void viewChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void showEvent(QShowEvent* event) override;

private:
    void connectCard(ChartCard* card);
    void arrange();
    void schedule();
    void draw();
    void spreadView();
    void spreadCursor();
    void follow();
    double fullEnd() const;
    const RunCurves* curves() const;

    QWidget* m_content;
    std::vector<ChartCard*> m_cards;
    std::vector<ChartRun> m_runs;
    ChartView m_view;
    bool m_following = true;
    std::optional<std::int64_t> m_cursor;
    std::optional<std::int64_t> m_pinned;
    QString m_behindText;
    ChartCard* m_boxCard = nullptr;  ///< where the mouse is
    ChartCard* m_enlarged = nullptr;
    QString m_message;
    QTimer m_timer;  ///< single shot; running means a drawing is due
    int m_replots = 0;
};

}  // namespace marginalia
