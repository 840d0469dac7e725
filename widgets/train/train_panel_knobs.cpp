// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of a run that are changed while it goes on: asked in a sheet, told by marks on the
// curves.
#include "widgets/common/buttons.h"
#include "widgets/common/panel_context.h"
#include "widgets/train/curves_area.h"
#include "widgets/train/knob_sheet.h"
#include "widgets/train/mark_texts.h"
#include "widgets/train/train_panel.h"

#include <QLocale>

#include <algorithm>

namespace marginalia {

void TrainPanel::openKnobs()
{
    if (m_run == nullptr || !m_run->isActive()) {
        return;
    }
    if (m_knobs == nullptr) {
        m_knobs = new KnobSheet(this);
        connect(m_knobs, &KnobSheet::changesAsked, this, &TrainPanel::askKnobs);
        connect(m_knobs, &KnobSheet::closed, this,
                [this] { m_curves->grid().setFocus(Qt::OtherFocusReason); });
    }
    if (m_knobs->isVisible()) {
        m_knobs->closeSheet();  // the button again
        return;
    }
    const RunStatus& status = m_run->health().status;
    m_knobs->open(m_run->spec(), std::max(status.step, m_run->curves()->lastStep()), status.total,
                  *m_knob);
}

void TrainPanel::closeKnobs()
{
    if (m_knobs != nullptr) {
        m_knobs->hide();
    }
}

void TrainPanel::askKnobs(const std::vector<std::pair<std::string, double>>& changes)
{
    for (const auto& [key, value] : changes) {
        m_askedKnobs.insert(QString::fromStdString(key));
        m_run->feed().control(QStringLiteral("set"), {{"key", key}, {"value", value}});
    }
}

void TrainPanel::tellKnob(TrackedRun* run, const KnobEvent& event)
{
    if (run == m_run) {
        showDifference();
    }
    if (run == m_run && (!m_drafting || !m_drafted)) {
        showRecipe();
    }
    // What was changed before this window looked, or by others, stands on the curves alone.
    if (run == m_run && m_askedKnobs.remove(QString::fromStdString(event.key))) {
        context().shell.toast(tr("%1 from step %2 on.")
                                  .arg(knobText(event.key, event.before, event.after),
                                       QLocale().toString(qlonglong(event.step + 1))));
    }
}

void TrainPanel::showChange()
{
    QString change;
    for (const CurveMark& mark : m_run->curves()->marks()) {
        if (mark.kind == CurveMark::Kind::Control) {
            change = knobText(mark.key, mark.before, mark.after);
        }
    }
    m_curves->setChange(change);
}

}  // namespace marginalia
