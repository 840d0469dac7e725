// SPDX-License-Identifier: Apache-2.0
#include "core/base/words.h"

#include <gtest/gtest.h>

namespace marginalia {

TEST(NumberOfWords, CountsWhatPythonSplits)
{
    EXPECT_EQ(numberOfWords(""), 0);
    EXPECT_EQ(numberOfWords("  one\ttwo\n\xE3\x80\x80three "), 3);
    EXPECT_EQ(numberOfWords("don't stop-now"), 2);
}

}  // namespace marginalia
