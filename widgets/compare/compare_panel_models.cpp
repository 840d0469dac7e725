// SPDX-License-Identifier: GPL-3.0-or-later
// Which models stand in the columns of ComparePanel: menus, checkpoints, runs, the tour.
#include "core/jobs/run_folder.h"
#include "core/synth/world.h"
#include "widgets/common/actions.h"
#include "widgets/common/feedback.h"
#include "widgets/common/panel_context.h"
#include "widgets/compare/compare_panel.h"
#include "widgets/compare/first_run_measure.h"
#include "widgets/compare/sampling_dialog.h"

#include <QMenu>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace marginalia {

namespace {

constexpr int kTourQuestions = 120;
constexpr std::uint64_t kTourSeed = 20252;

}  // namespace

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
        place->addAction(model.run.isEmpty() ? model.name
                         : model.step == 0   ? tr("start")
                                             : tr("step %1").arg(model.step),
                         this, [take, model] { take(model); });
    }
    menu->addSeparator();
    menu->addAction(tr("Choose a model…"), this, [this, take] {
        context().shell.pickModel({}, [guard = QPointer(this), take](const PickedModel& picked) {
            if (guard == nullptr) {
                return;
            }
            // A checkpoint stays one of its run, so that the scrubber finds it.
            const auto& known = guard->m_compare->models();
            const auto found = std::find_if(
                known.begin(), known.end(),
                [&](const ModelChoice& model) { return model.folder == picked.folder; });
            take(found != known.end()
                     ? *found
                     : ModelChoice{picked.folder, picked.name, picked.detail, QString(), -1});
        });
    });
    return menu;
}

void ComparePanel::columnMenu(int column, const QPoint& place)
{
    QMenu* menu = modelMenu(
        [this, column](const ModelChoice& model) { m_compare->setColumn(column, model); });
    menu->addSeparator();
    const ModelChoice shown = m_compare->columns()[static_cast<size_t>(column)];
    menu->addAction(tr("Export this model…"), this,
                    [this, shown] { context().shell.exportModel(shown.folder, shown.name); });
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
    if (checkpoints.empty() || checkpoints.back().step == 0 || !spec.ok()) {
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
    const QString wanted = std::exchange(m_pendingCheckpoint, QString());
    const auto asked = std::find_if(checkpoints.begin(), checkpoints.end(),
                                    [&](const ModelChoice& one) { return one.folder == wanted; });
    m_compare->addColumn(asked != checkpoints.end() ? *asked : checkpoints.back());
}

void ComparePanel::runTour(const QString& run)
{
    setColours(AnswerColours::Diff);
    if (m_compare->prompts().empty()) {
        synth::Generator unseen(kTourSeed, true);
        m_compare->askPrompt(
            QString::fromStdString(unseen.next(synth::Family::WordProblem).prompt));
    } else {
        m_compare->writePrompt();
    }
    context().tour.changesShown();
    const std::vector<ModelChoice> checkpoints = checkpointsOf(run);
    const auto spec = readRunSpec(run.toStdString());
    if (spec.ok() && !checkpoints.empty()) {
        m_measure->start(QString::fromStdString(spec->model), checkpoints.back().folder,
                         kTourQuestions);
    }
}

}  // namespace marginalia
