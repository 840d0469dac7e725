// SPDX-License-Identifier: Apache-2.0
#include "core/base/uid.h"

#include <gtest/gtest.h>

#include <set>

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

TEST(Uid, TheHashReadsEveryByte)
{
    // The uids of an import share their first half; a hash of that alone puts all into one bucket.
    Uid uid = Uid::random();
    std::set<size_t> seen;
    for (int i = 0; i < 256; ++i) {
        uid.bytes[15] = static_cast<std::uint8_t>(i);
        seen.insert(std::hash<Uid>{}(uid));
    }
    EXPECT_EQ(seen.size(), 256U);
    uid.bytes[0] = static_cast<std::uint8_t>(uid.bytes[0] + 1);
    EXPECT_FALSE(seen.contains(std::hash<Uid>{}(uid)));
}
