// SPDX-License-Identifier: Apache-2.0
// Exports whose disk fails, lies, or whose process is killed: whole and verified, or not there.
#include "core/base/file_system.h"
#include "tests/core/export/export_fixture.h"
#include "tests/core/run_cli.h"

#include <cerrno>
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace marginalia;
using namespace marginalia::golden;
using namespace marginalia::testing_export;

namespace {

/// Fails the call number `at` for good, or flips a byte of what is written there.
class BadDisk : public FileSystem {
public:
    BadDisk(std::int64_t at, bool lies) : m_at(at), m_lies(lies) {}

    ssize_t write(int descriptor, const void* bytes, std::size_t size) override
    {
        ++m_calls;
        if (m_lies && m_calls == m_at && size > 0) {
            std::string changed(static_cast<const char*>(bytes), size);
            changed[size / 2] = static_cast<char>(changed[size / 2] ^ 0x40);
            return FileSystem::write(descriptor, changed.data(), size);
        }
        if (!m_lies && m_calls >= m_at) {
            errno = ENOSPC;
            return -1;
        }
        return FileSystem::write(descriptor, bytes, size);
    }
    std::int64_t calls() const { return m_calls; }

private:
    std::int64_t m_at;
    bool m_lies;
    std::int64_t m_calls = 0;
};

ExportRequest request(const Scratch& scratch, ExportKind kind)
{
    return {.model = starter().string(),
            .kind = kind,
            .type = kind == ExportKind::Gguf ? ExportType::Q8 : ExportType::Bf16,
            .out = (scratch.path() / "out").string()};
}

std::int64_t callsOf(ExportKind kind)
{
    const Scratch scratch;
    BadDisk counting(INT64_MAX, false);
    setFileSystem(&counting);
    const auto result = exportModel(request(scratch, kind), {});
    setFileSystem(nullptr);
    EXPECT_TRUE(result.ok());
    return counting.calls();
}

}  // namespace

TEST(ExportFault, AFullDiskLeavesNothing)
{
    for (const ExportKind kind : {ExportKind::Folder, ExportKind::Gguf}) {
        const std::int64_t calls = callsOf(kind);
        ASSERT_GT(calls, 8);
        for (const std::int64_t at :
             {std::int64_t{1}, std::int64_t{2}, calls / 3, calls / 2, calls}) {
            SCOPED_TRACE(at);
            const Scratch scratch;
            const ExportRequest asked = request(scratch, kind);
            BadDisk full(at, false);
            setFileSystem(&full);
            const auto result = exportModel(asked, {});
            setFileSystem(nullptr);
            ASSERT_FALSE(result.ok());
            EXPECT_EQ(result.error().kind, ErrorKind::Full);
            EXPECT_FALSE(fs::exists(asked.out));
            EXPECT_FALSE(fs::exists(asked.out + ".partial"));
        }
    }
}

TEST(ExportFault, WeightsThatTheDiskChangedAreNotPutThere)
{
    // In the middle of the calls the weights are written; whatever is hit there must be noticed.
    for (const ExportKind kind : {ExportKind::Folder, ExportKind::Gguf}) {
        const std::int64_t calls = callsOf(kind);
        for (std::int64_t at = calls / 2; at < calls / 2 + 3; ++at) {
            SCOPED_TRACE(at);
            const Scratch scratch;
            const ExportRequest asked = request(scratch, kind);
            BadDisk lying(at, true);
            setFileSystem(&lying);
            const auto result = exportModel(asked, {});
            setFileSystem(nullptr);
            if (!result.ok()) {
                EXPECT_FALSE(fs::exists(asked.out));
                EXPECT_FALSE(fs::exists(asked.out + ".partial"));
            } else {  // a byte of padding
                EXPECT_EQ(kind, ExportKind::Gguf);
            }
        }
    }
}

TEST(ExportFault, AKilledExportIsWholeOrNotThere)
{
    const Scratch scratch;
    int whole = 0;
    for (int round = 0; round < 8; ++round) {
        const std::string out = (scratch.path() / ("out" + std::to_string(round))).string();
        const std::string program = MARGINALIA_BIN_DIR "/marginalia-cli";
        const std::string model = starter().string();
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(STDOUT_FILENO);
            ::close(STDERR_FILENO);
            ::execl(program.c_str(), program.c_str(), "convert", model.c_str(), "--dtype", "fp16",
                    "--out", out.c_str(), static_cast<char*>(nullptr));
            ::_exit(127);
        }
        // From nearly nothing to beyond the end of the whole export.
        ::usleep(static_cast<useconds_t>(40'000 + round * 90'000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        if (!fs::exists(out)) {
            continue;
        }
        ++whole;
        EXPECT_TRUE(Decoder::load(out, at::kFloat, at::kCPU).ok());
        EXPECT_TRUE(fs::exists(out + "/README.md"));
    }
    // What was left behind is in nobody's way.
    const auto after = test::runCli("convert " + starter().string() + " --dtype fp16 --out " +
                                    (scratch.path() / "out0").string());
    EXPECT_TRUE(after.code == 0 || fs::exists(scratch.path() / "out0"));
    EXPECT_LE(whole, 8);
}
