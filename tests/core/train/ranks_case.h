// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file.h"
#include "core/model/safetensors.h"
#include "core/train/checkpoint.h"
#include "core/train/dynamic_map.h"
#include "core/train/run_worker.h"
#include "tests/core/train/rank_parts.h"
#include "tests/core/train/rank_processes.h"
#include "tests/core/train/tiny_model.h"

#include <ATen/TensorOperators.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <unistd.h>

/// Runs of several processes beside those of one, for tests.
namespace marginalia::ranks_case {

inline const rank_processes::Machines& machines()
{
    constexpr int kMostMachines = 4;
    static const rank_processes::Machines all(kMostMachines);
    return all;
}

/// What a run computed, by step or evaluation; timings and memory left out.
using Curves = std::map<std::pair<std::string, std::int64_t>, std::map<std::string, double>>;

/// What tests vary of a run.
struct Varied {
    const char* objective;
    int accumulation;
    std::vector<ModifierSpec> modifiers = {};
    const char* dtype = "fp32";
    std::vector<TermSpec> terms = {};

    /// bf16 rounds weights that differ in the last bit of float32 to neighbours now and then.
    double tolerance() const { return std::string(dtype) == "bf16" ? 2e-2 : 2e-5; }
};

class RanksTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "marginalia-ranks-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_top = pattern;
        useHome("home");
        testing_model::write(m_top + "/model", true);
    }
    void TearDown() override { std::filesystem::remove_all(m_top); }

    /// Where the cache of reference values lies: a fresh one lets the ranks compute them.
    void useHome(const std::string& name) const
    {
        ::setenv("MARGINALIA_HOME", (m_top + "/" + name).c_str(), 1);
    }

    RunSpec spec(const std::string& objective) const
    {
        RunSpec out = defaultRunSpec(objective);
        out.model = m_top + "/model";
        out.learning_rate = 5e-3;
        // Gradients that are noise alone must not become steps of full length.
        out.adam_epsilon = 1e-4;
        out.weight_decay = 0.1;
        out.batch_size = 2;
        out.accumulation = 4;
        out.max_steps = 6;
        out.checkpoint_every = 3;
        out.held_out_share = 0.2;
        out.max_length = 64;
        out.threads = 1;
        out.seed = 5;
        return out;
    }

    RunSpec spec(const Varied& of) const
    {
        RunSpec out = spec(std::string(of.objective));
        out.accumulation = of.accumulation;
        out.modifiers = of.modifiers;
        out.dtype = of.dtype;
        out.terms = of.terms;
        return out;
    }

    std::string prepared(const RunSpec& spec) const
    {
        const auto run = snapshotFromRecords(testing_model::pairs(24), spec, m_top + "/runs");
        EXPECT_TRUE(run.ok()) << run.error().message();
        return run->folder;
    }

    static int alone(const std::string& folder)
    {
        WorkerOptions options;
        options.unattended = true;
        return runWorker(folder, options);
    }

    static std::vector<std::string> program(std::vector<std::string> words)
    {
        words.insert(words.begin(), MARGINALIA_BIN_DIR "/marginalia-cli");
        return words;
    }

    /// What a rank does that is a part of this test program.
    static std::vector<std::string> ownPart(const std::string& name)
    {
        return {std::filesystem::read_symlink("/proc/self/exe").string(), rank_parts::kWord, name};
    }

    std::unique_ptr<rank_processes::Ranks> start(
        const std::string& folder, int ranks,
        rank_processes::Launcher launcher = rank_processes::Launcher::ByHand) const
    {
        return std::make_unique<rank_processes::Ranks>(machines(), ranks, program({"run", folder}),
                                                       m_top + "/said", launcher);
    }

    void together(const std::string& folder, int ranks,
                  rank_processes::Launcher launcher = rank_processes::Launcher::ByHand) const
    {
        const auto all = start(folder, ranks, launcher);
        const std::vector<int> codes = all->wait();
        for (int rank = 0; rank < ranks; ++rank) {
            EXPECT_EQ(codes[static_cast<std::size_t>(rank)], 0)
                << "rank " << rank << ": " << all->said(rank);
        }
    }

    static RunReader::News newsOf(const std::string& folder)
    {
        auto reader = RunReader::open(folder);
        EXPECT_TRUE(reader.ok());
        return (*reader)->poll().take();
    }

    static Curves curvesOf(const std::string& folder)
    {
        Curves out;
        for (const MetricLine& line : newsOf(folder).lines) {
            for (const auto& [name, value] : line.values) {
                if (name != "marginalia/tokens_per_s" && name != "marginalia/step_s" &&
                    name != "marginalia/mem_mb" && name != "marginalia/processor_share" &&
                    name.rfind("marginalia/time/", 0) != 0) {
                    out[{line.event, line.step}][name] = value;
                }
            }
        }
        return out;
    }

    static void expectNear(double got, double want, double tolerance, const std::string& what)
    {
        if (std::isnan(want)) {
            EXPECT_TRUE(std::isnan(got)) << what;
        } else {
            EXPECT_NEAR(got, want, tolerance * std::max(1.0, std::abs(want))) << what;
        }
    }

    static void expectSameCurves(const std::string& got, const std::string& want, double tolerance)
    {
        const Curves ours = curvesOf(got);
        const Curves theirs = curvesOf(want);
        ASSERT_FALSE(theirs.empty());
        ASSERT_EQ(ours.size(), theirs.size());
        for (const auto& [where, values] : theirs) {
            const auto found = ours.find(where);
            ASSERT_NE(found, ours.end()) << where.first << where.second;
            ASSERT_EQ(found->second.size(), values.size()) << where.second;
            for (const auto& [name, value] : values) {
                expectNear(found->second.at(name), value, tolerance,
                           where.first + std::to_string(where.second) + " " + name);
            }
        }
    }

    /// The same rows in the same order, whoever computed them.
    static void expectSameRows(const std::string& got, const std::string& want, double tolerance)
    {
        const std::vector<RowRecord> ours = newsOf(got).rows;
        const std::vector<RowRecord> theirs = newsOf(want).rows;
        ASSERT_FALSE(theirs.empty());
        ASSERT_EQ(ours.size(), theirs.size());
        for (std::size_t i = 0; i < theirs.size(); ++i) {
            EXPECT_EQ(ours[i].step, theirs[i].step);
            EXPECT_EQ(ours[i].unit, theirs[i].unit);
            EXPECT_EQ(ours[i].uid, theirs[i].uid);
            EXPECT_EQ(ours[i].role, theirs[i].role);
            EXPECT_EQ(ours[i].tokens, theirs[i].tokens);
            expectNear(ours[i].policySum, theirs[i].policySum, tolerance, "policy");
            expectNear(ours[i].referenceSum, theirs[i].referenceSum, tolerance, "reference");
            expectNear(ours[i].loss, theirs[i].loss, tolerance, "loss");
            expectNear(ours[i].influence, theirs[i].influence, tolerance, "influence");
        }
    }

    /// As float64; of moments in 8 bits what their codes stand for.
    static at::Tensor numbersAt(const SafetensorsFile& file, const std::string& name)
    {
        const at::Tensor held = file.tensor(name).take();
        if (held.scalar_type() != at::kByte) {
            return held.to(at::kDouble);
        }
        const std::size_t dot = name.find('.');
        const bool isSecond = name.substr(0, dot) == "exp_avg_sq";
        const at::Tensor scales =
            file.tensor(name.substr(0, dot) + "_scales" + name.substr(dot)).take();
        return unpackPlainly(isSecond ? MomentKind::Second : MomentKind::First, held, scales)
            .to(at::kDouble);
    }

    /// Every tensor of a checkpoint's file: the same names and shapes, values within a distance.
    static void expectSameTensors(const std::string& got, const std::string& want, double tolerance)
    {
        const auto ours = SafetensorsFile::open(got);
        const auto theirs = SafetensorsFile::open(want);
        ASSERT_TRUE(ours.ok() && theirs.ok()) << got;
        ASSERT_EQ((*ours)->names(), (*theirs)->names());
        for (const std::string& name : (*theirs)->names()) {
            const at::Tensor a = numbersAt(**ours, name);
            const at::Tensor b = numbersAt(**theirs, name);
            ASSERT_EQ(a.sizes(), b.sizes()) << name;
            EXPECT_LE((a - b).abs().max().item<double>(), tolerance) << name;
        }
    }

    static void expectSameEnd(const std::string& got, const std::string& want, double tolerance)
    {
        const auto ours = listCheckpoints(got);
        const auto theirs = listCheckpoints(want);
        ASSERT_FALSE(theirs.empty());
        ASSERT_EQ(ours.size(), theirs.size());
        EXPECT_EQ(ours.back().step, theirs.back().step);
        EXPECT_TRUE(verifyCheckpoint(ours.back().folder).ok());
        for (const char* name :
             {"/model.safetensors", "/adapter_model.safetensors", "/optimizer.safetensors"}) {
            const bool there = fileExists(theirs.back().folder + name);
            EXPECT_EQ(fileExists(ours.back().folder + name), there) << name;
            if (there) {
                expectSameTensors(ours.back().folder + name, theirs.back().folder + name,
                                  tolerance);
            }
        }
    }

    /// Follows a run until it has trained so many steps.
    static void awaitStep(const std::string& folder, rank_processes::Ranks& ranks,
                          std::int64_t step)
    {
        auto reader = RunReader::open(folder);
        ASSERT_TRUE(reader.ok());
        for (std::int64_t last = 0; last < step;) {
            ASSERT_TRUE(ranks.runs(0)) << ranks.said(0);
            const auto news = (*reader)->poll();
            for (const MetricLine& line : news->lines) {
                last = std::max(last, line.event.empty() ? line.step : 0);
            }
            ::usleep(1000);  // between two looks at a file that another process writes
        }
    }

    /// Follows a run until it has obeyed what was asked.
    static void awaitObeyed(const std::string& folder, rank_processes::Ranks& ranks,
                            const std::string& kind)
    {
        auto reader = RunReader::open(folder);
        ASSERT_TRUE(reader.ok());
        for (bool obeyed = false; !obeyed;) {
            ASSERT_TRUE(ranks.runs(0)) << ranks.said(0);
            const auto news = (*reader)->poll();
            for (const MetricLine& line : news->lines) {
                obeyed = obeyed || (line.event == "control" && line.detail["kind"] == kind);
            }
            ::usleep(1000);  // as above
        }
    }

    static std::string message(const std::string& folder)
    {
        const RunHealth health = runHealth(folder);
        return health.exit ? health.exit->message : std::string("no exit.json");
    }

    std::string m_top;
};

}  // namespace marginalia::ranks_case
