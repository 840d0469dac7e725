// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"

#include "core/base/clock.h"
#include "core/base/crc32c.h"
#include "core/base/file_folders.h"
#include "core/base/file_system.h"
#include "core/base/sha256.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace marginalia;

namespace {

class Files : public ::testing::Test {
protected:
    void SetUp() override
    {
        char name[] = "/tmp/marginalia_file_XXXXXX";
        m_folder = ::mkdtemp(name);
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }
    std::string at(const std::string& name) const { return m_folder + "/" + name; }

    std::string m_folder;
};

/// Lets one kind of call fail.
class FailingSystem : public FileSystem {
public:
    int sync(int) override
    {
        errno = ENOSPC;
        return -1;
    }
};

size_t entries(const std::string& folder)
{
    size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder)) {
        ++count;
    }
    return count;
}

}  // namespace

TEST_F(Files, AtomicWriteReplacesAndLeavesNoTemporary)
{
    ASSERT_TRUE(writeFileAtomically(at("a"), "one").ok());
    ASSERT_TRUE(writeFileAtomically(at("a"), std::string_view("tw\0o", 4)).ok());
    EXPECT_EQ(*readFile(at("a")), std::string("tw\0o", 4));
    EXPECT_EQ(entries(m_folder), 1U);
}

TEST_F(Files, AbandonedAtomicFileKeepsTheOldOne)
{
    ASSERT_TRUE(writeFileAtomically(at("a"), "old").ok());
    {
        auto file = AtomicFile::create(at("a"));
        ASSERT_TRUE(file.ok());
        ASSERT_TRUE(file->write("new").ok());
    }
    EXPECT_EQ(*readFile(at("a")), "old");
    EXPECT_EQ(entries(m_folder), 1U);
}

TEST_F(Files, FailedSyncIsReportedAsFullAndKeepsTheOldFile)
{
    ASSERT_TRUE(writeFileAtomically(at("a"), "old").ok());
    FailingSystem failing;
    setFileSystem(&failing);
    const Status status = writeFileAtomically(at("a"), "new");
    setFileSystem(nullptr);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.error().kind, ErrorKind::Full);
    EXPECT_EQ(status.error().where, at("a"));
    EXPECT_EQ(*readFile(at("a")), "old");
}

TEST_F(Files, AppendGoesOnWhereTheFileEnded)
{
    for (const char* piece : {"ab", "cd"}) {
        auto file = AppendFile::open(at("log"));
        ASSERT_TRUE(file.ok());
        ASSERT_TRUE(file->append(piece).ok());
        ASSERT_TRUE(file->sync().ok());
    }
    EXPECT_EQ(*readFile(at("log")), "abcd");
    EXPECT_EQ(*fileSize(at("log")), 4);
}

TEST_F(Files, SecondLockNamesTheHolder)
{
    auto first = FileLock::take(at("lock"), "the window, process 12");
    ASSERT_TRUE(first.ok());
    EXPECT_TRUE(FileLock::held(at("lock")));
    auto second = FileLock::take(at("lock"), "another");
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().kind, ErrorKind::Locked);
    EXPECT_NE(second.error().message().find("the window, process 12"), std::string::npos);
    {
        const FileLock gone = first.take();
    }
    EXPECT_FALSE(FileLock::held(at("lock")));
    EXPECT_TRUE(FileLock::take(at("lock"), "another").ok());
}

TEST_F(Files, ALockIsFreeAgainWhileAChildThatBeginsHasACopy)
{
    auto lock = FileLock::take(at("lock"), "this program");
    ASSERT_TRUE(lock.ok());
    int gate[2];
    ASSERT_EQ(::pipe(gate), 0);
    // As between fork() and exec(): the copy of the descriptor is still there.
    const pid_t child = ::fork();
    if (child == 0) {
        char end = 0;
        ::close(gate[1]);
        ::_exit(::read(gate[0], &end, 1) == 0 ? 0 : 1);
    }
    ::close(gate[0]);
    {
        const FileLock gone = lock.take();
    }
    EXPECT_FALSE(FileLock::held(at("lock")));
    EXPECT_TRUE(FileLock::take(at("lock"), "the same, a moment later").ok());
    ::close(gate[1]);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

TEST_F(Files, MakeFoldersMakesAllAndRefusesAFileInTheWay)
{
    ASSERT_TRUE(makeFolders(at("a/b/c/")).ok());
    EXPECT_TRUE(folderExists(at("a/b/c")));
    ASSERT_TRUE(makeFolders(at("a/b/c")).ok());
    ASSERT_TRUE(writeFileAtomically(at("file"), "").ok());
    EXPECT_FALSE(makeFolders(at("file/x")).ok());
}

TEST_F(Files, ReadingTooMuchOrNothingIsAnError)
{
    ASSERT_TRUE(writeFileAtomically(at("a"), "12345").ok());
    EXPECT_EQ(readFile(at("a"), 4).error().kind, ErrorKind::Invalid);
    EXPECT_TRUE(readFile(at("a"), 5).ok());
    EXPECT_EQ(readFile(at("none")).error().kind, ErrorKind::NotFound);
    EXPECT_TRUE(removeFile(at("none")).ok());
}

TEST_F(Files, NamesAndFolders)
{
    EXPECT_EQ(folderOf("/a/b"), "/a");
    EXPECT_EQ(folderOf("/a"), "/");
    EXPECT_EQ(folderOf("a"), ".");
    EXPECT_EQ(nameOf("/a/b"), "b");
    EXPECT_GT(freeBytes(m_folder), 0);
    ASSERT_TRUE(writeFileAtomically(at("x"), "1").ok());
    ASSERT_TRUE(syncFile(at("x")).ok());
    ASSERT_TRUE(renameFile(at("x"), at("y")).ok());
    EXPECT_FALSE(fileExists(at("x")));
    EXPECT_TRUE(fileExists(at("y")));
}

TEST(Folders, MarginaliaHomeOverridesAll)
{
    ::setenv("MARGINALIA_HOME", "/tmp/mh", 1);
    EXPECT_EQ(configFolder(), "/tmp/mh/config");
    EXPECT_EQ(runtimeFolder(), "/tmp/mh/runtime");
    ::unsetenv("MARGINALIA_HOME");
    ::setenv("XDG_STATE_HOME", "/tmp/state", 1);
    EXPECT_EQ(stateFolder(), "/tmp/state/marginalia");
    ::setenv("XDG_STATE_HOME", "relative", 1);
    EXPECT_EQ(stateFolder(), homeFolder() + "/.local/state/marginalia");
    ::unsetenv("XDG_STATE_HOME");
}

TEST(Sums, KnownValues)
{
    EXPECT_EQ(crc32c("123456789"), 0xE3069283U);
    EXPECT_EQ(crc32c("56789", crc32c("1234")), 0xE3069283U);
    EXPECT_EQ(sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Sha256 hash;
    hash.add("a");
    hash.add("bc");
    EXPECT_EQ(hexOf(hash.finish()), sha256Hex("abc"));
    EXPECT_EQ(hexOf(hash.finish()), sha256Hex(""));
}

TEST_F(Files, DigestOfAFile)
{
    ASSERT_TRUE(writeFileAtomically(at("a"), "abc").ok());
    EXPECT_EQ(*sha256OfFile(at("a")), sha256Hex("abc"));
    EXPECT_FALSE(sha256OfFile(at("none")).ok());
}

TEST(Clock, UtcForms)
{
    EXPECT_EQ(utcText(0), "1970-01-01T00:00:00Z");
    EXPECT_EQ(utcName(1000), "19700101T000001Z");
    const Stopwatch watch;
    EXPECT_GE(watch.seconds(), 0.0);
    EXPECT_GT(wallMilliseconds(), 1'600'000'000'000);
}
