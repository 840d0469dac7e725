// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/settings.h"

#include "core/base/file_folders.h"

#include <QDir>

#include <algorithm>

namespace marginalia {

namespace folders {

namespace {

QString made(const std::string& folder)
{
    const QString out = QString::fromStdString(folder);
    QDir().mkpath(out);
    return out;
}

}  // namespace

QString config()
{
    return made(configFolder());
}

QString state()
{
    return made(stateFolder());
}

QString data()
{
    return made(dataFolder());
}

QString cache()
{
    return made(cacheFolder());
}

QString runtime()
{
    return made(runtimeFolder());
}

}  // namespace folders

Settings::Settings(const QString& folder, QObject* parent)
    : QObject(parent),
      m_file(std::make_unique<QSettings>(
          (folder.isEmpty() ? folders::config() : folder) + QStringLiteral("/marginalia.conf"),
          QSettings::IniFormat))
{
}

QVariant Settings::value(const QString& key, const QVariant& fallback) const
{
    return m_file->value(key, fallback);
}

void Settings::setValue(const QString& key, const QVariant& value)
{
    if (m_file->contains(key) && m_file->value(key) == value) {
        return;
    }
    m_file->setValue(key, value);
    Q_EMIT changed(key);
}

void Settings::remove(const QString& key)
{
    if (m_file->contains(key)) {
        m_file->remove(key);
        Q_EMIT changed(key);
    }
}

bool Settings::contains(const QString& key) const
{
    return m_file->contains(key);
}

void Settings::sync()
{
    m_file->sync();
}

QString Settings::themeName() const
{
    return value(QStringLiteral("look/theme"), QStringLiteral("system")).toString();
}

double Settings::textScale() const
{
    return std::clamp(value(QStringLiteral("look/text_scale"), 1.0).toDouble(), 0.8, 2.0);
}

QString Settings::annotator() const
{
    const QString own = value(QStringLiteral("labelling/annotator")).toString();
    if (!own.isEmpty()) {
        return own;
    }
    const QString login = qEnvironmentVariable("USER");
    return login.isEmpty() ? QStringLiteral("me") : login;
}

QStringList Settings::modelFolders() const
{
    return value(QStringLiteral("models/folders")).toStringList();
}

bool Settings::confirmVerdicts() const
{
    return value(QStringLiteral("labelling/confirm"), false).toBool();
}

int Settings::dailyGoal() const
{
    return std::clamp(value(QStringLiteral("labelling/daily_goal"), 200).toInt(), 1, 100'000);
}

std::unique_ptr<QSettings> stateFile(const QString& name)
{
    return std::make_unique<QSettings>(
        folders::state() + QLatin1Char('/') + name + QStringLiteral(".ini"), QSettings::IniFormat);
}

}  // namespace marginalia
