// SPDX-License-Identifier: Apache-2.0
#include "tests/core/generation/host_child.h"
#include "tests/core/model/golden_models.h"

using namespace marginalia;

TEST(HostProtocol, RequestsComeBackAsTheyWere)
{
    GenerateRequest request = shortAnswer("/models/a");
    request.base = "/models/b";
    request.stop = std::vector<std::string>{"\n\n"};
    request.minP = 0.05;
    request.stopTokens = std::vector<TokenId>{3, 4};
    request.seed = 1ULL << 63U;
    std::string problem;
    const auto back = generateRequestFromJson(toJson(4, request), &problem);
    ASSERT_TRUE(back.has_value()) << problem;
    EXPECT_EQ(back->messages, request.messages);
    EXPECT_EQ(back->stop, request.stop);
    EXPECT_EQ(back->minP, request.minP);
    EXPECT_EQ(back->stopTokens, request.stopTokens);
    EXPECT_FALSE(back->topP.has_value()) << "what is not set is the model's choice";
    EXPECT_EQ(back->seed, request.seed);
    EXPECT_EQ(back->base, request.base);
    Json bad = toJson(4, request);
    bad["top_p"] = 2;
    EXPECT_FALSE(generateRequestFromJson(bad, &problem).has_value());
    EXPECT_NE(problem.find("top_p"), std::string::npos);
    bad = toJson(4, request);
    bad["repetition_penaltie"] = 1.1;
    EXPECT_FALSE(generateRequestFromJson(bad, &problem).has_value());
    EXPECT_NE(problem.find("repetition_penaltie"), std::string::npos);
    ScoreRequest score;
    score.model = "m";
    score.prompt = request.messages;
    score.completion = {message("assistant", "4")};
    EXPECT_EQ(scoreRequestFromJson(toJson(5, score), &problem)->completion, score.completion);
}

TEST(Host, LoadsWritesScoresAndUnloads)
{
    const golden::Scratch scratch;
    const std::string model = (scratch.path() / "a").string();
    const std::string base = (scratch.path() / "b").string();
    writeTinyModel(model, 2, 1);
    writeTinyModel(base, 2, 2);
    HostChild host;
    EXPECT_EQ(host.next(), hostHello());
    host.send(hostHello());
    host.send({{"id", 1}, {"op", "load"}, {"model", model}});
    const Json loaded = host.answer(1);
    ASSERT_EQ(loaded["event"], "done") << loaded.dump();
    EXPECT_EQ(loaded["context"], 4096);
    EXPECT_EQ(loaded["vocabulary"], 258);

    GenerateRequest request = shortAnswer(model);
    request.base = base;
    host.send(toJson(2, request));
    const std::vector<Json> events = host.until(2);
    ASSERT_EQ(events.back()["event"], "done") << events.back().dump();
    EXPECT_EQ(events.back()["tokens"], events.size() - 1);
    EXPECT_GT(events.size(), 1U);
    std::int64_t seq = -1;
    for (const Json& event : events) {
        EXPECT_GT(event["seq"].get<std::int64_t>(), seq);
        seq = event["seq"].get<std::int64_t>();
        if (event["event"] == "token") {
            EXPECT_LT(event["token"], 258);
            EXPECT_LE(event["logp"].get<double>(), 0);
            EXPECT_LE(event["base_logp"].get<double>(), 0);
        }
    }
    host.send(toJson(3, request));
    EXPECT_EQ(host.answer(3)["text"], events.back()["text"])
        << "the same seed gives the same answer";

    ScoreRequest score;
    score.model = model;
    score.base = model;
    score.prompt = request.messages;
    score.completion = {message("assistant", "It is 4.")};
    host.send(toJson(4, score));
    const Json scored = host.answer(4);
    ASSERT_EQ(scored["event"], "done") << scored.dump();
    std::string text;
    double sum = 0;
    for (const Json& token : scored["tokens"]) {
        EXPECT_EQ(token["trained"].get<bool>(), token["why"].get<std::string>().empty());
        if (token["trained"].get<bool>()) {
            text += token["text"].get<std::string>();
            sum += token["logp"].get<double>();
        }
    }
    EXPECT_EQ(text, "It is 4.<|end|>");
    EXPECT_EQ(scored["tokens"][0]["why"], "first");
    EXPECT_NEAR(scored["sum"].get<double>(), sum, 1e-6);
    EXPECT_EQ(scored["sum"], scored["base_sum"]);

    host.send({{"id", 5}, {"op", "status"}});
    EXPECT_EQ(host.answer(5)["models"].size(), 2U);
    host.send({{"id", 6}, {"op", "unload"}, {"model", base}});
    EXPECT_EQ(host.answer(6)["event"], "done");
    host.send({{"id", 7}, {"op", "status"}});
    EXPECT_EQ(host.answer(7)["models"].size(), 1U);
    EXPECT_EQ(host.finish(), 0);
}

TEST(Host, TheStarterAnswersAndIsItsOwnBase)
{
    const std::string starter = MARGINALIA_SOURCE_DIR "/resources/starter";
    ASSERT_TRUE(golden::fs::exists(starter + "/model.safetensors"));
    HostChild host;
    host.send(hostHello());
    GenerateRequest request = shortAnswer(starter);
    request.base = starter;
    request.temperature = 0;
    request.maxNewTokens = 100;
    host.send(toJson(1, request));
    const std::vector<Json> events = host.until(1);
    ASSERT_EQ(events.back()["event"], "done") << events.back().dump();
    EXPECT_EQ(events.back()["reason"], "stop") << "a trained model ends its turn";
    EXPECT_FALSE(events.back()["text"].get<std::string>().empty());
    for (const Json& event : events) {
        if (event["event"] == "token") {
            EXPECT_NEAR(event["logp"].get<double>(), event["base_logp"].get<double>(), 1e-4);
        }
    }
    EXPECT_EQ(host.finish(), 0);
}

TEST(Host, BadLinesAreAnsweredAndDoNoHarm)
{
    HostChild host;
    host.next();
    host.send(hostHello());
    const auto errorFor = [&](const std::string& line) {
        host.sendLine(line);
        const Json event = host.next();
        EXPECT_EQ(event["event"], "error") << line.substr(0, 80);
        return event.value("kind", "");
    };
    EXPECT_EQ(errorFor("not json"), "parse");
    EXPECT_EQ(errorFor("[1, 2]"), "parse");
    EXPECT_EQ(errorFor(R"({"op":"load"})"), "invalid");
    EXPECT_EQ(errorFor(R"({"id":1,"op":"dance"})"), "invalid");
    EXPECT_EQ(errorFor(R"({"id":2,"op":"generate","model":"x"})"), "invalid");
    EXPECT_EQ(errorFor(R"({"id":3,"op":"load","model":"/nowhere"})"), "not_found");
    EXPECT_EQ(errorFor(R"({"id":4,"op":"cancel"})"), "invalid");
    EXPECT_EQ(errorFor(R"({"id":5,"op":"unload","model":"x"})"), "not_found");
    EXPECT_EQ(errorFor("{\"id\":6,\"op\":\"" + std::string(kHostLineLimit + 10, 'x') + "\"}"),
              "invalid");
    host.send({{"id", 9}, {"op", "status"}});
    EXPECT_EQ(host.answer(9)["busy"], false);
    EXPECT_EQ(host.finish(), 0);
}

TEST(Host, ClosingTheInputEndsARunningAnswer)
{
    const golden::Scratch scratch;
    const std::string model = (scratch.path() / "a").string();
    writeTinyModel(model, 8, 1);
    HostChild host;
    GenerateRequest request = shortAnswer(model);
    request.maxNewTokens = 4000;
    host.send(toJson(1, request));
    while (host.next().value("event", "") != "token") {
    }
    EXPECT_EQ(host.finish(), 0);
}
