// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/window_case.h"

#include "core/jobs/run_folder.h"
#include "widgets/common/fields.h"
#include "widgets/train/recipe_column.h"
#include "widgets/train/tracked_run.h"

#include <QLineEdit>
#include <QTest>

namespace marginalia::test {

void WindowStory::openWindow()
{
    m_workspace = std::make_unique<Workspace>();
    m_window = std::make_unique<MainWindow>(*m_workspace);
    m_window->resize(1440, 900);
    m_window->show();
    m_window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(m_window.get()));
}

void WindowStory::openSample()
{
    ASSERT_NO_FATAL_FAILURE(openWindow());
    ASSERT_TRUE(openSampleByHand(*m_window, *m_workspace));
    m_window->tour().stop();
}

void WindowStory::closeWindow()
{
    ASSERT_TRUE(m_window->close());
    m_window.reset();
    m_workspace.reset();
}

void WindowStory::closeWhenRunsHaveEnded()
{
    ASSERT_TRUE(waitUntil([&] { return m_workspace->liveRuns().isEmpty(); }, kPatience));
    closeWindow();
}

void WindowStory::enter(TrainPanel& train,
                        const std::vector<std::pair<const char*, const char*>>& values)
{
    for (const auto& [key, value] : values) {
        TextField* field = train.recipe().field(QLatin1String(key));
        field->edit()->setText(QLatin1String(value));
        QTest::keyClick(field->edit(), Qt::Key_Return);
        EXPECT_TRUE(field->problem().isEmpty()) << key << ": " << qPrintable(field->problem());
    }
}

std::string WindowStory::startRecipe(TrainPanel& train)
{
    RecipeColumn& recipe = train.recipe();
    EXPECT_TRUE(waitUntil([&] { return recipe.problem().isEmpty(); }, kPatience))
        << qPrintable(recipe.problem());
    const std::string runs = session().runsFolder().toStdString();
    const std::size_t before = listRuns(runs).size();
    press(*m_window, Qt::Key_Return, Qt::ControlModifier);
    EXPECT_TRUE(waitUntil(
        [&] {
            const std::vector<std::string> all = listRuns(runs);
            return all.size() > before && train.run() != nullptr &&
                   train.run()->folder().toStdString() == all.front();
        },
        kPatience))
        << qPrintable(train.infoBar().text());
    return listRuns(runs).front();
}

}  // namespace marginalia::test
