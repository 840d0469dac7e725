// SPDX-License-Identifier: Apache-2.0
// Adapters in the host: models like others, on one copy of their base.
#include "core/model/adapter_files.h"
#include "tests/core/generation/host_child.h"
#include "tests/core/model/golden_models.h"

#include <c10/core/GradMode.h>

#include <map>

using namespace marginalia;

namespace {

/// A PEFT folder beside its base, every B set to one number.
void writeAdapterOf(const std::string& base, const std::string& folder, double number,
                    const std::string& named)
{
    const auto decoder = Decoder::load(base, at::kFloat, at::kCPU).take();
    AdapterConfig config;
    config.allLinear = true;
    config.rank = 2;
    config.base = named;
    const auto adapter = Adapter::fresh(*decoder, config, 3).take();
    const c10::NoGradGuard noGrad;
    for (const auto& part : adapter->parts()) {
        part->lora.b.fill_(number);
    }
    ASSERT_TRUE(writeAdapterFiles(folder, *decoder, *adapter).ok());
}

}  // namespace

TEST(HostAdapters, SeveralStandOnOneBaseInMemory)
{
    const golden::Scratch scratch;
    const std::string top = scratch.path().string();
    writeTinyModel(top + "/base", 2, 1);
    writeAdapterOf(top + "/base", top + "/first", 0.05, top + "/base");
    writeAdapterOf(top + "/base", top + "/second", -0.05, "../base");
    HostChild host;
    host.send(hostHello());
    std::map<std::string, Json> firsts;  // first tokens: random weights repeat one text
    std::int64_t id = 0;
    for (const char* const name : {"/first", "/second", "/base"}) {
        GenerateRequest request = shortAnswer(top + name);
        request.base = top + "/base";
        request.temperature = 0;
        host.send(toJson(++id, request));
        const std::vector<Json> events = host.until(id);
        ASSERT_EQ(events.back()["event"], "done") << events.back().dump();
        firsts[name] = events.front();
    }
    const auto logp = [&](const char* name) { return firsts[name]["logp"].get<double>(); };
    EXPECT_NE(logp("/first"), logp("/second"));
    EXPECT_NE(logp("/first"), logp("/base"));
    EXPECT_EQ(firsts["/base"]["base_logp"].get<double>(), logp("/base"));
    host.send({{"id", 10}, {"op", "status"}});
    const Json status = host.answer(10);
    std::map<std::string, std::int64_t> bytes;
    for (const Json& model : status["models"]) {
        bytes[model["model"].get<std::string>()] = model["bytes"].get<std::int64_t>();
    }
    ASSERT_EQ(bytes.size(), 3U) << status.dump();
    EXPECT_LT(bytes[top + "/first"] + bytes[top + "/second"], bytes[top + "/base"]);
    // The base goes, those that stand on it stay.
    host.send({{"id", 11}, {"op", "unload"}, {"model", top + "/base"}});
    host.answer(11);
    GenerateRequest again = shortAnswer(top + "/first");
    again.temperature = 0;
    host.send(toJson(12, again));
    EXPECT_EQ(host.until(12).front()["logp"].get<double>(), logp("/first"));
    host.send({{"id", 13}, {"op", "status"}});
    std::int64_t total = 0;
    const Json rest = host.answer(13);
    for (const Json& model : rest["models"]) {
        total += model["bytes"].get<std::int64_t>();
    }
    EXPECT_GT(total, bytes[top + "/base"]);
    EXPECT_LT(total, 2 * bytes[top + "/base"]);
    EXPECT_EQ(host.finish(), 0);
}

TEST(HostAdapters, AMissingBaseIsNamed)
{
    const golden::Scratch scratch;
    const std::string top = scratch.path().string();
    writeTinyModel(top + "/base", 2, 1);
    writeAdapterOf(top + "/base", top + "/lost", 0.05, "nobody/no-such-model");
    HostChild host;
    host.send(hostHello());
    host.send({{"id", 1}, {"op", "load"}, {"model", top + "/lost"}});
    const Json error = host.answer(1);
    EXPECT_EQ(error["event"], "error");
    EXPECT_NE(error.dump().find("nobody/no-such-model"), std::string::npos) << error.dump();
    EXPECT_EQ(host.finish(), 0);
}
