// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QListWidget;
class QSettings;
class QStackedWidget;

namespace marginalia {

class ActionRegistry;
class SearchField;
class Settings;
class SettingsPage;

/// Settings, 900x640: list at the left, search on top; everything applies at once, each line goes
/// back to its default.
class SettingsDialog : public QDialog {
    Q_OBJECT

public:
    SettingsDialog(Settings& settings, ActionRegistry& actions, QSettings& windowState,
                   QWidget* parent = nullptr);
    /// "general", "look", "labelling", "keys", "models", "remote", "privacy"; others show the
    /// first.
    void showSection(const QString& id);
    void done(int result) override;

private:
    void addPage(const QString& id, SettingsPage* page);
    void search(const QString& words);

    QSettings& m_state;
    SearchField* m_search = nullptr;
    QListWidget* m_list = nullptr;
    QStackedWidget* m_pages = nullptr;
};

}  // namespace marginalia
