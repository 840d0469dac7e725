// SPDX-License-Identifier: Apache-2.0
// Runs on records with several answers, ratings and steps: what becomes of them in the rows of a
// step, in the model folder, and across a resume.
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/eval/starter_world.h"
#include "core/jobs/spec_settings.h"
#include "core/model/adapter_files.h"
#include "core/model/row_head.h"
#include "core/train/checkpoint.h"
#include "core/train/packer.h"
#include "core/train/reward_model.h"
#include "core/train/run_worker.h"
#include "core/train/step_places.h"
#include "tests/core/train/tiny_model.h"

#include <ATen/ops/equal.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <unistd.h>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

Messages said(const std::string& role, const std::string& text)
{
    Message message;
    message.role = role;
    message.content = text;
    return {message};
}

GroupAnswer answerOf(const std::string& text, double score)
{
    GroupAnswer out;
    out.messages = said("assistant", text);
    out.score = score;
    return out;
}

/// Plain-text groups: short answers rate higher in "brief" and, but for one, in "kind".
std::vector<Record> groups(int count)
{
    std::vector<Record> out;
    for (int i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        Record record;
        record.kind = RecordKind::Group;
        record.textMode = TextMode::Plain;
        record.prompt = said("user", "Q" + number + ": ");
        record.answers = {answerOf("no, surely not " + number, 1), answerOf("yes " + number, 5),
                          answerOf("well, perhaps", 3), answerOf("", 4)};
        record.answers[0].attributes = {{"brief", 1}, {"visits", 2}};
        record.answers[1].attributes = {{"brief", 5}, {"kind", 4}, {"visits", 6}};
        record.answers[2].attributes = {{"brief", 3}, {"kind", 2}, {"visits", 3}};
        record.uid.bytes[0] = static_cast<std::uint8_t>(i + 1);
        out.push_back(std::move(record));
    }
    return out;
}

std::vector<Record> stepRecords(int count)
{
    std::vector<Record> out;
    for (int i = 0; i < count; ++i) {
        Record record;
        record.kind = RecordKind::Steps;
        record.textMode = TextMode::Plain;
        record.prompt = said("user", "Q" + std::to_string(i) + ": ");
        record.steps = {"take " + std::to_string(i), i % 2 == 0 ? "so good" : "so bad", "end"};
        record.stepLabels = {true, i % 2 == 0, true};
        record.uid.bytes[0] = static_cast<std::uint8_t>(i + 1);
        out.push_back(std::move(record));
    }
    return out;
}

class RecordsRun : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-records-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        ::setenv("MARGINALIA_HOME", (m_top + "/home").c_str(), 1);
        testing_model::write(m_top + "/model", true);
    }
    void TearDown() override { fs::remove_all(m_top); }

    RunSpec spec(const std::string& objective) const
    {
        RunSpec out = defaultRunSpec(objective);
        out.model = m_top + "/model";
        out.learning_rate = 5e-3;
        out.batch_size = 4;
        out.max_steps = 8;
        out.held_out_share = 0;
        out.max_length = 90;
        out.threads = 1;
        out.seed = 5;
        return out;
    }

    PreparedRun prepared(const RunSpec& spec, const std::vector<Record>& records)
    {
        auto run = snapshotFromRecords(records, spec, m_top + "/runs");
        EXPECT_TRUE(run.ok()) << run.error().message();
        return run.take();
    }

    TrainData dataOf(const RunSpec& spec, const std::vector<Record>& records)
    {
        const PreparedRun run = prepared(spec, records);
        auto reader = SnapshotReader::open(run.folder);
        EXPECT_TRUE(reader.ok());
        const auto tools = loadTextTools(spec.model);
        EXPECT_TRUE(tools.ok());
        m_reader = reader.take();
        auto data = loadTrainData(m_reader, *tools, spec, {});
        EXPECT_TRUE(data.ok()) << data.error().message();
        return data.take();
    }

    static UnitBatch unitOf(const TrainData& data, std::int64_t budget = 4096)
    {
        std::vector<const TrainItem*> items;
        for (const TrainItem& item : data.items) {
            items.push_back(&item);
        }
        PackOptions options;
        options.budget = budget;
        return packUnit(items, {}, options, c10::Device(at::kCPU));
    }

    static int work(const std::string& folder)
    {
        WorkerOptions options;
        options.unattended = true;
        return runWorker(folder, options);
    }

    static std::string lastCheckpoint(const std::string& folder)
    {
        const auto all = listCheckpoints(folder);
        EXPECT_FALSE(all.empty());
        return all.empty() ? std::string() : all.back().folder;
    }

    static std::vector<double> lossesOf(const std::string& folder)
    {
        auto reader = RunReader::open(folder);
        EXPECT_TRUE(reader.ok());
        const auto news = (*reader)->poll();
        EXPECT_TRUE(news.ok());
        std::vector<double> out;
        for (const MetricLine& line : news->lines) {
            for (const auto& [name, value] : line.values) {
                if (line.event.empty() && name == "loss") {
                    out.push_back(value);
                }
            }
        }
        return out;
    }

    std::string m_top;
    std::shared_ptr<SnapshotReader> m_reader;
};

std::string rolesOf(const TrainItem& item)
{
    std::string out;
    for (const TrainRow& row : item.rows) {
        out +=
            std::string(out.empty() ? "" : " ") + std::to_string(row.answer) + roleName(row.role);
    }
    return out;
}

}  // namespace

TEST_F(RecordsRun, GroupsBecomeTheRowsThatEachObjectiveAsksFor)
{
    const std::map<std::string, std::string> expected = {
        {"rrhf", "1candidate 2candidate 0candidate"},
        {"aft", "1demo 1positive 2negative 0negative"},
        {"dpo", "1chosen 0rejected"},
        {"tpo", "2chosen 0rejected 1gold"},
        {"mcts_dpo", "1chosen 0rejected"},
        {"dpo_multi", "1chosen 0rejected 1chosen 2rejected"},
        {"sft", "1demo"},
        {"rm_bt", "1chosen 0rejected"}};
    for (const auto& [objective, roles] : expected) {
        const TrainData data = dataOf(spec(objective), groups(4));
        ASSERT_EQ(data.items.size(), 4U) << objective;
        EXPECT_EQ(rolesOf(data.items[0]), roles) << objective;
    }
    const TrainData listwise = dataOf(spec("rrhf"), groups(2));
    EXPECT_EQ(listwise.items[1].rows[0].reward, 5);
    EXPECT_EQ(listwise.items[1].rows[2].reward, 1);
    EXPECT_EQ(listwise.items[1].rows[1].rank, 2);
    const UnitBatch unit = unitOf(listwise);
    EXPECT_EQ(unit.batch.group, (std::vector<std::int32_t>{0, 0, 0, 1, 1, 1}));
    EXPECT_EQ(unit.batch.values.reward[3].item<float>(), 5);
}

TEST_F(RecordsRun, VisitsAspectsAndGoldReachTheBatch)
{
    const TrainData visited = dataOf(spec("mcts_dpo"), groups(2));
    EXPECT_EQ(unitOf(visited).batch.values.visits[0].item<float>(), 6);
    EXPECT_EQ(unitOf(visited).batch.values.visits[1].item<float>(), 2);

    const TrainData aspects = dataOf(spec("dpo_multi"), groups(2));
    EXPECT_EQ(aspects.aspects, (std::vector<std::string>{"brief", "kind"}));
    const UnitBatch unit = unitOf(aspects);
    EXPECT_EQ(unit.batch.pair, (std::vector<std::int32_t>{0, 0, 1, 1, 2, 2, 3, 3}));
    EXPECT_EQ(unit.batch.group, (std::vector<std::int32_t>{0, 0, 0, 0, 1, 1, 1, 1}));
    EXPECT_EQ(unit.batch.values.aspect[2].item<std::int64_t>(), 1);
    EXPECT_EQ(pairIndex(unit.batch).chosen.size(0), 4);

    std::vector<Record> pairs = testing_model::pairs(2);
    pairs[0].meta = {{"gold", "yes indeed"}};
    const PreparedRun run = prepared(spec("tpo"), pairs);
    EXPECT_EQ(run.use.used, 1);
    EXPECT_EQ(run.use.unused.at("no_gold"), 1);
    const TrainData gold = dataOf(spec("tpo"), pairs);
    EXPECT_EQ(rolesOf(gold.items.at(0)), "0chosen 1rejected 2gold");
}

TEST_F(RecordsRun, PairsOfOnePromptAboutTwoQualitiesTrainTogether)
{
    std::vector<Record> pairs = testing_model::pairs(3);
    pairs[2].prompt = pairs[0].prompt;
    for (std::size_t i = 0; i < 3; ++i) {
        pairs[i].meta = {{"aspect", i == 2 ? "style" : "truth"}};
    }
    const TrainData data = dataOf(spec("dpo_multi"), pairs);
    ASSERT_EQ(data.items.size(), 2U);
    ASSERT_EQ(data.items[0].rows.size(), 4U);
    EXPECT_EQ(data.items[0].rows[2].pair, 1);
    EXPECT_EQ(data.items[0].rows[2].aspect, 1);
    EXPECT_NE(data.items[0].rows[2].promptUid, data.items[0].rows[0].promptUid);
}

TEST_F(RecordsRun, StepsOfATreeLeaveOutWhatTheyShare)
{
    std::vector<Record> pairs = testing_model::pairs(1);
    pairs[0].a = said("assistant", "first, then up");
    pairs[0].b = said("assistant", "first, then down");
    pairs[0].meta = {{"visits_chosen", 9}, {"visits_rejected", "3"}};
    const TrainData data = dataOf(spec("mcts_dpo"), pairs);
    ASSERT_EQ(data.items.size(), 1U);
    // "up" and the end of the text: one token a byte.
    EXPECT_EQ(data.items[0].rows[0].trainedTokens(), 3);
    EXPECT_EQ(data.items[0].rows[1].trainedTokens(), 5);
    EXPECT_EQ(data.items[0].rows[0].visits, 9);
}

TEST_F(RecordsRun, RatingsBecomeTargetsWhereTheyAreThere)
{
    const TrainData data = dataOf(spec("rm_mse"), groups(2));
    ASSERT_EQ(data.scale.qualities().size(), 2U);
    EXPECT_EQ(data.scale.qualities()[0].name, "brief");
    EXPECT_EQ(data.scale.qualities()[1].high, 5);  // 2 and 4 on the usual scale from 1
    ASSERT_EQ(data.items.size(), 6U);
    const UnitBatch unit = unitOf(data);
    EXPECT_EQ(unit.batch.role[0], RowRole::Rated);
    EXPECT_EQ(unit.batch.heads.targets[1][0].item<float>(), 1);
    EXPECT_EQ(unit.batch.heads.targets[2][1].item<float>(), 0.25F);
    EXPECT_FALSE(unit.batch.heads.present[0][1].item<bool>());
}

TEST_F(RecordsRun, JudgedStepsAreReadWhereTheyEnd)
{
    const TrainData data = dataOf(spec("prm"), stepRecords(3));
    ASSERT_EQ(data.items.size(), 3U);
    const TrainRow& row = data.items[0].rows[0];
    // "Q0: take 0\nso good\nend\n": each end is the separator, one token a byte.
    ASSERT_EQ(row.stepEnds, (std::vector<std::int32_t>{10, 18, 22}));
    EXPECT_EQ(row.stepRight, (std::vector<bool>{true, true, true}));
    for (const std::int64_t budget : {4096, 30}) {
        const UnitBatch unit = unitOf(data, budget);
        EXPECT_EQ(unit.batch.heads.stepRow.size(0), 9);
        EXPECT_EQ(unit.batch.heads.stepLabel[4].item<std::int64_t>(), 0);
        std::int64_t steps = 0;
        for (const Pack& pack : unit.packs) {
            EXPECT_EQ(pack.firstStep, steps);
            const at::Tensor ids = pack.input.ids.index_select(0, pack.steps);
            EXPECT_TRUE((ids == ids[0]).all().item<bool>()) << "the separator's token";
            steps += pack.steps.size(0);
        }
        EXPECT_EQ(steps, 9);
    }
}

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
    for (const std::string objective : {"rm_mse", "prm", "dpo_multi", "tpo", "aft", "poft"}) {
        RunSpec run = spec(objective);
        run.checkpoint_every = 4;
        run.keep_checkpoints = 9;
        if (objective == "poft") {
            run.teacher = run.model;
        }
        const auto records = objective == "prm"    ? stepRecords(12)
                             : objective == "poft" ? testing_model::pairs(12)
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

TEST_F(RecordsRun, ModifiersSayWhichPairsComeOfSeveralAnswers)
{
    RunSpec run = spec("dpo");
    run.modifiers = {{"pair_splitting", {}, {{"mode", "all"}}}};
    EXPECT_TRUE(checkRunSpec(run).empty());
    const TrainData all = dataOf(run, groups(2));
    ASSERT_EQ(all.items.size(), 6U);
    EXPECT_EQ(rolesOf(all.items[0]), "1chosen 2rejected");
    EXPECT_DOUBLE_EQ(all.items[0].rows[0].weight, 1.0 / 3);

    run.modifiers = {{"scalarised_pairs", {{"v/brief", -1}, {"others", 0}, {"threshold", 2}}, {}}};
    EXPECT_TRUE(checkRunSpec(run).empty());
    const TrainData weighed = dataOf(run, groups(2));
    ASSERT_EQ(weighed.items.size(), 2U);
    EXPECT_EQ(rolesOf(weighed.items[0]), "2chosen 1rejected");
    EXPECT_EQ(weighed.items[0].rows[0].margin, 2);
    run.modifiers[0].parameters["threshold"] = 2.5;
    EXPECT_EQ(snapshotFromRecords(groups(2), run, m_top + "/none").error().kind,
              ErrorKind::Invalid);
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
