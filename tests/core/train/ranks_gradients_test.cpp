// SPDX-License-Identifier: Apache-2.0
// Gradients of 1, 2, 3 and 4 ranks, with streams of three lengths and where memory runs out on one
// of them, are the same.
#include "core/train/run_setup.h"
#include "tests/core/train/memory_fault.h"
#include "tests/core/train/ranks_case.h"

#include <fstream>

using namespace marginalia;
using ranks_case::RanksTest;

namespace {

constexpr std::int64_t kSteps = 2;
constexpr const char* kFolders = "MARGINALIA_TEST_FOLDERS";
constexpr const char* kTarget = "MARGINALIA_TEST_TARGET";

/// Gradients of each step and the weights behind the last.
void compute(const std::string& folder, const std::string& name, Ranks& ranks, NamedTensors& out)
{
    auto made = prepareTraining(folder, {}, Purpose::Training, ranks);
    ASSERT_TRUE(made.ok()) << made.error().message();
    TrainLoop& loop = *made->loop;
    const std::int64_t budget = loop.packBudget();
    const bool shortage = name.find("shortage") != std::string::npos;
    for (std::int64_t step = 1; step <= kSteps; ++step) {
        if (shortage && step == kSteps && ranks.isFirst()) {  // which always has a unit
            memory_fault::failOnce(20);
        }
        const auto report = loop.step(step);
        memory_fault::allow();
        ASSERT_TRUE(report.ok()) << report.error().message();
        for (const auto& [tensor, gradient] : loop.optimizer().gradients()) {
            out.emplace_back(name + "." + std::to_string(step) + "." + tensor, gradient.clone());
        }
    }
    for (const auto& [tensor, weight] : loop.optimizer().weights()) {
        out.emplace_back(name + ".weights." + tensor, weight.detach().clone());
    }
    // All ranks cut their streams alike behind it, whoever ran out of memory.
    EXPECT_EQ(loop.packBudget() < budget, shortage);
    const std::vector<std::string> all = ranks.gather(std::to_string(loop.packBudget()));
    EXPECT_EQ(all.front(), all.back());
}

class GradientsOfRanks : public RanksTest {
protected:
    struct Case {
        const char* objective;
        int units;
        std::vector<ModifierSpec> modifiers = {};
        bool shortage = false;  ///< one run more, where memory runs out on the way
    };

    /// A run folder for every case and every length of streams, and one where memory runs out.
    std::map<std::string, std::string> folders() const
    {
        const std::vector<Case> cases = {{"dpo", 4, {}, true},
                                         {"dpo", 2},
                                         {"kto", 2},
                                         {"bco", 4, {}, true},
                                         {"sft", 4, {{"top_entropy", {}, {}}}, true},
                                         {"dpo", 3, {{"em", {{"alpha", 0.5}}, {}}}}};
        std::map<std::string, std::string> out;
        for (const Case& of : cases) {
            std::string name = of.objective + std::to_string(of.units);
            name += of.modifiers.empty() ? "" : of.modifiers[0].id;
            RunSpec made = spec(of.objective);
            made.accumulation = of.units;
            made.modifiers = of.modifiers;
            made.batch_size = 3;
            made.held_out_share = 0;
            made.max_grad_norm = 1e6;  // each rank clips the gradients of its share alone
            for (const int tokens : {4096, 150, 40}) {
                made.pack_tokens = tokens;
                out[name + "-" + std::to_string(tokens)] = prepared(made);
            }
            if (of.shortage) {
                made.pack_tokens = 4096;
                out[name + "-shortage"] = prepared(made);
            }
        }
        return out;
    }

    std::string computeWith(int ranks, const std::string& list) const
    {
        std::string target = m_top + "/of-" + std::to_string(ranks);
        ::setenv(kFolders, list.c_str(), 1);
        ::setenv(kTarget, target.c_str(), 1);
        rank_processes::Ranks all(ranks_case::machines(), ranks, ownPart("computes"),
                                  m_top + "/said");
        const std::vector<int> codes = all.wait();
        for (int rank = 0; rank < ranks; ++rank) {
            EXPECT_EQ(codes[static_cast<std::size_t>(rank)], 0) << all.said(rank);
        }
        return target;
    }

    using Values = std::map<std::string, at::Tensor>;
    static Values valuesOf(const std::string& path)
    {
        Values out;
        const auto file = SafetensorsFile::open(path);
        EXPECT_TRUE(file.ok()) << path;
        for (const std::string& name : (*file)->names()) {
            out[name] = (*file)->tensor(name)->clone();
        }
        return out;
    }
};

/// What each of the processes does that the test below starts.
void computeAll()
{
    const auto environment = rankEnvironment();
    ASSERT_TRUE(environment.ok()) << environment.error().message();
    std::unique_ptr<Ranks> joined;
    if (!environment->alone()) {
        auto ranks = joinRanks(*environment);
        ASSERT_TRUE(ranks.ok()) << ranks.error().message();
        joined = ranks.take();
    }
    Ranks& ranks = joined ? *joined : singleRank();
    NamedTensors out;
    std::ifstream list(std::getenv(kFolders));
    for (std::string name, folder; list >> name >> folder && !::testing::Test::HasFatalFailure();) {
        SCOPED_TRACE(name);
        compute(folder, name, ranks, out);
    }
    if (ranks.isFirst()) {
        ASSERT_TRUE(writeSafetensors(std::getenv(kTarget), out).ok());
    }
}

}  // namespace

std::vector<rank_parts::Part> rank_parts::all()
{
    return {{"computes", computeAll}};
}

TEST_F(GradientsOfRanks, AreTheSameForAnyNumberAndAnyStreams)
{
    const std::map<std::string, std::string> all = folders();
    std::ofstream list(m_top + "/list");
    for (const auto& [name, folder] : all) {
        list << name << " " << folder << "\n";
    }
    list.close();
    Values want;
    for (const int ranks : {1, 2, 3, 4}) {
        const Values got = valuesOf(computeWith(ranks, m_top + "/list"));
        want = want.empty() ? got : want;
        std::size_t compared = 0;
        for (const auto& [name, tensor] : got) {
            // dpo4-150.1.model.norm.weight is compared with dpo4-4096.1.model.norm.weight of one.
            const std::size_t dot = name.find('.');
            const auto& one = want.at(name.substr(0, name.find('-')) + "-4096" + name.substr(dot));
            const double largest = one.abs().max().item<double>();
            const double apart = (tensor - one).abs().max().item<double>();
            EXPECT_LE(apart, 1e-5 * std::max(1.0, largest)) << ranks << " " << name;
            ++compared;
        }
        EXPECT_EQ(compared, want.size());
    }
}
