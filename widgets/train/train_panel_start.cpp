// SPDX-License-Identifier: GPL-3.0-or-later
// The recipe: what it needs to know of data and model, and how a run is started from it.
#include "core/jobs/away/note.h"
#include "core/synth/first_run.h"
#include "widgets/common/panel_context.h"
#include "widgets/common/translated.h"
#include "widgets/train/curves_area.h"
#include "widgets/train/other_models.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/target_choice.h"
#include "widgets/train/train_panel.h"

#include <QPointer>

#include <algorithm>
#include <cmath>

namespace marginalia {
namespace {

/// What the recipe shows of its model, and the size of the model a speed was measured with.
struct ModelFacts {
    std::optional<ModelShape> shape;
    QString problem;
    std::int64_t measuredParameters = 0;
};

}  // namespace

void TrainPanel::readFacts()
{
    const Filter filter = m_recipe->filter();
    auto& reads = context().session.reads();
    reads.ask<DataFacts>(
        this, QStringLiteral("facts"),
        [filter](ProjectReader& reader) { return readDataFacts(reader, filter); },
        [this](Result<DataFacts> facts) {
            if (!facts) {
                infoBar().show(InfoBar::Kind::Error, translated(facts.error()));
                return;
            }
            m_recipe->setFacts(*facts);
            std::int64_t most = 0;
            for (const auto& [objective, use] : facts->uses) {
                most = std::max(most, use.used);
            }
            m_empty->setText(
                tr("Nothing trained yet"),
                most < kFewestLabels
                    ? tr("Needs at least %1 labels; you have %2.").arg(kFewestLabels).arg(most)
                    : tr("Choose model and objective at the left, then start. The curves appear "
                         "here."));
            showState();
        });
    reads.ask<std::vector<SavedView>>(
        this, QStringLiteral("views"), [](ProjectReader& reader) { return reader.views(); },
        [this](Result<std::vector<SavedView>> views) {
            if (views) {
                m_recipe->setViews(*views);
            }
        });
}

void TrainPanel::readModel()
{
    const std::string& model = m_recipe->spec().model;
    if (model.empty() || QString::fromStdString(model) == m_shapeOf) {
        return;
    }
    m_shapeOf = QString::fromStdString(model);
    const std::string measured = m_run != nullptr ? m_run->facts().spec.model : std::string();
    context().session.reads().ask<ModelFacts>(
        this, QStringLiteral("model"),
        [model, measured](ProjectReader&) -> Result<ModelFacts> {
            ModelFacts facts;
            auto shape = readModelShape(model);
            if (shape) {
                facts.shape = *shape;
            } else {
                facts.problem = translated(shape.error());
            }
            if (const auto other = readModelShape(measured); !measured.empty() && other) {
                facts.measuredParameters = other->parameters;
            }
            return facts;
        },
        [this](Result<ModelFacts> facts) {
            m_filling = true;  // a rate that follows the model is no change of the person's
            m_recipe->setShape(facts->shape, facts->problem);
            m_filling = false;
            if (m_run != nullptr && facts->measuredParameters > 0) {
                const Series* speed = m_run->curves()->find("marginalia/tokens_per_s");
                if (speed != nullptr && std::isfinite(speed->smooth(speed->size() - 1))) {
                    m_recipe->setSpeed(
                        MeasuredSpeed{speed->smooth(speed->size() - 1), facts->measuredParameters});
                }
            }
            showState();
        });
}

void TrainPanel::chooseModel()
{
    context().shell.pickModel(QString::fromStdString(m_recipe->spec().model),
                              [guard = QPointer(this)](const PickedModel& model) {
                                  if (guard != nullptr) {
                                      guard->m_recipe->setModel(model.folder.toStdString());
                                  }
                              });
}

void TrainPanel::chooseOther(const QString& key)
{
    RunSpec spec = m_recipe->spec();
    const std::string* now = OtherModels::settingOf(spec, key);
    context().shell.pickModel(now != nullptr ? QString::fromStdString(*now) : QString(),
                              [guard = QPointer(this), key](const PickedModel& model) {
                                  if (guard != nullptr) {
                                      guard->m_recipe->setOther(key, model.folder);
                                  }
                              });
}

void TrainPanel::exportNewest()
{
    const QString folder = m_run != nullptr ? m_run->folder() : QString();
    const QString label = m_run != nullptr ? m_run->facts().label : QString();
    context().session.reads().ask<std::vector<CheckpointInfo>>(
        this, QStringLiteral("checkpoints"),
        [folder](ProjectReader&) -> Result<std::vector<CheckpointInfo>> {
            return listCheckpoints(folder.toStdString());
        },
        [this, label](Result<std::vector<CheckpointInfo>> found) {
            if (found->empty() && stand()) {
                infoBar().show(InfoBar::Kind::Warning, tr("No checkpoint of this run is here yet."),
                               tr("Fetch the newest"), [this] { fetchCheckpoint(); });
                return;
            }
            if (found->empty()) {
                infoBar().show(InfoBar::Kind::Warning,
                               tr("This run has no checkpoint yet. It can be exported once it has "
                                  "saved one."));
                return;
            }
            context().shell.exportModel(QString::fromStdString(found->back().folder),
                                        tr("Run %1 · step %2").arg(label).arg(found->back().step));
        });
}

void TrainPanel::showRecipe()
{
    if (m_run == nullptr) {
        m_recipe->setReadOnly(false);
        return;
    }
    if (m_fork) {
        m_recipe->setReadOnly(false, tr("fork"));
        return;
    }
    if (!m_drafting || !m_drafted) {
        // The next run begins with the settings of the one looked at, unless the person has begun
        // to change them.
        m_filling = true;
        m_recipe->setSpec(m_run->spec());
        m_filling = false;
    }
    m_recipe->setReadOnly(!m_drafting, m_drafting ? QString() : tr("read-only while it runs"));
}

void TrainPanel::newRun()
{
    m_fork.reset();
    m_recipe->setFork({});
    m_drafting = true;
    m_drafted = false;
    showRecipe();
    showState();
    m_recipe->setFocus(Qt::OtherFocusReason);
}

QString TrainPanel::nextLabel() const
{
    int highest = 0;
    for (const RunsModel::Row& row : m_runs->rows()) {
        highest = std::max(highest, row.facts.label.toInt());
    }
    return QString::number(highest + 1);
}

void TrainPanel::startRun()
{
    if (!m_recipe->problem().isEmpty() || m_starting || !m_drafting) {
        return;
    }
    if (m_fork) {
        startFork();
        return;
    }
    startSpec(m_recipe->spec(), m_recipe->filter(), m_recipe->target().target());
}

void TrainPanel::startTourRun()
{
    // The labels that were just given, not those the sample came with.
    Filter person;
    person.labels = {"by:" + context().session.annotator().toStdString()};
    context().session.reads().ask<LabelUse>(
        this, QStringLiteral("tour"),
        [person](ProjectReader& reader) {
            return labelUse(reader, person, combinationOf(synth::firstRunSpec({}, 0)));
        },
        [this, person](Result<LabelUse> use) {
            if (!use) {
                infoBar().show(InfoBar::Kind::Error, translated(use.error()));
                return;
            }
            m_tourRun = true;
            startSpec(synth::firstRunSpec(starterFolder().toStdString(), use->used), person);
        });
}

void TrainPanel::startSpec(RunSpec spec, const Filter& filter,
                           const std::optional<away::Target>& target)
{
    if (m_starting) {
        return;
    }
    endMeasuring();  // the run has the memory for itself
    m_starting = true;
    spec.name = nextLabel().toStdString();
    busy().start();
    showState();
    const std::string runs = context().session.runsFolder().toStdString();
    context().session.reads().ask<PreparedRun>(
        this, QStringLiteral("prepare"),
        [spec, filter, runs, target](ProjectReader& reader) -> Result<PreparedRun> {
            MG_TRY(PreparedRun out, snapshotFromProject(reader, filter, spec, runs));
            if (target) {  // by this note whoever starts it knows where
                away::Note note;
                note.target = *target;
                MG_CHECK(away::writeNote(out.folder, note));
            }
            return out;
        },
        [this](Result<PreparedRun> prepared) { takePrepared(prepared); });
}

void TrainPanel::takePrepared(const Result<PreparedRun>& prepared)
{
    m_starting = false;
    busy().stop();
    if (!prepared) {
        m_tourRun = false;
        infoBar().show(InfoBar::Kind::Error, translated(prepared.error()));
        showState();
        return;
    }
    const QString folder = QString::fromStdString(prepared->folder);
    m_awayAsked.start();
    QString problem;
    if (!context().shell.startRun(folder, &problem)) {
        infoBar().show(InfoBar::Kind::Error, problem);
    } else if (m_tourRun) {
        m_tourFolder = folder;
        context().tour.runStarted(folder);
    }
    m_tourRun = false;
    m_wanted = folder;
    m_drafted = false;
    if (m_fork) {
        // Both lines, so that one sees where they part.
        QStringList shown = m_runs->overlays();
        shown << QString::fromStdString(m_fork->run);
        shown.removeDuplicates();
        m_runs->setShown(shown);
        m_fork.reset();
        m_recipe->setFork({});
    }
    readRuns();
    showState();
}

}  // namespace marginalia
