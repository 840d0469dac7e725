// SPDX-License-Identifier: Apache-2.0
#include "tests/core/jobs/away/away_case.h"

#include "core/base/file.h"
#include "core/jobs/run_folder.h"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

namespace marginalia::test {

namespace fs = std::filesystem;

namespace {

/// Reads orders from a pipe that lies beside the run, and opens it for both directions, so that it
/// never ends.
const char* const kWorker = R"sh(
case $1 in
  --version) echo "marginalia-cli 9.9"; exit 0;;
  doctor) echo '{"ok":true,"devices":["cpu"]}'; exit 0;;
  run) ;;
  *) exit 2;;
esac
cd "$2" || exit 1
top=${MARGINALIA_HOME%/there}
echo "$$" >> "$top/started"
echo "$$" > "$top/pid"
exec 3<> "$top/orders"
mkdir -p tb checkpoints
echo '{"pid":1,"state":"running","step":0,"total":50}' > status.json
while IFS= read -r order <&3; do
  rest=${order#* }
  case $order in
    line*) printf '{"seq":%s,"attempt":1,"step":%s,"loss":0.5}\n' "$rest" "$rest" >> metrics.jsonl;;
    torn*) printf '%s' "$rest" >> metrics.jsonl;;
    break*) echo >> metrics.jsonl;;
    sample*) printf '{"step":%s,"prompt":"p","text":"t","seed":%s}\n' "$rest" "$rest" >> samples.jsonl;;
    board*) printf '%s' "$rest" >> tb/events.out.tfevents.1.localhost.1.1;;
    say*) echo "$rest" >&2;;
    state*) printf '{"pid":1,"state":"%s","step":7,"total":50}\n' "$rest" > status.new; mv status.new status.json;;
    checkpoint*)
      folder=checkpoints/step-00000$rest
      mkdir -p "$folder/deep"
      echo "weights $rest" > "$folder/model.safetensors"
      printf 'a\0b' > "$folder/deep/x"
      one=$(sha256sum < "$folder/model.safetensors" | cut -c1-64)
      two=$(sha256sum < "$folder/deep/x" | cut -c1-64)
      printf '{"version":1,"step":%s,"resumable":true,"files":{"model.safetensors":{"size":10,"sha256":"%s"},"deep/x":{"size":3,"sha256":"%s"}}}' "$rest" "$one" "$two" > "$folder/manifest.json";;
    end*) printf '{"reason":"%s","code":0,"message":"","step":9}\n' "$rest" > exit.new; mv exit.new exit.json; exit 0;;
    die*) exit 9;;
  esac
done
)sh";

SnapshotItem pairItem(int number)
{
    SnapshotItem item;
    item.uid = Uid::random();
    const auto says = [](const char* role, const std::string& text) {
        Message message;
        message.role = role;
        message.content = text;
        return Messages{message};
    };
    item.prompt = says("user", "Question " + std::to_string(number));
    item.answers = {says("assistant", "yes"), says("assistant", "no")};
    item.verdict = Verdict::A;
    return item;
}

}  // namespace

std::string fileText(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::stringstream out;
    out << file.rdbuf();
    return out.str();
}

void putText(const std::string& path, const std::string& text)
{
    std::ofstream(path, std::ios::binary) << text;
}

bool comesTrue(const std::function<bool()>& so)
{
    for (int looks = 0; looks < 10000; ++looks) {
        if (so()) {
            return true;
        }
        ::usleep(2000);  // between two looks at what another process does
    }
    return false;
}

void AwayCase::SetUp()
{
    const std::string why = SshServer::whyNot();
    if (!why.empty()) {
        GTEST_SKIP() << "not run: " << why;
    }
    std::string pattern = (fs::temp_directory_path() / "mg-away-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    m_top = pattern;
    ::setenv("MARGINALIA_HOME", (m_top + "/here").c_str(), 1);
    m_server = std::make_unique<SshServer>(m_top);
    ASSERT_TRUE(m_server->start()) << fileText(m_top + "/sshd.log");
    m_server->addProgram("worker", kWorker);
    ASSERT_EQ(::mkfifo((m_top + "/orders").c_str(), 0600), 0);

    fs::create_directories(m_top + "/model's folder");
    putText(m_top + "/model's folder/config.json", "{}");
    putText(m_top + "/model's folder/model.safetensors", std::string(300000, 'w'));
    putText(m_top + "/model's folder/pytorch_model.bin", "never sent");
    RunSpec spec = defaultRunSpec("dpo");
    spec.name = "far";
    spec.model = m_top + "/model's folder";
    const auto folder = createRunFolder(m_top + "/runs", spec);
    ASSERT_TRUE(folder.ok()) << folder.error().message();
    m_run = *folder;
    auto snapshot = SnapshotWriter::create(m_run);
    ASSERT_TRUE(snapshot.ok());
    ASSERT_TRUE((*snapshot)->add(pairItem(1)).ok());
    ASSERT_TRUE((*snapshot)->finish().ok());
}

void AwayCase::TearDown()
{
    if (m_top.empty()) {
        return;
    }
    const std::string pid = fileText(m_top + "/pid");
    if (!pid.empty()) {
        ::kill(static_cast<pid_t>(std::atol(pid.c_str())), SIGKILL);
    }
    m_server.reset();
    std::error_code error;
    fs::remove_all(m_top, error);
}

void AwayCase::order(const std::string& text) const
{
    const int file = ::open((m_top + "/orders").c_str(), O_WRONLY | O_CLOEXEC);
    ASSERT_GE(file, 0);
    const std::string line = text + "\n";
    EXPECT_EQ(::write(file, line.data(), line.size()), static_cast<ssize_t>(line.size()));
    ::close(file);
}

away::Target AwayCase::target() const
{
    away::Target out = m_server->target();
    out.program = m_top + "/bin/worker";
    return out;
}

std::string AwayCase::there() const
{
    return m_top + "/work folder/runs/" + nameOf(m_run);
}

int AwayCase::starts() const
{
    const std::string text = fileText(m_top + "/started");
    return static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

away::FollowOptions AwayCase::quick() const
{
    away::FollowOptions out;
    out.interval = std::chrono::milliseconds(100);
    out.firstWait = std::chrono::milliseconds(20);
    out.longestWait = std::chrono::milliseconds(100);
    return out;
}

}  // namespace marginalia::test
