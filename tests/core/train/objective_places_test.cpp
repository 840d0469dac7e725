// SPDX-License-Identifier: Apache-2.0
// "Adding an objective" of core/README.md, held to the tree: an id stands in the places that it
// names, and in each of them once.
#include "core/base/file.h"
#include "core/jobs/catalog.h"
#include "core/objectives/parameters.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <regex>
#include <set>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

const std::string kSource = MARGINALIA_SOURCE_DIR;

/// The numbered steps of the walkthrough.
std::vector<std::string> walkthrough()
{
    const auto text = readFile(kSource + "/core/README.md");
    EXPECT_TRUE(text.ok());
    const std::size_t from = text->find("## Adding an objective");
    EXPECT_NE(from, std::string::npos);
    std::vector<std::string> steps;
    for (int number = 1;; ++number) {
        const std::size_t begin = text->find("\n" + std::to_string(number) + ". ", from);
        if (begin == std::string::npos) {
            return steps;
        }
        const std::size_t next = text->find("\n" + std::to_string(number + 1) + ". ", begin);
        const std::size_t end = std::min(next, text->find("\n\n", begin));
        steps.push_back(text->substr(begin, end - begin));
    }
}

/// The first path of a step is the place it is about.
std::string placeOf(const std::string& step)
{
    static const std::regex path("`([a-z_]+(/[a-z_0-9]+)+\\.[a-z]+)`");
    std::smatch found;
    return std::regex_search(step, found, path) ? found[1].str() : "";
}

/// Source files below `folders` that hold `word` between quotes.
std::set<std::string> filesWith(const std::string& word, const std::vector<std::string>& folders)
{
    std::set<std::string> out;
    for (const std::string& folder : folders) {
        for (const auto& entry : fs::recursive_directory_iterator(kSource + "/" + folder)) {
            const std::string extension = entry.path().extension();
            if (!entry.is_regular_file() || (extension != ".cpp" && extension != ".h")) {
                continue;
            }
            const auto text = readFile(entry.path());
            if (text && text->find('"' + word + '"') != std::string::npos) {
                out.insert(fs::relative(entry.path(), kSource));
            }
        }
    }
    return out;
}

std::map<std::string, int> boundIds()
{
    std::map<std::string, int> out;
    for (const auto* list : {&pairBinders(), &unpairedBinders(), &imitationBinders(),
                             &rankingBinders(), &rewardBinders(), &onlineBinders()}) {
        for (const Binder& binder : *list) {
            ++out[binder.id];
        }
    }
    return out;
}

}  // namespace

TEST(ObjectivePlaces, TheExampleStandsWhereTheWalkthroughSays)
{
    const std::vector<std::string> steps = walkthrough();
    ASSERT_EQ(steps.size(), 4U);
    std::set<std::string> code;
    for (const std::string& step : steps) {
        const std::string place = placeOf(step);
        ASSERT_FALSE(place.empty()) << step;
        EXPECT_TRUE(fileExists(kSource + "/" + place)) << place;
        if (place.ends_with(".cpp")) {
            code.insert(place);
        }
    }
    EXPECT_EQ(filesWith("rrhf", {"core", "app", "widgets"}), code);
    const auto required = readFile(kSource + "/tests/golden/required.txt");
    ASSERT_TRUE(required.ok());
    EXPECT_NE(required->find("\nobjectives/rrhf.json\n"), std::string::npos);
}

TEST(ObjectivePlaces, EveryIdHasOneRowOneFormulaAndItsReferenceValues)
{
    const std::map<std::string, int> bound = boundIds();
    std::set<std::string> rows;
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        EXPECT_TRUE(rows.insert(info.id).second) << info.id << " has two rows";
        const auto found = bound.find(info.id);
        const std::string golden = info.golden;
        if (found == bound.end()) {
            EXPECT_TRUE(golden.empty()) << info.id << " has reference values and no formula";
            continue;
        }
        EXPECT_EQ(found->second, 1) << info.id << " is bound twice";
        // What they train on is their own; their losses are others' (objectives.md 0.9).
        if (info.id == "expert_iteration" || info.id == "dpa") {
            EXPECT_TRUE(golden.empty()) << info.id;
            continue;
        }
        EXPECT_FALSE(golden.empty()) << info.id;
        EXPECT_TRUE(fileExists(kSource + "/tests/golden/objectives/" + golden)) << golden;
    }
    for (const auto& [id, times] : bound) {
        EXPECT_TRUE(rows.contains(id)) << id << " has a formula and no row";
    }
}
