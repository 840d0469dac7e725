// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/format.h"

#include <QDateTime>
#include <QLocale>

#include <gtest/gtest.h>

#include <limits>

using namespace marginalia;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(Format, CountsAreWholeUpToTenMillion)
{
    EXPECT_EQ(countText(0), QStringLiteral("0"));
    EXPECT_EQ(countText(9'999'999), QStringLiteral("9,999,999"));
    EXPECT_EQ(countText(12'400'000), QStringLiteral("12.4M"));
}

TEST(Format, NumbersHaveATrueMinusAndNoNegativeZero)
{
    EXPECT_EQ(marginText(-1.234), QStringLiteral("−1.23"));
    EXPECT_EQ(marginInTable(-0.04), QStringLiteral("0.0"));
    EXPECT_EQ(lossText(0.3779), QStringLiteral("0.378"));
    EXPECT_EQ(marginText(kNan), QStringLiteral("—"));
    EXPECT_EQ(signedText(32, 0), QStringLiteral("+32"));
    EXPECT_EQ(signedText(0.001, 1), QStringLiteral("0.0"));
    EXPECT_EQ(withPlainMinus(QStringLiteral("−5")), QStringLiteral("-5"));
}

TEST(Format, SharesNeedTheirCount)
{
    EXPECT_EQ(shareText(0.812, 999), QStringLiteral("81 %"));
    EXPECT_EQ(shareText(0.812, 1000), QStringLiteral("81.2 %"));
    EXPECT_EQ(shareText(0.5, 0), QStringLiteral("—"));
}

TEST(Format, LearningRates)
{
    EXPECT_EQ(learningRateText(1e-5), QStringLiteral("1e-5"));
    EXPECT_EQ(learningRateText(static_cast<double>(1e-5F)), QStringLiteral("1e-5"));
    EXPECT_EQ(learningRateText(6e-6), QStringLiteral("6e-6"));
    EXPECT_EQ(learningRateText(2.5e-4), QStringLiteral("2.5e-4"));
    EXPECT_EQ(learningRateText(0), QStringLiteral("0"));
}

TEST(Format, Times)
{
    EXPECT_EQ(durationText(0), QStringLiteral("0 s"));
    EXPECT_EQ(durationText(0.02), QStringLiteral("under 0.1 s"));
    EXPECT_EQ(durationText(0.42), QStringLiteral("0.4 s"));
    EXPECT_EQ(durationText(9), QStringLiteral("9 s"));
    EXPECT_EQ(durationText(110), QStringLiteral("1 min 50 s"));
    EXPECT_EQ(durationText(7500), QStringLiteral("2 h 05 min"));
    EXPECT_EQ(durationText(-1), QStringLiteral("—"));
}

TEST(Format, Sizes)
{
    EXPECT_EQ(sizeText(66 * 1024), QStringLiteral("66 kB"));
    EXPECT_EQ(sizeText(7.9 * 1024 * 1024 * 1024), QStringLiteral("7.9 GB"));
    EXPECT_EQ(sizeText(7.0 * 1024 * 1024 * 1024), QStringLiteral("7.0 GB"));
    EXPECT_EQ(sizeText(64.0 * 1024 * 1024 * 1024), QStringLiteral("64 GB"));
}

TEST(Format, Days)
{
    const QDateTime now = QDateTime::currentDateTime();
    EXPECT_TRUE(dayText(now.toMSecsSinceEpoch()).startsWith(QStringLiteral("today, ")));
    EXPECT_EQ(dayText(now.addDays(-1).toMSecsSinceEpoch()), QStringLiteral("yesterday"));
    EXPECT_EQ(dayText(QDateTime(QDate(2001, 3, 12), QTime(1, 0)).toMSecsSinceEpoch()),
              QStringLiteral("12 March 2001"));
}

}  // namespace
