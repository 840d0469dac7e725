// SPDX-License-Identifier: Apache-2.0
#include "core/base/uid.h"

#include <gtest/gtest.h>

using namespace marginalia;

TEST(Uid, HexGoesBothWays)
{
    const Uid uid = Uid::random();
    EXPECT_FALSE(uid.isNull());
    EXPECT_EQ(Uid::fromHex(uid.hex()), uid);
    EXPECT_NE(Uid::random(), uid);
}

TEST(Uid, OnlyThirtyTwoHexDigitsAreAUid)
{
    EXPECT_FALSE(Uid::fromHex("").has_value());
    EXPECT_FALSE(Uid::fromHex(std::string(31, 'a')).has_value());
    EXPECT_FALSE(Uid::fromHex(std::string(31, 'a') + "g").has_value());
    EXPECT_EQ(Uid::fromHex(std::string(32, '0'))->isNull(), true);
}
