// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_panel.h"

#include "core/base/file_folders.h"
#include "core/text/word_diff.h"
#include "widgets/common/actions.h"
#include "widgets/common/buttons.h"
#include "widgets/common/feedback.h"
#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/panel_context.h"
#include "widgets/common/session.h"
#include "widgets/common/shell.h"
#include "widgets/common/tour.h"
#include "widgets/common/translated.h"
#include "widgets/compare/first_run_measure.h"
#include "widgets/compare/prompt_list.h"
#include "widgets/compare/sampling_dialog.h"
#include "widgets/compare/scrubber.h"
#include "widgets/compare/votes_column.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <algorithm>

namespace marginalia {

namespace {

constexpr int kTourQuestions = 120;

QString starterFolder()
{
    return QString::fromStdString(resourceFolder()) + QStringLiteral("/starter");
}

}  // namespace

ComparePanel::ComparePanel(PanelContext& context, QWidget* parent)
    : Panel(QStringLiteral("compare"), tr("Compare"), context, parent)
{
    m_compare = new CompareSession(context.session, context.host, starterFolder(), this);
    m_measure = new FirstRunMeasure(context.host, this);
    buildHeader();
    m_splitter = new Splitter(Qt::Horizontal, QStringLiteral("compare.columns"));
    m_splitter->addSide(buildPrompts(), 224);
    m_splitter->addMiddle(buildMiddle());
    m_votes = new VotesColumn;
    m_splitter->addSide(m_votes, 292);
    setBody(m_splitter);
    connectActions();
    connectSession();
    busy().start();
    showColumns();
    showPrompt();
}

ComparePanel::~ComparePanel() = default;

void ComparePanel::connectActions()
{
    ActionRegistry& actions = context().actions;
    const char* best[] = {"compare.best1", "compare.best2", "compare.best3", "compare.best4"};
    for (int i = 0; i < CompareSession::kMostColumns; ++i) {
        actions.bind(QLatin1String(best[i]), this, [this, i] { m_compare->vote(i); });
    }
    actions.bind("compare.tie", this, [this] { m_compare->vote(-1); });
    actions.bind("compare.all_bad", this, [this] { m_compare->vote(-2); });
    actions.bind("compare.make_pair", this, [this] { m_compare->makePairs(true); });
    actions.bind("compare.colours", this, [this](bool on) {
        m_colours = on ? AnswerColours::Tokens : AnswerColours::None;
        showAnswers();
    });
    actions.bind("compare.diff", this, [this](bool on) {
        m_colours = on ? AnswerColours::Diff : AnswerColours::None;
        showAnswers();
    });
    actions.bind("compare.checkpoint_back", this, [this] { m_scrubber->move(-1); });
    actions.bind("compare.checkpoint_on", this, [this] { m_scrubber->move(1); });
    actions.bind("compare.next", this,
                 [this] { m_compare->setPrompt(m_compare->promptIndex() + 1); });
    actions.bind("compare.previous", this,
                 [this] { m_compare->setPrompt(m_compare->promptIndex() - 1); });
    actions.bind("compare.write", m_compare, &CompareSession::writePrompt);
    actions.bind("compare.write_all", m_compare, &CompareSession::writeAll);
    actions.bind("compare.stop", m_compare, &CompareSession::stopWriting);
    actions.bind("compare.add_column", this, [this] { addColumnMenu(); });
    actions.bind("compare.sampling", this, [this] { askSampling(); });
}

void ComparePanel::connectSession()
{
    connect(m_compare, &CompareSession::contentChanged, this, &ComparePanel::showContent);
    connect(m_compare, &CompareSession::promptChanged, this, &ComparePanel::showPrompt);
    connect(m_compare, &CompareSession::columnsChanged, this, &ComparePanel::showColumns);
    connect(m_compare, &CompareSession::answerChanged, this, &ComparePanel::showAnswer);
    connect(m_compare, &CompareSession::otherAnswerChanged, this, &ComparePanel::showScrubber);
    connect(m_compare, &CompareSession::writingChanged, this, &ComparePanel::showVoteBar);
    connect(m_compare, &CompareSession::pairsMade, this, [this](int count) {
        if (count > 0) {
            context().shell.toast(tr("%n pair(s) added to Data", nullptr, count), tr("Undo"),
                                  [this] { context().session.undo(); });
        } else {
            infoBar().show(
                InfoBar::Kind::Info,
                tr("No pair was made: the answers are equal, or there is no vote on this prompt."));
        }
    });
    connect(m_compare, &CompareSession::hostRestarted, this,
            [this](const QString& sentence) { infoBar().show(InfoBar::Kind::Warning, sentence); });
    connect(m_compare, &CompareSession::failed, this, [this](const Error& error) {
        infoBar().show(InfoBar::Kind::Error, translated(error));
    });
    connect(m_search, &SearchField::textChanged, this, &ComparePanel::showContent);
    connect(m_promptList->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                if (index.isValid()) {
                    m_compare->setPrompt(index.data(PromptModel::IndexRole).toInt());
                }
            });
    connect(m_scrubber, &Scrubber::moved, this, &ComparePanel::scrubTo);
    connect(m_scrubber, &Scrubber::rested, m_compare, &CompareSession::writePrompt);
    connect(m_votes, &VotesColumn::addPairsAsked, this, [this] { m_compare->makePairs(false); });
    connect(m_measure, &FirstRunMeasure::finished, this,
            [this](const FirstRunMeasure::Shares& before, const FirstRunMeasure::Shares& after) {
                context().tour.changesMeasured(after.answered, before.warmShare(),
                                               after.warmShare(), before.rightShare(),
                                               after.rightShare());
            });
}

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
    m_stack->setCurrentWidget(m_compare->columns().empty() ? static_cast<QWidget*>(m_empty)
                                                           : m_page);
}

void ComparePanel::showPrompt()
{
    const StoredPrompt* prompt = m_compare->prompt();
    const QSignalBlocker quiet(m_promptEdit);
    m_promptEdit->setPlainText(prompt == nullptr ? QString() : promptTitle(*prompt));
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
    // -3: no vote yet.
    const int vote = prompt != nullptr ? m_compare->votedOn(prompt->id).value_or(-3) : -3;
    ActionRegistry& actions = context().actions;
    const char* best[] = {"compare.best1", "compare.best2", "compare.best3", "compare.best4"};
    for (int i = 0; i < CompareSession::kMostColumns; ++i) {
        m_bestButtons[static_cast<size_t>(i)]->setVisible(i < std::max(columns, 2));
        setActionEnabled(actions.action(QLatin1String(best[i])), ready && i < columns, reason);
    }
    for (int i = 0; i < columns; ++i) {
        m_columns[static_cast<size_t>(i)]->setBest(vote == i);
    }
    setActionEnabled(actions.action("compare.tie"), ready, reason);
    setActionEnabled(actions.action("compare.all_bad"), ready, reason);
    setActionEnabled(actions.action("compare.make_pair"), vote >= 0,
                     tr("Vote for one answer first"));
    setActionEnabled(actions.action("compare.write"), columns > 0 && prompt != nullptr,
                     tr("Needs a column and a prompt"));
    setActionEnabled(actions.action("compare.write_all"),
                     columns > 0 && !m_compare->prompts().empty(),
                     tr("Needs a column and a prompt"));
    setActionEnabled(actions.action("compare.stop"), m_compare->isWriting(),
                     tr("Nothing is being written"));
    QAction* all = actions.action("compare.write_all");
    all->setText(
        tr("Write all %1").arg(countText(static_cast<qint64>(m_compare->prompts().size()))));
}

std::vector<ModelChoice> ComparePanel::checkpointsOf(const QString& run) const
{
    std::vector<ModelChoice> out;
    for (const ModelChoice& model : m_compare->models()) {
        if (!run.isEmpty() && model.run == run) {
            out.push_back(model);
        }
    }
    std::sort(out.begin(), out.end(), [](const ModelChoice& left, const ModelChoice& right) {
        return left.step < right.step;
    });
    return out;
}

int ComparePanel::scrubbedColumn() const
{
    const auto& columns = m_compare->columns();
    for (int i = static_cast<int>(columns.size()) - 1; i >= 0; --i) {
        if (!columns[static_cast<size_t>(i)].run.isEmpty()) {
            return i;
        }
    }
    return -1;
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
    m_scrubTitle->setText(tr("This prompt through the run, moves column %1").arg(column + 1));
    m_scrubber->setStops(stops, current);
}

void ComparePanel::scrubTo(int stop)
{
    const int column = scrubbedColumn();
    if (column < 0) {
        return;
    }
    const std::vector<ModelChoice> checkpoints =
        checkpointsOf(m_compare->columns()[static_cast<size_t>(column)].run);
    if (stop >= 0 && stop < static_cast<int>(checkpoints.size())) {
        m_compare->setColumn(column, checkpoints[static_cast<size_t>(stop)]);
    }
}

QMenu* ComparePanel::modelMenu(const std::function<void(const ModelChoice&)>& take)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QString lastRun;
    QMenu* runMenu = nullptr;
    for (const ModelChoice& model : m_compare->models()) {
        if (!model.run.isEmpty() && model.run != lastRun) {
            lastRun = model.run;
            runMenu = menu->addMenu(model.name.section(QStringLiteral(" · "), 0, 0) +
                                    QStringLiteral(" · ") + model.detail);
        }
        QMenu* place = model.run.isEmpty() ? menu : runMenu;
        place->addAction(model.run.isEmpty() ? model.name : tr("step %1").arg(model.step), this,
                         [take, model] { take(model); });
    }
    menu->addSeparator();
    menu->addAction(tr("Model folder…"), this, [this, take] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Model folder"));
        if (!folder.isEmpty()) {
            take({folder, QFileInfo(folder).fileName(), tr("model folder"), {}, -1});
        }
    });
    return menu;
}

void ComparePanel::columnMenu(int column, const QPoint& place)
{
    QMenu* menu = modelMenu(
        [this, column](const ModelChoice& model) { m_compare->setColumn(column, model); });
    menu->addSeparator();
    menu->addAction(tr("Close this column"), this,
                    [this, column] { m_compare->removeColumn(column); });
    menu->popup(place);
}

void ComparePanel::addColumnMenu()
{
    QMenu* menu = modelMenu([this](const ModelChoice& model) { m_compare->addColumn(model); });
    menu->popup(mapToGlobal(QPoint(width() / 2, u(44))));
}

void ComparePanel::askSampling()
{
    SamplingDialog dialog(m_compare->sampling(), this);
    if (dialog.exec() == QDialog::Accepted) {
        m_compare->setSampling(dialog.choice());
    }
}

void ComparePanel::showRun(const QString& run)
{
    const std::vector<ModelChoice> checkpoints = checkpointsOf(run);
    const auto spec = readRunSpec(run.toStdString());
    if (checkpoints.empty() || !spec.ok()) {
        infoBar().show(
            InfoBar::Kind::Warning,
            tr("This run has no checkpoint yet. It can be compared once it has saved one."));
        return;
    }
    const auto start = std::find_if(m_compare->models().begin(), m_compare->models().end(),
                                    [&](const ModelChoice& model) {
                                        return model.folder == QString::fromStdString(spec->model);
                                    });
    while (!m_compare->columns().empty()) {
        m_compare->removeColumn(static_cast<int>(m_compare->columns().size()) - 1);
    }
    m_compare->addColumn(start != m_compare->models().end() ? *start : checkpoints.front());
    m_compare->addColumn(checkpoints.back());
}

void ComparePanel::runTour(const QString& run)
{
    context().actions.action("compare.diff")->setChecked(true);
    m_colours = AnswerColours::Diff;
    showAnswers();
    m_compare->writePrompt();
    context().tour.changesShown();
    const std::vector<ModelChoice> checkpoints = checkpointsOf(run);
    const auto spec = readRunSpec(run.toStdString());
    if (spec.ok() && !checkpoints.empty()) {
        m_measure->start(QString::fromStdString(spec->model), checkpoints.back().folder,
                         kTourQuestions);
    }
}

bool ComparePanel::perform(const QString& request, const QVariantMap& arguments)
{
    const bool tour = request == QLatin1String("show_changes");
    if (!tour && request != QLatin1String("show_run")) {
        return Panel::perform(request, arguments);
    }
    m_pendingRun = arguments.value(QStringLiteral("run")).toString();
    m_pendingTour = tour;
    // The run may be younger than what was read: read again, then show it.
    m_compare->refresh();
    return true;
}

bool ComparePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_promptEdit && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) &&
            (key->modifiers() & Qt::ControlModifier) != 0) {
            m_compare->addPrompts({m_promptEdit->toPlainText()});
            connect(m_compare, &CompareSession::promptChanged, m_compare,
                    &CompareSession::writePrompt, Qt::SingleShotConnection);
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            showPrompt();
            m_promptList->setFocus();
            return true;
        }
    }
    return Panel::eventFilter(watched, event);
}

void ComparePanel::saveState(QSettings& settings) const
{
    Panel::saveState(settings);
    m_splitter->saveSizes(settings);
}

void ComparePanel::restoreState(QSettings& settings)
{
    Panel::restoreState(settings);
    m_splitter->restoreSizes(settings);
}

QWidget* ComparePanel::searchField()
{
    return m_search;
}

QWidget* ComparePanel::firstFocus()
{
    return m_promptList;
}

QList<QWidget*> ComparePanel::areas()
{
    QList<QWidget*> out{m_promptList, m_promptEdit};
    for (AnswerColumn* column : m_columns) {
        out.push_back(column);
    }
    out.push_back(m_scrubber);
    out.push_back(m_votes);
    return out;
}

}  // namespace marginalia
