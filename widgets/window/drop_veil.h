// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QMimeData;

namespace marginalia {

/// What dropped files would do.
struct DropPlan {
    enum class Kind { Nothing, Project, Data, Model };
    Kind kind = Kind::Nothing;
    QStringList paths;
    QString sentence;  ///< shown while the files hang over the window
};

/// Looks at names and folders only; nothing is opened.
DropPlan planDrop(const QMimeData* mime, bool projectOpen);
DropPlan planPaths(const QStringList& paths, bool projectOpen);

/// Two pixels of accent around the window and one line that says what the drop will do.
class DropVeil : public QWidget {
    Q_OBJECT

public:
    explicit DropVeil(QWidget* host);
    void cover(const DropPlan& plan);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    DropPlan m_plan;
};

}  // namespace marginalia
