// SPDX-License-Identifier: Apache-2.0
#include "core/store/backup.h"

#include "core/base/clock.h"
#include "core/base/file.h"
#include "tests/core/store/store_fixture.h"

#include <thread>

using namespace marginalia;
using namespace marginalia::testing_store;

namespace {

class BackupTest : public StoreTest {
protected:
    std::vector<std::string> copies(const std::string& label) const
    {
        std::vector<std::string> out;
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(folder() + "/backups", none)) {
            const std::string name = entry.path().filename().string();
            if (name.rfind(label, 0) == 0 && name.ends_with(".marginalia")) {
                out.push_back(entry.path().string());
            }
        }
        return out;
    }
    static std::size_t recordsIn(const std::string& path)
    {
        const auto project = Project::open(path, OpenMode::ReadOnly);
        EXPECT_TRUE(project.ok());
        return project.ok() ? (*(*project)->reader())->query({})->ids.size() : 0;
    }
};

}  // namespace

TEST_F(BackupTest, AnImportIntoAFilledProjectIsPrecededByACopy)
{
    import({pairOf("p", "a", "b")});
    EXPECT_TRUE(copies("before-import").empty()) << "nothing to keep yet";
    import({pairOf("q", "a", "b"), pairOf("r", "a", "b")}, "/data/second.jsonl");
    EXPECT_EQ(ids().size(), 3U);
    m_reader.reset();
    m_project.reset();  // waits for the copy
    ASSERT_EQ(copies("before-import").size(), 1U);
    EXPECT_EQ(recordsIn(copies("before-import")[0]), 1U) << "the state before";
}

TEST_F(BackupTest, OldCopiesAreRemoved)
{
    import({pairOf("p", "a", "b")});
    const std::string path = folder() + "/taste.marginalia";
    for (const char* old : {"x-20010101T000000Z", "x-20020101T000000Z"}) {
        ASSERT_TRUE(makeFolders(folder() + "/backups").ok());
        ASSERT_TRUE(writeFileAtomically(folder() + "/backups/" + old + ".marginalia", "").ok());
    }
    const auto made = store::backUp(path, "x", 2);
    ASSERT_TRUE(made.ok()) << made.error().message();
    EXPECT_EQ(copies("x").size(), 2U);
    EXPECT_EQ(recordsIn(*made), 1U);
}

TEST_F(BackupTest, ACopyCanBeGivenUp)
{
    const auto made =
        store::backUp(folder() + "/taste.marginalia", "x", 2, {nullptr, [] { return true; }});
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(made.error().kind, ErrorKind::Cancelled);
    EXPECT_TRUE(std::filesystem::is_empty(folder() + "/backups"));
}

TEST_F(BackupTest, ActivityLeadsToACopyAfterAWhile)
{
    import({pairOf("p", "a", "b")});
    store::BackupKeeper keeper(folder() + "/taste.marginalia", std::chrono::milliseconds(1));
    keeper.touch();
    const Stopwatch watch;
    while (copies("auto").empty() && watch.seconds() < 20) {
        std::this_thread::yield();
    }
    ASSERT_EQ(copies("auto").size(), 1U);
    EXPECT_EQ(recordsIn(copies("auto")[0]), 1U);
}
