// SPDX-License-Identifier: Apache-2.0
// What the cards say of reference values is what the files say of themselves.
#include "core/base/file.h"
#include "core/base/json.h"
#include "core/jobs/checked_against.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

using namespace marginalia;

namespace {

std::string lower(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

void expectTrue(const ObjectiveInfo& info)
{
    if (*info.golden == '\0') {
        EXPECT_EQ(checkedAgainst(info), nullptr) << info.id;
        return;
    }
    const std::string path =
        std::string(MARGINALIA_SOURCE_DIR "/tests/golden/objectives/") + info.golden;
    const auto text = readFile(path);
    ASSERT_TRUE(text.ok()) << path;
    const std::string source = Json::parse(*text).value("source", std::string());
    const char* program = checkedAgainst(info);
    const bool others =
        source.find("trl ") != std::string::npos || source.find("llama-factory") == 0;
    ASSERT_EQ(program != nullptr, others) << info.id << ": " << source;
    if (program == nullptr) {
        return;
    }
    // "TRL 1.16.0, KTOTrainer ..." stands as "trl 1.16.0: KTOTrainer".
    const std::string said = lower(program);
    const std::string version = said.substr(0, std::min(said.find(','), said.find(" (")));
    EXPECT_NE(lower(source).find(version), std::string::npos) << info.id << ": " << source;
    const std::size_t from = said.find(", ") + 2;
    const std::string place = said.substr(from, said.find(' ', from) - from);
    EXPECT_NE(lower(source).find(place), std::string::npos) << info.id << ": " << source;
}

}  // namespace

TEST(CheckedAgainst, SaysWhatTheReferenceValuesSay)
{
    for (const ObjectiveInfo& info : objectiveCatalog()) {
        expectTrue(info);
    }
    for (const ModifierInfo& modifier : modifierCatalog()) {
        expectTrue(modifier.info);
    }
}
