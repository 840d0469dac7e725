// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/knobs.h"

#include "core/base/file.h"
#include "core/jobs/run_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <unistd.h>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

RunSpec knobSpec(const std::string& objective)
{
    RunSpec spec = defaultRunSpec(objective);
    spec.model = "/somewhere";
    return spec;
}

std::map<std::string, Knob> knobMap(const RunSpec& spec, std::int64_t total = 100)
{
    std::map<std::string, Knob> out;
    for (const Knob& knob : knobsOf(spec, total)) {
        EXPECT_TRUE(out.emplace(knob.key, knob).second) << knob.key << " stands twice";
        EXPECT_FALSE(knob.label.empty()) << knob.key;
        EXPECT_LE(knob.low, knob.high) << knob.key;
    }
    return out;
}

/// Every line of metrics.jsonl as the worker writes changes.
Json setLine(std::int64_t step, const std::string& id, const std::string& key, double before,
             double after)
{
    return {
        {"event", "control"},
        {"step", step},
        {"detail", {{"id", id}, {"kind", "set"}, {"key", key}, {"old", before}, {"new", after}}}};
}

class KnobFolder : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-knobs-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        const auto folder = createRunFolder(m_top, knobSpec("dpo"));
        ASSERT_TRUE(folder.ok()) << folder.error().message();
        m_folder = *folder;
    }
    void TearDown() override { fs::remove_all(m_top); }
    void write(const std::vector<Json>& lines)
    {
        std::ofstream out(m_folder + "/metrics.jsonl");
        for (const Json& line : lines) {
            out << line.dump() << '\n';
        }
    }

    std::string m_top;
    std::string m_folder;
};

}  // namespace

TEST(Knobs, ThoseOfTheObjectiveItsTermsAndTheMethod)
{
    RunSpec spec = knobSpec("dpo");
    spec.terms = {{"dpo", 1}, {"sft", 0.25}};
    const auto plain = knobMap(spec, 773);
    EXPECT_EQ(plain.at("learning_rate").value, spec.learning_rate);
    EXPECT_EQ(plain.at("beta").value, 0.1);
    EXPECT_EQ(plain.at("beta").high, 10);
    EXPECT_EQ(plain.at("terms.sft").value, 0.25);
    EXPECT_EQ(plain.at("max_steps").value, 773);
    EXPECT_TRUE(plain.at("checkpoint_every").whole);
    EXPECT_FALSE(plain.contains("lora_dropout"));
    spec.method = "lora";
    EXPECT_TRUE(knobMap(spec).contains("lora_dropout"));
    // What decides which answers are written is no knob; a loss of the same name's is.
    const auto online = knobMap(knobSpec("grpo"));
    EXPECT_FALSE(online.contains("num_generations"));
    EXPECT_FALSE(online.contains("sampling_temperature"));
    EXPECT_TRUE(online.contains("epsilon"));
    EXPECT_FALSE(knobMap(knobSpec("gkd")).contains("lambda"));
    EXPECT_TRUE(knobMap(knobSpec("dpop")).contains("lambda"));
    // Weights that every step makes anew cannot be set.
    spec.modifiers = {{"loss_balancing", {}, {{"mode", "proportional"}}}};
    EXPECT_FALSE(knobMap(spec).contains("terms.sft"));
}

TEST(Knobs, AValueIsCheckedAsARecipeIs)
{
    const RunSpec spec = knobSpec("dpo");
    const auto rate = withKnob(spec, "learning_rate", 3e-6);
    ASSERT_TRUE(rate.ok()) << rate.error().message();
    EXPECT_EQ(rate->learning_rate, 3e-6);
    const auto beta = withKnob(spec, "parameters.beta", 0.5);
    ASSERT_TRUE(beta.ok());
    EXPECT_EQ(beta->parameters.at("beta"), 0.5);
    const auto refused = [&](const char* key, const Json& value) {
        const auto result = withKnob(spec, key, value);
        EXPECT_FALSE(result.ok()) << key << " " << value.dump();
        return result.ok() ? std::string() : result.error().message();
    };
    EXPECT_NE(refused("learning_rate", 2).find("between 0 and 1"), std::string::npos);
    EXPECT_NE(refused("beta", 99).find("between 0.001 and 10"), std::string::npos);
    EXPECT_NE(refused("learning_rate", "fast").find("takes a number"), std::string::npos);
    EXPECT_NE(refused("checkpoint_every", 2.5).find("whole number"), std::string::npos);
    const std::string unknown = refused("batch_size", 4);
    EXPECT_NE(unknown.find("these can: learning_rate, beta"), std::string::npos) << unknown;
    EXPECT_NE(unknown.find("Fork"), std::string::npos);
    // The weight of a term that is not there would be another objective.
    refused("terms.sft", 1);
    // Whether the start model stands beside the run was decided by it.
    EXPECT_FALSE(withKnob(knobSpec("grpo"), "beta", 0.1).ok());
    RunSpec kept = knobSpec("grpo");
    kept.parameters["beta"] = 0.2;
    EXPECT_TRUE(withKnob(kept, "beta", 0.1).ok());
}

TEST_F(KnobFolder, RequestsStandInOneGo)
{
    const auto ids = requestKnobs(m_folder, {{"learning_rate", 1e-5}, {"beta", 0.3}});
    ASSERT_TRUE(ids.ok());
    ASSERT_EQ(ids->size(), 2U);
    auto writer = RunWriter::open(m_folder);
    ASSERT_TRUE(writer.ok());
    const auto controls = (*writer)->controls();
    ASSERT_TRUE(controls.ok());
    ASSERT_EQ(controls->size(), 2U);
    EXPECT_EQ((*controls)[0].id, (*ids)[0]);
    EXPECT_EQ((*controls)[1].kind, "set");
    EXPECT_EQ((*controls)[1].detail["key"], "beta");
    EXPECT_EQ((*controls)[1].detail["value"], 0.3);
}

TEST_F(KnobFolder, TheHistoryKnowsWhichChangesStillCount)
{
    Json refused = setLine(4, "r", "beta", 0.1, 99);
    refused["detail"]["refused"] = "too large";
    Json again = setLine(5, "a", "learning_rate", 1e-6, 1e-5);
    again["detail"]["again"] = true;
    write({setLine(5, "a", "learning_rate", 1e-6, 1e-5), refused, setLine(6, "b", "beta", 0.1, 0.2),
           setLine(8, "c", "learning_rate", 1e-5, 2e-5),
           // Resumed from step 3; the change of step 5 came again, then the worker was killed.
           again,
           // Resumed from step 3 once more; a person changed beta earlier this time.
           setLine(4, "d", "beta", 0.1, 0.4)});
    const std::vector<KnobEvent> history = knobHistory(m_folder);
    std::vector<std::string> ids;
    for (const KnobEvent& event : history) {
        ids.push_back(event.id);
    }
    EXPECT_EQ(ids, (std::vector<std::string>{"d", "a", "c"}));
    const auto spec = specInForce(m_folder);
    ASSERT_TRUE(spec.ok());
    EXPECT_EQ(spec->learning_rate, 2e-5);
    EXPECT_EQ(spec->parameters.at("beta"), 0.4);
}

TEST_F(KnobFolder, AChangeOfTheEndKeepsTheWarmUp)
{
    Json line = setLine(5, "a", "max_steps", 100, 40);
    line["detail"]["warmup_steps"] = 10;
    write({line});
    const auto spec = specInForce(m_folder);
    ASSERT_TRUE(spec.ok());
    EXPECT_EQ(spec->max_steps, 40);
    EXPECT_EQ(spec->warmup_steps, 10);
}
