// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QSettings;

namespace marginalia {

class ActionRegistry;
class Settings;
class SettingsPage;

SettingsPage* makeGeneralPage(Settings& settings);
SettingsPage* makeLookPage(Settings& settings);
SettingsPage* makeLabellingPage(Settings& settings);
SettingsPage* makeKeysPage(ActionRegistry& actions);
SettingsPage* makeModelsPage(Settings& settings);
SettingsPage* makePrivacyPage(Settings& settings, QSettings& windowState);

}  // namespace marginalia
