// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_rounds.h"

#include "core/jobs/combinations.h"
#include "core/train/run_adapter.h"
#include "core/train/second_model.h"

#include <c10/core/GradMode.h>

#include <algorithm>

namespace marginalia {

namespace {

using Shape = RoundSettings::Shape;

/// Log-probs of the rows of a unit, by trained token.
std::vector<std::vector<float>> tokenLogps(const StepEngine& engine, const UnitRows& unit)
{
    std::vector<std::vector<float>> out;
    engine.logps(unit.items, {}, [&](const TrainRow&, std::vector<float> tokens, float) {
        out.push_back(std::move(tokens));
    });
    return out;
}

/// The start model writes answers itself.
bool startWrites(const RoundSettings& settings)
{
    return settings.shape == Shape::AgainstStart || settings.shape == Shape::AgainstMixture ||
           settings.startAnswers > 0;
}

}  // namespace

StepEngine RunRounds::engineFor(const Decoder& decoder, const TrainLoop& loop) const
{
    return {decoder, Objective{}, Needs{}, m_none,
            EngineOptions{loop.engine().packOptions(), false}};
}

Status RunRounds::loadModels(const PreparedTraining& run, const std::string& runFolder,
                             const RoundSettings& settings)
{
    const TrainLoop& loop = *run.loop;
    if (run.spec.method == "lora") {
        // The same weights without the adapter; they may write beside it.
        m_start = startWrites(settings) ? run.decoder->shared() : nullptr;
    } else if (settings.reference || startWrites(settings)) {
        MG_TRY(m_start, loadSecondModel(run.spec.model, run.environment));
        m_startEngine = std::make_unique<StepEngine>(engineFor(*m_start, loop));
    }
    if (settings.selfReward) {
        MG_TRY(m_base, loadSecondModel(run.spec.base_model, run.environment));
        MG_CHECK(run.ranks->isFirst() ? keepDigest(runFolder, "base_model", *m_base) : Status());
        m_baseEngine = std::make_unique<StepEngine>(engineFor(*m_base, loop));
    }
    if (settings.reward == "model") {
        MG_TRY(m_rewardModel, RewardModel::load(run.spec.reward_model, run.environment, run.tools));
    }
    return {};
}

RoundParts RunRounds::partsFor(PreparedTraining& run, const RoundSettings& settings)
{
    TrainLoop& loop = *run.loop;
    RoundParts parts;
    parts.policy = run.decoder.get();
    parts.start = m_start.get();
    parts.teacher = settings.givenByTeacher ? loop.other() : nullptr;
    parts.tools = &run.tools;
    parts.snapshot = run.snapshot;
    const std::int64_t context = run.decoder->config().context;
    parts.context = context > 0 ? std::min(context, run.spec.max_length) : run.spec.max_length;
    parts.lastStep = loop.plan().steps();
    parts.ranks = run.ranks;
    parts.prompts = [&loop](std::int64_t step) { return loop.plannedUnits(step); };
    parts.policyLogps = [&loop](const UnitRows& unit) { return tokenLogps(loop.engine(), unit); };
    if (loop.needs().head == HeadKind::Values) {
        parts.values = [&loop](const UnitRows& unit) { return loop.engine().values(unit.items); };
    }
    parts.modelScores = [&loop,
                         model = m_rewardModel.get()](const std::vector<const TrainItem*>& items) {
        return model->scores(items, loop.engine().packOptions());
    };
    StepEngine* start = m_startEngine.get();
    parts.startLogps = [&loop, start, policy = run.decoder.get()](const UnitRows& unit) {
        if (start != nullptr) {
            return tokenLogps(*start, unit);
        }
        const AdapterPause base(*policy);
        return tokenLogps(loop.engine(), unit);
    };
    if (StepEngine* base = m_baseEngine.get()) {
        parts.baseLogps = [base](const UnitRows& unit) { return tokenLogps(*base, unit); };
    }
    return parts;
}

void RunRounds::handOver(TrainLoop& loop, const RunSpec& spec, const RoundSettings& settings)
{
    Rounds* rounds = m_rounds.get();
    MadeRows rows;
    rows.units = [rounds](std::int64_t step) {
        const c10::NoGradGuard noGrad;
        return rounds->unitsOf(step);
    };
    rows.metrics = [rounds](std::int64_t step) { return rounds->metricsOf(step); };
    if (!settings.reward.empty() || settings.selfReward) {
        rows.evaluate = [rounds](const std::vector<TrainItem>& heldOut) {
            const c10::NoGradGuard noGrad;
            return rounds->evaluate(heldOut);
        };
    } else if (!takesGivenAnswers(combinationOf(spec))) {
        rows.heldOut = [rounds, batch = spec.batch_size](const std::vector<TrainItem>& heldOut) {
            const c10::NoGradGuard noGrad;
            return rounds->heldOutUnits(heldOut, batch);
        };
    }
    loop.setMadeRows(std::move(rows));
}

Result<std::unique_ptr<RunRounds>> RunRounds::attach(
    PreparedTraining& run, const std::string& runFolder, std::function<bool()> goOn,
    std::function<Status(const RoundFile& round, bool stored, double seconds)> made)
{
    const RoundSettings settings = roundSettings(run.spec);
    if (run.loop->needs().data != DataCode::Prompts || !writesAnswers(settings)) {
        return std::unique_ptr<RunRounds>();
    }
    std::unique_ptr<RunRounds> out(new RunRounds);
    MG_CHECK(out->loadModels(run, runFolder, settings));
    RoundParts parts = out->partsFor(run, settings);
    parts.runFolder = runFolder;
    parts.goOn = std::move(goOn);
    parts.made = std::move(made);
    out->m_rounds = std::make_unique<Rounds>(settings, std::move(parts));
    out->handOver(*run.loop, run.spec, settings);
    return out;
}

}  // namespace marginalia
