// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_folder.h"
#include "widgets/common/panes.h"

#include <QWidget>

#include <vector>

class QToolButton;
class QVBoxLayout;

namespace marginalia {

/// The answers a run writes on the way, one step at a time; the newest as they come, older ones by
/// the arrows.
class SamplesView : public QWidget {
    Q_OBJECT

public:
    explicit SamplesView(QWidget* parent = nullptr);
    void setSamples(const std::vector<SampleLine>& samples);
    std::int64_t shownStep() const { return m_step; }
    QStringList shownTexts() const;

private:
    void showStep(std::int64_t step);
    void go(int direction);

    std::vector<SampleLine> m_samples;
    std::vector<std::int64_t> m_steps;
    std::int64_t m_step = -1;
    bool m_newest = true;
    SectionTitle* m_title;
    QToolButton* m_earlier;
    QToolButton* m_later;
    QVBoxLayout* m_texts;
};

}  // namespace marginalia
