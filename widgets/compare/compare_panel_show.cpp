// SPDX-License-Identifier: GPL-3.0-or-later
// What ComparePanel shows of its session.
#include "core/text/word_diff.h"
#include "widgets/common/actions.h"
#include "widgets/common/buttons.h"
#include "widgets/common/feedback.h"
#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/panel_context.h"
#include "widgets/compare/compare_panel.h"
#include "widgets/compare/prompt_list.h"
#include "widgets/compare/scrubber.h"
#include "widgets/compare/votes_column.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <algorithm>

namespace marginalia {

void ComparePanel::showContent()
{
    busy().stop();
    {
        const QSignalBlocker quiet(m_promptList->selectionModel());
        m_promptModel->refresh(m_search->text().trimmed());
        const int row = m_promptModel->rowOf(m_compare->promptIndex());
        if (row >= 0) {
            m_promptList->setCurrentIndex(m_promptModel->index(row));
        }
    }
    int voted = 0;
    for (const StoredPrompt& prompt : m_compare->prompts()) {
        voted += m_compare->votedOn(prompt.id) ? 1 : 0;
    }
    m_noPrompts->setVisible(m_compare->prompts().empty());
    m_promptList->setVisible(!m_compare->prompts().empty());
    m_promptFootPane->setVisible(!m_compare->prompts().empty());
    m_promptFoot->setText(
        tr("%1 of %2 voted here. Number: the answer you preferred, 0 is a tie.")
            .arg(countText(voted), countText(static_cast<qint64>(m_compare->prompts().size()))));
    header().setSubtitle(
        tr("%n prompt(s)", nullptr, static_cast<int>(m_compare->prompts().size())));
    m_votes->show(*m_compare);
    showVoteBar();
    if (m_compare->columns().empty() && m_pendingRun.isEmpty() && !m_compare->models().empty()) {
        // The newest run beside what it started from is what people come to see.
        const auto newest =
            std::find_if(m_compare->models().begin(), m_compare->models().end(),
                         [](const ModelChoice& model) { return !model.run.isEmpty(); });
        if (newest != m_compare->models().end()) {
            m_pendingRun = newest->run;
        }
    }
    if (!m_pendingRun.isEmpty() && m_compare->isRead()) {
        const QString run = std::exchange(m_pendingRun, QString());
        showRun(run);
        if (std::exchange(m_pendingTour, false)) {
            runTour(run);
        }
    }
    showEmptyOr();
}

void ComparePanel::showEmptyOr()
{
    // Without columns the empty state's button is the one to press.
    m_writeAll->setVisible(!m_compare->columns().empty());
    m_stack->setCurrentWidget(m_compare->columns().empty() ? static_cast<QWidget*>(m_empty)
                                                           : m_page);
}

void ComparePanel::showPrompt()
{
    const StoredPrompt* prompt = m_compare->prompt();
    const QSignalBlocker quiet(m_promptEdit);
    m_promptEdit->setPlainText(prompt == nullptr ? QString() : lastQuestion(*prompt));
    m_promptTitle->setText(prompt == nullptr ? tr("Prompt")
                                             : tr("Prompt %1 of %2")
                                                   .arg(m_compare->promptIndex() + 1)
                                                   .arg(m_compare->prompts().size()));
    const int row = m_promptModel->rowOf(m_compare->promptIndex());
    if (row >= 0) {
        const QSignalBlocker still(m_promptList->selectionModel());
        m_promptList->setCurrentIndex(m_promptModel->index(row));
    }
    m_promptList->viewport()->update();
    showAnswers();
    showScrubber();
    showVoteBar();
}

void ComparePanel::showColumns()
{
    const auto& models = m_compare->columns();
    while (m_columns.size() > models.size()) {
        delete m_columns.back();
        m_columns.pop_back();
    }
    while (m_columns.size() < models.size()) {
        const int number = static_cast<int>(m_columns.size()) + 1;
        auto* column = new AnswerColumn(number);
        connect(column, &AnswerColumn::menuAsked, this,
                [this, number](const QPoint& place) { columnMenu(number - 1, place); });
        m_columns.push_back(column);
        m_columnRow->addWidget(column, 1);
    }
    for (size_t i = 0; i < models.size(); ++i) {
        m_columns[i]->setModel(models[i]);
    }
    const SamplingChoice& sampling = m_compare->sampling();
    m_samplingText->setText(tr("temperature %1 · seed %2 · up to %3 tokens")
                                .arg(numberText(sampling.temperature, 1))
                                .arg(sampling.seed)
                                .arg(sampling.maxNewTokens));
    setActionEnabled(context().actions.action("compare.add_column"),
                     models.size() < CompareSession::kMostColumns, tr("Four columns are the most"));
    showAnswers();
    showScrubber();
    showVoteBar();
    m_votes->show(*m_compare);
    showEmptyOr();
}

void ComparePanel::showAnswer(int column)
{
    if (column < 0 || column >= static_cast<int>(m_columns.size())) {
        return;
    }
    m_columns[static_cast<size_t>(column)]->show(m_compare->answer(column), m_colours,
                                                 m_compare->answer(0).text, column == 0);
    showVoteBar();
}

void ComparePanel::showAnswers()
{
    for (int i = 0; i < static_cast<int>(m_columns.size()); ++i) {
        showAnswer(i);
    }
    m_legend->setVisible(m_colours == AnswerColours::Tokens);
}

void ComparePanel::setColours(AnswerColours colours)
{
    m_colours = colours;
    // Either of the two colourings, never both.
    context().actions.action("compare.colours")->setChecked(colours == AnswerColours::Tokens);
    context().actions.action("compare.diff")->setChecked(colours == AnswerColours::Diff);
    showAnswers();
}

void ComparePanel::showVoteBar()
{
    const int columns = static_cast<int>(m_columns.size());
    bool ready = columns >= 2;
    for (int i = 0; i < columns; ++i) {
        ready = ready && m_compare->answer(i).id != 0;
    }
    const QString reason =
        columns < 2 ? tr("Needs two columns") : tr("Every column must have written its answer");
    const StoredPrompt* prompt = m_compare->prompt();
    const StoredVote* vote = m_compare->voteOnScreen();
    ActionRegistry& actions = context().actions;
    const char* best[] = {"compare.best1", "compare.best2", "compare.best3", "compare.best4"};
    for (int i = 0; i < CompareSession::kMostColumns; ++i) {
        m_bestButtons[static_cast<size_t>(i)]->setVisible(i < std::max(columns, 2));
        QAction* action = actions.action(QLatin1String(best[i]));
        action->setChecked(vote != nullptr && vote->best == i);
        setActionEnabled(action, ready && i < columns, reason);
    }
    for (int i = 0; i < columns; ++i) {
        m_columns[static_cast<size_t>(i)]->setBest(vote != nullptr && vote->best == i);
    }
    actions.action("compare.tie")->setChecked(vote != nullptr && vote->tie);
    actions.action("compare.all_bad")->setChecked(vote != nullptr && vote->allBad);
    setActionEnabled(actions.action("compare.tie"), ready, reason);
    setActionEnabled(actions.action("compare.all_bad"), ready, reason);
    const bool sent = vote != nullptr && vote->sent;
    setActionEnabled(
        actions.action("compare.make_pair"), vote != nullptr && vote->best >= 0 && !sent,
        sent ? tr("This vote is a pair in Data already") : tr("Vote for one answer first"));
    setActionEnabled(actions.action("compare.write"), columns > 0 && prompt != nullptr,
                     tr("Needs a column and a prompt"));
    setActionEnabled(actions.action("compare.write_all"),
                     columns > 0 && !m_compare->prompts().empty(),
                     tr("Needs a column and a prompt"));
    m_promptList->viewport()->update();
    setActionEnabled(actions.action("compare.stop"), m_compare->isWriting(),
                     tr("Nothing is being written"));
    QAction* all = actions.action("compare.write_all");
    all->setText(
        tr("Write all %1").arg(countText(static_cast<qint64>(m_compare->prompts().size()))));
}

void ComparePanel::showScrubber()
{
    const int column = scrubbedColumn();
    m_scrubCard->setVisible(column >= 0);
    if (column < 0) {
        return;
    }
    const ModelChoice& model = m_compare->columns()[static_cast<size_t>(column)];
    const std::vector<ModelChoice> checkpoints = checkpointsOf(model.run);
    const ColumnAnswer* start = m_compare->answerOf(m_compare->baseModel());
    std::vector<Scrubber::Stop> stops;
    int current = 0;
    for (size_t i = 0; i < checkpoints.size(); ++i) {
        Scrubber::Stop stop;
        stop.label = checkpoints[i].step == 0 ? tr("start") : countText(checkpoints[i].step);
        const ColumnAnswer* answer = m_compare->answerOf(checkpoints[i].folder);
        if (answer != nullptr && start != nullptr && answer->id != 0 && start->id != 0) {
            stop.different = wordDiff(start->text, answer->text).shareDifferent;
        }
        current = checkpoints[i].folder == model.folder ? static_cast<int>(i) : current;
        stops.push_back(stop);
    }
    m_scrubTitle->setText(
        tr("This prompt through %1").arg(model.name.section(QStringLiteral(" · "), 0, 0)));
    m_scrubColumn->setText(tr("moves column %1").arg(column + 1));
    m_scrubber->setStops(stops, current);
}

}  // namespace marginalia
