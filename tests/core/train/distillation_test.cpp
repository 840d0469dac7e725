// SPDX-License-Identifier: Apache-2.0
// Learning from a teacher, wired: its logits enter, on the texts that the settings ask for.
#include "core/base/json.h"
#include "core/jobs/combinations.h"
#include "core/objectives/token_statistics.h"
#include "core/train/round_settings.h"
#include "tests/core/train/answer_logits.h"
#include "tests/core/train/round_runs.h"

#include <ATen/core/Tensor.h>

#include <cmath>
#include <fstream>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

class Distillation : public RoundRuns {
protected:
    RunSpec taught(const std::string& objective, const std::string& teacher) const
    {
        RunSpec out = spec(objective);
        out.teacher = teacher;
        return out;
    }

    /// A copy of the starter with one token of its vocabulary spelt otherwise.
    std::string otherVocabulary() const
    {
        const std::string folder = m_top + "/other";
        fs::copy(starter(), folder, fs::copy_options::recursive);
        std::ifstream in(folder + "/tokenizer.json");
        Json json = Json::parse(in);
        in.close();
        Json& vocabulary = json["model"]["vocab"];
        std::string last;
        for (const auto& [token, id] : vocabulary.items()) {
            last = id == 300 ? token : last;
        }
        vocabulary["~otherwise~"] = vocabulary[last];
        vocabulary.erase(last);
        json["model"]["merges"] = Json::array();
        std::ofstream(folder + "/tokenizer.json") << json.dump();
        return folder;
    }
};

}  // namespace

TEST_F(Distillation, TheLossIsTheTemperedDivergenceFromTheTeacher)
{
    const std::string teacher = tuned();
    RunSpec settings = taught("gkd", teacher);
    settings.parameters["lambda"] = 0;
    settings.parameters["beta"] = 0.3;
    settings.parameters["temperature"] = 2;
    settings.held_out_share = 0;
    settings.max_steps = 1;
    settings.batch_size = 6;
    const std::string run = prepared(settings, 6);
    ASSERT_EQ(work(run), 0) << wordsOf(run);
    EXPECT_FALSE(fs::exists(run + "/rounds"));

    const auto student = model(starter());
    const auto other = model(teacher);
    StatisticsRequest request;
    request.jsd = true;
    request.jsdBeta = 0.3;
    request.temperature = 2;
    double sum = 0;
    double tokens = 0;
    for (const TrainItem& item : itemsOf(run, settings)) {
        const plain::RowLogits own = plain::logitsOf(*student, item.rows[0]);
        const plain::RowLogits theirs = plain::logitsOf(*other, item.rows[0]);
        sum += tokenStatistics(own.logits, theirs.logits, own.targets, request)
                   .jsd.sum()
                   .item<double>();
        tokens += static_cast<double>(own.targets.size(0));
    }
    EXPECT_GT(sum, 0);
    EXPECT_NEAR(stepsOf(run).at(1).at("loss"), sum / tokens, 1e-5 * sum / tokens);
}

TEST_F(Distillation, ATeacherThatIsTheStudentTeachesNothing)
{
    RunSpec settings = taught("gkd", starter());
    settings.max_steps = 1;
    const std::string run = prepared(settings);
    ASSERT_EQ(work(run), 0) << wordsOf(run);
    EXPECT_NEAR(stepsOf(run).at(1).at("loss"), 0, 1e-6);
    EXPECT_TRUE(isLogged(run, "eval_loss"));
}

TEST_F(Distillation, TheShareOfOwnTextsIsKept)
{
    RunSpec settings = taught("gkd", tuned());
    settings.max_steps = 12;
    settings.batch_size = 2;
    settings.accumulation = 2;
    settings.parameters["steps_per_round"] = 3;
    settings.parameters["max_completion_length"] = 12;
    const std::string run = prepared(settings);
    ASSERT_EQ(work(run), 0) << wordsOf(run);
    const RoundSettings rounds = roundSettings(settings);
    auto reader = RunReader::open(run);
    ASSERT_TRUE(reader.ok());
    ASSERT_TRUE((*reader)->poll().ok());
    double own = 0;
    for (const auto& [step, values] : stepsOf(run)) {
        const auto rows = (*reader)->rowsOfStep(step);
        ASSERT_TRUE(rows.ok());
        ASSERT_EQ(rows->size(), 4U);
        for (const RowRecord& row : *rows) {
            const bool written = writerOf(rounds, step, row.unit / 2).has_value();
            EXPECT_EQ(row.role, written ? RowRole::Sample : RowRole::Demo) << step;
            own += written ? 0.25 : 0;
        }
        EXPECT_EQ(values.contains("completions/mean_length"),
                  values.at("marginalia/own_share") > 0);
    }
    double told = 0;
    for (const auto& [step, values] : stepsOf(run)) {
        told += values.at("marginalia/own_share");
    }
    EXPECT_EQ(told, own);
    EXPECT_GT(own, 3);  // of 12, by the draw of this seed
    EXPECT_LT(own, 9);
}

TEST_F(Distillation, TheShareIsTheChanceOfABatch)
{
    RoundSettings settings;
    for (const double share : {0.0, 0.25, 0.5, 1.0}) {
        settings.ownShare = share;
        int own = 0;
        for (std::int64_t step = 1; step <= 1000; ++step) {
            for (std::size_t unit = 0; unit < 2; ++unit) {
                own += writerOf(settings, step, unit).has_value() ? 1 : 0;
            }
        }
        EXPECT_NEAR(own / 2000.0, share, share == 0 || share == 1 ? 0 : 0.04);
    }
    settings.ownShare = 0;
    settings.givenByTeacher = true;
    EXPECT_EQ(writerOf(settings, 1, 0), AnswerWriter::Teacher);
}

TEST_F(Distillation, WhoseAnswersAreImitatedDecidesWhatDataIsNeeded)
{
    Combination all{"gkd", {{"lambda", 0.5}}, {}, {}, {}};
    EXPECT_EQ(wishOf(all).data, DataCode::Demos);
    all.choices["seq_kd"] = "true";
    EXPECT_EQ(wishOf(all).data, DataCode::Prompts);
    all.choices.clear();
    all.parameters["lambda"] = 1;
    EXPECT_EQ(wishOf(all).data, DataCode::Prompts);
    EXPECT_EQ(wishOf({"minillm", {}, {}, {}, {}}).data, DataCode::Prompts);
}

TEST_F(Distillation, TheTeacherWritesTheGivenTexts)
{
    const std::string teacher = tuned();
    RunSpec settings = taught("gkd", teacher);
    settings.parameters["lambda"] = 0;
    settings.choices["seq_kd"] = "true";
    settings.parameters["sampling_temperature"] = 0;
    settings.max_steps = 1;
    const std::string run = prepared(settings);
    ASSERT_EQ(work(run), 0) << wordsOf(run);
    const auto round = readRound(run, 1);
    ASSERT_TRUE(round.ok());
    ASSERT_EQ(round->answers.size(), 4U);

    const auto items = itemsOf(run, settings);
    const auto other = model(teacher);
    for (const RoundAnswer& answer : round->answers) {
        EXPECT_EQ(answer.writer, AnswerWriter::Teacher);
        EXPECT_EQ(answer.ids, greedy(*other, promptOf(items, answer.prompt)));
    }
    EXPECT_TRUE(isLogged(run, "eval_loss"));
}

TEST_F(Distillation, MiniLlmMeasuresItsOwnTextsAgainstTheTeacher)
{
    const std::string teacher = tuned();
    RunSpec settings = taught("minillm", teacher);
    settings.max_steps = 1;
    const std::string run = prepared(settings);
    ASSERT_EQ(work(run), 0) << wordsOf(run);
    const auto round = readRound(run, 1);
    ASSERT_TRUE(round.ok());
    const auto items = itemsOf(run, settings);
    const auto student = model(starter());
    const auto other = model(teacher);
    StatisticsRequest request;
    request.klToOther = true;
    request.otherLogps = true;
    double sum = 0;
    double tokens = 0;
    for (const RoundAnswer& answer : round->answers) {
        EXPECT_EQ(answer.writer, AnswerWriter::Policy);
        EXPECT_TRUE(answer.oldLogps.empty());  // nothing asks for them
        const TrainRow row = plain::joined(promptOf(items, answer.prompt), answer.ids);
        const plain::RowLogits own = plain::logitsOf(*student, row);
        const TokenStatistics all =
            tokenStatistics(own.logits, plain::logitsOf(*other, row).logits, own.targets, request);
        // A token answers for itself (gamma 0): minus its log-ratio to the teacher, and the KL.
        const std::vector<double> logps = plain::logpsOf(*student, row);
        for (std::size_t t = 0; t < logps.size(); ++t) {
            const auto at = static_cast<std::int64_t>(t);
            sum +=
                all.klToOther[at].item<double>() - (all.otherLogps[at].item<double>() - logps[t]);
        }
        tokens += static_cast<double>(logps.size());
    }
    EXPECT_NEAR(stepsOf(run).at(1).at("loss"), sum / tokens, 1e-4 * std::abs(sum / tokens));
    EXPECT_GT(stepsOf(run).at(1).at("grad_norm"), 0);
    EXPECT_TRUE(isLogged(run, "eval_loss"));
}

TEST_F(Distillation, GoesOnBitForBit)
{
    RunSpec settings = taught("gkd", tuned());
    settings.parameters["steps_per_round"] = 3;
    settings.seed = 6;
    const std::string gkd = prepared(settings);
    ASSERT_EQ(work(gkd), 0) << wordsOf(gkd);
    expectTheSameAgain(gkd);

    settings = taught("minillm", settings.teacher);
    settings.method = "lora";
    settings.lora_r = 4;
    const std::string minillm = prepared(settings);
    ASSERT_EQ(work(minillm), 0) << wordsOf(minillm);
    expectTheSameAgain(minillm);
}

TEST_F(Distillation, AnotherTeacherIsRefusedWhenARunGoesOn)
{
    const std::string teacher = m_top + "/teacher";
    fs::copy(tuned(), teacher, fs::copy_options::recursive);
    const std::string run = prepared(taught("gkd", teacher));
    ASSERT_EQ(work(run), 0) << wordsOf(run);
    forgetStep(run, "000004");
    fs::remove(teacher + "/model.safetensors");
    fs::copy(std::string(starter()) + "/model.safetensors", teacher + "/model.safetensors");
    EXPECT_EQ(work(run), 1);
    EXPECT_NE(wordsOf(run).find("teacher"), std::string::npos) << wordsOf(run);
}

TEST_F(Distillation, ATeacherOfOtherTokensIsRefusedByName)
{
    const std::string run = prepared(taught("gkd", otherVocabulary()));
    EXPECT_EQ(work(run), 1);
    const std::string words = wordsOf(run);
    EXPECT_NE(words.find("another vocabulary"), std::string::npos) << words;
    EXPECT_NE(words.find("~otherwise~"), std::string::npos) << words;
    EXPECT_TRUE(stepsOf(run).empty());
    EXPECT_FALSE(checkRunSpec(spec("gkd")).empty());  // and none at all is not a teacher
}
