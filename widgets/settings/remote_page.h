// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/away/target.h"
#include "widgets/common/target_doctor.h"
#include "widgets/settings/setting_rows.h"

#include <functional>
#include <optional>
#include <vector>

class QListWidget;

namespace marginalia {

class Button;
class LinkLabel;
class RemoteForm;

/// Settings, Remote: the machines that ssh reaches, to train on. Add, change, remove, test.
///
/// What is stored is targets.json, which the command line reads too; wrong values are not stored,
/// and say why.
class RemotePage : public SettingsPage {
    Q_OBJECT

public:
    explicit RemotePage(QWidget* parent = nullptr);

private:
    void buildList();
    void buildButtons();
    void buildFoot();

    /// Reads the targets and shows the one of that name; of none a new one.
    void readAll(const QString& select);
    void showChosen();
    int chosen() const;
    QString chosenName() const;
    void store();
    void removeChosen();
    void undoRemoval();
    /// Changes the targets as they are in the file now; says what keeps it from that.
    bool change(const std::function<void(std::vector<away::Target>&)>& edit, const QString& select);
    void test();
    void showReport(const TargetReport& report);
    void hideFoot();

    QListWidget* m_list = nullptr;
    TextLabel* m_none = nullptr;
    Button* m_remove = nullptr;
    Button* m_test = nullptr;
    RemoteForm* m_form = nullptr;
    TextLabel* m_verdict = nullptr;
    LinkLabel* m_undo = nullptr;
    QListWidget* m_findings = nullptr;
    TargetDoctor* m_doctor = nullptr;  ///< child
    std::vector<away::Target> m_targets;
    std::optional<away::Target> m_removed;  ///< can be had again
};

}  // namespace marginalia
