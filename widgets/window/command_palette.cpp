// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/command_palette.h"

#include "widgets/common/actions.h"

#include <QSettings>

#include <algorithm>

namespace marginalia {

namespace {

constexpr int kRecent = 8;
const char* const kRecentKey = "palette/recent";

}  // namespace

CommandPalette::CommandPalette(ActionRegistry& actions, QSettings& state, QWidget* parent)
    : PaletteDialog(QStringLiteral("commandPalette"), tr("Commands"), tr("Find a command"), parent),
      m_actions(actions),
      m_state(state)
{
}

std::vector<PaletteRow> CommandPalette::rowsFor(const QString& typed)
{
    const QStringList recent = m_state.value(QLatin1String(kRecentKey)).toStringList();
    std::vector<std::pair<int, PaletteRow>> scored;
    for (const ActionSpec& spec : m_actions.specs()) {
        QAction* action = m_actions.action(spec.id);
        if (!action->isVisible()) {
            continue;
        }
        PaletteRow row;
        const auto score = fuzzyMatch(typed, plainActionText(action), &row.marks);
        if (!score) {
            continue;
        }
        const auto place = recent.indexOf(spec.id);
        int all = *score + (action->isEnabled() ? 0 : -2000);
        if (place >= 0) {
            all += typed.isEmpty() ? 5000 - static_cast<int>(place) : 20;
            row.hint = tr("recent");
        }
        row.id = spec.id;
        row.text = plainActionText(action);
        row.icon = spec.icon;
        row.key = keyText(action);
        row.reason = disabledReason(action);
        row.tip = toolTipOf(action);
        row.enabled = action->isEnabled();
        scored.emplace_back(all, std::move(row));
    }
    std::stable_sort(scored.begin(), scored.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<PaletteRow> out;
    for (auto& [score, row] : scored) {
        out.push_back(std::move(row));
    }
    return out;
}

void CommandPalette::run(const QString& id)
{
    QStringList recent = m_state.value(QLatin1String(kRecentKey)).toStringList();
    recent.removeAll(id);
    recent.prepend(id);
    m_state.setValue(QLatin1String(kRecentKey), QStringList(recent.mid(0, kRecent)));
    m_actions.action(id)->trigger();
}

}  // namespace marginalia
