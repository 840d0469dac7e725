// SPDX-License-Identifier: Apache-2.0
#include "core/text/normalizer.h"
#include "core/text/pre_tokenizer.h"
#include "core/text/token_decoder.h"
#include "core/text/unicode.h"
#include "tests/core/golden_part.h"
#include "tests/core/text/golden.h"

#include <gtest/gtest.h>

using namespace marginalia;
using golden::Value;

namespace {

nlohmann::json componentOf(const Value& row)
{
    return nlohmann::json::parse(row["component"].dump());
}

void expectPieces(const PreTokenizer& component, const Value& one, const std::string& what)
{
    const auto text = one[0].get<std::string>();
    PreTokenizer::Work work;
    component.run(AlignedText(text, 0, text.size()), true, work);
    Value got = Value::array();
    for (const Word& word : work.words) {
        const ByteRange bytes = word.text->original(text, word.begin, word.end);
        const auto place = [&](size_t at) { return unicode::count(text.substr(0, at)); };
        got.push_back({word.text->text().substr(word.begin, word.end - word.begin),
                       Value::array({place(bytes.begin), place(bytes.end)})});
    }
    EXPECT_EQ(got, one[1]) << what << " on " << one[0];
}

/// Number of cases compared; 0 when the kind is another one.
size_t expectComponent(const Value& row)
{
    const std::string what = row["component"].dump().substr(0, 200);
    const auto kind = row["kind"].get<std::string>();
    if (kind == "pre_tokenizer") {
        const auto component = PreTokenizer::fromJson(componentOf(row));
        EXPECT_TRUE(component.ok()) << what << ": " << component.error().message();
        for (const Value& one : row["cases"]) {
            expectPieces(*component, one, what);
        }
    } else if (kind == "normalizer") {
        const auto component = Normalizer::fromJson(componentOf(row));
        EXPECT_TRUE(component.ok()) << what << ": " << component.error().message();
        for (const Value& one : row["cases"]) {
            EXPECT_EQ(component->apply(one[0].get<std::string>()), one[1].get<std::string>())
                << what << " on " << one[0];
        }
    } else if (kind == "decoder") {
        const auto component = TokenDecoder::fromJson(componentOf(row));
        EXPECT_TRUE(component.ok()) << what << ": " << component.error().message();
        for (const Value& one : row["cases"]) {
            const std::string got = component->decode(one[0].get<std::vector<std::string>>());
            EXPECT_TRUE(one[1].is_object() || got == one[1].get<std::string>())
                << what << " on " << one[0] << " gives " << got;
        }
    } else {
        return 0;
    }
    return row["cases"].size();
}

}  // namespace

TEST(GoldenComponents, EveryComponentAloneDoesWhatTheReferenceDoes)
{
    const std::string path = golden::textFolder() + "/tokenizers/components.jsonl";
    if (!golden::exists(path)) {
        MARGINALIA_PART_MISSING("components");
    }
    std::size_t compared = 0;
    for (const Value& row : golden::lines(path)) {
        compared += expectComponent(row);
    }
    golden::ran(compared, "texts through single components");
}
