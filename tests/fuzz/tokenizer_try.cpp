// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/tokenizer_try.h"

#include "core/text/unicode.h"
#include "tests/fuzz/fuzz_target.h"

namespace marginalia::fuzz {

namespace {

constexpr const char* kTexts[] = {
    "A text with 12 words, isn't it?\n",
    "\xC3\x9C"
    "berm\xC3\xA4\xC3\x9Fig 12345,67 \xE2\x82\xAC  \t\r\n\r\n x",
    "\xE4\xBB\x8A\xE6\x97\xA5\xE3\x81\xAF\xE2\x80\x8D\xF0\x9F\x98\x80\xF0\x9F\x87\xA9\xF0\x9F\x87"
    "\xAA "
    "e\xCC\x81",
    "<s></s>[CLS] <|im_start|>user\n<0x41><unk>",
    "\xFF\xC3 broken \xED\xA0\x80",
};

}  // namespace

void tryTokenizer(const std::shared_ptr<const Tokenizer>& tokenizer)
{
    for (const char* text : kTexts) {
        const Encoding encoding = tokenizer->encode(text, text != kTexts[0]);
        require(encoding.ids.size() == encoding.offsets.size(), "every id has its place");
        // What is not UTF-8 is repaired first, and places are those of that.
        const std::int64_t length = unicode::count(unicode::lossy(text));
        for (const auto& [begin, end] : encoding.offsets) {
            require(begin >= 0 && end >= begin && end <= length, "places lie in the text");
        }
        for (const bool skip : {false, true}) {
            require(unicode::valid(tokenizer->decode(encoding.ids, skip)), "texts are UTF-8");
        }
        StreamDecoder stream(tokenizer, true);
        for (const TokenId id : encoding.ids) {
            require(unicode::valid(stream.push(id)), "streamed texts are UTF-8");
        }
        require(unicode::valid(stream.finish()), "streamed texts are UTF-8");
    }
    for (const TokenId id : {-1, 0, 1, 2, 300, 1'000'000, INT32_MAX}) {
        tokenizer->tokenText(id);
        tokenizer->tokenBytes(id);
        require(unicode::valid(tokenizer->decode({id, id}, false)), "texts of any id are UTF-8");
    }
}

}  // namespace marginalia::fuzz
