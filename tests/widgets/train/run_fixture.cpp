// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/train/run_fixture.h"

#include "core/jobs/run_spec.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

namespace marginalia {
namespace {

template <class T>
T needed(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "fixture: %s\n", result.error().message().c_str());
        std::abort();
    }
    return result.take();
}
void needed(const Status& status)
{
    if (!status) {
        std::fprintf(stderr, "fixture: %s\n", status.error().message().c_str());
        std::abort();
    }
}

/// Noise that depends on run, step and purpose only, so that any step can be told without the ones
/// before.
double noise(unsigned seed, std::int64_t step, int purpose)
{
    std::mt19937 random(seed * 7919U + static_cast<unsigned>(step) * 31U +
                        static_cast<unsigned>(purpose) * 104'729U);
    return std::normal_distribution<double>(0, 1)(random);
}

}  // namespace

const std::vector<std::string>& RunFixture::prompts()
{
    static const std::vector<std::string> kPrompts = {
        "Can I refreeze thawed chicken?",      "Explain compound interest",
        "Why is my sourdough flat?",           "Polite reminder to a landlord",
        "Difference of RAM and disk",          "How do I freeze my credit report?",
        "Pipes froze, what should I not do?",  "Freezing point of olive oil",
        "Name three small towns by the sea",   "What does a notary do?",
        "How long do lentils keep?",           "Write a birthday line for a colleague",
        "Is it safe to descale with vinegar?", "Summarise the water cycle",
        "When do swifts come back?",           "How many seconds are in a week?"};
    return kPrompts;
}

RunFixture::RunFixture(const std::string& runsFolder, const Plan& plan) : m_plan(plan)
{
    RunSpec spec = defaultRunSpec(plan.objective);
    spec.name = plan.name;
    spec.model = plan.model.empty() ? runsFolder : plan.model;
    if (plan.objective != "sft") {
        spec.parameters["beta"] = plan.beta;
    }
    spec.learning_rate = plan.learningRate;
    spec.batch_size = plan.pairs;
    spec.checkpoint_every = 100;
    m_folder = needed(createRunFolder(runsFolder, spec));
    writeSnapshot();
    m_writer = needed(RunWriter::open(m_folder));
    m_loss.resize(1);
    m_norm.resize(1);
    needed(m_writer->event("start", 0, {}));
    write(0, plan.steps);
    needed(m_writer->status(RunState::Running, 0, plan.steps, plan.total, 110));
    if (plan.finish) {
        needed(m_writer->event("end", plan.steps, {}));
        needed(m_writer->finish({"finished", 0, "", plan.steps}));
        close();
    }
}

void RunFixture::writeSnapshot()
{
    auto writer = needed(SnapshotWriter::create(m_folder));
    for (const std::string& prompt : prompts()) {
        SnapshotItem item;
        item.uid = m_uids.size() < m_plan.uids.size() ? m_plan.uids[m_uids.size()] : Uid::random();
        item.prompt = {{"user", prompt, "", "", {}, {}}};
        item.answers = {{{"assistant", "Gladly. " + prompt, "", "", {}, {}}},
                        {{"assistant", "No.", "", "", {}, {}}}};
        item.verdict = Verdict::A;
        m_uids.push_back(item.uid);
        needed(writer->add(item));
    }
    needed(writer->finish());
}

double RunFixture::heldOutLoss(std::int64_t step)
{
    return 0.36 + 0.34 * std::exp(-static_cast<double>(step) / 260.0);
}

std::vector<RunFixture::Pair> RunFixture::pairsOf(std::int64_t step) const
{
    std::vector<Pair> out;
    for (int i = 0; i < m_plan.pairs; ++i) {
        const auto index =
            static_cast<std::uint32_t>((step + i) % static_cast<int>(prompts().size()));
        double margin = static_cast<double>(step) / 400.0 + noise(m_plan.seed, step, 100 + i);
        double influence = std::abs(noise(m_plan.seed, step, 200 + i)) * 0.05;
        if (step == m_plan.spikeStep && i == 0) {
            margin = -6.8;
            influence = 1.2;
        }
        // As stored: 32 bit.
        out.push_back({index, static_cast<float>(margin), static_cast<float>(influence)});
    }
    std::stable_sort(out.begin(), out.end(), [](const Pair& left, const Pair& right) {
        return left.influence > right.influence;
    });
    return out;
}

std::vector<std::pair<std::string, double>> RunFixture::valuesOf(std::int64_t step)
{
    const double t = static_cast<double>(step);
    const unsigned seed = m_plan.seed;
    double loss = 0.34 + 0.36 * std::exp(-t / 260.0) + 0.05 * noise(seed, step, 1);
    double norm = 9.5 + 8.5 * std::exp(-std::pow((t - 95) / 90.0, 2)) + 0.6 * noise(seed, step, 2);
    if (step == m_plan.spikeStep) {
        loss = 0.93;
        norm = 141.8;
    }
    if (step == m_plan.gapStep) {
        loss = std::numeric_limits<double>::quiet_NaN();
    }
    m_loss.push_back(loss);
    m_norm.push_back(norm);
    const double chosen = 0.15 - 0.5 * t / 588 + 0.14 * noise(seed, step, 3);
    const double rejected = 0.05 - 2.0 * t / 588 + 0.22 * noise(seed, step, 4);
    const double share = 0.5 + 0.32 * (1 - std::exp(-t / 160.0)) + 0.08 * noise(seed, step, 5);
    return {{"loss", loss},
            {"learning_rate", m_plan.learningRate},
            {"grad_norm", norm},
            {"rewards/chosen", chosen},
            {"rewards/rejected", rejected},
            {"rewards/margins", chosen - rejected},
            {"marginalia/margin_p05", chosen - rejected - 0.9 - 0.2 * noise(seed, step, 6)},
            {"marginalia/margin_p95", chosen - rejected + 0.9 + 0.2 * noise(seed, step, 7)},
            {"rewards/accuracies", std::round(std::clamp(share, 0.2, 1.0) * 16) / 16},
            {"logps/chosen", -180 - 6 * t / 588 + 4 * noise(seed, step, 8)},
            {"logps/rejected", -180 - 15 * t / 588 + 4 * noise(seed, step, 9)},
            {"marginalia/tokens_per_s",
             (step % 100 < 3 ? 11'500.0 : 14'200.0) + 180 * noise(seed, step, 10)},
            {"marginalia/step_s", 0.213 + 0.004 * noise(seed, step, 10)},
            {"marginalia/time/data", 0.002},
            {"marginalia/time/forward", 0.061},
            {"marginalia/time/objective", 0.0012},
            {"marginalia/time/backward", 0.118},
            {"marginalia/time/optimizer", 0.014},
            {"marginalia/processor_share", 0.93},
            {"marginalia/mem_mb", 412.0}};
}

void RunFixture::write(std::int64_t from, std::int64_t to)
{
    for (std::int64_t step = from + 1; step <= to; ++step) {
        needed(m_writer->step(step, static_cast<double>(step) / 258.0, valuesOf(step)));
        std::vector<RowRecord> rows;
        std::uint16_t unit = 0;
        for (const Pair& pair : pairsOf(step)) {
            RowRecord row;
            row.step = static_cast<std::uint32_t>(step);
            row.attempt = static_cast<std::uint16_t>(m_writer->attempt());
            row.unit = unit++;
            row.snapshotIndex = pair.index;
            row.uid = m_uids[pair.index];
            row.tokens = 24;
            row.loss = static_cast<float>(std::log1p(std::exp(-pair.margin)));
            row.influence = static_cast<float>(pair.influence);
            row.role = RowRole::Chosen;
            row.reward = static_cast<float>(pair.margin);
            rows.push_back(row);
            row.role = RowRole::Rejected;
            row.reward = 0;
            rows.push_back(row);
        }
        needed(m_writer->rows(rows));
        if (step % 100 == 0) {
            needed(m_writer->evaluation(
                step, static_cast<double>(step) / 258.0,
                {{"eval_loss", heldOutLoss(step)},
                 {"eval_rewards/accuracies", 0.55 + 0.05 * static_cast<double>(step) / 100}}));
            needed(m_writer->event("checkpoint", step, {{"step", step}}));
            needed(m_writer->sample(
                {step, "Can I refreeze thawed chicken?",
                 "Yes, if it was thawed in the fridge. It stays safe, only a little drier.", 7}));
        }
    }
    needed(m_writer->status(RunState::Running, 0, to, m_plan.total, 110));
}

}  // namespace marginalia
