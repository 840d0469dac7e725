// SPDX-License-Identifier: Apache-2.0
#include "core/text/tokenizer.h"
#include "core/text/unicode.h"
#include "tests/core/golden_part.h"
#include "tests/core/text/golden.h"

#include <gtest/gtest.h>

using namespace marginalia;
using golden::Value;

namespace {

using Offsets = std::vector<std::pair<std::int64_t, std::int64_t>>;

/// `key`, or folded `key_rep`, or `fallback` when both are absent.
std::vector<int> idsOf(const Value& row, const std::string& key, const std::vector<int>& fallback)
{
    if (row.contains(key)) {
        return row[key].get<std::vector<int>>();
    }
    return row.contains(key + "_rep") ? golden::unfoldIds(row[key + "_rep"]) : fallback;
}

std::string textOf(const Value& row, const std::string& key, const std::string& fallback)
{
    if (row.contains(key)) {
        return row[key].get<std::string>();
    }
    return row.contains(key + "_rep") ? golden::unfoldText(row[key + "_rep"]) : fallback;
}

void expectCase(const Tokenizer& tokenizer, const Value& row, const std::string& what)
{
    const std::string text =
        row.contains("rep") ? golden::unfoldText(row["rep"]) : row["text"].get<std::string>();
    const std::vector<int> ids = idsOf(row, "ids", {});
    const std::vector<int> special = idsOf(row, "ids_special", ids);
    const std::string decoded = textOf(row, "decoded", "");
    const Encoding encoding = tokenizer.encode(text, false);
    EXPECT_EQ(encoding.ids, ids) << what;
    EXPECT_EQ(tokenizer.encode(text, true).ids, special) << what;
    EXPECT_EQ(encoding.ids.size(), encoding.offsets.size()) << what;
    if (row.contains("offsets")) {
        EXPECT_EQ(encoding.offsets, row["offsets"].get<Offsets>()) << what;
    }
    EXPECT_EQ(tokenizer.decode(ids, false), decoded) << what;
    EXPECT_EQ(tokenizer.decode(special, true), textOf(row, "decoded_skip", decoded)) << what;
}

/// Whether every character of `decoded` but U+FFFD is in `shown`, in the same order.
bool agreesButForMarks(const std::string& shown, const std::string& decoded)
{
    size_t at = 0;
    for (const char32_t wanted : unicode::decode(decoded)) {
        bool found = wanted == unicode::kReplacement;
        while (!found && at < shown.size()) {
            found = unicode::next(shown, at) == wanted;
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

void expectStream(const std::shared_ptr<const Tokenizer>& tokenizer, const Value& row,
                  const std::string& what)
{
    StreamDecoder stream(tokenizer, row["skip_special_tokens"].get<bool>());
    const auto ids = row["ids"].get<std::vector<int>>();
    std::string all;
    for (size_t i = 0; i < ids.size(); ++i) {
        const std::string shown = stream.push(ids[i]);
        // Where the reference refuses, it writes no more steps; ours goes on.
        const Value step = i < row["steps"].size() ? row["steps"][i] : Value::object();
        if (!step.is_object()) {
            EXPECT_EQ(shown, step.is_null() ? "" : step.get<std::string>())
                << what << " step " << i;
        }
        all += shown;
    }
    const auto decoded = row["decoded"].get<std::string>();
    // With byte fallback a byte that was shown may belong to a broken run; nothing shown is taken
    // back.
    if (row["complete"].get<bool>() || decoded.compare(0, all.size(), all) == 0) {
        EXPECT_EQ(all + stream.finish(), decoded) << what;
    } else {
        all += stream.finish();
        EXPECT_TRUE(agreesButForMarks(all, decoded)) << what << ": " << all << "\n" << decoded;
    }
}

}  // namespace

TEST(GoldenTokenizers, EveryFolderIsExactOrRefusedByName)
{
    const std::string root = golden::textFolder() + "/tokenizers";
    std::size_t exact = 0;
    for (const std::string& name : golden::folders(root)) {
        const auto tokenizer = Tokenizer::load(root + "/" + name);
        if (!tokenizer.ok()) {
            EXPECT_EQ(tokenizer.error().kind, ErrorKind::Unsupported) << name;
            EXPECT_NE(tokenizer.error().message().find("does not have"), std::string::npos)
                << tokenizer.error().message();
            EXPECT_FALSE(golden::required("text/tokenizers/" + name))
                << name << ": " << tokenizer.error().message();
            continue;
        }
        ++exact;
        for (const Value& row : golden::lines(root + "/" + name + "/cases.jsonl")) {
            expectCase(**tokenizer, row, name + " " + row["name"].get<std::string>());
        }
        int number = 0;
        for (const Value& row : golden::lines(root + "/" + name + "/stream.jsonl")) {
            expectStream(*tokenizer, row, name + " stream " + std::to_string(++number));
        }
    }
    golden::ran(exact, "tokenizers");
}

TEST(GoldenTokenizers, LoadCases)
{
    const std::string path = golden::textFolder() + "/tokenizers/load_cases.jsonl";
    if (!golden::exists(path)) {
        MARGINALIA_PART_MISSING("load cases");
    }
    for (const Value& row : golden::lines(path)) {
        const std::string name = row["name"].get<std::string>();
        const auto tokenizer = Tokenizer::fromJson(row["json"].dump());
        if (!row["loads"].get<bool>()) {
            EXPECT_FALSE(tokenizer.ok()) << name;
            continue;
        }
        if (!tokenizer.ok()) {
            // Parts we do not have, or ids that the file declares differently from what the library
            // gives.
            const bool otherIds = tokenizer.error().where == "added_tokens";
            EXPECT_TRUE(tokenizer.error().kind == ErrorKind::Unsupported || otherIds)
                << name << ": " << tokenizer.error().message();
            continue;
        }
        for (const Value& pair : row["encode"]) {
            const auto text = pair[0].get<std::string>();
            EXPECT_EQ((*tokenizer)->encode(text, false).ids, pair[1].get<std::vector<int>>())
                << name << ": " << text;
        }
        for (const auto& [token, id] : row["added"].items()) {
            EXPECT_EQ((*tokenizer)->idOf(token), id.get<int>()) << name << ": " << token;
        }
    }
}
