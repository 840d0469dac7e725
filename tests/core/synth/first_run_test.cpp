// SPDX-License-Identifier: Apache-2.0
#include "core/synth/first_run.h"

#include "core/base/file.h"
#include "core/base/file_folders.h"
#include "tests/core/synth/fresh_folder.h"

#include <gtest/gtest.h>

#include <filesystem>

using namespace marginalia;
using namespace marginalia::synth;

TEST(FirstRun, FewLabelsGetAboutAsManySteps)
{
    const RunSpec forty = firstRunSpec("starter", 40);
    const RunSpec ten = firstRunSpec("starter", 10);
    EXPECT_EQ(forty.model, "starter");
    EXPECT_GT(ten.epochs, forty.epochs);
    EXPECT_TRUE(checkRunSpec(forty).empty());
    EXPECT_TRUE(checkRunSpec(ten).empty());
}

TEST(FirstRun, FiguresReplaceThoseOfAsManyLabels)
{
    const std::string folder = freshFolder("first_run");
    FirstRunFigures figures;
    figures.labels = 40;
    figures.warmAfter = 0.5;
    ASSERT_TRUE(storeFirstRunFigures(folder, figures));
    figures.warmAfter = 0.9;
    ASSERT_TRUE(storeFirstRunFigures(folder, figures));
    figures.labels = 10;
    ASSERT_TRUE(storeFirstRunFigures(folder, figures));
    const auto all = readFirstRunFigures(folder);
    ASSERT_TRUE(all);
    ASSERT_EQ(all->size(), 2U);
    EXPECT_EQ((*all)[0].labels, 10);
    EXPECT_EQ((*all)[1].labels, 40);
    EXPECT_DOUBLE_EQ((*all)[1].warmAfter, 0.9);
    EXPECT_FALSE(readFirstRunFigures(folder + "/nowhere"));
}

TEST(Resources, AreFoundFromTheBuildFolder)
{
    EXPECT_EQ(resourceFolder(), std::string(MARGINALIA_SOURCE_DIR) + "/resources");
    EXPECT_TRUE(fileExists(resourceFolder() + "/starter/config.json"));
}
