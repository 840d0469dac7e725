// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

namespace marginalia {

class ActionRegistry;
class InfoBar;
class MachineCard;
class RecentList;
class Recents;
class SampleCard;

/// What one sees without a project: the sample in four steps, ways to start, recent projects, this
/// machine.
class StartPage : public QWidget {
    Q_OBJECT

public:
    StartPage(ActionRegistry& actions, Recents& recents, QWidget* parent = nullptr);

    /// Came to the front: the first focus is "Open the sample project".
    void enter();
    /// Sizes changed: builds everything again.
    void rebuild();
    void setSampleBusy(bool busy);
    void showProblem(const QString& sentence, const QString& action = {},
                     const std::function<void()>& run = {});
    /// Asks `marginalia-cli doctor` again.
    void checkMachine();

Q_SIGNALS:
    void openRequested(const QString& folder);
    void toastRequested(const QString& sentence, const QString& action,
                        const std::function<void()>& run);
    /// "CPU, 2 cores · 23.5 GB" for the status line.
    void deviceFound(const QString& text);

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildHead();
    QWidget* buildStart();
    QWidget* buildRecent();
    QWidget* buildMachine();

    ActionRegistry& m_actions;
    Recents& m_recents;
    QWidget* m_root = nullptr;
    InfoBar* m_problem = nullptr;
    SampleCard* m_sample = nullptr;
    RecentList* m_list = nullptr;
    MachineCard* m_machine = nullptr;
    bool m_asked = false;
};

}  // namespace marginalia
