// SPDX-License-Identifier: Apache-2.0
// Runs on a target, over an sshd of the test's own: sending, starting, following, fetching.
#include "core/base/file.h"
#include "core/jobs/away/doctor.h"
#include "core/jobs/away/fetch.h"
#include "core/jobs/away/run_there.h"
#include "core/jobs/away/stand.h"
#include "core/jobs/run_folder.h"
#include "tests/core/jobs/away/away_case.h"
#include "tests/core/jobs/away/following.h"

#include <algorithm>
#include <filesystem>
#include <map>

using namespace marginalia;
using test::comesTrue;
using test::fileText;
using test::Following;
using test::putText;
namespace fs = std::filesystem;

namespace {

class AwaySsh : public test::AwayCase {
protected:
    std::map<std::string, away::Finding> examined(const away::Target& target)
    {
        std::map<std::string, away::Finding> out;
        for (const away::Finding& each : away::examine(away::Ssh(target), "9.9")) {
            out[each.id] = each;
        }
        return out;
    }
    bool isProblem(const std::map<std::string, away::Finding>& found, const std::string& id)
    {
        const auto at = found.find(id);
        return at != found.end() && at->second.verdict == away::Finding::Verdict::Problem &&
               !at->second.what.empty() && !at->second.todo.empty();
    }
    Status start() { return away::startAway(m_run, target(), {}); }
};

}  // namespace

TEST_F(AwaySsh, TheDoctorSaysWhatIsThereAndChangesNothing)
{
    const auto found = examined(target());
    for (const char* id : {"connection", "folder", "disk", "memory", "program", "version",
                           "training", "gpu", "launcher"}) {
        ASSERT_TRUE(found.contains(id)) << id;
    }
    EXPECT_FALSE(isProblem(found, "connection"));
    EXPECT_EQ(found.at("version").verdict, away::Finding::Verdict::Ok);
    EXPECT_EQ(found.at("training").verdict, away::Finding::Verdict::Ok);
    EXPECT_FALSE(fs::exists(m_top + "/work folder"));
}

TEST_F(AwaySsh, TheDoctorTellsEachFault)
{
    away::Target wrong = target();
    wrong.program = m_top + "/bin/none";
    EXPECT_TRUE(isProblem(examined(wrong), "program"));

    EXPECT_FALSE(away::isFit(away::examine(away::Ssh(target()), "10.0")));
    const std::vector<away::Finding> other = away::examine(away::Ssh(target()), "10.0");
    EXPECT_TRUE(std::any_of(other.begin(), other.end(), [](const away::Finding& each) {
        return each.id == "version" && each.verdict == away::Finding::Verdict::Problem;
    }));

    wrong = target();
    putText(m_top + "/file", "no folder");
    wrong.folder = m_top + "/file/below";
    EXPECT_TRUE(isProblem(examined(wrong), "folder"));

    wrong = target();
    wrong.launcher = "sbatch";
    EXPECT_TRUE(isProblem(examined(wrong), "launcher"));

    wrong = target();
    fs::rename(m_top + "/key", m_top + "/key.away");
    fs::remove_all(m_top + "/here");  // no open connection to use
    EXPECT_TRUE(isProblem(examined(wrong), "connection"));
    fs::rename(m_top + "/key.away", m_top + "/key");

    m_server->cut();
    EXPECT_TRUE(isProblem(examined(target()), "connection"));
    wrong.host = "-oProxyCommand=true";
    EXPECT_TRUE(isProblem(examined(wrong), "connection"));
}

TEST_F(AwaySsh, SendsOnceAndStartsOnce)
{
    ASSERT_TRUE(start().ok());
    ASSERT_TRUE(comesTrue([&] { return starts() == 1; }));
    // The settings there name the model there, by its content.
    const auto spec = readRunSpec(there());
    ASSERT_TRUE(spec.ok());
    EXPECT_EQ(spec->model.rfind(m_top + "/work folder/models/", 0), 0U) << spec->model;
    EXPECT_EQ(fileText(spec->model + "/model.safetensors"), std::string(300000, 'w'));
    EXPECT_FALSE(fs::exists(spec->model + "/pytorch_model.bin"));
    EXPECT_EQ(fileText(there() + "/data.bin"), fileText(m_run + "/data.bin"));
    EXPECT_EQ(readRunSpec(m_run)->model, m_top + "/model's folder");

    // As after a cut before the answer came: what was started is found running.
    auto note = away::readNote(m_run);
    ASSERT_TRUE(note.ok());
    EXPECT_EQ(note->word, "running");
    note->state = away::Note::State::Starting;
    ASSERT_TRUE(away::writeNote(m_run, *note).ok());
    ASSERT_TRUE(start().ok());
    EXPECT_EQ(starts(), 1);
    EXPECT_EQ(away::readNote(m_run)->state, away::Note::State::Running);

    // Nobody trains it here meanwhile.
    const auto writer = RunWriter::open(m_run);
    ASSERT_FALSE(writer.ok());
    EXPECT_EQ(writer.error().kind, ErrorKind::Locked);
}

TEST_F(AwaySsh, AStopWhileItIsSentCancelsIt)
{
    ASSERT_TRUE(requestControl(m_run, "stop").ok());
    const Status stopped = start();
    ASSERT_FALSE(stopped.ok());
    EXPECT_EQ(stopped.error().kind, ErrorKind::Cancelled) << stopped.error().message();
    EXPECT_EQ(away::readNote(m_run)->state, away::Note::State::Cancelled);
    EXPECT_EQ(away::standOf(m_run), away::Stand::NotSent);
    EXPECT_EQ(runHealth(m_run).state, RunState::Stopped);
    EXPECT_FALSE(fs::exists(m_run + "/control.jsonl")) << "the next start is not stopped by it";
    // It can be sent after all.
    ASSERT_TRUE(start().ok());
    ASSERT_TRUE(comesTrue([&] { return starts() == 1; }));
    EXPECT_EQ(away::standOf(m_run), away::Stand::Unfollowed);
}

TEST_F(AwaySsh, AFileThatWasCutGoesOnWhereItEnded)
{
    const auto files = away::modelFiles(m_top + "/model's folder");
    ASSERT_TRUE(files.ok());
    ASSERT_EQ(files->size(), 2U);
    const std::string folder = m_top + "/work folder/models/" + away::contentName(*files);
    fs::create_directories(folder + ".part");
    putText(folder + ".part/model.safetensors.new", std::string(200000, 'w'));
    std::int64_t total = 0;
    const away::Watcher watcher = {
        .tell = [&](const away::SendProgress& progress) { total = progress.total; }};
    const away::Ssh ssh(target());
    ASSERT_TRUE(away::sendFolder(ssh, folder, *files, watcher).ok());
    EXPECT_EQ(total, 100002);
    EXPECT_EQ(fileText(folder + "/model.safetensors"), std::string(300000, 'w'));
    EXPECT_FALSE(fs::exists(folder + ".part"));

    // Half a file of other bytes is found out, thrown away and sent whole.
    fs::rename(folder, folder + ".part");
    fs::remove(folder + ".part/model.safetensors");
    putText(folder + ".part/model.safetensors.new", std::string(200000, 'x'));
    ASSERT_TRUE(away::sendFolder(ssh, folder, *files, watcher).ok());
    EXPECT_EQ(fileText(folder + "/model.safetensors"), std::string(300000, 'w'));

    // What is there whole is not touched, and looked at.
    total = -1;
    ASSERT_TRUE(away::sendFolder(ssh, folder, *files, watcher).ok());
    EXPECT_EQ(total, -1);
    putText(folder + "/model.safetensors", "short");
    const Status wrong = away::sendFolder(ssh, folder, *files, watcher);
    ASSERT_FALSE(wrong.ok());
    EXPECT_EQ(wrong.error().kind, ErrorKind::Corrupt);
}

TEST_F(AwaySsh, FollowsToTheEndAndFetchesWhatWasTrained)
{
    ASSERT_TRUE(start().ok());
    Following following(m_run, quick());
    for (int i = 1; i <= 30; ++i) {
        order("line " + std::to_string(i));
    }
    order("sample 3");
    order("board some bytes");
    ASSERT_TRUE(comesTrue([&] { return runHealth(m_run).status.total == 50; }));
    const RunHealth live = runHealth(m_run);
    EXPECT_EQ(live.state, RunState::Running);
    ASSERT_TRUE(live.away.has_value());
    ASSERT_TRUE(comesTrue([&] { return runHealth(m_run).attached; }));
    EXPECT_EQ(live.away->target, "near");

    order("checkpoint 4");
    order("checkpoint 9");
    order("end finished");
    const auto& end = following.end();
    ASSERT_TRUE(end.ok()) << end.error().message();
    EXPECT_EQ(end->state, away::Note::State::Ended);
    EXPECT_EQ(runHealth(m_run).state, RunState::Done);
    for (const char* name :
         {"/metrics.jsonl", "/samples.jsonl", "/tb/events.out.tfevents.1.localhost.1.1"}) {
        EXPECT_EQ(fileText(m_run + name), fileText(there() + name)) << name;
        EXPECT_FALSE(fileText(m_run + name).empty()) << name;
    }
    auto reader = RunReader::open(m_run);
    ASSERT_TRUE(reader.ok());
    const auto news = (*reader)->poll();
    ASSERT_TRUE(news.ok());
    EXPECT_EQ(news->lines.size(), 30U);
    EXPECT_EQ(news->samples.size(), 1U);

    // The newest checkpoint came by itself; the other one is asked for.
    ASSERT_EQ(listCheckpoints(m_run).size(), 1U);
    EXPECT_EQ(listCheckpoints(m_run)[0].step, 9);
    const auto note = away::readNote(m_run);
    const auto all =
        away::fetchCheckpoints(away::Ssh(target()), m_run, *note, away::FetchWhich::All, {}, {});
    ASSERT_TRUE(all.ok()) << all.error().message();
    ASSERT_EQ(all->size(), 2U);
    for (const char* name : {"/model.safetensors", "/deep/x", "/manifest.json"}) {
        EXPECT_EQ(fileText((*all)[0] + name),
                  fileText(there() + "/checkpoints/step-000004" + name));
    }
    EXPECT_EQ(fileText((*all)[0] + "/deep/x").size(), 3U);
}

TEST_F(AwaySsh, AWorkerThatIsGoneIsSaidToBeLost)
{
    ASSERT_TRUE(start().ok());
    order("line 1");
    order("say out of something");
    order("die");
    const auto end = away::followRun(m_run, quick());
    ASSERT_TRUE(end.ok()) << end.error().message();
    EXPECT_EQ(end->state, away::Note::State::Lost);
    EXPECT_EQ(end->problem, "out of something");
    const RunHealth health = runHealth(m_run);
    EXPECT_EQ(health.state, RunState::Lost);
    EXPECT_EQ(health.away->problem, "out of something");
    // Looked at again, it is still so.
    EXPECT_EQ(away::followRun(m_run, quick())->state, away::Note::State::Lost);
    EXPECT_EQ(metricsHere(), metricsThere());
}

TEST_F(AwaySsh, ATargetCannotWriteWhatItWants)
{
    ASSERT_TRUE(start().ok());
    order("checkpoint 5");
    const std::string manifest = there() + "/checkpoints/step-000005/manifest.json";
    ASSERT_TRUE(comesTrue([&] { return fileText(manifest).ends_with("}}}"); }));
    const std::string good = fileText(manifest);
    const auto note = away::readNote(m_run);
    const auto fetch = [&] {
        return away::fetchCheckpoints(away::Ssh(target()), m_run, *note, away::FetchWhich::Newest,
                                      {}, {});
    };
    std::string bad = good;
    bad.replace(bad.find("deep/x"), 6, "../../x");
    putText(manifest, bad);
    const auto outside = fetch();
    ASSERT_FALSE(outside.ok());
    EXPECT_EQ(outside.error().kind, ErrorKind::Corrupt);
    // Other bytes than the list says never become a checkpoint.
    putText(manifest, good);
    putText(there() + "/checkpoints/step-000005/deep/x", "xyz");
    EXPECT_FALSE(fetch().ok());
    EXPECT_TRUE(listCheckpoints(m_run).empty());
    EXPECT_FALSE(fs::exists(m_run + "/x"));
}

TEST_F(AwaySsh, ThroughAQueue)
{
    // Stands in for Slurm: a job that waits until the file "queued" is gone.
    m_server->addProgram("sbatch", R"sh(
top=${MARGINALIA_HOME%/there}
if [ "$1" = --version ]; then echo "slurm 0"; exit 0; fi
for word in "$@"; do
  case $word in --wrap=*) wrap=${word#--wrap=};; --output=*) out=${word#--output=};; esac
  echo "$word" >> "$top/options"
done
if [ ! -e "$top/queued" ]; then setsid /bin/sh -c "$wrap" < /dev/null >> "$out" 2>&1 & echo $! > "$top/job"; fi
echo "77;cluster"
)sh");
    m_server->addProgram("squeue", R"sh(
top=${MARGINALIA_HOME%/there}
if [ -e "$top/queued" ]; then echo PENDING; exit 0; fi
if [ -e "$top/job" ] && kill -0 "$(cat "$top/job")" 2>/dev/null; then echo RUNNING; exit 0; fi
echo "slurm_load_jobs error: Invalid job id specified" >&2; exit 1
)sh");
    m_server->addProgram("scancel", "rm -f \"${MARGINALIA_HOME%/there}/queued\"\n");
    away::Target slurm = target();
    slurm.launcher = "sbatch";
    slurm.sbatchOptions = {"--gres=gpu:1", "--comment=it's so"};
    EXPECT_FALSE(isProblem(examined(slurm), "launcher"));

    putText(m_top + "/queued", "");
    ASSERT_TRUE(away::startAway(m_run, slurm, {}).ok());
    EXPECT_EQ(away::readNote(m_run)->word, "queued");
    EXPECT_NE(fileText(m_top + "/options").find("--comment=it's so\n"), std::string::npos);
    EXPECT_TRUE(runHealth(m_run).away->queued);
    ASSERT_TRUE(away::askAway(m_run, "stop").ok());
    EXPECT_FALSE(fs::exists(m_top + "/queued"));
    EXPECT_EQ(runHealth(m_run).state, RunState::Stopped);

    ASSERT_TRUE(away::startAway(m_run, slurm, {}).ok());
    ASSERT_TRUE(comesTrue([&] { return starts() == 1; }));
    order("line 1");
    order("end finished");
    const auto end = away::followRun(m_run, quick());
    ASSERT_TRUE(end.ok()) << end.error().message();
    EXPECT_EQ(end->state, away::Note::State::Ended);
    EXPECT_EQ(metricsHere(), metricsThere());
}
