// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/step_profile.h"
#include "widgets/common/panes.h"
#include "widgets/train/part_bar.h"

#include <optional>

namespace marginalia {

/// Where the time of a step goes: live while a run works. Hidden where a run has not measured it.
class StepProfileView : public QWidget {
    Q_OBJECT

public:
    explicit StepProfileView(QWidget* parent = nullptr);
    void setProfile(const std::optional<StepProfile>& profile);
    /// "gradients 48 %" of each part, as it is shown.
    QStringList texts() const { return m_parts->texts(); }

private:
    SectionTitle* m_title;
    PartBar* m_parts;
};

}  // namespace marginalia
