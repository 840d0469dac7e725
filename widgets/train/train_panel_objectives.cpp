// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogue of objectives and the loss explorer, from Train.
#include "widgets/common/panel_context.h"
#include "widgets/common/translated.h"
#include "widgets/objectives/loss_explorer.h"
#include "widgets/objectives/objective_sheet.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/train_panel.h"

#include <QPointer>

#include <algorithm>

namespace marginalia {

void TrainPanel::showObjectives(const QString& id)
{
    auto* sheet = new ObjectiveSheet(m_recipe->facts(), m_recipe->spec(), context().session.state(),
                                     window());
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    if (!id.isEmpty()) {
        sheet->choose(id.toStdString());
    }
    connect(sheet, &ObjectiveSheet::objectiveTaken, this, &TrainPanel::takeObjective);
    connect(sheet, &ObjectiveSheet::presetTaken, this, &TrainPanel::takePreset);
    connect(sheet, &ObjectiveSheet::curveAsked, this, [this, sheet](const QString& objective) {
        sheet->accept();  // never a dialog on a dialog
        exploreLosses(objective);
    });
    sheet->open();
}

void TrainPanel::takeObjective(const QString& id)
{
    if (!m_drafting) {
        newRun();
    }
    m_recipe->takeObjective(id.toStdString());
}

void TrainPanel::takePreset(const QString& id)
{
    if (!m_drafting) {
        newRun();
    }
    m_recipe->takePreset(id.toStdString());
}

void TrainPanel::exploreLosses(const QString& id)
{
    auto* explorer = new LossExplorer(m_recipe->spec(), context().session.state(), window());
    explorer->setAttribute(Qt::WA_DeleteOnClose);
    if (!id.isEmpty()) {
        explorer->choose(id.toStdString());
    }
    connect(explorer, &LossExplorer::objectiveTaken, this, &TrainPanel::takeObjective);
    connect(explorer, &LossExplorer::cardAsked, this, [this, explorer](const QString& objective) {
        explorer->accept();  // never a dialog on a dialog
        showObjectives(objective);
    });
    std::vector<std::pair<QString, QString>> runs;
    for (const RunsModel::Row& row : m_runs->rows()) {
        runs.emplace_back(row.facts.label, row.facts.folder);
    }
    if (m_run != nullptr) {  // the one looked at before all others
        std::stable_partition(runs.begin(), runs.end(),
                              [this](const auto& run) { return run.second == m_run->folder(); });
    }
    context().session.reads().ask<ExplorerPairs>(
        explorer, QStringLiteral("pairs"),
        [runs](ProjectReader&) { return readExplorerPairs(runs); },
        [this, guard = QPointer<LossExplorer>(explorer)](Result<ExplorerPairs> pairs) {
            if (!pairs) {
                infoBar().show(InfoBar::Kind::Error, translated(pairs.error()));
            } else if (guard != nullptr) {
                guard->setPairs(*pairs);
            }
        });
    explorer->open();
}

}  // namespace marginalia
