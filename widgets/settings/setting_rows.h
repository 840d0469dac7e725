// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/labels.h"

#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace marginalia {

class Settings;

/// One setting: name, a sentence, the control, and "Back to default" once it differs.
class SettingRow : public QWidget {
    Q_OBJECT

public:
    /// `show` brings the control to the setting's present value.
    SettingRow(Settings& settings, const QString& key, const QString& name, const QString& sentence,
               QWidget* control, std::function<void()> show, QWidget* parent = nullptr);

    /// Name and sentence, for the search.
    const QString& words() const { return m_words; }

private:
    void follow();

    Settings& m_settings;
    QString m_key;
    QString m_words;
    LinkLabel* m_back = nullptr;
    std::function<void()> m_show;
};

/// A page of the settings: title and rows.
class SettingsPage : public QWidget {
    Q_OBJECT

public:
    explicit SettingsPage(const QString& title, QWidget* parent = nullptr);
    void add(QWidget* row);
    void addFiller();
    /// Hides rows without `words`; how many stay.
    int filter(const QString& words);
    const QString& title() const { return m_title; }

private:
    QString m_title;
    QVBoxLayout* m_layout = nullptr;
    QList<QWidget*> m_rows;
};

}  // namespace marginalia
