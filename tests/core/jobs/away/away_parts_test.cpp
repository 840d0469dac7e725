// SPDX-License-Identifier: Apache-2.0
// The parts of runs on a target that need no sshd.
#include "core/base/file.h"
#include "core/jobs/away/child.h"
#include "core/jobs/away/frames.h"
#include "core/jobs/away/mirror.h"
#include "core/jobs/away/note.h"
#include "core/jobs/away/shell_text.h"
#include "core/jobs/away/ssh.h"
#include "core/jobs/away/target.h"
#include "core/jobs/away/upload.h"
#include "core/jobs/run_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unistd.h>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

class AwayParts : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "mg-parts-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        ::setenv("MARGINALIA_HOME", (m_top + "/home").c_str(), 1);
    }
    void TearDown() override { fs::remove_all(m_top); }

    void put(const std::string& name, const std::string& text) const
    {
        std::ofstream(m_top + "/" + name, std::ios::binary) << text;
    }
    std::string text(const std::string& name) const
    {
        std::ifstream file(m_top + "/" + name, std::ios::binary);
        std::stringstream out;
        out << file.rdbuf();
        return out.str();
    }
    /// What the error of reading such a targets.json says: "where: what".
    std::string refusal(const std::string& targets) const
    {
        put("targets.json", targets);
        const auto read = away::readTargets(m_top + "/targets.json");
        return read.ok() ? std::string() : read.error().message();
    }

    std::string m_top;
};

away::Target someTarget()
{
    away::Target out;
    out.name = "gpu-1";
    out.host = "me@far.example";
    return out;
}

std::string oneTarget(const std::string& fields)
{
    return "{\"version\":1,\"targets\":[{\"name\":\"a\",\"host\":\"h\"" + fields + "}]}";
}

/// Frames of a text that comes in pieces of `piece` bytes, as "KIND name offset bytes" each.
std::vector<std::string> framesOf(const std::string& text, std::size_t piece, Status* end = nullptr)
{
    std::vector<std::string> out;
    away::FrameReader reader;
    for (std::size_t at = 0; at < text.size(); at += piece) {
        const Status fed = reader.feed(text.substr(at, piece), [&](const away::Frame& frame) {
            out.push_back(std::to_string(static_cast<int>(frame.kind)) + " " + frame.name + " " +
                          std::to_string(frame.offset) + " " + frame.bytes);
            return Status();
        });
        if (!fed.ok()) {
            if (end != nullptr) {
                *end = fed;
            }
            break;
        }
    }
    return out;
}

away::Frame part(const std::string& name, std::int64_t offset, const std::string& bytes)
{
    return {away::Frame::Kind::Part, name, offset, bytes};
}

}  // namespace

TEST_F(AwayParts, EveryWordReachesAShellAsItIs)
{
    const std::vector<std::string> words = {
        "plain", "two words", "it's", "$HOME `id`", "\"quoted\"", "back\\slash", "new\nline",
        "*?[a]", "",          "-n",   "; exit 7",   "a'\\''b",    "\xc3\xa4!",   "'"};
    const std::string script = "for word in \"$@\"; do printf '<%s>' \"$word\"; done";
    auto child = away::ChildProcess::start({"/bin/sh", "-c", away::shellCommand(script, words)});
    ASSERT_TRUE(child.ok());
    std::string out;
    ASSERT_TRUE(child
                    ->talk({},
                           [&](std::string_view bytes) {
                               out.append(bytes);
                               return Status();
                           },
                           {})
                    .ok());
    const auto code = child->wait({});
    ASSERT_TRUE(code.ok());
    EXPECT_EQ(*code, 0);
    std::string expected;
    for (const std::string& word : words) {
        expected += "<" + word + ">";
    }
    EXPECT_EQ(out, expected);
    EXPECT_EQ(away::shellPath("~/it's here"), "\"$HOME\"/'it'\\''s here'");
    EXPECT_EQ(away::shellPath("~other/x"), "'~other/x'");
}

TEST_F(AwayParts, AChildGetsItsInputAndKeepsItsWords)
{
    auto child = away::ChildProcess::start({"/bin/sh", "-c", "cat; echo why >&2; exit 5"});
    ASSERT_TRUE(child.ok());
    const std::string input(3000000, 'x');
    std::size_t at = 0;
    std::size_t got = 0;
    ASSERT_TRUE(child
                    ->talk(
                        [&](char* out, std::size_t room) -> Result<std::size_t> {
                            const std::size_t count = input.copy(out, room, at);
                            at += count;
                            return count;
                        },
                        [&](std::string_view bytes) {
                            got += bytes.size();
                            return Status();
                        },
                        {})
                    .ok());
    EXPECT_EQ(got, input.size());
    EXPECT_EQ(*child->wait({}), 5);
    EXPECT_EQ(child->errors(), "why\n");

    auto endless = away::ChildProcess::start({"/bin/sh", "-c", "exec cat"});
    const Status left =
        endless->talk([](char*, std::size_t) { return std::size_t{0}; },
                      [](std::string_view) { return Status(); }, [] { return false; });
    ASSERT_FALSE(left.ok());
    EXPECT_EQ(left.error().kind, ErrorKind::Cancelled);
}

TEST_F(AwayParts, TargetsAreKept)
{
    const std::string path = m_top + "/home/config/targets.json";
    EXPECT_EQ(away::targetsPath(), path);
    EXPECT_TRUE(away::readTargets()->empty());
    away::Target full = someTarget();
    full.port = 2222;
    full.folder = "/scratch/it's mine";
    full.program = "~/bin/marginalia-cli";
    full.launcher = "sbatch";
    full.sbatchOptions = {"--gres=gpu:1"};
    full.sshConfig = "/etc/other";
    full.models = {{"org/name", "/models/name"}};
    away::Target plain = someTarget();
    plain.name = "a";
    ASSERT_TRUE(away::writeTargets({full, plain}).ok());
    const auto read = away::readTargets();
    ASSERT_TRUE(read.ok());
    ASSERT_EQ(read->size(), 2U);
    EXPECT_EQ((*read)[0], plain);
    EXPECT_EQ((*read)[1], full);
    EXPECT_EQ(*away::findTarget("gpu-1"), full);
    const auto none = away::findTarget("x");
    ASSERT_FALSE(none.ok());
    EXPECT_NE(none.error().what.str().find("a, gpu-1"), std::string::npos);
}

TEST_F(AwayParts, AWrongTargetsFileNamesFileAndField)
{
    const std::string file = m_top + "/targets.json";
    EXPECT_EQ(refusal("[]").rfind(file + ": ", 0), 0U);
    EXPECT_EQ(refusal("{\"version\":2,\"targets\":[]}").rfind(file + ": ", 0), 0U);
    EXPECT_EQ(refusal(oneTarget("")), "");
    for (const auto& [fields, field] : {std::pair{",\"port\":\"22\"", "port"},
                                        {",\"port\":70000", "port"},
                                        {",\"host\":\"-oProxyCommand=id\"", "host"},
                                        {",\"host\":\"a b\"", "host"},
                                        {",\"host\":\"me@-x\"", "host"},
                                        {",\"host\":\"\"", "host"},
                                        {",\"host\":7", "host"},
                                        {",\"folder\":\"\"", "folder"},
                                        {",\"folder\":\"-r\"", "folder"},
                                        {",\"program\":\"a\\nb\"", "program"},
                                        {",\"launcher\":\"torque\"", "launcher"},
                                        {",\"sbatch_options\":[\"gpu\"]", "sbatch_options"},
                                        {",\"sbatch_options\":\"--x\"", "sbatch_options"},
                                        {",\"models\":{\"a\":\"relative\"}", "models"},
                                        {",\"name\":\"../x\"", "name"},
                                        {",\"colour\":1", "colour"}}) {
        EXPECT_EQ(refusal(oneTarget(fields)).rfind(file + ": targets[0]." + field, 0), 0U)
            << fields << ": " << refusal(oneTarget(fields));
    }
    EXPECT_NE(refusal("{\"version\":1,\"targets\":[{\"name\":\"a\",\"host\":\"h\"},{\"name\":\"a\","
                      "\"host\":\"h\"}]}")
                  .find("targets[1].name"),
              std::string::npos);
}

TEST_F(AwayParts, SshIsAskedNothingAndGivenNoOptionByAHost)
{
    away::Target target = someTarget();
    target.port = 2222;
    target.sshConfig = "/etc/my config";
    const std::vector<std::string> words = away::Ssh(target).arguments();
    const auto has = [&](const std::string& word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    EXPECT_TRUE(has("BatchMode=yes"));
    EXPECT_TRUE(has("/etc/my config"));
    EXPECT_TRUE(has("2222"));
    EXPECT_EQ(words[words.size() - 2], "--");
    EXPECT_EQ(words.back(), "me@far.example");
    EXPECT_TRUE(has("ControlMaster=auto"));
    const auto mode = fs::status(m_top + "/home/runtime/ssh").permissions();
    EXPECT_EQ(mode, fs::perms::owner_all);

    // A connection that the person keeps open themselves is used.
    put("config", "Host *\n  ControlPath /tmp/mine-%C\n");
    away::Target shared = someTarget();
    shared.sshConfig = m_top + "/config";
    for (const std::string& word : away::Ssh(shared).arguments()) {
        EXPECT_NE(word.rfind("Control", 0), 0U) << word;
    }

    target.host = "-oProxyCommand=touch " + m_top + "/owned";
    const auto call = away::Ssh(target).call({.script = "true"});
    ASSERT_FALSE(call.ok());
    EXPECT_EQ(call.error().kind, ErrorKind::Invalid);
    EXPECT_FALSE(fs::exists(m_top + "/owned"));

    const auto none = away::Ssh(someTarget(), "no-such-ssh").call({.script = "true"});
    ASSERT_FALSE(none.ok());
    EXPECT_NE(none.error().todo.str().find("openssh-client"), std::string::npos);
}

TEST_F(AwayParts, FramesAreCutOutOfAnyPieces)
{
    const std::string stream =
        "F metrics.jsonl 7 13\n{\"a\":1}\nF x \nW status.json 2\n{}B running\nS rows.bin 3\nE\nL\n";
    const std::vector<std::string> whole = framesOf(stream, stream.size());
    ASSERT_EQ(whole.size(), 6U);
    EXPECT_EQ(whole[0], "0 metrics.jsonl 7 {\"a\":1}\nF x \n");
    for (const std::size_t piece : {1U, 2U, 5U, 13U}) {
        EXPECT_EQ(framesOf(stream, piece), whole) << piece;
    }
    for (const char* bad :
         {"F metrics.jsonl 7\n", "F metrics.jsonl -1 2\n", "F metrics.jsonl 1 2x\n",
          "F ../metrics.jsonl 0 1\nx", "F checkpoints/a 0 1\nx", "W run.json 99999999999\n", "X\n",
          "W away.json 2\n{}", "F tb/events.out.tfevents.1/../../x 0 1\nx", "\n",
          "F rounds/x.bin 0 1\nx"}) {
        Status end;
        EXPECT_TRUE(framesOf(bad, 1000, &end).empty()) << bad;
        EXPECT_FALSE(end.ok()) << bad;
    }
    Status end;
    framesOf(std::string(5000, 'F'), 1000, &end);
    EXPECT_FALSE(end.ok());
}

TEST_F(AwayParts, TheMirrorTakesWholeLinesAtTheEndOnly)
{
    away::Mirror mirror(m_top);
    ASSERT_TRUE(mirror.write(part("metrics.jsonl", 0, "one\ntwo")).ok());
    EXPECT_EQ(text("metrics.jsonl"), "one\n");
    ASSERT_TRUE(mirror.write(part("metrics.jsonl", 7, " and\nthr")).ok());
    EXPECT_EQ(text("metrics.jsonl"), "one\ntwo and\n");
    EXPECT_EQ(mirror.offsets(), std::vector<std::string>{"metrics.jsonl:12"});
    // Cut: what is here says where it goes on, and nothing else fits.
    mirror.restart();
    EXPECT_FALSE(mirror.write(part("metrics.jsonl", 15, "ee\n")).ok());
    EXPECT_FALSE(mirror.write(part("metrics.jsonl", 4, "two and\n")).ok());
    ASSERT_TRUE(mirror.write(part("metrics.jsonl", 12, "three\n")).ok());
    EXPECT_EQ(text("metrics.jsonl"), "one\ntwo and\nthree\n");
    // Bytes are no lines.
    ASSERT_TRUE(mirror.write(part("rows.bin", 0, std::string("\0\1", 2))).ok());
    EXPECT_EQ(text("rows.bin").size(), 2U);
    ASSERT_TRUE(mirror.write(part("rounds/000001.bin", 0, "r")).ok());
    EXPECT_EQ(text("rounds/000001.bin"), "r");
    EXPECT_FALSE(mirror.write(part("away.json", 0, "x")).ok());
}

TEST_F(AwayParts, TheMirrorKeepsTheSettingsThatAreHere)
{
    put("run.json", "{\"schema\":1,\"settings\":{\"model\":\"/here\"},\"digests\":{\"a\":\"1\"}}");
    away::Mirror mirror(m_top);
    ASSERT_TRUE(mirror
                    .write({away::Frame::Kind::Whole, "run.json", 0,
                            "{\"schema\":1,\"settings\":{\"model\":\"/there\"},\"digests\":{\"b\":"
                            "\"2\"},\"resolved\":{\"dtype\":\"fp32\"}}"})
                    .ok());
    const auto run = readRunJson(m_top);
    ASSERT_TRUE(run.ok());
    EXPECT_EQ((*run)["settings"]["model"], "/here");
    EXPECT_EQ((*run)["digests"]["a"], "1");
    EXPECT_EQ((*run)["digests"]["b"], "2");
    EXPECT_EQ((*run)["resolved"]["dtype"], "fp32");
    ASSERT_TRUE(mirror.write({away::Frame::Kind::Whole, "status.json", 0, "{\"state\":"}).ok());
    EXPECT_FALSE(fileExists(m_top + "/status.json"));
}

TEST_F(AwayParts, HealthIsWhatWasHeard)
{
    away::Note note;
    note.target = someTarget();
    note.folder = "/there/runs/x";
    note.start = 1;
    note.state = away::Note::State::Running;
    note.connected = true;
    ASSERT_TRUE(away::writeNote(m_top, note).ok());
    EXPECT_EQ(runHealth(m_top).state, RunState::Waiting);
    away::Mirror mirror(m_top);
    ASSERT_TRUE(mirror
                    .write({away::Frame::Kind::Whole, "status.json", 0,
                            "{\"state\":\"running\",\"step\":3,\"total\":9}"})
                    .ok());
    RunHealth health = runHealth(m_top);
    EXPECT_EQ(health.state, RunState::Running);
    EXPECT_EQ(health.status.step, 3);
    EXPECT_FALSE(health.attached) << "nobody follows it";
    {
        const auto lock = FileLock::take(away::followLock(m_top), "test");
        ASSERT_TRUE(lock.ok());
        health = runHealth(m_top);
        EXPECT_TRUE(health.attached);
        EXPECT_FALSE(health.notResponding);
    }
    note.state = away::Note::State::Lost;
    note.problem = "killed";
    ASSERT_TRUE(away::writeNote(m_top, note).ok());
    EXPECT_EQ(runHealth(m_top).state, RunState::Lost);
    ASSERT_TRUE(mirror
                    .write({away::Frame::Kind::Whole, "exit.json", 0,
                            "{\"reason\":\"finished\",\"code\":0,\"step\":9}"})
                    .ok());
    EXPECT_EQ(runHealth(m_top).state, RunState::Done);
}

TEST_F(AwayParts, AModelIsNamedByItsContent)
{
    fs::create_directories(m_top + "/m");
    put("m/config.json", "{}");
    put("m/model.safetensors", "weights");
    put("m/optimizer.safetensors", "of a checkpoint");
    put("m/pytorch_model.bin", "pickle");
    const auto files = away::modelFiles(m_top + "/m");
    ASSERT_TRUE(files.ok());
    ASSERT_EQ(files->size(), 2U);
    const std::string name = away::contentName(*files);
    EXPECT_EQ(name.size(), 32U);
    fs::rename(m_top + "/m", m_top + "/other");
    EXPECT_EQ(away::contentName(*away::modelFiles(m_top + "/other")), name);
    put("other/model.safetensors", "Weights");
    EXPECT_NE(away::contentName(*away::modelFiles(m_top + "/other")), name);
    fs::remove(m_top + "/other/config.json");
    EXPECT_FALSE(away::modelFiles(m_top + "/other").ok());
}
