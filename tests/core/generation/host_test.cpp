// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/host_protocol.h"
#include "tests/core/generation/tiny_model.h"
#include "tests/core/model/golden_models.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <map>
#include <sys/wait.h>
#include <unistd.h>

using namespace marginalia;

namespace {

/// `marginalia-cli host` as a child, driven through its pipes as the window drives it.
class HostChild {
public:
    HostChild()
    {
        int toChild[2];
        int fromChild[2];
        EXPECT_EQ(::pipe(toChild) + ::pipe(fromChild), 0);
        m_pid = ::fork();
        if (m_pid == 0) {
            ::dup2(toChild[0], 0);
            ::dup2(fromChild[1], 1);
            for (const int handle : {toChild[0], toChild[1], fromChild[0], fromChild[1]}) {
                ::close(handle);
            }
            ::execl(MARGINALIA_BIN_DIR "/marginalia-cli", "marginalia-cli", "host", nullptr);
            ::_exit(127);
        }
        ::close(toChild[0]);
        ::close(fromChild[1]);
        m_in = ::fdopen(toChild[1], "w");
        m_out = ::fdopen(fromChild[0], "r");
    }
    ~HostChild()
    {
        if (m_pid > 0) {
            ::kill(m_pid, SIGKILL);
            ::waitpid(m_pid, nullptr, 0);
        }
        if (m_in != nullptr) {
            std::fclose(m_in);
        }
        std::fclose(m_out);
    }
    HostChild(const HostChild&) = delete;
    HostChild& operator=(const HostChild&) = delete;

    void sendLine(const std::string& line)
    {
        std::fputs((line + "\n").c_str(), m_in);
        std::fflush(m_in);
    }
    void send(const Json& json) { sendLine(json.dump()); }

    Json next()
    {
        std::string line;
        int c = 0;
        while ((c = std::getc(m_out)) != EOF && c != '\n') {
            line += static_cast<char>(c);
        }
        return Json::parse(line, nullptr, false);
    }

    /// Events up to the answer that ends a request.
    std::vector<Json> until(const Json& id)
    {
        std::vector<Json> events;
        while (true) {
            const Json event = next();
            if (event.is_discarded()) {
                ADD_FAILURE() << "the host ended";
                return {{{"event", "none"}}};
            }
            if (event.value("id", Json()) != id) {
                continue;
            }
            events.push_back(event);
            if (event["event"] == "done" || event["event"] == "error") {
                return events;
            }
        }
    }
    Json answer(const Json& id) { return until(id).back(); }

    int finish()
    {
        std::fclose(m_in);
        m_in = nullptr;
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        m_pid = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

private:
    pid_t m_pid = -1;
    std::FILE* m_in = nullptr;
    std::FILE* m_out = nullptr;
};

Message message(const char* role, const std::string& content)
{
    Message out;
    out.role = role;
    out.content = content;
    return out;
}

GenerateRequest shortAnswer(const std::string& model)
{
    GenerateRequest request;
    request.model = model;
    request.messages = {message("user", "What is 2 + 2?")};
    request.maxNewTokens = 12;
    return request;
}

}  // namespace

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
