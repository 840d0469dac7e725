// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/window/recents.h"

#include <QFileInfo>
#include <QSettings>

#include <algorithm>

namespace marginalia {

namespace {

constexpr size_t kMost = 10;
const char* const kArray = "recent";

}  // namespace

bool RecentProject::isThere() const
{
    return QFileInfo(folder).isDir();
}

Recents::Recents(QSettings& state, QObject* parent) : QObject(parent), m_state(state)
{
    const int size = m_state.beginReadArray(QLatin1String(kArray));
    for (int i = 0; i < size; ++i) {
        m_state.setArrayIndex(i);
        RecentProject project;
        project.folder = m_state.value(QStringLiteral("folder")).toString();
        project.name = m_state.value(QStringLiteral("name")).toString();
        project.pairs = m_state.value(QStringLiteral("pairs"), -1).toLongLong();
        project.runs = m_state.value(QStringLiteral("runs")).toInt();
        project.atMilliseconds = m_state.value(QStringLiteral("at")).toLongLong();
        if (!project.folder.isEmpty()) {
            m_list.push_back(project);
        }
    }
    m_state.endArray();
}

void Recents::note(const RecentProject& project)
{
    std::erase_if(m_list, [&](const auto& other) { return other.folder == project.folder; });
    m_list.insert(m_list.begin(), project);
    if (m_list.size() > kMost) {
        m_list.resize(kMost);
    }
    save();
}

void Recents::update(const QString& folder, qint64 pairs, int runs)
{
    for (RecentProject& project : m_list) {
        if (project.folder == folder && (project.pairs != pairs || project.runs != runs)) {
            project.pairs = pairs;
            project.runs = runs;
            save();
        }
    }
}

RecentProject Recents::remove(const QString& folder)
{
    const auto found = std::find_if(m_list.begin(), m_list.end(),
                                    [&](const auto& other) { return other.folder == folder; });
    if (found == m_list.end()) {
        return {};
    }
    RecentProject out = *found;
    m_list.erase(found);
    save();
    return out;
}

void Recents::putBack(const RecentProject& project, int row)
{
    m_list.insert(m_list.begin() + std::clamp(row, 0, static_cast<int>(m_list.size())), project);
    save();
}

void Recents::save()
{
    m_state.remove(QLatin1String(kArray));
    m_state.beginWriteArray(QLatin1String(kArray), static_cast<int>(m_list.size()));
    for (int i = 0; i < static_cast<int>(m_list.size()); ++i) {
        const RecentProject& project = m_list[static_cast<size_t>(i)];
        m_state.setArrayIndex(i);
        m_state.setValue(QStringLiteral("folder"), project.folder);
        m_state.setValue(QStringLiteral("name"), project.name);
        m_state.setValue(QStringLiteral("pairs"), project.pairs);
        m_state.setValue(QStringLiteral("runs"), project.runs);
        m_state.setValue(QStringLiteral("at"), project.atMilliseconds);
    }
    m_state.endArray();
    m_state.sync();
    Q_EMIT changed();
}

}  // namespace marginalia
