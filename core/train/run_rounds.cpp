// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_rounds.h"

#include "core/train/run_adapter.h"

#include <c10/core/GradMode.h>

#include <algorithm>

namespace marginalia {

namespace {

/// Log-probs of the rows of a unit, by trained token.
std::vector<std::vector<float>> tokenLogps(const StepEngine& engine, const UnitRows& unit)
{
    std::vector<std::vector<float>> out;
    engine.logps(unit.items, {}, [&](const TrainRow&, std::vector<float> tokens, float) {
        out.push_back(std::move(tokens));
    });
    return out;
}

}  // namespace

Result<std::unique_ptr<RunRounds>> RunRounds::attach(
    PreparedTraining& run, const std::string& runFolder, std::function<bool()> goOn,
    std::function<Status(const RoundFile& round, bool stored, double seconds)> made)
{
    TrainLoop& loop = *run.loop;
    if (loop.needs().data != DataCode::Prompts) {
        return std::unique_ptr<RunRounds>();
    }
    std::unique_ptr<RunRounds> out(new RunRounds);
    const RoundSettings settings = roundSettings(run.spec);
    const bool looksBack =
        settings.reference || settings.shape == RoundSettings::Shape::AgainstStart;
    if (looksBack && run.spec.method != "lora") {
        const RunEnvironment& environment = run.environment;
        MG_TRY(out->m_start, Decoder::load(run.spec.model, environment.dtype, environment.device,
                                           {}, Decoder::Use::Frozen));
        out->m_startEngine =
            std::make_unique<StepEngine>(*out->m_start, Objective{}, Needs{}, out->m_none,
                                         EngineOptions{loop.engine().packOptions(), false});
    }
    if (settings.reward == "model") {
        MG_TRY(out->m_rewardModel,
               RewardModel::load(run.spec.reward_model, run.environment, run.tools));
    }
    RoundParts parts;
    parts.runFolder = runFolder;
    parts.policy = run.decoder.get();
    parts.start = out->m_start.get();
    parts.tools = &run.tools;
    parts.snapshot = run.snapshot;
    const std::int64_t context = run.decoder->config().context;
    parts.context = context > 0 ? std::min(context, run.spec.max_length) : run.spec.max_length;
    parts.lastStep = loop.plan().steps();
    parts.goOn = std::move(goOn);
    parts.made = std::move(made);
    parts.prompts = [&loop](std::int64_t step) { return loop.plannedUnits(step); };
    parts.policyLogps = [&loop](const UnitRows& unit) { return tokenLogps(loop.engine(), unit); };
    if (loop.needs().head == HeadKind::Values) {
        parts.values = [&loop](const UnitRows& unit) { return loop.engine().values(unit.items); };
    }
    parts.modelScores =
        [&loop, model = out->m_rewardModel.get()](const std::vector<const TrainItem*>& items) {
            return model->scores(items, loop.engine().packOptions());
        };
    StepEngine* start = out->m_startEngine.get();
    parts.startLogps = [&loop, start, policy = run.decoder.get()](const UnitRows& unit) {
        if (start != nullptr) {
            return tokenLogps(*start, unit);
        }
        const AdapterPause base(*policy);
        return tokenLogps(loop.engine(), unit);
    };
    out->m_rounds = std::make_unique<Rounds>(settings, std::move(parts));
    Rounds* rounds = out->m_rounds.get();
    MadeRows rows;
    rows.units = [rounds](std::int64_t step) {
        const c10::NoGradGuard noGrad;
        return rounds->unitsOf(step);
    };
    rows.metrics = [rounds](std::int64_t step) { return rounds->metricsOf(step); };
    rows.evaluate = [rounds](const std::vector<TrainItem>& heldOut) {
        const c10::NoGradGuard noGrad;
        return rounds->evaluate(heldOut);
    };
    loop.setMadeRows(std::move(rows));
    return out;
}

}  // namespace marginalia
