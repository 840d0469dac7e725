// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/away/target.h"
#include "widgets/common/target_doctor.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;

namespace marginalia {

class LinkLabel;
class TextLabel;

/// "On  [This machine]": where a run is to train, and what was found there.
///
/// Reads the person's targets when it is shown and when its window comes to the front again. A
/// target is looked at as soon as it is chosen.
class TargetChoice : public QWidget {
    Q_OBJECT

public:
    explicit TargetChoice(QWidget* parent = nullptr);

    /// None: this machine.
    std::optional<away::Target> target() const;
    void choose(const QString& name);
    /// Why a run cannot be started on the target yet; empty: it can.
    QString problem() const;
    /// Reads the targets again; a chosen one that is gone gives way to this machine.
    void reload();

Q_SIGNALS:
    /// Another target, or another answer of it.
    void changed();
    /// The person wants to add or mend targets.
    void setUpAsked();

protected:
    void showEvent(QShowEvent* event) override;
    bool event(QEvent* event) override;

private:
    void take(int index);
    void look();
    void showNote();

    QComboBox* m_box = nullptr;
    TextLabel* m_note = nullptr;
    LinkLabel* m_again = nullptr;
    TargetDoctor* m_doctor = nullptr;  ///< child
    std::vector<away::Target> m_targets;
    QString m_chosen;  ///< name; empty: this machine
    std::optional<TargetReport> m_report;
};

}  // namespace marginalia
