// SPDX-License-Identifier: GPL-3.0-or-later
// What the tour says it measured, against a host whose answers are known.
#include "widgets/compare/first_run_measure.h"

#include "tests/widgets/widget_test.h"
#include "widgets/common/host_client.h"

#include <QFile>
#include <QSignalSpy>

#include <gtest/gtest.h>

#include <cmath>

using namespace marginalia;

namespace {

/// A host in twenty lines: the model "after" opens warmly, both give the same number.
constexpr const char* kHost = R"(#!/bin/bash
echo '{"hello":1,"version":1}'
n=0
while read -r line; do
  [[ $line =~ \"op\":\"generate\" ]] || continue
  [[ $line =~ \"id\":([0-9]+) ]] && id=${BASH_REMATCH[1]}
  n=$((n+1))
  if [ -n "$LIMIT" ] && [ $n -gt "$LIMIT" ]; then
    echo "{\"id\":$id,\"seq\":$n,\"event\":\"error\",\"message\":\"gone\",\"todo\":\"\"}"; continue
  fi
  opening=""
  [[ $line =~ \"model\":\"after\" ]] && opening="Sure! "
  echo "{\"id\":$id,\"seq\":$n,\"event\":\"token\",\"text\":\"${opening}The answer\",\"token\":1,\"logp\":-1}"
  echo "{\"id\":$id,\"seq\":$n,\"event\":\"token\",\"text\":\" is 12.\",\"token\":2,\"logp\":-1}"
  echo "{\"id\":$id,\"seq\":$n,\"event\":\"done\",\"reason\":\"stop\",\"tokens\":2,\"seconds\":0.1}"
done
)";

class MeasureTest : public testing::Test {
protected:
    void SetUp() override
    {
        m_program = test::freshFolder(QStringLiteral("measure")) + QStringLiteral("/host");
        QFile file(m_program);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(kHost);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        qunsetenv("LIMIT");
    }

    QString m_program;
};

/// How many of the first questions the number 12 answers.
int rightWithTwelve(int questions)
{
    synth::Generator generator(FirstRunMeasure::kSeed, true);
    int right = 0;
    for (int i = 0; i < questions; ++i) {
        const synth::Example one = generator.next(synth::Family::WordProblem);
        right += synth::isRight(one, "The answer is 12.").value_or(false) ? 1 : 0;
    }
    return right;
}

TEST_F(MeasureTest, CountsWarmOpeningsAndRightNumbersOfBothModels)
{
    HostClient host(m_program);
    FirstRunMeasure measure(host);
    QSignalSpy finished(&measure, &FirstRunMeasure::finished);
    QSignalSpy progressed(&measure, &FirstRunMeasure::progressed);
    const int questions = 40;
    measure.start(QStringLiteral("before"), QStringLiteral("after"), questions);
    EXPECT_TRUE(measure.isRunning());
    ASSERT_TRUE(test::waitUntil([&] { return finished.count() == 1; }, 20'000));
    EXPECT_FALSE(measure.isRunning());
    const auto before = finished[0][0].value<FirstRunMeasure::Shares>();
    const auto after = finished[0][1].value<FirstRunMeasure::Shares>();
    EXPECT_EQ(before.answered, questions);
    EXPECT_EQ(after.answered, questions);
    EXPECT_EQ(before.warm, 0);
    EXPECT_EQ(after.warm, questions);
    EXPECT_EQ(before.right, rightWithTwelve(questions));
    EXPECT_EQ(after.right, before.right);
    EXPECT_DOUBLE_EQ(after.warmShare(), 1.0);
    ASSERT_EQ(progressed.count(), 2 * questions + 1);
    EXPECT_EQ(progressed.back()[0].toInt(), 2 * questions);
}

TEST_F(MeasureTest, AHostThatFailsLeavesWhatWasMeasured)
{
    qputenv("LIMIT", "7");
    HostClient host(m_program);
    FirstRunMeasure measure(host);
    QSignalSpy finished(&measure, &FirstRunMeasure::finished);
    measure.start(QStringLiteral("before"), QStringLiteral("after"), 40);
    ASSERT_TRUE(test::waitUntil([&] { return finished.count() == 1; }, 20'000));
    const auto before = finished[0][0].value<FirstRunMeasure::Shares>();
    const auto after = finished[0][1].value<FirstRunMeasure::Shares>();
    EXPECT_EQ(before.answered, 4);
    EXPECT_EQ(after.answered, 3);
    EXPECT_FALSE(measure.isRunning());
}

TEST_F(MeasureTest, NothingAnsweredIsNotZero)
{
    qputenv("LIMIT", "0");
    HostClient host(m_program);
    FirstRunMeasure measure(host);
    QSignalSpy finished(&measure, &FirstRunMeasure::finished);
    measure.start(QStringLiteral("before"), QStringLiteral("after"), 5);
    ASSERT_TRUE(test::waitUntil([&] { return finished.count() == 1; }, 20'000));
    EXPECT_TRUE(std::isnan(finished[0][0].value<FirstRunMeasure::Shares>().warmShare()));
    EXPECT_TRUE(std::isnan(finished[0][1].value<FirstRunMeasure::Shares>().rightShare()));
}

TEST_F(MeasureTest, StoppedItSaysNothing)
{
    HostClient host(m_program);
    FirstRunMeasure measure(host);
    QSignalSpy finished(&measure, &FirstRunMeasure::finished);
    QSignalSpy progressed(&measure, &FirstRunMeasure::progressed);
    measure.start(QStringLiteral("before"), QStringLiteral("after"), 1000);
    ASSERT_TRUE(test::waitUntil([&] { return progressed.count() > 5; }, 20'000));
    measure.stop();
    EXPECT_FALSE(measure.isRunning());
    const auto asked = progressed.count();
    // One more answer round trip: what is still on its way must not go on.
    const qint64 status = host.status();
    Q_UNUSED(status);
    QCoreApplication::processEvents();
    EXPECT_EQ(progressed.count(), asked);
    EXPECT_EQ(finished.count(), 0);
}

}  // namespace
