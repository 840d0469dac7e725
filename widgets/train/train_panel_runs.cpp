// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of the project, the curves of the one looked at and of its overlays, and the pairs behind a
// point.
#include "widgets/common/format.h"
#include "widgets/common/panel_context.h"
#include "widgets/common/translated.h"
#include "widgets/train/curves_area.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/samples_view.h"
#include "widgets/train/train_panel.h"

#include <cmath>

namespace marginalia {

void TrainPanel::readRuns()
{
    const std::string folder = context().session.runsFolder().toStdString();
    context().session.reads().ask<std::vector<RunFacts>>(
        this, QStringLiteral("runs"),
        [folder](ProjectReader&) -> Result<std::vector<RunFacts>> { return readRunFacts(folder); },
        [this](Result<std::vector<RunFacts>> runs) {
            if (runs) {
                takeRuns(*runs);
            }
        });
}

void TrainPanel::takeRuns(const std::vector<RunFacts>& runs)
{
    m_runs->setRuns(runs);
    m_noRuns->setVisible(runs.empty());
    m_runsList->setVisible(!runs.empty());
    std::vector<std::pair<QString, QString>> folders;
    for (const RunFacts& facts : runs) {
        folders.emplace_back(facts.label, facts.folder);
    }
    context().session.reads().ask<std::vector<StartModel>>(
        this, QStringLiteral("models"),
        [folders, own = context().settings.modelFolders()](ProjectReader&)
            -> Result<std::vector<StartModel>> { return startModels(folders, own); },
        [this](Result<std::vector<StartModel>> models) {
            m_filling = true;
            m_recipe->setModels(*models);
            m_filling = false;
        });
    if (!m_wanted.isEmpty() && m_runs->find(m_wanted) != nullptr) {
        const QString wanted = m_wanted;
        m_wanted.clear();
        selectRun(wanted);
    } else if (m_run == nullptr && !runs.empty()) {
        selectRun(runs.front().folder);
    } else {
        showCharts();
        showState();
    }
    showWanted();
}

void TrainPanel::showWanted()
{
    if (m_steepest) {
        m_steepest = !showSteepest();
    }
    if (m_wantedStep && m_run != nullptr && m_run->isUpToDate()) {
        m_curves->grid().pinStep(*m_wantedStep);
        m_wantedStep.reset();
    }
}

TrackedRun* TrainPanel::track(const QString& folder)
{
    const auto found = m_tracked.find(folder);
    if (found != m_tracked.end()) {
        return found->second.get();
    }
    const RunsModel::Row* row = m_runs->find(folder);
    if (row == nullptr) {
        return nullptr;
    }
    auto run = std::make_unique<TrackedRun>(context().feeds, row->facts, m_curves->smoothing());
    TrackedRun* tracked = run.get();
    connect(tracked, &TrackedRun::grew, this, [this, tracked] {
        m_curves->grid().dataChanged();
        if (tracked == m_run) {
            m_samples->setSamples(tracked->curves()->samples());
            showDetail();
            showChange();
            showWanted();
        }
    });
    connect(tracked, &TrackedRun::knobTurned, this,
            [this, tracked](const KnobEvent& event) { tellKnob(tracked, event); });
    connect(tracked, &TrackedRun::stopWishChanged, this, [this, tracked] {
        if (tracked == m_run) {
            showState();
        }
    });
    connect(tracked, &TrackedRun::knobRefused, this,
            [this, tracked](const QString& key, const QString& reason) {
                if (tracked == m_run && m_askedKnobs.remove(key)) {
                    infoBar().show(InfoBar::Kind::Warning, reason);
                }
            });
    connect(tracked, &TrackedRun::healthChanged, this, [this, tracked] {
        m_runs->setHealth(tracked->folder(), tracked->health());
        if (tracked == m_run) {
            showState();
        }
    });
    connect(tracked, &TrackedRun::failed, this, [this, tracked](const QString& sentence) {
        if (tracked == m_run) {
            infoBar().show(InfoBar::Kind::Error, sentence);
        }
    });
    connect(&tracked->feed(), &RunFeed::rowsRead, this,
            [this, tracked](qint64 step, const std::vector<RowRecord>& rows) {
                if (tracked == m_run) {
                    takeRows(step, rows);
                }
            });
    m_tracked.emplace(folder, std::move(run));
    return tracked;
}

void TrainPanel::selectRun(const QString& folder)
{
    TrackedRun* run = track(folder);
    if (run == nullptr) {
        return;
    }
    if (run != m_run) {
        m_run = run;
        m_behindStep = -1;
        m_behind->setEntries({});
        m_behindList->hide();
        m_behindFoot->hide();
        m_behindHint->setText(tr("Click a curve, or move with the arrow keys and press Enter."));
        m_behindHint->show();
        m_behindTitle->setTitle(tr("Behind a point"));
        m_behindTitle->setHint({});
        m_behindTitle->setRight({});
        m_samples->setSamples(run->curves()->samples());
        m_askedKnobs.clear();
        closeKnobs();
        m_fork.reset();
        m_recipe->setFork({});
        m_drafting = !isActive(m_runs->find(folder)->facts.health.state);
    }
    m_runs->select(folder);
    context().selection.setRun(folder);
    showCharts();
    showRecipe();
    showState();
    Q_EMIT runShown(folder);
}

void TrainPanel::showCharts()
{
    if (m_run == nullptr) {
        return;
    }
    m_curves->setObjective(QString::fromStdString(m_run->facts().spec.objective));
    std::vector<ChartRun> runs{{m_run->curves(), m_run->facts().label, 0, m_run->isActive()}};
    for (const RunsModel::Row& row : m_runs->rows()) {
        if (row.facts.parent == m_run->folder()) {
            runs.front().forks.push_back({row.facts.parentStep, row.facts.label});
        }
    }
    QSet<QString> needed{m_run->folder()};
    for (const QString& folder : m_runs->overlays()) {
        const RunsModel::Row* row = m_runs->find(folder);
        TrackedRun* overlay = row != nullptr && !row->selected ? track(folder) : nullptr;
        if (overlay != nullptr) {
            runs.push_back(
                {overlay->curves(), overlay->facts().label, row->place, overlay->isActive()});
            needed.insert(folder);
        }
    }
    m_curves->grid().setRuns(runs);
    showChange();
    showDifference();
    // A run that is no longer shown is no longer followed.
    std::erase_if(m_tracked, [&](const auto& entry) { return !needed.contains(entry.first); });
}

void TrainPanel::toggleOverlay(const QString& folder)
{
    m_runs->toggleShown(folder);
    showCharts();
}

void TrainPanel::showBehind(qint64 step)
{
    if (m_run == nullptr) {
        return;
    }
    m_behindStep = step;
    context().selection.setRun(m_run->folder());
    context().selection.setStep(step);
    m_run->feed().askRows(step);
}

void TrainPanel::takeRows(qint64 step, const std::vector<RowRecord>& rows)
{
    if (step != m_behindStep) {
        return;
    }
    const std::string folder = m_run->folder().toStdString();
    context().session.reads().ask<std::vector<BehindEntry>>(
        this, QStringLiteral("behind"),
        [cache = m_snapshots, folder, rows](ProjectReader& reader) {
            return readBehind(*cache, reader, folder, rows);
        },
        [this, step](Result<std::vector<BehindEntry>> entries) {
            if (step != m_behindStep) {
                return;
            }
            if (!entries) {
                infoBar().show(InfoBar::Kind::Error, translated(entries.error()));
                return;
            }
            const bool pairs = !entries->empty() && !std::isnan(entries->front().value);
            const auto count = static_cast<int>(entries->size());
            const QString size =
                pairs ? tr("%n pairs", nullptr, count) : tr("%n answers", nullptr, count);
            m_behindTitle->setTitle(tr("Behind step %1").arg(QLocale().toString(step)));
            m_behindTitle->setHint(size);
            m_behindTitle->setRight(tr("share of gradient"));
            m_behind->setEntries(entries.take());
            m_behindList->setVisible(count > 0);
            m_behindFoot->setVisible(count > 0);
            m_behindHint->setVisible(count == 0);
            m_behindHint->setText(tr("No rows were recorded for this step."));
            if (count > 0) {
                m_behindList->setCurrentIndex(m_behind->index(0));
                m_curves->grid().setBehindText(step, tr("%1 behind it").arg(size));
            }
            context().tour.pointOpened();
            Q_EMIT behindShown(step);
        });
}

void TrainPanel::selectEntry()
{
    const BehindEntry* entry = m_behindList->current();
    m_behindFacts->setText(entry != nullptr ? entry->facts() : QString());
    if (entry != nullptr && entry->record) {
        context().selection.setRecord(entry->record);
    }
}

void TrainPanel::openEntry(const QString& panel)
{
    const BehindEntry* entry = m_behindList->current();
    if (entry != nullptr && entry->record) {
        context().shell.showPanel(panel, QStringLiteral("show"),
                                  {{QStringLiteral("record"), qlonglong(number(*entry->record))}});
    }
}

bool TrainPanel::showSteepest()
{
    if (m_run == nullptr || !m_run->isUpToDate()) {
        return false;
    }
    const Series* margin = m_run->curves()->find("rewards/margins");
    if (margin == nullptr || margin->size() < 2) {
        return false;
    }
    std::size_t best = 1;
    for (std::size_t i = 1; i < margin->size(); ++i) {
        const auto rise = [&](std::size_t at) {
            return margin->smooth(at) - margin->smooth(at - 1);
        };
        best = rise(i) > rise(best) ? i : best;
    }
    m_curves->grid().pinStep(static_cast<std::int64_t>(margin->x(best)));
    return true;
}

}  // namespace marginalia
