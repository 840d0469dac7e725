// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/window/recents.h"

#include <QWidget>

class QVBoxLayout;

namespace marginalia {

/// The recent projects: arrows walk, Enter opens, Del removes. A missing folder stays with Remove
/// and Find…
class RecentList : public QWidget {
    Q_OBJECT

public:
    explicit RecentList(Recents& recents, QWidget* parent = nullptr);

Q_SIGNALS:
    void openRequested(const QString& folder);
    void removed(const marginalia::RecentProject& project, int row);

private:
    void fill();
    void removeRow(const QString& folder, int row);
    void findMissing(const RecentProject& project);

    Recents& m_recents;
    QVBoxLayout* m_layout = nullptr;
};

}  // namespace marginalia
