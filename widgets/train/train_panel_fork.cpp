// SPDX-License-Identifier: GPL-3.0-or-later
// A fork: from the cursor to the checkpoint before it, and with its recipe to a run of its own.
#include "widgets/common/panel_context.h"
#include "widgets/common/translated.h"
#include "widgets/train/curves_area.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/train_panel.h"

namespace marginalia {

void TrainPanel::askFork()
{
    if (m_run == nullptr) {
        return;
    }
    const std::string folder = m_run->folder().toStdString();
    const QString label = m_run->facts().label;
    const std::optional<std::int64_t> wanted = m_curves->grid().cursorStep();
    context().session.reads().ask<ForkSource>(
        this, QStringLiteral("fork"),
        [folder, wanted](ProjectReader&) { return readForkSource(folder, wanted); },
        [this, folder, label, wanted](Result<ForkSource> source) {
            const bool same = m_run != nullptr && m_run->folder().toStdString() == folder;
            if (same && source) {
                takeFork(*source, label, wanted);
            } else if (same) {
                // Without the path: which run is meant stands above.
                infoBar().show(InfoBar::Kind::Warning, translated(source.error().what) + u' ' +
                                                           translated(source.error().todo));
            }
        });
}

void TrainPanel::takeFork(const ForkSource& source, const QString& label,
                          std::optional<std::int64_t> wanted)
{
    const ForkPoint& point = source.point;
    m_fork = point;
    m_drafting = true;
    m_drafted = false;
    m_filling = true;
    m_recipe->setFork(RecipeFork{point, label, wanted, source.size});
    m_recipe->setSpec(point.spec);
    m_filling = false;
    m_recipe->setReadOnly(false, tr("fork"));
    showState();
    m_recipe->setFocus(Qt::OtherFocusReason);
}

void TrainPanel::dropFork()
{
    m_fork.reset();
    m_recipe->setFork({});
    m_drafting = m_run == nullptr || !m_run->isActive();
    m_drafted = false;
    showRecipe();
    showState();
}

void TrainPanel::startFork()
{
    const ForkPoint point = *m_fork;
    RunSpec spec = m_recipe->spec();
    spec.name = nextLabel().toStdString();
    endMeasuring();
    m_starting = true;
    busy().start();
    showState();
    const std::string runs = context().session.runsFolder().toStdString();
    context().session.reads().ask<PreparedRun>(
        this, QStringLiteral("prepare"),
        [point, spec, runs](ProjectReader&) -> Result<PreparedRun> {
            PreparedRun out;
            MG_TRY(out.folder, forkRun(point, spec, runs));
            return out;
        },
        [this](Result<PreparedRun> prepared) { takePrepared(prepared); });
}

}  // namespace marginalia
