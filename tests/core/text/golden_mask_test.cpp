// SPDX-License-Identifier: Apache-2.0
#include "core/text/chat_template.h"
#include "tests/core/golden_part.h"
#include "tests/core/text/golden.h"

#include <gtest/gtest.h>

#include <map>

using namespace marginalia;
using golden::Value;

namespace {

/// Tokenizer and template of a row; the tokenizer with the row's special tokens as its
/// configuration.
class Models {
public:
    /// Null when the tokenizer is one of those that are refused by name.
    std::shared_ptr<const Tokenizer> tokenizer(const Value& row)
    {
        const auto name = row["tokenizer"].get<std::string>();
        if (m_tokenizers.count(name) == 0) {
            const std::string file =
                golden::textFolder() + "/tokenizers/" + name + "/tokenizer.json";
            const auto made =
                Tokenizer::fromJson(golden::bytes(file), row["special_tokens"].dump());
            if (!made.ok()) {
                EXPECT_EQ(made.error().kind, ErrorKind::Unsupported) << made.error().message();
                EXPECT_FALSE(golden::required("text/tokenizers/" + name));
            }
            m_tokenizers[name] = made.ok() ? *made : nullptr;
        }
        return m_tokenizers[name];
    }
    std::shared_ptr<const ChatTemplate> chatTemplate(const Value& row)
    {
        const auto name = row["template"].get<std::string>();
        if (m_templates.count(name) == 0) {
            const auto made = ChatTemplate::parse(
                golden::bytes(golden::textFolder() + "/templates/" + name + ".jinja"));
            EXPECT_TRUE(made.ok()) << name;
            m_templates[name] = made.ok() ? *made : nullptr;
        }
        return m_templates[name];
    }

private:
    std::map<std::string, std::shared_ptr<const Tokenizer>> m_tokenizers;
    std::map<std::string, std::shared_ptr<const ChatTemplate>> m_templates;
};

Messages messagesOf(const Value& json)
{
    Messages out;
    for (const Value& item : json) {
        Message message;
        message.role = item["role"].get<std::string>();
        message.content = item["content"].get<std::string>();
        out.push_back(message);
    }
    return out;
}

std::vector<bool> maskOf(const Value& json)
{
    std::vector<bool> out;
    for (const Value& bit : json) {
        out.push_back(bit.get<int>() != 0);
    }
    return out;
}

std::string whatOf(const Value& row)
{
    return row["tokenizer"].get<std::string>() + " " + row["template"].dump() + " " +
           row["name"].get<std::string>();
}

RenderOptions frozen()
{
    RenderOptions options;
    options.nowIso = "2024-07-26T14:05:09";
    return options;
}

}  // namespace

TEST(GoldenMasks, EveryConversationIsTrainedWhereTheReferenceSays)
{
    const std::string path = golden::textFolder() + "/masks/cases.json";
    if (!golden::exists(path)) {
        MARGINALIA_PART_MISSING("masks");
    }
    Models models;
    std::size_t compared = 0;
    for (const Value& row : golden::json(path)) {
        const auto tokenizer = models.tokenizer(row);
        if (tokenizer == nullptr) {
            continue;
        }
        const auto got = tokenizeConversation(*tokenizer, *models.chatTemplate(row),
                                              messagesOf(row["messages"]), frozen());
        if (row.contains("error")) {
            EXPECT_FALSE(got.ok()) << whatOf(row);
            continue;
        }
        const char* mask = row.contains("generation_mask") ? "generation_mask" : "mask";
        if (!row.contains(mask)) {
            continue;
        }
        ASSERT_TRUE(got.ok()) << whatOf(row) << ": " << got.error().message();
        EXPECT_EQ(got->text, row["text"].get<std::string>()) << whatOf(row);
        EXPECT_EQ(got->encoding.ids, row["ids"].get<std::vector<int>>()) << whatOf(row);
        EXPECT_EQ(got->trained, maskOf(row[mask])) << whatOf(row) << "\n" << got->text;
        if (!row.contains("generation_mask")) {
            const size_t straddling =
                row.contains("straddling_tokens") ? row["straddling_tokens"].size() : 0;
            EXPECT_EQ(got->straddling, static_cast<std::int64_t>(straddling)) << whatOf(row);
        }
        ++compared;
    }
    golden::ran(compared, "conversations with masks");
}

TEST(GoldenMasks, PreferenceRowsGiveTheReferencesTokens)
{
    const std::string path = golden::textFolder() + "/masks/pairs.json";
    if (!golden::exists(path)) {
        MARGINALIA_PART_MISSING("pairs");
    }
    Models models;
    std::size_t compared = 0;
    for (const Value& row : golden::json(path)) {
        const auto tokenizer = models.tokenizer(row);
        const Value& data = row["row"];
        if (tokenizer == nullptr || !data.contains("prompt") ||
            !row["trl"].contains("prompt_ids")) {
            continue;
        }
        const bool plain = row["template"].is_null();
        const auto turns = [&](const char* key) {
            const char* role = std::string(key) == "prompt" ? "user" : "assistant";
            return plain ? Messages{Message{role, data[key].get<std::string>(), {}, {}, {}, {}}}
                         : messagesOf(data[key]);
        };
        for (const std::string side : {"chosen", "rejected"}) {
            const auto got =
                tokenizeRow(*tokenizer, plain ? nullptr : models.chatTemplate(row).get(),
                            plain ? TextMode::Plain : TextMode::Chat, turns("prompt"),
                            turns(side.c_str()), frozen());
            ASSERT_TRUE(got.ok()) << whatOf(row) << ": " << got.error().message();
            auto ids = row["trl"]["prompt_ids"].get<std::vector<int>>();
            const auto more = row["trl"][side + "_ids"].get<std::vector<int>>();
            ids.insert(ids.end(), more.begin(), more.end());
            EXPECT_EQ(got->ids, ids) << whatOf(row) << " " << side;
            if (row.contains("span_mask_" + side)) {
                EXPECT_EQ(got->trained, maskOf(row["span_mask_" + side]))
                    << whatOf(row) << " " << side;
            }
            ++compared;
        }
    }
    golden::ran(compared, "sides of preference rows");
}
