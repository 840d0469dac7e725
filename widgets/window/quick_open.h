// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/window/palette_dialog.h"

#include "core/store/types.h"
#include "widgets/compare/compare_reads.h"

namespace marginalia {

class Session;
class Shell;

/// What can be gone to, as read when the dialog opens.
struct Places {
    std::vector<SavedView> views;
    std::vector<ModelChoice> models;  ///< checkpoints, by run
};
Result<Places> readPlaces(ProjectReader& reader, const QString& runsFolder);

/// Ctrl+P: "#20117" a record, "@14" a run, "@14:412" a step of it, words a view, run or checkpoint.
class QuickOpen : public PaletteDialog {
    Q_OBJECT

public:
    /// Both outlive the dialog.
    QuickOpen(Session& session, Shell& shell, QWidget* parent);
    void open() override;

protected:
    std::vector<PaletteRow> rowsFor(const QString& typed) override;
    void run(const QString& id) override;

private:
    std::vector<PaletteRow> everywhere() const;
    std::vector<PaletteRow> runs(const QString& number, const QString& step) const;
    void addViews(std::vector<PaletteRow>& out) const;

    Session& m_session;
    Shell& m_shell;
    Places m_places;
};

}  // namespace marginalia
