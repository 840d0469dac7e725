// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/panel.h"
#include "widgets/compare/answer_column.h"
#include "widgets/compare/compare_session.h"

class QHBoxLayout;
class QMenu;
class QListView;
class QPlainTextEdit;
class QStackedWidget;

namespace marginalia {

class Button;
class Card;
class EmptyState;
class FirstRunMeasure;
class Pane;
class PromptModel;
class Scrubber;
class SearchField;
class Splitter;
class TextLabel;
class VotesColumn;

/// Two to four models on the same prompt, written side by side: prompts at the left, answers, votes
/// and checkpoints in the middle, what the votes say at the right.
class ComparePanel : public Panel {
    Q_OBJECT

public:
    explicit ComparePanel(PanelContext& context, QWidget* parent = nullptr);
    ~ComparePanel() override;

    CompareSession& compare() { return *m_compare; }
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    /// "show_run" {run}: start model and last checkpoint of a run side by side. "show_changes"
    /// "show_checkpoint" {folder}: start model and that checkpoint. "show_changes"
    /// {run}: the same for the tour, first prompt written, then measured on unseen questions.
    bool perform(const QString& request, const QVariantMap& arguments) override;
    QWidget* searchField() override;
    QWidget* firstFocus() override;
    QList<QWidget*> areas() override;
    QList<QWidget*> keepClear() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildHeader();
    QWidget* buildPrompts();
    QWidget* buildMiddle();
    QWidget* buildPromptCard();
    QWidget* buildVoteBar();
    void fitPrompt(int lines);
    QWidget* buildScrubber();
    void connectActions();
    void connectSession();

    void showContent();
    void showPrompt();
    void showColumns();
    void showAnswer(int column);
    void showAnswers();
    void showVoteBar();
    void vote(int best);
    void showScrubber();
    void showEmptyOr();
    void setColours(AnswerColours colours);
    void columnMenu(int column, const QPoint& place);
    void addColumnMenu();
    QMenu* modelMenu(const std::function<void(const ModelChoice&)>& take);
    void askSampling();
    void scrubTo(int stop);
    void showRun(const QString& run);
    void runTour(const QString& run);
    int scrubbedColumn() const;
    std::vector<ModelChoice> checkpointsOf(const QString& run) const;

    CompareSession* m_compare = nullptr;
    FirstRunMeasure* m_measure = nullptr;
    Splitter* m_splitter = nullptr;
    QStackedWidget* m_stack = nullptr;
    QWidget* m_page = nullptr;
    EmptyState* m_empty = nullptr;
    SearchField* m_search = nullptr;
    PromptModel* m_promptModel = nullptr;
    QListView* m_promptList = nullptr;
    QWidget* m_noPrompts = nullptr;
    TextLabel* m_promptFoot = nullptr;
    QWidget* m_promptFootPane = nullptr;
    TextLabel* m_promptTitle = nullptr;
    TextLabel* m_samplingText = nullptr;
    QPlainTextEdit* m_promptEdit = nullptr;
    QHBoxLayout* m_columnRow = nullptr;
    std::vector<AnswerColumn*> m_columns;
    QWidget* m_legend = nullptr;
    QWidget* m_voteBar = nullptr;
    Button* m_writeAll = nullptr;
    std::vector<Button*> m_bestButtons;
    Card* m_scrubCard = nullptr;
    TextLabel* m_scrubTitle = nullptr;
    TextLabel* m_scrubColumn = nullptr;
    Scrubber* m_scrubber = nullptr;
    VotesColumn* m_votes = nullptr;
    AnswerColours m_colours = AnswerColours::None;
    QString m_pendingRun;         ///< shown as soon as the models are read
    QString m_pendingCheckpoint;  ///< of that run; empty: its last one
    bool m_pendingTour = false;
};

}  // namespace marginalia
