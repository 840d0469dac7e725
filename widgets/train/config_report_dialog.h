// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/configs/config_import.h"

#include <QDialog>

class QVBoxLayout;

namespace marginalia {

/// What became of another program's configuration, setting by setting with its line: what means
/// something else here first, then what was left out, the other program's defaults, and what was
/// understood. Accepted: the settings are to be used.
class ConfigReportDialog : public QDialog {
    Q_OBJECT

public:
    ConfigReportDialog(const QString& file, const ImportedConfig& config,
                       QWidget* parent = nullptr);

    /// The report as plain text, as the button copies it.
    QString text() const;

private:
    QWidget* buildTop(const QString& file);
    QWidget* buildReport();
    QWidget* buildFoot();
    void addGroup(QVBoxLayout& column, NoteKind kind);
    void addNote(QVBoxLayout& column, const ConfigNote& note);
    void addProblems(QVBoxLayout& column);

    ImportedConfig m_config;
};

}  // namespace marginalia
