// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSettings>
#include <QVariant>

#include <memory>

namespace marginalia {

/// Folders after the XDG rules, or all below MARGINALIA_HOME when that is set (interfaces.md 7.2).
/// Made when asked for.
namespace folders {
QString config();
QString state();
QString data();
QString cache();
QString runtime();
}  // namespace folders

/// What a person has chosen, in `marginalia.conf`; applied at once.
class Settings : public QObject {
    Q_OBJECT

public:
    /// `folder` empty: the folder of the XDG rules.
    explicit Settings(const QString& folder = {}, QObject* parent = nullptr);

    QVariant value(const QString& key, const QVariant& fallback = {}) const;
    void setValue(const QString& key, const QVariant& value);
    void remove(const QString& key);
    bool contains(const QString& key) const;
    void sync();

    /// Keys the program knows, with their defaults; the settings dialog's "Back to default" removes
    /// a key.
    QString themeName() const;  ///< "system", "light", "dark"
    double textScale() const;   ///< 0.8 to 2
    QString annotator() const;  ///< who judges; the login name unless set
    /// Model folders of the person's own that Train and Compare offer.
    QStringList modelFolders() const;
    bool confirmVerdicts() const;  ///< a verdict waits for Enter
    int dailyGoal() const;         ///< labels a day

Q_SIGNALS:
    void changed(const QString& key);

private:
    std::unique_ptr<QSettings> m_file;
};

/// Where window and panels keep how they were left: one file for the program, one a project.
std::unique_ptr<QSettings> stateFile(const QString& name);

}  // namespace marginalia
