// SPDX-License-Identifier: Apache-2.0
// Runs on records with several answers, ratings and steps: what they learn, what stands in the
// model folder, and a resume.
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/model/row_head.h"
#include "core/train/reward_model.h"
#include "tests/core/train/records_case.h"

#include <cmath>

using namespace marginalia;
using namespace marginalia::records_case;

namespace {

class RecordsRun : public RecordsCase {};

/// So short that a sentence in front of them fits the context of the small model.
std::vector<Record> shortGroups(int count)
{
    std::vector<Record> out = groups(count);
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i].prompt = said("user", std::string(1, static_cast<char>('A' + i)));
        out[i].answers = {answerOf("yes", 5), answerOf("no", 1)};
        out[i].answers[0].attributes = {{"b", 5}, {"k", 1}};
        out[i].answers[1].attributes = {{"b", 1}, {"k", 5}};
    }
    return out;
}

}  // namespace

TEST_F(RecordsRun, HeadsOfSeveralNumbersLearnAndStandInTheModelFolder)
{
    for (const std::string objective : {"rm_mse", "prm"}) {
        RunSpec run = spec(objective);
        run.max_steps = 30;
        const auto records = objective == "prm" ? stepRecords(12) : groups(12);
        const PreparedRun made = prepared(run, records);
        ASSERT_EQ(work(made.folder), 0) << objective;
        const std::vector<double> losses = lossesOf(made.folder);
        ASSERT_EQ(losses.size(), 30U);
        EXPECT_LT(losses.back(), 0.8 * losses.front()) << objective;
        const std::string folder = lastCheckpoint(made.folder);
        const auto decoder = Decoder::load(folder, at::kFloat, at::kCPU, {});
        ASSERT_TRUE(decoder.ok());
        const auto head = RowHead::load(folder, **decoder);
        ASSERT_TRUE(head.ok() && *head);
        EXPECT_EQ((*head)->outputs(), 2);
        const std::vector<std::string> labels = objective == "prm"
                                                    ? std::vector<std::string>{"wrong", "right"}
                                                    : std::vector<std::string>{"brief", "kind"};
        EXPECT_EQ((*head)->naming().labels, labels);
        const Json config = Json::parse(*readFile(folder + "/config.json"));
        EXPECT_EQ(config["architectures"][0], objective == "prm"
                                                  ? "LlamaForTokenClassification"
                                                  : "LlamaForSequenceClassification");
    }
}

TEST_F(RecordsRun, AResumeGoesOnWithTheSameBits)
{
    for (const std::string objective :
         {"rm_mse", "prm", "dpo_multi", "tpo", "aft", "poft", "dpa"}) {
        RunSpec run = spec(objective);
        run.checkpoint_every = 4;
        run.keep_checkpoints = 9;
        if (objective == "poft") {
            run.teacher = run.model;
        }
        const auto records = objective == "prm"    ? stepRecords(12)
                             : objective == "poft" ? testing_model::pairs(12)
                             : objective == "dpa"  ? shortGroups(12)
                                                   : groups(12);
        const PreparedRun made = prepared(run, records);
        ASSERT_EQ(work(made.folder), 0) << objective;
        const std::string last = lastCheckpoint(made.folder);
        const std::string whole = *sha256OfFile(last + "/model.safetensors");
        fs::remove_all(last);
        fs::remove(made.folder + "/exit.json");
        ASSERT_EQ(work(made.folder), 0) << objective;
        EXPECT_EQ(*sha256OfFile(lastCheckpoint(made.folder) + "/model.safetensors"), whole)
            << objective;
    }
}

TEST_F(RecordsRun, AHeadBesideAnAdapterIsAmongItsSavedModules)
{
    RunSpec run = spec("rm_bt");
    run.method = "lora";
    run.lora_r = 4;
    run.learning_rate = 2e-2;
    run.max_steps = 30;
    const PreparedRun made = prepared(run, groups(12));
    ASSERT_EQ(work(made.folder), 0);
    const std::string folder = lastCheckpoint(made.folder);
    const Json config = Json::parse(*readFile(folder + "/adapter_config.json"));
    EXPECT_EQ(config["task_type"], "SEQ_CLS");
    EXPECT_EQ(config["modules_to_save"], Json::array({"score"}));
    const auto tools = loadTextTools(run.model);
    ASSERT_TRUE(tools.ok());
    RunEnvironment environment;
    const auto model = RewardModel::load(folder, environment, *tools);
    ASSERT_TRUE(model.ok()) << model.error().message();
    const TrainData data = dataOf(spec("rm_bt"), groups(12));
    std::vector<const TrainItem*> items;
    for (const TrainItem& item : data.items) {
        items.push_back(&item);
    }
    const std::vector<double> scores = (*model)->scores(items, {});
    int right = 0;
    for (std::size_t i = 0; i + 1 < scores.size(); i += 2) {
        right += scores[i] > scores[i + 1] ? 1 : 0;
    }
    EXPECT_GE(right, 10) << "of 12 that it was trained on";
}

TEST_F(RecordsRun, OtherModelsScoreWhatTheRecordsDoNot)
{
    RunSpec run = spec("poft");
    std::vector<Record> pairs = testing_model::pairs(6);
    EXPECT_EQ(snapshotFromRecords(pairs, run, m_top + "/none").error().kind, ErrorKind::Invalid);
    pairs[0].meta = {{"aligned_avg_logps", {-1.5, -2.5}}};
    const PreparedRun stored = prepared(run, pairs);
    EXPECT_EQ(stored.use.used, 1);
    EXPECT_EQ(stored.use.unused.at("no_numbers"), 5);
    EXPECT_EQ(dataOf(run, pairs).items.at(0).rows[0].alignedLogp, -2);

    pairs[0].meta = Json::object();
    run.teacher = run.model + ", " + run.model;
    const PreparedRun made = prepared(run, pairs);
    EXPECT_EQ(made.use.used, 6);
    ASSERT_EQ(work(made.folder), 0);
    EXPECT_TRUE(fileExists(made.folder + "/aligned.bin"));
    const std::vector<double> losses = lossesOf(made.folder);
    // Policy and scorers begin as one model.
    EXPECT_NEAR(losses.front(), std::log(2), 1e-4);
    EXPECT_LT(losses.back(), losses.front());
}

TEST_F(RecordsRun, QueriesComeNearTheirPassages)
{
    std::vector<Record> queries;
    for (int i = 0; i < 8; ++i) {
        Record record;
        record.kind = RecordKind::Demo;
        record.textMode = TextMode::Plain;
        record.prompt = said("user", "find " + std::string(1, static_cast<char>('a' + i)));
        record.a = said("assistant", std::string(6, static_cast<char>('a' + i)) + " is there");
        record.meta = {{"expanded", plainText(record.prompt) + " which is there"}};
        record.uid.bytes[0] = static_cast<std::uint8_t>(i + 1);
        queries.push_back(std::move(record));
    }
    queries.push_back(testing_model::pairs(1)[0]);
    RunSpec run = spec("softqe");
    run.max_steps = 20;
    run.batch_size = 8;
    run.parameters["tau"] = 0.1;
    const PreparedRun made = prepared(run, queries);
    EXPECT_EQ(made.use.used, 8);
    EXPECT_EQ(made.use.unused.at("wrong_kind"), 1);
    ASSERT_EQ(work(made.folder), 0);
    const std::vector<double> losses = lossesOf(made.folder);
    ASSERT_EQ(losses.size(), 20U);
    EXPECT_LT(losses.back(), 0.8 * losses.front());
}
