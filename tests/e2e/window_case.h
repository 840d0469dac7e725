// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/e2e/driver.h"
#include "widgets/train/train_panel.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace marginalia::test {

/// What a story has: the real window over a home of its own.
class WindowStory {
protected:
    /// A workspace and a window that is exposed.
    void openWindow();
    /// openWindow() with the sample in it, and no tour.
    void openSample();
    void closeWindow();
    /// Waits for all runs, or the window would ask what shall become of them.
    void closeWhenRunsHaveEnded();
    Session& session() { return *m_workspace->session(); }

    /// Types values into fields of the recipe, by their keys.
    static void enter(TrainPanel& train,
                      const std::vector<std::pair<const char*, const char*>>& values);
    /// Ctrl+Return in the recipe, as soon as it can be started; the folder of the run that is then
    /// looked at.
    std::string startRecipe(TrainPanel& train);

    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<MainWindow> m_window;
};

/// A story that is told in Train; `Test` is one of gtest's.
template <class Test = testing::Test>
class TrainStory : public Test, protected WindowStory {
protected:
    /// openSample() with Train in front.
    void openTrain()
    {
        ASSERT_NO_FATAL_FAILURE(openSample());
        showTrain();
    }
    void showTrain()
    {
        m_train = goTo<TrainPanel>(*m_window, QStringLiteral("train"));
        ASSERT_NE(m_train, nullptr);
    }
    void TearDown() override
    {
        if (m_window) {
            closeWhenRunsHaveEnded();
        }
    }

    TrainPanel* m_train = nullptr;
};

}  // namespace marginalia::test
