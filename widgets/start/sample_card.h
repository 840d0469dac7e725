// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/panes.h"

class QAction;

namespace marginalia {

class Button;

/// The two-minute sample in four steps, each with a small drawing of what one will see. The
/// drawings are illustrations, not measurements.
class SampleCard : public Card {
    Q_OBJECT

public:
    explicit SampleCard(QAction* open, QWidget* parent = nullptr);
    Button* button() const { return m_button; }
    void setBusy(bool busy);

private:
    QWidget* buildHead(QAction* open);
    QWidget* buildSteps();

    Button* m_button = nullptr;
};

}  // namespace marginalia
