// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/label/label_panel.h"

#include "widgets/common/actions.h"
#include "widgets/common/buttons.h"
#include "widgets/common/feedback.h"
#include "widgets/common/fields.h"
#include "widgets/common/format.h"
#include "widgets/common/labels.h"
#include "widgets/common/panel_context.h"
#include "widgets/common/panes.h"
#include "widgets/common/selection.h"
#include "widgets/common/session.h"
#include "widgets/common/settings.h"
#include "widgets/common/shell.h"
#include "widgets/common/tour.h"
#include "widgets/common/translated.h"
#include "widgets/label/pace_bars.h"
#include "widgets/label/pair_view.h"
#include "widgets/label/queue_list.h"
#include "widgets/label/trail_list.h"
#include "widgets/label/verdict_bar.h"

#include <QInputDialog>
#include <QKeyEvent>
#include <QListView>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QStackedWidget>

namespace marginalia {

namespace {

constexpr int kTie = 3;
/// Narrower panels fold the right column, so that the answers keep a readable width.
constexpr int kRoomForAll = 1240;

bool isStrict(Verdict verdict)
{
    return verdict == Verdict::A || verdict == Verdict::B;
}

}  // namespace

LabelPanel::LabelPanel(PanelContext& context, QWidget* parent)
    : Panel(QStringLiteral("label"), tr("Label"), context, parent)
{
    m_labels = new LabelSession(context.session, this);
    buildHeader();
    m_columns = new Splitter(Qt::Horizontal, QStringLiteral("label.columns"));
    m_columns->addSide(buildLeft(), 236);
    m_columns->addMiddle(buildMiddle());
    m_columns->addSide(buildRight(), 288);
    setBody(m_columns);
    connectActions();
    connectSession();
    showState();
}

void LabelPanel::connectActions()
{
    ActionRegistry& actions = context().actions;
    actions.bind("label.first", this, [this] { prefer(1, Strength::Plain, kTie - 2); });
    actions.bind("label.first_much", this, [this] { prefer(1, Strength::Much, kTie - 3); });
    actions.bind("label.first_slightly", this, [this] { prefer(1, Strength::Slight, kTie - 1); });
    actions.bind("label.second", this, [this] { prefer(2, Strength::Plain, kTie + 2); });
    actions.bind("label.second_much", this, [this] { prefer(2, Strength::Much, kTie + 3); });
    actions.bind("label.second_slightly", this, [this] { prefer(2, Strength::Slight, kTie + 1); });
    actions.bind("label.tie", this, [this] { judge(Verdict::Tie, kTie); });
    actions.bind("label.both_good", this, [this] { judge(Verdict::BothGood, -1); });
    actions.bind("label.both_bad", this, [this] { judge(Verdict::BothBad, -1); });
    actions.bind("label.skip", this, [this] { judge(Verdict::Skip, -1); });
    actions.bind("label.flag", m_labels, &LabelSession::toggleFlag);
    actions.bind("label.why", this, [this] { askWhy(); });
    actions.bind("label.diff", this, [this](bool on) { m_pair->setDiff(on); });
    actions.bind("label.diff_next", this, [this] { m_pair->jumpDifference(1); });
    actions.bind("label.diff_previous", this, [this] { m_pair->jumpDifference(-1); });
    actions.bind("label.details", this, [this](bool hidden) { setDetailsHidden(hidden); });
    actions.bind("label.source", this, [this](bool shown) { m_pair->setSourceShown(shown); });
    actions.bind("label.undo", m_labels, &LabelSession::undo);
    actions.bind("label.redo", m_labels, &LabelSession::redo);
    actions.bind("label.next", m_labels, &LabelSession::next);
    actions.bind("label.previous", m_labels, &LabelSession::previous);
    actions.bind("label.go_to", this, [this] { askNumber(); });
}

void LabelPanel::connectSession()
{
    connect(m_labels, &LabelSession::currentChanged, this, &LabelPanel::showCurrent);
    connect(m_labels, &LabelSession::stateChanged, this, &LabelPanel::showState);
    connect(m_labels, &LabelSession::countsChanged, this, &LabelPanel::showFacts);
    connect(m_labels, &LabelSession::trailChanged, this, &LabelPanel::showFacts);
    connect(m_labels, &LabelSession::undoChanged, this, &LabelPanel::showFacts);
    connect(m_labels, &LabelSession::flagChanged, this, &LabelPanel::showFlag);
    connect(m_labels, &LabelSession::stored, this, [this](const QByteArray&, Verdict verdict) {
        if (isStrict(verdict)) {
            context().tour.labelStored();
        }
    });
    connect(m_labels, &LabelSession::takenBack, this, [this](Verdict verdict, bool redo) {
        if (isStrict(verdict)) {
            redo ? context().tour.labelStored() : context().tour.labelTakenBack();
        }
    });
    connect(m_labels, &LabelSession::failed, this, [this](const Error& error) {
        infoBar().show(InfoBar::Kind::Error, translated(error));
    });
    connect(m_why, &QPlainTextEdit::textChanged, this,
            [this] { m_labels->setWhy(m_why->toPlainText()); });
    connect(m_queues, &QueueList::chosen, m_labels, &LabelSession::setQueue);
    connect(m_queues, &QueueList::chosen, this, [this](LabelQueue queue) {
        m_queueSentence->setText(QueueList::sentenceOf(queue));
        m_pair->setFocus();
    });
    connect(m_trail, &QListView::activated, this, [this](const QModelIndex& index) {
        m_labels->goTo(RecordId{index.data(TrailModel::IdRole).toLongLong()});
        m_pair->setFocus();
    });
    connect(m_trail, &QListView::clicked, m_trail, &QListView::activated);
}

void LabelPanel::showCurrent()
{
    m_unconfirmed = nullptr;
    const StoredRecord* record = m_labels->current();
    if (record == nullptr) {
        infoBar().hide();
        return;
    }
    m_pair->show(*m_labels);
    m_verdicts->setVerdict(record->label.verdict, record->label.strength, m_labels->aShownFirst());
    const QSignalBlocker quiet(m_why);
    m_why->setPlainText(m_labels->why());
    showFlag();
    context().selection.setRecord(record->id);
    if (m_labels->answersEqual()) {
        infoBar().show(InfoBar::Kind::Info,
                       tr("Same text on both sides: only Skip and Flag apply."));
    } else if (m_labels->state() != LabelSession::State::ReadOnly) {
        infoBar().hide();
    }
}

void LabelPanel::showFlag()
{
    m_pair->setFlagged(m_labels->flagged());
}

void LabelPanel::showState()
{
    using State = LabelSession::State;
    const State state = m_labels->state();
    if (state == State::Loading) {
        busy().start();
    } else {
        busy().stop();
    }
    if (state == State::Showing || state == State::Waiting || state == State::ReadOnly) {
        m_stack->setCurrentWidget(m_pairPage);
    } else if (state == State::NoPairs) {
        m_stack->setCurrentWidget(m_empty);
    } else if (state == State::QueueDone) {
        showDone();
        m_stack->setCurrentWidget(m_done);
    }
    if (state == State::Waiting) {
        infoBar().show(
            InfoBar::Kind::Warning,
            tr("The disk is slow: 64 labels wait to be stored. Labelling goes on by itself."));
    } else if (state == State::ReadOnly) {
        infoBar().show(InfoBar::Kind::Info,
                       tr("This project is open read-only: verdicts cannot be stored."));
    }
}

void LabelPanel::showDone()
{
    const int here = m_labels->judgedHere();
    const int skipped = m_labels->skippedHere();
    const bool unlabelled = m_labels->queue() == LabelQueue::NotLabelled;
    QString sentence = tr("Train on the labels, or choose another queue.");
    if (here > 0 && unlabelled && skipped > 0) {
        sentence = tr("%1 labelled here, %2 skipped; those stand in the queue All.")
                       .arg(countText(here - skipped), countText(skipped));
    } else if (here > 0 && unlabelled) {
        sentence = tr("%n pair(s) judged here.", nullptr, here);
    } else if (here > 0) {
        sentence = tr("%1 looked at here: %2 changed, %3 kept.")
                       .arg(countText(here), countText(here - m_labels->agreedHere()),
                            countText(m_labels->agreedHere()));
    }
    // A skipped pair has no label, though nobody needs to look at it again.
    m_done->setText(!unlabelled                      ? tr("Nothing waits in this queue")
                    : m_labels->counts().skipped > 0 ? tr("Every pair was looked at")
                                                     : tr("Every pair has a label"),
                    sentence);
}

void LabelPanel::showFacts()
{
    m_queues->setCounts(m_labels->counts());
    const int goal = context().settings.dailyGoal();
    m_today->setRight(tr("%1 of %2").arg(countText(m_labels->today()), countText(goal)));
    m_goal->setMaximum(std::max(goal, 1));
    m_goal->setValue(std::min(m_labels->today(), goal));
    m_pace->setSeconds(m_labels->seconds());
    m_paceEnds->setVisible(!m_labels->seconds().empty());
    m_paceTitle->setRight(m_pace->median() < 0 ? notMeasured() : durationText(m_pace->median()));
    m_trailTitle->setHint(tr("%n today", nullptr, m_labels->today()));
    m_trailModel->setEntries(m_labels->trail());
    m_noTrail->setVisible(m_labels->trail().empty());
    m_trail->setVisible(!m_labels->trail().empty());
    setActionEnabled(context().actions.action("label.undo"), m_labels->canUndo(),
                     tr("No label of yours to take back"));
    setActionEnabled(context().actions.action("label.redo"), m_labels->canRedo(),
                     tr("No label was taken back"));
}

void LabelPanel::prefer(int side, Strength strength, int segment)
{
    confirmOr([this, side, strength] { m_labels->preferSide(side, strength); }, segment);
}

void LabelPanel::judge(Verdict verdict, int segment)
{
    confirmOr([this, verdict] { m_labels->judge(verdict); }, segment);
}

void LabelPanel::confirmOr(const std::function<void()>& act, int segment)
{
    if (m_labels->current() == nullptr) {
        return;
    }
    if (context().settings.confirmVerdicts()) {
        m_unconfirmed = act;
        infoBar().show(InfoBar::Kind::Info,
                       tr("Enter stores this verdict; another key changes it."));
        return;
    }
    if (segment >= 0) {
        m_verdicts->flash(segment);
    }
    act();
}

void LabelPanel::keyPressEvent(QKeyEvent* event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_unconfirmed) {
        const std::function<void()> act = std::exchange(m_unconfirmed, nullptr);
        act();
        return;
    }
    if (event->key() == Qt::Key_Space) {
        m_pair->pageDown();
        return;
    }
    Panel::keyPressEvent(event);
}

void LabelPanel::askWhy()
{
    m_right->show();
    m_why->setFocus(Qt::ShortcutFocusReason);
}

void LabelPanel::leaveWhy()
{
    m_labels->saveDraft();
    m_pair->setFocus(Qt::OtherFocusReason);
}

bool LabelPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_why && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (key->key() == Qt::Key_Escape ||
            (enter && key->modifiers().testFlag(Qt::ControlModifier))) {
            leaveWhy();
            return true;
        }
    }
    if (watched == m_why && event->type() == QEvent::FocusOut && m_narrow) {
        m_right->hide();
    }
    return Panel::eventFilter(watched, event);
}

void LabelPanel::resizeEvent(QResizeEvent* event)
{
    Panel::resizeEvent(event);
    const bool narrow = event->size().width() < u(kRoomForAll);
    if (narrow != m_narrow) {
        m_narrow = narrow;
        m_right->setVisible(!narrow || m_why->hasFocus());
    }
}

void LabelPanel::askNumber()
{
    bool given = false;
    const int wanted =
        QInputDialog::getInt(this, tr("Go to pair"), tr("Number"), 1, 1, INT_MAX, 1, &given);
    if (given) {
        m_labels->goTo(RecordId{wanted});
    }
}

void LabelPanel::setDetailsHidden(bool hidden)
{
    m_pair->setDetailsHidden(hidden);
    m_todayPart->setVisible(!hidden);
}

void LabelPanel::enter()
{
    Panel::enter();
    m_labels->refresh();
    m_pair->setFocus();
}

void LabelPanel::leave()
{
    m_labels->saveDraft();
    Panel::leave();
}

void LabelPanel::saveState(QSettings& settings) const
{
    Panel::saveState(settings);
    m_columns->saveSizes(settings);
    m_labels->saveDraft();
}

void LabelPanel::restoreState(QSettings& settings)
{
    Panel::restoreState(settings);
    m_columns->restoreSizes(settings);
}

bool LabelPanel::perform(const QString& request, const QVariantMap& arguments)
{
    if (request == QLatin1String("show")) {
        m_labels->goTo(RecordId{arguments.value(QStringLiteral("record")).toLongLong()});
        return true;
    }
    if (request == QLatin1String("queue")) {
        const QString name = arguments.value(QStringLiteral("name")).toString();
        const LabelQueue queue = name == QLatin1String("flagged") ? LabelQueue::Flagged
                                 : name == QLatin1String("all")   ? LabelQueue::All
                                                                  : LabelQueue::NotLabelled;
        m_queues->setCurrent(queue);
        m_queueSentence->setText(QueueList::sentenceOf(queue));
        m_labels->setQueue(queue);
        return true;
    }
    return Panel::perform(request, arguments);
}

QWidget* LabelPanel::firstFocus()
{
    return m_pair;
}

QList<QWidget*> LabelPanel::areas()
{
    return {m_queues, m_pair, m_why};
}

QList<QWidget*> LabelPanel::keepClear()
{
    return {m_verdicts, m_secondRow};
}

}  // namespace marginalia
