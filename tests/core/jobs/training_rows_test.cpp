// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/training_rows.h"

#include <gtest/gtest.h>

#include <string>

using namespace marginalia;

namespace {

/// "0 chosen, 1 rejected" or the reason in brackets.
std::string rowsText(RecordKind kind, Verdict verdict, std::optional<bool> desirable, DataCode data,
                     bool usable = true)
{
    const RowsOfRecord rows = trainingRows(kind, verdict, desirable, usable, data);
    if (rows.rows.empty()) {
        return "[" + std::string(rows.reason) + "]";
    }
    std::string out;
    for (const TrainingRow& row : rows.rows) {
        out += (out.empty() ? "" : ", ") + std::to_string(row.answer) + " " + roleName(row.role);
    }
    return out;
}

}  // namespace

TEST(TrainingRows, VerdictsOfPairs)
{
    struct Case {
        Verdict verdict;
        const char* pairs;
        const char* unpaired;
        const char* demos;
    };
    const Case cases[] = {
        {Verdict::A, "0 chosen, 1 rejected", "0 desirable, 1 undesirable", "0 demo"},
        {Verdict::B, "1 chosen, 0 rejected", "1 desirable, 0 undesirable", "1 demo"},
        {Verdict::Tie, "[tie]", "[tie]", "[tie]"},
        {Verdict::Skip, "[skip]", "[skip]", "[skip]"},
        {Verdict::None, "[not_labelled]", "[not_labelled]", "[not_labelled]"},
        {Verdict::BothGood, "[both_good]", "0 desirable, 1 desirable", "0 demo, 1 demo"},
        {Verdict::BothBad, "[both_bad]", "0 undesirable, 1 undesirable", "[both_bad]"},
    };
    for (const Case& each : cases) {
        const auto text = [&](DataCode data) {
            return rowsText(RecordKind::Pair, each.verdict, {}, data);
        };
        EXPECT_EQ(text(DataCode::Pairs), each.pairs);
        EXPECT_EQ(text(DataCode::Unpaired), each.unpaired);
        EXPECT_EQ(text(DataCode::Demos), each.demos);
    }
}

TEST(TrainingRows, OtherKinds)
{
    EXPECT_EQ(rowsText(RecordKind::Unpaired, Verdict::None, true, DataCode::Unpaired),
              "0 desirable");
    EXPECT_EQ(rowsText(RecordKind::Unpaired, Verdict::None, false, DataCode::Unpaired),
              "0 undesirable");
    EXPECT_EQ(rowsText(RecordKind::Unpaired, Verdict::None, true, DataCode::Demos), "0 demo");
    EXPECT_EQ(rowsText(RecordKind::Unpaired, Verdict::None, false, DataCode::Demos),
              "[undesirable]");
    EXPECT_EQ(rowsText(RecordKind::Unpaired, Verdict::None, true, DataCode::Pairs), "[wrong_kind]");
    EXPECT_EQ(rowsText(RecordKind::Demo, Verdict::None, {}, DataCode::Demos), "0 demo");
    EXPECT_EQ(rowsText(RecordKind::Demo, Verdict::None, {}, DataCode::Unpaired), "[wrong_kind]");
    EXPECT_EQ(rowsText(RecordKind::Steps, Verdict::None, {}, DataCode::Demos), "[wrong_kind]");
    EXPECT_EQ(rowsText(RecordKind::Pair, Verdict::A, {}, DataCode::Pairs, false), "[left_out]");
}

TEST(TrainingRows, CountsWhatBecomesOfLabels)
{
    LabelUse use;
    for (const Verdict verdict :
         {Verdict::A, Verdict::B, Verdict::Tie, Verdict::BothBad, Verdict::None, Verdict::Skip}) {
        countUse(use, RecordKind::Pair, verdict, {},
                 trainingRows(RecordKind::Pair, verdict, {}, true, DataCode::Pairs));
    }
    EXPECT_EQ(use.labelled, 4);
    EXPECT_EQ(use.used, 2);
    EXPECT_EQ(use.unused.at("tie"), 1);
    EXPECT_EQ(use.unused.at("both_bad"), 1);
    EXPECT_EQ(use.unused.at("not_labelled"), 1);
    EXPECT_EQ(use.unused.at("skip"), 1);
    EXPECT_EQ(use.converted, 0);
}

TEST(TrainingRows, CountsWhatTrainsAsAnotherKind)
{
    const auto converted = [](RecordKind kind, std::optional<bool> desirable, DataCode data) {
        LabelUse use;
        countUse(use, kind, Verdict::A, desirable,
                 trainingRows(kind, Verdict::A, desirable, true, data));
        return use.converted;
    };
    EXPECT_EQ(converted(RecordKind::Pair, {}, DataCode::Pairs), 0);
    EXPECT_EQ(converted(RecordKind::Pair, {}, DataCode::Unpaired), 1);
    EXPECT_EQ(converted(RecordKind::Pair, {}, DataCode::Demos), 1);
    EXPECT_EQ(converted(RecordKind::Pair, {}, DataCode::Groups), 1);
    EXPECT_EQ(converted(RecordKind::Unpaired, true, DataCode::Unpaired), 0);
    EXPECT_EQ(converted(RecordKind::Unpaired, true, DataCode::Demos), 1);
    EXPECT_EQ(converted(RecordKind::Unpaired, false, DataCode::Demos), 0);
    EXPECT_EQ(converted(RecordKind::Demo, {}, DataCode::Demos), 0);
}

namespace {

AnswerFacts scored(double score)
{
    AnswerFacts out;
    out.score = score;
    return out;
}

std::string rowsText(const TrainingFacts& record, const RowWish& wish)
{
    const RowsOfRecord rows = trainingRows(record, wish);
    if (rows.rows.empty()) {
        return "[" + std::string(rows.reason) + "]";
    }
    std::string out;
    int item = 0;
    for (const TrainingRow& row : rows.rows) {
        out += out.empty() ? "" : row.item == item ? ", " : " | ";
        out += std::to_string(row.answer) + " " + roleName(row.role);
        item = row.item;
    }
    return out;
}

TrainingFacts groupOf(std::vector<AnswerFacts> answers)
{
    TrainingFacts out;
    out.kind = RecordKind::Group;
    out.answers = std::move(answers);
    return out;
}

RowWish wishFor(DataCode data, RecordNumbers numbers = RecordNumbers::None)
{
    RowWish out;
    out.data = data;
    out.numbers = numbers;
    return out;
}

}  // namespace

TEST(TrainingRows, SeveralAnswersByTheirScores)
{
    const TrainingFacts group = groupOf({scored(2), scored(4.5), scored(2.75), scored(4.5)});
    EXPECT_EQ(rowsText(group, wishFor(DataCode::Groups)),
              "1 candidate, 3 candidate, 2 candidate, 0 candidate");
    EXPECT_EQ(rowsText(group, wishFor(DataCode::Pairs)), "1 chosen, 0 rejected");
    EXPECT_EQ(rowsText(group, wishFor(DataCode::GoldPairs)), "2 chosen, 0 rejected, 1 gold");
    EXPECT_EQ(rowsText(group, wishFor(DataCode::Unpaired)), "1 desirable | 0 undesirable");
    EXPECT_EQ(rowsText(group, wishFor(DataCode::Demos)), "1 demo");
    EXPECT_EQ(rowsText(group, wishFor(DataCode::Groups, RecordNumbers::RightWrong)),
              "1 demo, 1 positive, 3 positive, 2 negative, 0 negative");
    EXPECT_EQ(rowsText(group, wishFor(DataCode::Steps)), "[wrong_kind]");
    EXPECT_EQ(rowsText(group, wishFor(DataCode::Attributes)), "[not_labelled]");
    EXPECT_EQ(rowsText(group, wishFor(DataCode::Pairs, RecordNumbers::Visits)), "[no_numbers]");
    EXPECT_EQ(rowsText(group, wishFor(DataCode::Pairs, RecordNumbers::Aspects)), "[no_numbers]");
    const RowsOfRecord rows = trainingRows(group, wishFor(DataCode::Groups));
    EXPECT_EQ(rows.rows[1].rank, 1);
    EXPECT_EQ(rows.rows[2].rank, 3);
    EXPECT_EQ(rows.rows[2].reward, 2.75);
}

TEST(TrainingRows, PairsOfAnOrderShareOneWeight)
{
    const TrainingFacts group = groupOf({scored(1), scored(3), scored(2)});
    RowWish all = wishFor(DataCode::Pairs);
    all.splitting = Splitting::All;
    EXPECT_EQ(rowsText(group, all),
              "1 chosen, 2 rejected | 1 chosen, 0 rejected | 2 chosen, 0 rejected");
    double weight = 0;
    for (const TrainingRow& row : trainingRows(group, all).rows) {
        weight += row.role == RowRole::Chosen ? row.weight : 0;
    }
    EXPECT_DOUBLE_EQ(weight, 1);
}

TEST(TrainingRows, AnswersWithoutNumbersTextOrOrder)
{
    AnswerFacts blank = scored(5);
    blank.empty = true;
    AnswerFacts second;
    second.rank = 2;
    AnswerFacts first;
    first.rank = 1;
    EXPECT_EQ(rowsText(groupOf({second, AnswerFacts{}, first}), wishFor(DataCode::Pairs)),
              "2 chosen, 0 rejected");
    EXPECT_EQ(rowsText(groupOf({blank, scored(1), scored(2)}), wishFor(DataCode::Pairs)),
              "2 chosen, 1 rejected");
    EXPECT_EQ(rowsText(groupOf({scored(1), scored(1)}), wishFor(DataCode::Pairs)), "[tie]");
    EXPECT_EQ(rowsText(groupOf({scored(1), scored(2)}), wishFor(DataCode::GoldPairs)), "[no_gold]");
    EXPECT_EQ(rowsText(groupOf({scored(1)}), wishFor(DataCode::Pairs)), "[not_labelled]");
    EXPECT_EQ(rowsText(groupOf({AnswerFacts{}, AnswerFacts{}}), wishFor(DataCode::Groups)),
              "[not_labelled]");
    // All right, all wrong: the best is copied, nothing is contrasted with the others.
    EXPECT_EQ(rowsText(groupOf({scored(1), scored(1)}),
                       wishFor(DataCode::Groups, RecordNumbers::RightWrong)),
              "0 demo, 0 positive, 1 positive");
    EXPECT_EQ(rowsText(groupOf({scored(0), scored(0)}),
                       wishFor(DataCode::Groups, RecordNumbers::RightWrong)),
              "0 demo, 0 negative, 1 negative");
}

TEST(TrainingRows, AQualityGivesAPairEach)
{
    AnswerFacts left;
    left.attributes = {{"truth", 5}, {"style", 1}, {"length", 3}};
    AnswerFacts right;
    right.attributes = {{"truth", 2}, {"style", 4}, {"length", 3}};
    const RowsOfRecord rows =
        trainingRows(groupOf({left, right}), wishFor(DataCode::Pairs, RecordNumbers::Aspects));
    ASSERT_EQ(rows.rows.size(), 4U);
    EXPECT_EQ(rows.rows[0].aspect, "style");
    EXPECT_EQ(rows.rows[0].answer, 1);
    EXPECT_EQ(rows.rows[2].aspect, "truth");
    EXPECT_EQ(rows.rows[2].answer, 0);
    EXPECT_EQ(rows.rows[2].pair, 1);
    EXPECT_EQ(rows.rows[2].item, 0);
    EXPECT_EQ(rowsText(groupOf({left, AnswerFacts{}}), wishFor(DataCode::Attributes)), "0 rated");
}

TEST(TrainingRows, DirectionsChooseAmongAnswersThatAreRatedAlike)
{
    const auto answer = [](std::map<std::string, double> ratings) {
        AnswerFacts out;
        out.attributes = std::move(ratings);
        return out;
    };
    RowWish wish = wishFor(DataCode::Demos, RecordNumbers::Ratings);
    const AnswerFacts brief = answer({{"brief", 5}, {"kind", 1}});
    const AnswerFacts kind = answer({{"brief", 1}, {"kind", 5}});
    AnswerFacts blank = brief;
    blank.empty = true;
    EXPECT_EQ(rowsText(groupOf({brief, answer({{"kind", 4}}), blank, kind}), wish),
              "0 demo, 3 demo");
    EXPECT_EQ(rowsText(groupOf({brief, blank}), wish), "[no_numbers]") << "nothing to choose";
    EXPECT_EQ(rowsText(groupOf({scored(1), scored(2)}), wish), "[no_numbers]");
    EXPECT_EQ(rowsText(groupOf({brief, brief}), wish), "[tie]");
    wish.qualityWeights = {{"truth", 1}};
    wish.otherQualities = 0;
    EXPECT_EQ(rowsText(groupOf({brief, kind}), wish), "[no_numbers]") << "all weigh nothing";
    wish.qualityWeights = {{"kind", 1}};
    EXPECT_EQ(rowsText(groupOf({brief, kind}), wish), "0 demo, 1 demo");

    TrainingFacts other;
    other.verdict = Verdict::A;
    EXPECT_EQ(rowsText(other, wish), "[no_numbers]");
    other.kind = RecordKind::Demo;
    EXPECT_EQ(rowsText(other, wish), "[no_numbers]");
    LabelUse use;
    for (const TrainingFacts& record : {groupOf({brief, kind}), groupOf({brief, brief}),
                                        groupOf({scored(1), scored(2)}), other}) {
        countUse(use, record, trainingRows(record, wish));
    }
    EXPECT_EQ(use.labelled, 4);
    EXPECT_EQ(use.used, 1);
    EXPECT_EQ(use.converted, 1);
    EXPECT_EQ(use.unused, (std::map<std::string, std::int64_t>{{"no_numbers", 2}, {"tie", 1}}));
}

TEST(TrainingRows, PairsNeedWhatStandsBesideThem)
{
    TrainingFacts pair;
    pair.verdict = Verdict::B;
    EXPECT_EQ(rowsText(pair, wishFor(DataCode::GoldPairs)), "[no_gold]");
    EXPECT_EQ(rowsText(pair, wishFor(DataCode::Pairs, RecordNumbers::Visits)), "[no_numbers]");
    EXPECT_EQ(rowsText(pair, wishFor(DataCode::Groups, RecordNumbers::RightWrong)),
              "1 demo, 1 positive, 0 negative");
    pair.gold = true;
    pair.aligned = true;
    EXPECT_EQ(rowsText(pair, wishFor(DataCode::GoldPairs)), "1 chosen, 0 rejected, 2 gold");
    // Other models' numbers are of the answer that the file chose.
    EXPECT_EQ(rowsText(pair, wishFor(DataCode::Demos, RecordNumbers::AlignedLogps)),
              "[no_numbers]");
    pair.verdict = Verdict::A;
    EXPECT_EQ(rowsText(pair, wishFor(DataCode::Demos, RecordNumbers::AlignedLogps)), "0 demo");
}

TEST(TrainingRows, CountsGroupsAndSteps)
{
    LabelUse use;
    TrainingFacts steps;
    steps.kind = RecordKind::Steps;
    steps.judgedSteps = true;
    for (const TrainingFacts& record :
         {groupOf({scored(1), scored(2)}), groupOf({scored(1)}), groupOf({AnswerFacts{}}), steps}) {
        countUse(use, record, trainingRows(record, wishFor(DataCode::Pairs)));
    }
    EXPECT_EQ(use.labelled, 3);
    EXPECT_EQ(use.used, 1);
    EXPECT_EQ(use.unused.at("not_labelled"), 2);
    EXPECT_EQ(use.unused.at("wrong_kind"), 1);
    EXPECT_EQ(rowsText(steps, wishFor(DataCode::Steps)), "0 steps");
}
