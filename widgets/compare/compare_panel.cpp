// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_panel.h"

#include "core/base/file_folders.h"
#include "widgets/common/actions.h"
#include "widgets/common/feedback.h"
#include "widgets/common/fields.h"
#include "widgets/common/panel_context.h"
#include "widgets/common/session.h"
#include "widgets/common/shell.h"
#include "widgets/common/tour.h"
#include "widgets/common/translated.h"
#include "widgets/compare/first_run_measure.h"
#include "widgets/compare/prompt_list.h"
#include "widgets/compare/scrubber.h"
#include "widgets/compare/votes_column.h"

#include <QClipboard>
#include <QFileInfo>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QListView>
#include <QPlainTextEdit>

namespace marginalia {

namespace {

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
    m_compare->setOwnFolders(context.settings.modelFolders());
    connect(&context.settings, &Settings::changed, this, [this](const QString& key) {
        if (key == QLatin1String("models/folders")) {
            m_compare->setOwnFolders(this->context().settings.modelFolders());
        }
    });
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
        actions.bind(QLatin1String(best[i]), this, [this, i] { vote(i); });
    }
    actions.bind("compare.tie", this, [this] { vote(-1); });
    actions.bind("compare.all_bad", this, [this] { vote(-2); });
    actions.bind("compare.make_pair", this, [this] { m_compare->makePairs(true); });
    actions.bind("compare.colours", this,
                 [this](bool on) { setColours(on ? AnswerColours::Tokens : AnswerColours::None); });
    actions.bind("compare.diff", this,
                 [this](bool on) { setColours(on ? AnswerColours::Diff : AnswerColours::None); });
    actions.bind("compare.checkpoint_back", this, [this] { m_scrubber->move(-1); });
    actions.bind("compare.checkpoint_on", this, [this] { m_scrubber->move(1); });
    actions.bind("compare.next", this,
                 [this] { m_compare->setPrompt(m_compare->promptIndex() + 1); });
    actions.bind("compare.previous", this,
                 [this] { m_compare->setPrompt(m_compare->promptIndex() - 1); });
    actions.bind("compare.write", m_compare, &CompareSession::writePrompt);
    actions.bind("compare.write_all", m_compare, &CompareSession::writeAll);
    actions.bind("compare.stop", m_compare, &CompareSession::stopWriting);
    actions.bind("compare.take_prompts", this,
                 [this] { m_compare->takePrompts(CompareSession::kPromptsTaken); });
    actions.bind("compare.add_column", this, [this] { addColumnMenu(); });
    actions.bind("compare.sampling", this, [this] { askSampling(); });
}

void ComparePanel::vote(int best)
{
    m_compare->vote(best);
    // A key pressed twice must not uncheck what is stored.
    showVoteBar();
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
    connect(m_measure, &FirstRunMeasure::progressed, &context().tour, &Tour::changesProgressed);
    connect(&context().tour, &Tour::changed, this, [this] {
        if (!context().tour.isOn()) {
            m_measure->stop();
        }
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

bool ComparePanel::perform(const QString& request, const QVariantMap& arguments)
{
    const bool tour = request == QLatin1String("show_changes");
    const bool checkpoint = request == QLatin1String("show_checkpoint");
    if (!tour && !checkpoint && request != QLatin1String("show_run")) {
        return Panel::perform(request, arguments);
    }
    m_pendingCheckpoint = arguments.value(QStringLiteral("folder")).toString();
    // A checkpoint lies in its run's checkpoints/ folder.
    m_pendingRun = checkpoint ? QFileInfo(QFileInfo(m_pendingCheckpoint).path()).path()
                              : arguments.value(QStringLiteral("run")).toString();
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
            m_compare->askPrompt(m_promptEdit->toPlainText());
            m_promptList->setFocus();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            showPrompt();
            m_promptList->setFocus();
            return true;
        }
    }
    if (watched == m_promptList && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->matches(QKeySequence::Paste)) {
        m_compare->addPrompts(QGuiApplication::clipboard()->text().split(QLatin1Char('\n')));
        return true;
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

QList<QWidget*> ComparePanel::keepClear()
{
    return {m_voteBar, m_scrubCard};
}

}  // namespace marginalia
