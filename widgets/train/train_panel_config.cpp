// SPDX-License-Identifier: GPL-3.0-or-later
// Opening another program's configuration as the recipe.
#include "widgets/common/panel_context.h"
#include "widgets/common/translated.h"
#include "widgets/train/config_report_dialog.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/train_panel.h"

#include <QFileDialog>
#include <QFileInfo>

namespace marginalia {

void TrainPanel::chooseConfiguration()
{
    auto* dialog = new QFileDialog(this, tr("A configuration of TRL, LLaMA-Factory or axolotl"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Configurations (*.yaml *.yml *.json *.py *.sh *.txt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &TrainPanel::openConfiguration);
    dialog->open();
}

void TrainPanel::openConfiguration(const QString& file)
{
    const auto config = importConfig(file.toStdString());
    if (!config) {
        infoBar().show(InfoBar::Kind::Error, translated(config.error()));
        return;
    }
    auto* report = new ConfigReportDialog(file, *config, this);
    report->setAttribute(Qt::WA_DeleteOnClose);
    connect(report, &QDialog::accepted, this, [this, imported = *config] {
        RunSpec spec = imported.spec;
        const bool present = QFileInfo::exists(QString::fromStdString(spec.model));
        if (!present) {
            // A name of the hub that is not here: the recipe keeps its own start model.
            spec.model = m_recipe->spec().model;
        }
        newRun();
        m_recipe->setSpec(spec);
        m_drafted = true;
        readModel();
        showState();
    });
    report->open();
}

}  // namespace marginalia
