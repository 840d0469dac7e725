// SPDX-License-Identifier: Apache-2.0
// Runs with modifiers that carry something from step to step: one that goes on from a checkpoint
// ends with the same bytes as one that was never interrupted.
#include "core/base/sha256.h"
#include "core/train/checkpoint.h"
#include "core/train/run_worker.h"
#include "tests/core/train/tiny_model.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <unistd.h>

using namespace marginalia;
namespace fs = std::filesystem;

namespace {

struct Case {
    const char* name;
    const char* objective;
    ModifierSpec modifier;
    bool mixed = false;
    bool lora = false;
};

void PrintTo(const Case& each, std::ostream* out)
{
    *out << each.name;
}

class ResumeWithRules : public ::testing::TestWithParam<Case> {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "marginalia-rules-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        ::setenv("MARGINALIA_HOME", (m_top + "/home").c_str(), 1);
        testing_model::write(m_top + "/model", true);
    }
    void TearDown() override { fs::remove_all(m_top); }

    std::string prepared() const
    {
        const Case& each = GetParam();
        RunSpec spec = defaultRunSpec(each.objective);
        spec.model = m_top + "/model";
        spec.modifiers = {each.modifier};
        if (each.mixed) {
            spec.terms = {{each.objective, 1}, {"sft", 1}};
        }
        if (each.lora) {
            spec.method = "lora";
            spec.lora_r = 4;
        }
        spec.learning_rate = 5e-3;
        spec.weight_decay = 0.1;
        spec.batch_size = 4;
        spec.accumulation = 2;
        spec.max_steps = 9;
        spec.held_out_share = 0.2;
        spec.max_length = 64;
        spec.threads = 1;
        spec.checkpoint_every = 1;
        spec.keep_checkpoints = 20;
        spec.seed = 5;
        const auto run = snapshotFromRecords(testing_model::pairs(24), spec, m_top + "/runs");
        EXPECT_TRUE(run.ok()) << run.error().message();
        return run->folder;
    }

    static void work(const std::string& folder)
    {
        WorkerOptions options;
        options.unattended = true;
        ASSERT_EQ(runWorker(folder, options), 0);
    }

    /// Weights, moments and what the modifier carries; and the losses on the way.
    static std::string outcome(const std::string& folder)
    {
        const auto checkpoints = listCheckpoints(folder);
        EXPECT_FALSE(checkpoints.empty());
        std::string out = *sha256OfFile(checkpoints.back().folder + "/optimizer.safetensors");
        auto reader = RunReader::open(folder);
        EXPECT_TRUE(reader.ok());
        const auto news = (*reader)->poll();
        std::map<std::string, std::string> last;  // of all attempts
        for (const MetricLine& line : news->lines) {
            if (line.event == "resume") {
                EXPECT_TRUE(line.detail["exact"].get<bool>()) << line.detail.dump();
            }
            for (const auto& [name, value] : line.values) {
                if (name == "loss" || name == "eval_loss" || name == "rewards/margins") {
                    last[std::to_string(line.step) + " " + name] = Json(value).dump();
                }
            }
        }
        for (const auto& [where, value] : last) {
            out += "\n" + where + " " + value;
        }
        return out;
    }

    std::string m_top;
};

}  // namespace

TEST_P(ResumeWithRules, EndsWithTheSameBytes)
{
    const std::string untouched = prepared();
    work(untouched);
    const std::string want = outcome(untouched);

    const std::string folder = prepared();
    work(folder);
    ASSERT_EQ(outcome(folder), want);
    for (const std::int64_t kept : {6, 3}) {
        for (const CheckpointInfo& each : listCheckpoints(folder)) {
            if (each.step > kept) {
                fs::remove_all(each.folder);
            }
        }
        work(folder);
        EXPECT_EQ(outcome(folder), want) << "from step " << kept;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Modifiers, ResumeWithRules,
    ::testing::Values(
        Case{"masked_thought",
             "sft",
             {"masked_thought", {{"p_max", 0.4}, {"warmup_steps", 6}}, {{"draw", "uniform"}}}},
        Case{"tr_dpo", "dpo", {"tr_dpo", {{"alpha", 0.6}, {"tau", 2}}, {}}},
        Case{"tr_dpo_lora", "dpo", {"tr_dpo", {{"alpha", 0.6}, {"tau", 2}}, {}}, false, true},
        Case{"tr_kto", "kto", {"tr_dpo", {{"alpha", 0.6}, {"tau", 2}}, {}}},
        Case{"hft", "sft", {"hft", {}, {{"redraw", "epoch"}}}},
        Case{"lt_sft", "sft", {"lt_sft", {{"share", 0.05}}, {}}},
        Case{"module_selection", "sft", {"module_selection", {}, {{"modules", "attn"}}}},
        Case{"proportional", "dpo", {"loss_balancing", {}, {{"mode", "proportional"}}}, true},
        Case{"min_norm", "dpo", {"loss_balancing", {}, {{"mode", "min_norm"}}}, true}),
    [](const auto& info) { return std::string(info.param.name); });
