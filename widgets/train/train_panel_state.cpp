// SPDX-License-Identifier: GPL-3.0-or-later
// The header and the states of the run looked at, and what is asked of its worker.
#include "core/base/clock.h"
#include "core/jobs/stop_wish.h"
#include "widgets/common/buttons.h"
#include "widgets/common/format.h"
#include "widgets/common/icons.h"
#include "widgets/common/panel_context.h"
#include "widgets/train/curves_area.h"
#include "widgets/train/recipe_column.h"
#include "widgets/common/state_look.h"
#include "widgets/train/step_profile_view.h"
#include "widgets/train/train_panel.h"

#include <QDesktopServices>
#include <QLocale>
#include <QUrl>

namespace marginalia {
namespace {

bool beforeFirstStep(RunState state)
{
    return state == RunState::Waiting || state == RunState::Loading || state == RunState::Caching;
}

QString percent(double share)
{
    return numberText(100 * share, 0) + QChar(0x202F) + u'%';
}

}  // namespace

void TrainPanel::showState()
{
    ActionRegistry& actions = context().actions;
    const bool any = m_run != nullptr;
    const RunState state = any ? m_run->health().state : RunState::Done;
    const bool active = any && isActive(state);
    const bool paused = state == RunState::Paused || state == RunState::Pausing;
    QAction* pause = actions[QStringLiteral("train.pause")];
    pause->setText(paused ? tr("Resume") : tr("Pause"));
    pause->setIcon(themeIcon(paused ? QStringLiteral("play") : QStringLiteral("pause")));
    const QString notRunning = any ? tr("The run has ended.") : tr("No run is open.");
    setActionEnabled(pause, active, notRunning);
    QAction* later = actions[QStringLiteral("train.stop_later")];
    later->setText(any && m_run->stopsAt() ? tr("Do not stop at the checkpoint")
                                           : tr("Stop at the next checkpoint"));
    for (const char* id :
         {"train.stop", "train.stop_later", "train.save", "train.sample", "train.knob"}) {
        setActionEnabled(actions[QString::fromLatin1(id)], active, notRunning);
    }
    for (const char* id :
         {"train.folder", "train.worker_log", "train.table", "train.export", "train.fork"}) {
        setActionEnabled(actions[QString::fromLatin1(id)], any, tr("No run is open."));
    }
    QAction* fetch = actions[QStringLiteral("train.fetch")];
    const bool away = stand().has_value();
    fetch->setVisible(away);
    setActionEnabled(fetch, away && m_fetching == nullptr,
                     away ? tr("It is on its way.") : tr("The run trains here."));
    const QString why = m_starting                     ? tr("Starting…")
                        : context().session.readOnly() ? tr("The project is open for reading only.")
                        : !m_drafting                  ? tr("Press New run first.")
                                                       : m_recipe->problem();
    setActionEnabled(actions[QStringLiteral("train.start")], why.isEmpty(), why);
    setActionEnabled(actions[QStringLiteral("train.new")], any && !m_drafting,
                     tr("The recipe is already open."));
    m_pause->setVisible(active);
    m_knob->setVisible(active);
    m_forkButton->setVisible(any);
    m_more->setVisible(any);
    m_new->setVisible(any && !m_drafting);
    if (!any) {
        header().setSubtitle({});
        header().hideState();
        header().setDetail({});
        m_curves->setPlaceholder(m_empty);
        busy().stop();
        return;
    }
    m_curves->setPlaceholder(nullptr);
    header().setSubtitle(tr("Run %1 · %2").arg(m_run->facts().label, m_run->facts().title));
    const StateLook look = stateLook(m_run->health());
    header().showState(state);
    header().stateTag().setText(look.word, look.tone);
    header().stateTag().setIcon(look.icon);
    if (beforeFirstStep(state)) {
        busy().start();
        busy().setShare(state == RunState::Waiting ? -1 : m_run->health().status.share);
    } else if (m_fetching == nullptr) {
        busy().stop();
    }
    const auto line = stand();
    m_curves->grid().setMessage(state == RunState::Waiting && line ? standText(*line)
                                : state == RunState::Waiting       ? tr("waiting for the worker")
                                : state == RunState::Loading       ? tr("loading the model")
                                : state == RunState::Caching       ? tr("measuring the start model")
                                : active                           ? tr("first point after step 1")
                                                                   : tr("no points were written"));
    m_recipe->setMeasured(m_run->health().status.memoryMb);
    showProblemOf(m_run->health());
    showDetail();
    if (!active && m_tourFolder == m_run->folder()) {
        m_tourFolder.clear();
        context().tour.runFinished(m_run->folder(), state == RunState::Done);
    }
    if (!active) {
        closeKnobs();
    }
    if (!active && !m_drafting) {
        // Nothing runs any more: the recipe is open for the next run.
        m_drafting = true;
        showRecipe();
    }
}

void TrainPanel::showDetail()
{
    if (m_run == nullptr) {
        m_profile->setProfile(std::nullopt);
        return;
    }
    m_profile->setProfile(stepProfile(*m_run->curves()));
    const RunHealth& health = m_run->health();
    const QLocale locale;
    const auto count = [&](std::int64_t n) { return locale.toString(static_cast<qlonglong>(n)); };
    QStringList parts;
    const auto line = stand();
    if (line) {
        parts << standText(*line);
    }
    if (health.state == RunState::Loading) {
        parts << tr("loading the model %1").arg(percent(health.status.share));
    } else if (health.state == RunState::Caching) {
        parts << tr("caching the reference %1").arg(percent(health.status.share));
    } else if (health.state != RunState::Waiting) {
        const std::int64_t step = std::max(m_run->curves()->lastStep(), health.status.step);
        parts << (health.status.total > 0
                      ? tr("step %1 of %2").arg(count(step), count(health.status.total))
                      : tr("step %1").arg(count(step)));
        if (const auto stop = m_run->stopsAt()) {
            parts << tr("stops at step %1").arg(count(*stop));
        }
        if (m_run->curves()->lastEpoch() > 0) {
            parts << tr("epoch %1").arg(numberText(m_run->curves()->lastEpoch(), 2));
        }
    }
    const bool unheard = line == away::Stand::Cut || line == away::Stand::Unfollowed;
    if (health.state == RunState::Running && !unheard && m_run->curves()->lastTime() > 0) {
        const double ago =
            static_cast<double>(wallMilliseconds()) / 1e3 - m_run->curves()->lastTime();
        parts << (ago < 10 ? tr("last point %1 s ago").arg(numberText(std::max(0.0, ago), 1))
                           : tr("last point %1 ago").arg(durationText(ago)));
        if (health.status.etaSeconds >= 0) {
            parts << tr("%1 left").arg(durationText(health.status.etaSeconds));
        }
    }
    header().setDetail(parts.join(QStringLiteral(" · ")));
}

void TrainPanel::showProblemOf(const RunHealth& health)
{
    const auto line = stand();
    const QString key = m_run->folder() + u'|' + QString::fromLatin1(runStateWord(health.state)) +
                        (health.notResponding ? QStringLiteral("|silent") : QString()) +
                        (line ? QString::number(static_cast<int>(*line)) : QString()) +
                        QString::fromStdString(health.away ? health.away->problem : "");
    if (key == m_shownProblem) {
        return;
    }
    m_shownProblem = key;
    if (line && showAwayProblem(*line)) {
        return;
    }
    const bool broken = health.state == RunState::Failed || health.state == RunState::Lost;
    if (!broken && !health.notResponding) {
        infoBar().hide();
        return;
    }
    if (!broken) {
        infoBar().show(
            InfoBar::Kind::Warning,
            tr("No sign of the worker for 15 s. The machine may be busy; the run is not lost."),
            tr("Log"), [this] { openFolder(QStringLiteral("log.txt")); });
        return;
    }
    const std::string folder = m_run->folder().toStdString();
    const QString what =
        health.state == RunState::Failed && health.exit && !health.exit->message.empty()
            ? QString::fromStdString(health.exit->message)
            : tr("The worker stopped without a message.");
    context().session.reads().ask<std::vector<CheckpointInfo>>(
        this, QStringLiteral("checkpoints"),
        [folder](ProjectReader&) -> Result<std::vector<CheckpointInfo>> {
            return listCheckpoints(folder);
        },
        [this, what, key](Result<std::vector<CheckpointInfo>> checkpoints) {
            if (key != m_shownProblem) {
                return;
            }
            std::int64_t step = -1;
            for (const CheckpointInfo& checkpoint : *checkpoints) {
                step = checkpoint.resumable ? checkpoint.step : step;
            }
            const QString number =
                QLocale().toString(static_cast<qlonglong>(std::max<std::int64_t>(0, step)));
            infoBar().show(InfoBar::Kind::Error,
                           step > 0
                               ? tr("%1 Nothing before step %2 is lost.").arg(what, number)
                               : tr("%1 There is no checkpoint yet; it begins again.").arg(what),
                           step > 0 ? tr("Resume from %1").arg(number) : tr("Start again"),
                           [this] { resumeRun(); });
        });
}

void TrainPanel::control(const QString& kind)
{
    if (m_run != nullptr && m_run->isActive() && !controlAway(kind)) {
        m_run->feed().control(kind);
    }
}

void TrainPanel::stopLater()
{
    if (m_run != nullptr) {
        control(QLatin1String(m_run->stopsAt() ? kKeepGoing : kStopAtCheckpoint));
    }
}

void TrainPanel::pauseOrResume()
{
    if (m_run == nullptr) {
        return;
    }
    const RunState state = m_run->health().state;
    control(state == RunState::Paused || state == RunState::Pausing ? QStringLiteral("resume")
                                                                    : QStringLiteral("pause"));
}

void TrainPanel::resumeRun()
{
    if (m_run == nullptr) {
        return;
    }
    m_awayAsked.start();
    QString problem;
    if (!context().shell.startRun(m_run->folder(), &problem)) {
        infoBar().show(InfoBar::Kind::Error, problem);
        return;
    }
    infoBar().hide();
}

void TrainPanel::openFolder(const QString& file)
{
    if (m_run == nullptr) {
        return;
    }
    const QString path = file.isEmpty() ? m_run->folder() : m_run->folder() + u'/' + file;
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path))) {
        infoBar().show(InfoBar::Kind::Warning, tr("No program opens %1.").arg(path));
    }
}

}  // namespace marginalia
