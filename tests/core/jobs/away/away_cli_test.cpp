// SPDX-License-Identifier: Apache-2.0
// `marginalia-cli away` with the real worker over an sshd of the test's own.
#include "core/base/file.h"
#include "core/jobs/run_folder.h"
#include "tests/core/jobs/away/away_case.h"
#include "tests/core/run_cli.h"

#include <filesystem>
#include <fstream>

using namespace marginalia;
using test::fileText;
using test::Finished;
namespace fs = std::filesystem;

namespace {

class AwayCli : public test::AwayCase {
protected:
    Finished away(const std::string& arguments) const
    {
        return test::runCli("away " + arguments, {}, "2>>" + m_top + "/err");
    }
    std::string added(const std::string& program) const
    {
        const away::Target target = m_server->target();
        return "add near --host 127.0.0.1 --port " + std::to_string(target.port) + " --folder '" +
               target.folder + "' --program " + program + " --ssh-config " + target.sshConfig;
    }
    std::string pairFile() const { return test::writePairs(m_top + "/pairs.jsonl", 12); }
    /// Steps and events of a run with every number that is not of its clock.
    static std::vector<std::string> records(const std::string& folder)
    {
        std::vector<std::string> out;
        std::ifstream file(folder + "/metrics.jsonl");
        std::string line;
        while (std::getline(file, line)) {
            const Json json = Json::parse(line);
            std::string text = json.value("event", std::string("step")) + " " +
                               std::to_string(json["seq"].get<int>());
            for (const auto& [key, value] : json.items()) {
                const bool clock = key == "time" || key.rfind("marginalia/", 0) == 0;
                if (value.is_number() && !clock) {
                    text += " " + key + "=" + value.dump();
                }
            }
            out.push_back(text);
        }
        return out;
    }
};

}  // namespace

TEST_F(AwayCli, TrainsThereAsItWouldHere)
{
    ASSERT_EQ(away(added(MARGINALIA_BIN_DIR "/marginalia-cli")).code, 0)
        << fileText(m_top + "/err");
    const Finished listed = away("list --json");
    ASSERT_EQ(listed.code, 0);
    EXPECT_EQ(Json::parse(listed.out)["targets"][0]["name"], "near");
    const Finished fit = away("doctor near --json");
    EXPECT_EQ(fit.code, 0) << fit.out << fileText(m_top + "/err");
    EXPECT_EQ(Json::parse(fit.out)["ok"], true);

    const std::string what = pairFile() +
                             " --model " MARGINALIA_SOURCE_DIR
                             "/resources/starter --objective dpo --set max_steps=4,batch_size=2,"
                             "threads=1,device=cpu,max_length=64,held_out_share=0 --quiet --json "
                             "--out " +
                             m_top;
    const Finished far = away("train near " + what + "/far");
    ASSERT_EQ(far.code, 0) << fileText(m_top + "/err");
    const Json there = Json::parse(far.out);
    EXPECT_EQ(there["reason"], "finished");
    EXPECT_EQ(there["step"], 4);
    const Finished near = test::runCli("train " + what + "/near", {}, "2>>" + m_top + "/err");
    ASSERT_EQ(near.code, 0) << fileText(m_top + "/err");
    const std::string farFolder = there["run"].get<std::string>();
    const std::string nearFolder = Json::parse(near.out)["run"].get<std::string>();
    EXPECT_EQ(records(farFolder), records(nearFolder));
    EXPECT_GE(records(farFolder).size(), 6U);
    EXPECT_EQ(fs::file_size(farFolder + "/rows.bin"), fs::file_size(nearFolder + "/rows.bin"));

    // The checkpoint that came is the one that is there, and the one that would have been made
    // here.
    const auto checkpoints = listCheckpoints(farFolder);
    ASSERT_EQ(checkpoints.size(), 1U);
    const std::string weights = fileText(checkpoints[0].folder + "/model.safetensors");
    EXPECT_EQ(weights, fileText(there["there"].get<std::string>() + "/checkpoints/" +
                                nameOf(checkpoints[0].folder) + "/model.safetensors"));
    EXPECT_EQ(weights, fileText(listCheckpoints(nearFolder)[0].folder + "/model.safetensors"));
    const Finished fetched = away("fetch " + farFolder + " --all --json");
    EXPECT_EQ(fetched.code, 0);
    EXPECT_EQ(Json::parse(fetched.out)["fetched"].size(), 1U);
    // It is not trained here by mistake.
    EXPECT_EQ(test::runCli("run " + farFolder, {}, "2>>" + m_top + "/err").code, 1);
}

TEST_F(AwayCli, SaysWhatIsWrong)
{
    EXPECT_EQ(away("").code, 2);
    EXPECT_EQ(away("somewhere").code, 2);
    EXPECT_EQ(away("add near --host -oProxyCommand=x").code, 1);
    EXPECT_EQ(away("add near --host h --port x").code, 1);
    EXPECT_EQ(away("doctor nowhere").code, 1);
    EXPECT_EQ(away("train nowhere " + pairFile() + " --model " + m_top).code, 1);
    EXPECT_EQ(away("attach " + m_run).code, 1);
    EXPECT_EQ(away("fetch").code, 2);
    EXPECT_EQ(away("stop " + m_run).code, 1);
    ASSERT_EQ(away(added("/no/such/program")).code, 0);
    const Finished unfit = away("doctor near --json");
    EXPECT_EQ(unfit.code, 1);
    EXPECT_EQ(Json::parse(unfit.out)["ok"], false);
    EXPECT_EQ(away("remove near").code, 0);
    EXPECT_EQ(away("remove near").code, 1);
    EXPECT_NE(fileText(m_top + "/err").find("nowhere"), std::string::npos);
}
