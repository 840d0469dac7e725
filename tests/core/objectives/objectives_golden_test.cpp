// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/catalog.h"
#include "core/objectives/objective.h"
#include "tests/core/golden_part.h"
#include "tests/core/objectives/golden_batch.h"
#include "tests/core/objectives/golden_case.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

/// Whether all terms of a case are of this version.
bool supported(const Json& each)
{
    for (const Json& term : each["params"].value("terms", Json::array())) {
        if (findObjective(term["loss"].get<std::string>()) == nullptr) {
            return false;
        }
    }
    return true;
}

}  // namespace

TEST(ObjectivesGolden, EveryCaseOfOurObjectives)
{
    std::size_t cases = 0;
    for (const std::string& name : golden::objectiveFiles()) {
        if (golden::isPlain(name) || !golden::isOurs(name)) {
            continue;
        }
        const Json file = golden::read(golden::folder() + "/objectives/" + name + ".json");
        for (const Json& each : file["cases"]) {
            if (supported(each)) {
                golden::checkCase(name, each, at::kDouble);
                golden::checkCase(name, each, at::kFloat);
                ++cases;
                continue;
            }
            const golden::CaseBinding binding = golden::bindingOf(name, each);
            const auto refused = bindObjective(binding.id, binding.parameters);
            ASSERT_FALSE(refused.ok()) << each["name"];
            EXPECT_EQ(refused.error().kind, ErrorKind::Unsupported);
            EXPECT_NE(refused.error().message().find("term"), std::string::npos);
        }
    }
    golden::ran(cases, "objective cases, each in float64 and float32,");
}

TEST(ObjectivesGolden, OtherIdsAreRefusedByName)
{
    std::size_t others = 0;
    for (const std::string& name : golden::objectiveFiles()) {
        if (golden::isPlain(name) || golden::isOurs(name)) {
            continue;
        }
        ++others;
        const bool modifier = name.rfind("mod_", 0) == 0;
        BoundParameters parameters;
        if (modifier) {
            parameters.modifiers.push_back({name.substr(4), {}, {}});
        }
        const auto refused = bindObjective(modifier ? "dpo" : name, parameters);
        ASSERT_FALSE(refused.ok()) << name;
        EXPECT_EQ(refused.error().kind, ErrorKind::Unsupported) << name;
        const std::string id = modifier ? name.substr(4) : name;
        EXPECT_NE(refused.error().message().find("\"" + id + "\""), std::string::npos)
            << refused.error().message();
    }
    golden::ran(others, "objectives that are not here, refused by name,");
}

TEST(ObjectivesGolden, RequiredFilesAreThereAndSupported)
{
    std::ifstream list(golden::folder() + "/required.txt");
    std::string line;
    while (std::getline(list, line)) {
        if (line.rfind("objectives/", 0) != 0) {
            continue;
        }
        const std::string name = line.substr(11, line.find('.') - 11);
        EXPECT_TRUE(fs::exists(golden::folder() + "/" + line)) << line;
        EXPECT_TRUE(golden::isPlain(name) || golden::isOurs(name)) << line;
    }
}
