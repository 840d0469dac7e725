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
