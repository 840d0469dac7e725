// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/panel.h"
#include "widgets/label/label_session.h"

class QPlainTextEdit;
class QStackedWidget;
class QListView;
class QProgressBar;

namespace marginalia {

class EmptyState;
class LinkLabel;
class PaceBars;
class PairView;
class QueueList;
class SectionTitle;
class SideColumn;
class Splitter;
class TextLabel;
class TrailModel;
class VerdictBar;

/// One pair at a time, judged by keyboard: queue and pace at the left, the pair in the middle,
/// reason and trail at the right.
///
/// A key stores the verdict and the next pair stands there in the same frame; nothing waits for the
/// disk.
class LabelPanel : public Panel {
    Q_OBJECT

public:
    explicit LabelPanel(PanelContext& context, QWidget* parent = nullptr);

    LabelSession& labels() { return *m_labels; }
    void enter() override;
    void leave() override;
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    /// "show" {record}: opens a pair; "queue" {name}: not_labelled, flagged, all.
    bool perform(const QString& request, const QVariantMap& arguments) override;
    QWidget* firstFocus() override;
    QList<QWidget*> areas() override;
    QList<QWidget*> keepClear() override;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildHeader();
    QWidget* buildLeft();
    QWidget* buildMiddle();
    QWidget* buildRight();
    void connectActions();
    void connectSession();

    void showCurrent();
    void showState();
    void showFacts();
    void showDone();
    void showFlag();
    void prefer(int side, Strength strength, int segment);
    void judge(Verdict verdict, int segment);
    void confirmOr(const std::function<void()>& act, int segment);
    void askNumber();
    void setDetailsHidden(bool hidden);
    void askWhy();
    void leaveWhy();

    LabelSession* m_labels = nullptr;
    Splitter* m_columns = nullptr;
    QStackedWidget* m_stack = nullptr;
    PairView* m_pair = nullptr;
    QWidget* m_pairPage = nullptr;
    EmptyState* m_empty = nullptr;
    EmptyState* m_done = nullptr;
    VerdictBar* m_verdicts = nullptr;
    QWidget* m_secondRow = nullptr;  ///< below it: both good, skip, flag, undo
    QueueList* m_queues = nullptr;
    TextLabel* m_queueSentence = nullptr;
    SectionTitle* m_today = nullptr;
    QProgressBar* m_goal = nullptr;
    SectionTitle* m_paceTitle = nullptr;
    PaceBars* m_pace = nullptr;
    QWidget* m_paceEnds = nullptr;
    QWidget* m_todayPart = nullptr;
    QPlainTextEdit* m_why = nullptr;
    SectionTitle* m_trailTitle = nullptr;
    QWidget* m_right = nullptr;
    TextLabel* m_noTrail = nullptr;
    QListView* m_trail = nullptr;
    TrailModel* m_trailModel = nullptr;
    std::function<void()> m_unconfirmed;
    bool m_narrow = false;  ///< no room for the right column; N opens it for a reason
};

}  // namespace marginalia
