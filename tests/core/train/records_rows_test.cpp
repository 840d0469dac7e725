// SPDX-License-Identifier: Apache-2.0
// What becomes of records with several answers, ratings and steps in the rows of a step.
#include "core/train/direction_rows.h"
#include "tests/core/train/records_case.h"

#include <cmath>
#include <cstdio>
#include <map>

using namespace marginalia;
using namespace marginalia::records_case;

namespace {

class RecordsRows : public RecordsCase {};

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

TEST_F(RecordsRows, GroupsBecomeTheRowsThatEachObjectiveAsksFor)
{
    const std::map<std::string, std::string> expected = {
        {"rrhf", "1candidate 2candidate 0candidate"},
        {"aft", "1demo 1positive 2negative 0negative"},
        {"dpo", "1chosen 0rejected"},
        {"tpo", "2chosen 0rejected 1gold"},
        {"mcts_dpo", "1chosen 0rejected"},
        {"dpo_multi", "1chosen 0rejected 1chosen 2rejected"},
        {"sft", "1demo"},
        {"dpa", "1demo"},
        {"rm_bt", "1chosen 0rejected"}};
    for (const auto& [objective, roles] : expected) {
        RunSpec run = spec(objective);
        run.max_length = 200;
        const TrainData data = dataOf(run, groups(4));
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

TEST_F(RecordsRows, VisitsAspectsAndGoldReachTheBatch)
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

TEST_F(RecordsRows, PairsOfOnePromptAboutTwoQualitiesTrainTogether)
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

TEST_F(RecordsRows, StepsOfATreeLeaveOutWhatTheyShare)
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

TEST_F(RecordsRows, RatingsBecomeTargetsWhereTheyAreThere)
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

TEST_F(RecordsRows, ADirectionStandsInThePromptAndChoosesTheAnswer)
{
    RunSpec run = spec("dpa");
    run.max_length = 300;
    run.parameters = {{"angle", 90}, {"others", 0}, {"v/brief", 1}};
    ASSERT_TRUE(checkRunSpec(run).empty());
    std::vector<Record> records = groups(24);
    for (Record& record : records) {  // shorter or kinder, never both; brief is rated up to 100
        record.answers[1].attributes = {{"brief", 90}, {"kind", 1}};
        record.answers[2].attributes = {{"brief", 70}, {"kind", 5}};
    }
    const auto tools = loadTextTools(run.model);
    ASSERT_TRUE(tools.ok());
    const TrainData data = dataOf(run, records);
    ASSERT_EQ(data.items.size(), records.size());
    std::map<std::uint32_t, int> chosen;
    for (const TrainItem& item : data.items) {
        ASSERT_EQ(item.rows.size(), 1U);
        const TrainRow& row = item.rows[0];
        EXPECT_EQ(row.role, RowRole::Demo);
        const std::string text = tools->tokenizer->decode(row.ids, true);
        int brief = 0;
        int kind = 0;
        ASSERT_EQ(std::sscanf(text.c_str(),
                              "Write the answer that rates highest by this sum of its qualities: "
                              "brief * %d + kind * %d.",
                              &brief, &kind),
                  2)
            << text;
        EXPECT_NEAR(std::hypot(brief, kind), 100, 1);
        EXPECT_GE(brief, -1) << "at most 90 degrees from brief";
        // The second answer leads by 0.2 of the scale to 100, the third by 1 of that to 5.
        const double lead = 0.2 * brief - kind;
        if (std::abs(lead) > 1) {
            EXPECT_EQ(row.answer, lead > 0 ? 1U : 2U) << text;
        }
        const Record& record = records[row.snapshotIndex];
        const std::string rest =
            "\n\n" + plainText(record.prompt) + plainText(record.answers[row.answer].messages);
        EXPECT_TRUE(text.ends_with(rest)) << text;
        EXPECT_EQ(
            row.trainedTokens(),
            static_cast<std::int64_t>(plainText(record.answers[row.answer].messages).size() + 1));
        ++chosen[row.answer];
    }
    EXPECT_GT(chosen[1], 2);
    EXPECT_GT(chosen[2], 2);

    const auto idsOf = [](const TrainData& of) {
        std::vector<std::vector<std::int32_t>> out;
        for (const TrainItem& item : of.items) {
            out.push_back(item.rows[0].ids);
        }
        return out;
    };
    EXPECT_EQ(idsOf(dataOf(run, records)), idsOf(data));
    for (Record& record : records) {
        record.uid = Uid::random();  // as files without ids are read
    }
    EXPECT_EQ(idsOf(dataOf(run, records)), idsOf(data));
    run.seed += 1;
    EXPECT_NE(idsOf(dataOf(run, records)), idsOf(data));
    run.parameters["angle"] = 0;
    for (const TrainItem& item : dataOf(run, records).items) {
        EXPECT_EQ(item.rows[0].answer, 1U) << "the shorter one, every time";
    }
}

TEST_F(RecordsRows, RecordsWithoutAChoiceOfRatedAnswersAreDroppedAndCounted)
{
    std::vector<Record> records = groups(5);
    for (std::size_t i = 0; i < 3; ++i) {
        records[1].answers[i].attributes.clear();
        records[2].answers[i].attributes = {{"brief", 3}};
    }
    records[3].answers.resize(1);
    std::vector<Record> pairs = testing_model::pairs(1);
    records.push_back(pairs[0]);
    const PreparedRun run = prepared(spec("dpa"), records);
    EXPECT_EQ(run.use.labelled, 6);
    EXPECT_EQ(run.use.used, 2);
    EXPECT_EQ(run.use.converted, 2);
    EXPECT_EQ(run.use.unused, (std::map<std::string, std::int64_t>{{"no_numbers", 3}, {"tie", 1}}));
    RunSpec none = spec("dpa");
    EXPECT_EQ(snapshotFromRecords(pairs, none, m_top + "/none").error().kind, ErrorKind::Invalid);
}

TEST_F(RecordsRows, ADirectionGoesWhereTheTemplateShowsIt)
{
    auto tools = loadTextTools(m_top + "/model");
    ASSERT_TRUE(tools.ok());
    Record record = groups(1)[0];
    record.textMode = TextMode::Chat;
    record.prompt = said("user", "Why?");
    StoredRecord stored;
    stored.record = record;
    const SnapshotItem item = snapshotItem(stored, 0);
    SnapshotItem told = item;
    told.prompt.insert(told.prompt.begin(), said("system", "Be calm.")[0]);
    std::vector<TrainingRow> rated(2);
    rated[0].answer = 1;
    rated[1].answer = 2;
    m_reader = SnapshotReader::open(prepared(spec("dpa"), groups(1)).folder).take();
    const auto scale = RatingScale::of(*m_reader);
    ASSERT_TRUE(scale.ok());
    const auto promptOf = [&](const char* source, const SnapshotItem& of) {
        const auto parsed = ChatTemplate::parse(source);
        EXPECT_TRUE(parsed.ok());
        tools->chatTemplate = *parsed;
        std::string out;
        for (const Message& message :
             DirectionRows(*tools, spec("dpa")).choose(of, rated, *scale).item.prompt) {
            const std::size_t sum = message.content.find(": brief * ");
            const std::size_t end = message.content.find('.');
            out += message.role + "[" +
                   (sum == std::string::npos ? message.content
                                             : "v" + message.content.substr(end + 1)) +
                   "]";
        }
        return out;
    };
    const char* every = "{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}{% endfor %}";
    EXPECT_EQ(promptOf(every, item), "system[v]user[Why?]");
    EXPECT_EQ(promptOf(every, told), "system[v\n\nBe calm.]user[Why?]");
    // One that leaves system messages out, one that refuses them.
    EXPECT_EQ(promptOf("{% for m in messages %}{% if m['role'] != 'system' %}{{ m['content'] }}"
                       "{% endif %}{% endfor %}",
                       item),
              "user[v\n\nWhy?]");
    EXPECT_EQ(promptOf("{% if messages[0]['role'] == 'system' %}{{ raise_exception('none') }}"
                       "{% endif %}{{ messages[0]['content'] }}",
                       item),
              "user[v\n\nWhy?]");
}

TEST_F(RecordsRows, JudgedStepsAreReadWhereTheyEnd)
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

TEST_F(RecordsRows, ModifiersSayWhichPairsComeOfSeveralAnswers)
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
