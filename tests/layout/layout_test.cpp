// SPDX-License-Identifier: Apache-2.0
// Rules about the tree that no compiler checks: which way includes point, who names which library, what files say.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

const fs::path kTop = MARGINALIA_SOURCE_DIR;

bool isSource(const fs::path& path)
{
    return path.extension() == ".cpp" || path.extension() == ".h";
}

std::vector<fs::path> filesBelow(const std::vector<std::string>& folders,
                                 const std::function<bool(const fs::path&)>& wanted)
{
    std::vector<fs::path> out;
    for (const std::string& folder : folders) {
        if (!fs::exists(kTop / folder)) {
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(kTop / folder)) {
            if (entry.is_regular_file() && wanted(entry.path())) {
                out.push_back(fs::relative(entry.path(), kTop));
            }
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::string contentOf(const fs::path& relative)
{
    std::ifstream file(kTop / relative, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

struct Include {
    fs::path file;
    int line = 0;
    std::string name;
};

std::vector<Include> includesOf(const std::vector<std::string>& folders)
{
    std::vector<Include> out;
    for (const fs::path& file : filesBelow(folders, isSource)) {
        std::istringstream lines(contentOf(file));
        std::string line;
        for (int number = 1; std::getline(lines, line); ++number) {
            if (line.rfind("#include", 0) != 0) {
                continue;
            }
            const size_t begin = line.find_first_of("<\"");
            const size_t end = line.find_first_of(">\"", begin + 1);
            out.push_back({file, number, line.substr(begin + 1, end - begin - 1)});
        }
    }
    return out;
}

bool startsWith(const std::string& text, const std::string& beginning)
{
    return text.rfind(beginning, 0) == 0;
}

bool isQt(const std::string& name)
{
    return (name.size() > 1 && name[0] == 'Q' && (std::isupper(name[1]) != 0 || startsWith(name, "Qt"))) ||
           name == "qcustomplot.h";
}

bool isTorch(const std::string& name)
{
    return startsWith(name, "torch/") || startsWith(name, "ATen/") || startsWith(name, "c10/");
}

void expectNone(const std::vector<Include>& includes, const std::function<bool(const Include&)>& breaks,
                const char* rule)
{
    for (const Include& include : includes) {
        EXPECT_FALSE(breaks(include)) << include.file.string() << ":" << include.line << " includes "
                                      << include.name << ". " << rule;
    }
}

}  // namespace

TEST(Layout, CoreKnowsNoQt)
{
    expectNone(includesOf({"core"}), [](const Include& i) { return isQt(i.name); },
               "The core never knows Qt: it serves the command line and the worker too (style.md 1).");
}

TEST(Layout, LibTorchStaysInTheTrainingFolders)
{
    expectNone(includesOf({"app", "widgets", "core/base", "core/data", "core/parquet", "core/text", "core/store",
                           "core/jobs", "core/analysis", "core/synth"}),
               [](const Include& i) { return isTorch(i.name); },
               "The window and LibTorch never share a process; only core/model, objectives, train, eval, "
               "generation and export include it.");
}

TEST(Layout, NobodyIncludesAllOfLibTorch)
{
    expectNone(includesOf({"core", "tests"}),
               [](const Include& i) { return i.name == "torch/torch.h" || i.name == "ATen/ATen.h"; },
               "torch/torch.h costs 20 s and 1.45 GB a file; include per-operator headers (models.md 5.1).");
}

TEST(Layout, ArrowStaysInItsFolder)
{
    std::vector<Include> others = includesOf({"app", "widgets", "core"});
    others.erase(std::remove_if(others.begin(), others.end(),
                                [](const Include& i) { return startsWith(i.file.string(), "core/parquet/"); }),
                 others.end());
    expectNone(others, [](const Include& i) { return startsWith(i.name, "arrow/") || startsWith(i.name, "parquet/"); },
               "Arrow belongs to core/parquet, which marginalia-cli alone links.");
}

TEST(Layout, IncludesPointDownwards)
{
    expectNone(includesOf({"core"}),
               [](const Include& i) { return startsWith(i.name, "widgets/") || startsWith(i.name, "app/"); },
               "Includes point downwards only: app -> widgets -> core.");
    expectNone(includesOf({"widgets"}), [](const Include& i) { return startsWith(i.name, "app/"); },
               "Includes point downwards only: app -> widgets -> core.");
}

TEST(Layout, WidgetsIncludeNoTrainingHeaders)
{
    const std::vector<std::string> training = {"core/model/", "core/objectives/", "core/train/", "core/eval/",
                                               "core/generation/", "core/export/", "core/parquet/"};
    expectNone(includesOf({"widgets"}),
               [&](const Include& i) {
                   return std::any_of(training.begin(), training.end(),
                                      [&](const std::string& part) { return startsWith(i.name, part); });
               },
               "The window reads run folders and talks to the host; it never sees the training core.");
}

TEST(Layout, EveryFileNamesItsLicence)
{
    const auto wanted = [](const fs::path& path) {
        return isSource(path) || path.filename() == "CMakeLists.txt" || path.extension() == ".cmake";
    };
    for (const fs::path& file : filesBelow({"app", "core", "widgets", "tests", "packaging"}, wanted)) {
        const std::string text = contentOf(file);
        const std::string first = text.substr(0, text.find('\n'));
        const std::string name = file.string();
        const bool gpl = startsWith(name, "widgets/") || startsWith(name, "tests/widgets/") ||
                         startsWith(name, "tests/e2e/") || startsWith(name, "tests/bench/ui") ||
                         startsWith(name, "tests/bench/chart") ||
                         (startsWith(name, "app/") && !startsWith(name, "app/cli") &&
                          file.filename() != "CMakeLists.txt");
        EXPECT_NE(first.find(gpl ? "SPDX-License-Identifier: GPL-3.0-or-later" : "SPDX-License-Identifier: Apache-2.0"),
                  std::string::npos)
            << name << " needs the SPDX line of its part as its first line";
    }
}

TEST(Layout, TopLevelHasNoOtherFolders)
{
    const std::set<std::string> known = {"app",   "core",      "widgets",  "resources", "translations", "tests",
                                         "packaging", "LICENSES", ".ci", ".git",      "build",        ".deps"};
    for (const auto& entry : fs::directory_iterator(kTop)) {
        if (entry.is_directory()) {
            EXPECT_TRUE(known.count(entry.path().filename().string()) != 0)
                << entry.path().filename() << " is not a folder of the design";
        }
    }
}

TEST(Layout, QtKeywordsAreSpelledOut)
{
    for (const fs::path& file : filesBelow({"widgets", "app"}, isSource)) {
        const std::string text = contentOf(file);
        for (const char* word : {"\nsignals:", "\npublic slots:", "\nprivate slots:", " emit "}) {
            EXPECT_EQ(text.find(word), std::string::npos)
                << file.string() << ": write Q_SIGNALS, Q_SLOTS, Q_EMIT instead of" << word;
        }
    }
}

TEST(Layout, NoUnsafeLoadersAndNoRegexOnData)
{
    for (const fs::path& file : filesBelow({"core", "app", "widgets"}, isSource)) {
        const std::string text = contentOf(file);
        for (const char* banned : {"torch::load", "torch::jit::load", "pickle_load", "std::regex", "std::stoi(", "std::stod("}) {
            EXPECT_EQ(text.find(banned), std::string::npos)
                << file.string() << " uses " << banned << ": banned for foreign data (reliability.md 26 and 29)";
        }
    }
}
