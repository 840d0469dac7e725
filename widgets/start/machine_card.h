// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "widgets/common/panes.h"

class QGridLayout;
class QProcess;

namespace marginalia {

/// What `marginalia-cli doctor` says of this machine, in words: devices, memory, how large a model
/// fits.
class MachineCard : public Card {
    Q_OBJECT

public:
    explicit MachineCard(QWidget* parent = nullptr);
    ~MachineCard() override;

    /// Starts the doctor in the background; grey bars until it answers.
    void ask();
    void show(const Json& report);
    void showProblem(const QString& sentence);

Q_SIGNALS:
    void deviceFound(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void clear();
    void setWaiting(bool waiting);
    void addFact(const QString& name, const QString& value, bool tick);
    void addNote(const QString& text, Token colour);

    QGridLayout* m_grid = nullptr;
    QProcess* m_doctor = nullptr;
    bool m_waiting = true;
};

/// "up to 1B weights" for `bytes` of memory at `perWeight` bytes a weight: the next lower of the
/// usual sizes.
QString modelSizeText(double bytes, double perWeight);

}  // namespace marginalia
