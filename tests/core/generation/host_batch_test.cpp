// SPDX-License-Identifier: Apache-2.0
// Several answers at once: none changes, delays or ends another.
#include "tests/core/generation/host_child.h"
#include "tests/core/model/golden_models.h"

#include <map>

using namespace marginalia;

TEST(Host, CancelsARunningAndAWaitingRequest)
{
    const golden::Scratch scratch;
    const std::string model = (scratch.path() / "a").string();
    writeTinyModel(model, 8, 1);
    HostChild host;
    host.send(hostHello());
    GenerateRequest request = shortAnswer(model);
    request.maxNewTokens = 4000;
    // Sixteen are written at a time, so the last one waits.
    constexpr int kLast = 17;
    for (std::int64_t id = 1; id <= kLast; ++id) {
        host.send(toJson(id, request));
    }
    while (host.next().value("event", "") != "token") {
    }
    // It ends at once, not when a place is free.
    host.send({{"id", 100}, {"op", "cancel"}, {"target", kLast}});
    while (true) {
        const Json event = host.next();
        ASSERT_FALSE(event.is_discarded());
        if (event["id"] == kLast && event["event"] == "done") {
            EXPECT_EQ(event["reason"], "cancelled");
            EXPECT_EQ(event["tokens"], 0);
            break;
        }
        ASSERT_FALSE(event["event"] == "done" && event["id"] < kLast) << event.dump();
    }
    for (std::int64_t id = 1; id < kLast; ++id) {
        host.send({{"id", 100 + id}, {"op", "cancel"}, {"target", id}});
    }
    std::map<int, Json> ends;
    while (ends.size() < 2 * kLast - 2) {
        const Json event = host.next();
        ASSERT_FALSE(event.is_discarded());
        ASSERT_NE(event["event"], "error") << event.dump();
        if (event["event"] == "done" && event["id"] != 100) {
            ends[event["id"].get<int>()] = event;
        }
    }
    for (int id = 1; id < kLast; ++id) {
        EXPECT_EQ(ends[id]["reason"], "cancelled");
        EXPECT_LT(ends[id]["tokens"], 4000);
        EXPECT_EQ(ends[100 + id]["found"], true);
    }
    host.send({{"id", 200}, {"op", "cancel"}, {"target", 1}});
    EXPECT_EQ(host.answer(200)["found"], false);
    EXPECT_EQ(host.finish(), 0);
}

TEST(Host, AnswersGrowSideBySideAndSayWhatTheySayAlone)
{
    const golden::Scratch scratch;
    const std::string models[] = {(scratch.path() / "a").string(), (scratch.path() / "b").string()};
    writeTinyModel(models[0], 8, 1);
    writeTinyModel(models[1], 8, 2);
    HostChild host;
    host.send(hostHello());
    std::map<int, std::string> alone;
    for (int i = 0; i < 2; ++i) {
        GenerateRequest request = shortAnswer(models[i]);
        request.maxNewTokens = 60;
        request.seed = 7;
        host.send(toJson(i + 1, request));
        alone[i] = host.answer(i + 1)["text"].get<std::string>();
    }
    for (int i = 0; i < 2; ++i) {
        GenerateRequest request = shortAnswer(models[i]);
        request.maxNewTokens = 60;
        request.seed = 7;
        host.send(toJson(i + 11, request));
    }
    std::string order;
    std::map<int, std::string> together;
    while (together.size() < 2) {
        const Json event = host.next();
        ASSERT_FALSE(event.is_discarded());
        const int id = event.value("id", 0);
        if (event["event"] == "token") {
            order += id == 11 ? 'a' : 'b';
        } else if (event["event"] == "done") {
            together[id - 11] = event["text"].get<std::string>();
        }
    }
    EXPECT_EQ(together, alone);
    EXPECT_NE(order.find("abab"), std::string::npos) << order;
    EXPECT_EQ(host.finish(), 0);
}

TEST(Host, CancellingOneOfManyLeavesTheOthersAsTheyAreAlone)
{
    const golden::Scratch scratch;
    const std::string model = (scratch.path() / "a").string();
    writeTinyModel(model, 2, 1);
    HostChild host;
    host.send(hostHello());
    const auto asked = [&](int seed) {
        GenerateRequest request = shortAnswer(model);
        request.maxNewTokens = 150;
        request.temperature = 1;
        request.seed = static_cast<std::uint64_t>(seed);
        return request;
    };
    std::map<int, std::string> alone;
    for (int seed = 1; seed <= 3; ++seed) {
        host.send(toJson(seed, asked(seed)));
        alone[seed] = host.answer(seed)["text"].get<std::string>();
    }
    for (int seed = 1; seed <= 3; ++seed) {
        host.send(toJson(10 + seed, asked(seed)));
    }
    GenerateRequest endless = asked(9);
    endless.maxNewTokens = 4000;
    host.send(toJson(19, endless));
    host.send({{"id", 30}, {"op", "cancel"}, {"target", 19}});
    std::map<int, std::string> together;
    bool cancelled = false;
    while (together.size() < 3 || !cancelled) {
        const Json event = host.next();
        ASSERT_FALSE(event.is_discarded());
        if (event["event"] != "done" || event["id"] == 30) {
            continue;
        }
        if (event["id"] == 19) {
            EXPECT_EQ(event["reason"], "cancelled");
            cancelled = true;
        } else {
            together[event["id"].get<int>() - 10] = event["text"].get<std::string>();
        }
    }
    EXPECT_EQ(together, alone);
    EXPECT_EQ(host.finish(), 0);
}

TEST(Host, TokensAreWholeCharacters)
{
    const golden::Scratch scratch;
    const std::string model = (scratch.path() / "a").string();
    writeTinyModel(model, 2, 1);
    HostChild host;
    host.send(hostHello());
    // Single bytes at a high temperature: most characters need several tokens, many never end.
    for (int id = 1; id <= 6; ++id) {
        GenerateRequest request = shortAnswer(model);
        request.maxNewTokens = 300;
        request.temperature = 3;
        request.seed = static_cast<std::uint64_t>(id);
        host.send(toJson(id, request));
    }
    std::map<int, std::string> shown;
    int ended = 0;
    while (ended < 6) {
        const Json event = host.next();
        // A line with half a character would not parse: JSON is UTF-8, checked by the reader.
        ASSERT_FALSE(event.is_discarded());
        const int id = event.value("id", 0);
        if (event["event"] == "token") {
            shown[id] += event["text"].get<std::string>();
        } else if (event["event"] == "done") {
            const std::string whole = event["text"].get<std::string>();
            ASSERT_EQ(whole.compare(0, shown[id].size(), shown[id]), 0) << id;
            EXPECT_FALSE(shown[id].empty());
            ++ended;
        }
    }
    EXPECT_EQ(host.finish(), 0);
}
