// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_setup.h"

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/jobs/combinations.h"
#include "core/jobs/hub_cache.h"
#include "core/jobs/run_names.h"
#include "core/model/adapter_config.h"
#include "core/model/threads.h"
#include "core/model/weight_files.h"
#include "core/text/gguf_header.h"
#include "core/train/aligned_scores.h"
#include "core/train/query_vectors.h"
#include "core/train/run_planning.h"
#include "core/train/run_sharing.h"
#include "core/train/second_model.h"
#include "core/train/shared_saving.h"

#include <algorithm>

namespace marginalia {

namespace {

class Preparing {
public:
    Preparing(const std::string& folder, const SetupProgress& progress, Purpose purpose,
              Ranks& ranks)
        : m_folder(folder), m_progress(progress), m_purpose(purpose), m_ranks(ranks)
    {
        m_out.ranks = &ranks;
    }

    Result<PreparedTraining> run()
    {
        MG_TRY(m_run, sharedRunJson(m_folder, m_ranks));
        MG_TRY(m_out.spec, readRunSpec(m_folder));
        const std::vector<SpecProblem> problems = checkRunSpec(m_out.spec);
        if (!problems.empty()) {
            return failure(ErrorKind::Invalid, problems[0].what, problems[0].field);
        }
        MG_CHECK(openSnapshot());
        MG_TRY(const ModelPlace place, findModel(m_out.spec.model));
        m_out.spec.model = place.folder;
        if (isAdapterFolder(m_out.spec.model)) {
            return failure(
                ErrorKind::Unsupported,
                MG_TR("train",
                      "The start model is an adapter, and training starts from a whole "
                      "model."),
                m_out.spec.model,
                MG_TR("train", "Merge it first: marginalia-cli convert ADAPTER --out FOLDER."));
        }
        if (isGgufFile(m_out.spec.model)) {  // checkpoints copy the files of a folder
            return failure(
                ErrorKind::Unsupported,
                MG_TR("train", "A run starts from a model folder, not from a GGUF file."),
                m_out.spec.model,
                MG_TR("train", "Make a folder of it first: marginalia-cli convert."));
        }
        MG_TRY(m_out.tools, loadTextTools(m_out.spec.model));
        MG_TRY(const ModelConfig config, readModelConfig(m_out.spec.model));
        MG_TRY(m_out.environment,
               resolveEnvironment(m_out.spec, config, m_run.value("resolved", Json()),
                                  m_ranks.size()));
        MG_CHECK(shareEnvironment(m_out.environment, m_out.spec, m_run.value("resolved", Json()),
                                  m_ranks));
        MG_CHECK(checkOthers(config));
        m_out.planDigest = planDigestOf(m_out.spec, m_out.dataDigest, m_out.tools);
        MG_CHECK(checkAlike(m_out.planDigest + m_out.environment.json["libtorch"].dump(), m_ranks));
        MG_CHECK(findCheckpoint());
        const bool planning = m_purpose == Purpose::Planning;
        MG_CHECK(checkStateFits(m_out.spec, config, m_out.environment));
        MG_CHECK(loadModel(config));
        MG_CHECK(planning ? Status() : checkBase());
        MG_CHECK(makeLoop());
        MG_CHECK(chooseNumberOfThreads(config));
        if (planning) {
            return std::move(m_out);
        }
        MG_CHECK(makeReference());
        MG_CHECK(restore());
        Json resolved = m_out.environment.json;
        if (!m_ranks.alone()) {
            resolved.erase("threads");  // another number of ranks shares them otherwise
        }
        MG_CHECK(patch({{"resolved", resolved}}));
        return std::move(m_out);
    }

private:
    bool tell(RunState state, double share) { return !m_progress || m_progress(state, share); }

    Status patch(const Json& changes)
    {
        return m_ranks.isFirst() ? patchRunJson(m_folder, changes) : Status();
    }

    Status openSnapshot()
    {
        MG_TRY(auto snapshot, SnapshotReader::open(m_folder));
        m_out.snapshot = std::move(snapshot);
        m_out.dataDigest = m_out.snapshot->digest();
        const Json digests = m_run.value("digests", Json::object());
        MG_TRY(const std::string found, sha256OfFile(m_folder + run_names::kData));
        if (found != m_out.dataDigest || digests.value("data", found) != found) {
            return failure(ErrorKind::Corrupt,
                           MG_TR("train", "The run's data is not what the run was started with."),
                           m_folder + run_names::kData,
                           MG_TR("train", "Start the run again from the project."));
        }
        return {};
    }

    /// Before anything is loaded: a teacher that speaks otherwise cannot teach.
    Status checkOthers(const ModelConfig& config)
    {
        const Needs needs = needsOf(combinationOf(m_out.spec));
        if (needs.teacher) {
            MG_CHECK(checkSecondModel("teacher", m_out.spec.teacher, config, m_out.tools, true));
        }
        return needs.baseModel ? checkSecondModel("base_model", m_out.spec.base_model, config,
                                                  m_out.tools, false)
                               : Status();
    }

    Status findCheckpoint()
    {
        MG_TRY(m_origin, runOrigin(m_folder, m_run, m_out.dataDigest, m_out.planDigest, m_out.notes,
                                   m_ranks));
        m_out.settings = m_out.spec;
        if (!m_origin.checkpoint) {
            return {};
        }
        const CheckpointState& state = m_origin.checkpoint->state;
        if (!m_origin.parent) {  // a fork's settings hold what its parent had changed
            MG_TRY(m_out.spec, withChanges(m_out.settings, state.changed));
        }
        m_out.parent = m_origin.parent;
        // Memory may have run out on the way, and the streams became shorter.
        Json& pack = m_out.environment.json["pack_tokens"];
        if (!m_origin.parent || m_out.spec.pack_tokens == 0) {
            const auto now = pack.get<std::int64_t>();
            pack = std::min(state.environment.value("pack_tokens", now), now);
        }
        m_out.notExact = m_out.environment.differences(state.environment);
        const std::string sharing =
            sharesWeights(m_out.spec, m_ranks.size()) ? "parameters" : "none";
        if (const auto before = state.environment.value("sharding", std::string("none"));
            before != sharing) {
            m_out.notExact.push_back(fillPattern("sharding: %1 before, %2 now", {before, sharing}));
        }
        if (const int before = state.environment.value("ranks", 1); before != m_ranks.size()) {
            m_out.notExact.push_back(
                fillPattern("ranks: %1 before, %2 now",
                            {std::to_string(before), std::to_string(m_ranks.size())}));
        }
        return {};
    }

    /// With our settings the checkpoint's model is where training goes on. A fork may need
    /// reference values that its parent did not: it has the start model first, until restore().
    bool startsFromCheckpoint() const { return m_origin.checkpoint && !m_origin.parent; }

    Status loadModel(const ModelConfig& config)
    {
        const RunEnvironment& environment = m_out.environment;
        const bool adapting = m_out.spec.method == "lora";
        const std::string from =
            startsFromCheckpoint() && !adapting ? m_origin.folder : m_out.spec.model;
        const bool shared = sharesWeights(m_out.spec, m_ranks.size());
        if (!weightFiles(from).ok() && shared) {
            return failure(ErrorKind::Unsupported,
                           MG_TR("train", "Weights in shares are read from a model folder."), from,
                           MG_TR("train", "Begin as one process, or with sharding none."));
        }
        if (!weightFiles(from).ok() && (adapting || !startsFromCheckpoint())) {
            if (adapting || !m_run.value("from_scratch", false)) {
                return failure(
                    ErrorKind::NotFound, MG_TR("train", "The model folder holds no weights."), from,
                    MG_TR("train", "Choose another folder, or train from scratch with --init."));
            }
            m_out.decoder =
                Decoder::initialise(config, m_out.spec.seed, environment.dtype, environment.device);
            return {};
        }
        bool stopped = false;
        const auto progress = [&](double share) {
            stopped = stopped || !tell(RunState::Loading, 0.5 + share / 2);
        };
        if (shared) {
            m_out.exchange = std::make_unique<RankExchange>(m_ranks);
        }
        auto loaded =
            shared ? Decoder::loadShare(from, environment.dtype, environment.device,
                                        *m_out.exchange, progress)
                   : Decoder::load(
                         from, environment.dtype, environment.device, progress,
                         adapting ? Decoder::Use::Frozen : Decoder::Use::Trained,
                         baseWeightsFrom(m_out.spec.base_weights).value_or(BaseWeights::Dense));
        if (stopped) {
            return failure(ErrorKind::Cancelled,
                           MG_TR("train", "Stopped while the model was loaded."));
        }
        MG_TRY(m_out.decoder, std::move(loaded));
        for (const std::string& warning : m_out.decoder->warnings()) {
            m_out.notes.push_back(warning);
        }
        return {};
    }

    /// An adapter means nothing beside other weights than those it was trained with.
    Status checkBase()
    {
        if (m_out.spec.method != "lora") {
            return {};
        }
        MG_TRY(const std::string found, modelDigest());
        const Json digests = m_run.value("digests", Json::object());
        if (digests.contains("model") && digests["model"] != found) {
            return failure(ErrorKind::Invalid,
                           MG_TR("train",
                                 "The model is not the one that the run was started "
                                 "with."),
                           m_out.spec.model, MG_TR("train", "Put it back, or start a new run."));
        }
        return patch({{"digests", {{"model", found}}}});
    }

    /// Of the start model's weights; computed once.
    Result<std::string> modelDigest()
    {
        if (m_modelDigest.empty() && m_out.decoder->shares() != nullptr) {
            MG_TRY(m_modelDigest, Decoder::storedDigest(m_out.spec.model, m_out.environment.dtype));
        } else if (m_modelDigest.empty()) {
            m_modelDigest = m_out.decoder->digest();
        }
        return m_modelDigest;
    }

    Status makeLoop()
    {
        RunSpec limited = m_out.spec;
        if (const std::int64_t context = m_out.decoder->config().context; context > 0) {
            limited.max_length = std::min(limited.max_length, context);
        }
        MG_TRY(TrainData data,
               loadTrainData(m_out.snapshot, m_out.tools, limited,
                             [&](double share) { return tell(RunState::Loading, share / 2); }));
        if (data.tooLong > 0) {
            m_out.notes.push_back(
                fillPattern("%1 records are longer than %2 tokens and were left out",
                            {std::to_string(data.tooLong), std::to_string(limited.max_length)}));
        }
        if (data.nothingTrained > 0) {
            m_out.notes.push_back(fillPattern("%1 records have no token to train on",
                                              {std::to_string(data.nothingTrained)}));
        }
        MG_CHECK(addOtherModels(data));
        MG_TRY(BatchPlan plan,
               BatchPlan::shuffled(m_out.spec, static_cast<std::int64_t>(data.items.size())));
        const Json before = m_run.value("resolved", Json());
        m_out.recomputing = recomputesFrom(m_out.spec, before, m_ranks.size());
        m_out.decoder->setRecomputing(m_out.recomputing);
        PackOptions pack{m_out.environment.json["pack_tokens"].get<std::int64_t>()};
        pack.bucketed = m_out.environment.device.is_cuda();
        MG_TRY(m_out.loop,
               TrainLoop::create(*m_out.decoder, m_out.spec, std::move(data), std::move(plan), pack,
                                 startsFromCheckpoint() ? std::string() : m_out.spec.model, m_ranks,
                                 m_folder));
        noteIdleRanks(m_out);
        if (m_ranks.isFirst() && m_out.loop->needs().teacher && m_out.loop->other() != nullptr) {
            MG_CHECK(keepDigest(m_folder, "teacher", *m_out.loop->other()));
        }
        return {};
    }

    /// What other models say of the data before the first step, where the objective reads it.
    Status addOtherModels(TrainData& data)
    {
        const RecordNumbers numbers = needsOf(combinationOf(m_out.spec)).numbers;
        const auto told = [&](double share) { return tell(RunState::Caching, share); };
        if (m_purpose == Purpose::Planning) {
            return putStandIns(data, numbers, m_out.decoder->config().hidden);
        }
        if (numbers == RecordNumbers::AlignedLogps) {
            return addAlignedScores(data, *m_out.snapshot, m_out.spec, m_out.environment, m_folder,
                                    told, m_ranks);
        }
        if (numbers == RecordNumbers::Expansion) {
            return addQueryVectors(data, *m_out.snapshot, m_out.spec, m_out.environment,
                                   m_out.decoder->config().hidden, told);
        }
        return {};
    }

    /// Before the first sum is computed: the start check compares bits.
    Status chooseNumberOfThreads(const ModelConfig& config)
    {
        if (m_out.environment.threads > 0) {
            return {};
        }
        // A step of a larger model takes seconds, and more threads always shorten it.
        constexpr std::int64_t kMeasured = 50'000'000;
        if (!m_out.environment.device.is_cpu() || parameterCount(config) > kMeasured) {
            m_out.environment.setThreads(mostThreads());
            return {};
        }
        MG_TRY(const std::vector<UnitRows> units, m_out.loop->unitsOf(1));
        m_out.environment.setThreads(chooseThreads([&] { m_out.loop->rehearse(units.front()); }));
        return {};
    }

    Status makeReference()
    {
        TrainLoop& loop = *m_out.loop;
        if (loop.needs().ref == RefKind::None || loop.needs().data == DataCode::Prompts) {
            return {};
        }
        const Json digests = m_run.value("digests", Json::object());
        const std::string path = m_folder + run_names::kReference;
        if (digests.contains("reference")) {
            MG_TRY(loop.reference(),
                   ReferenceTable::load(path, digests["reference"].get<std::string>()));
            if (!m_origin.parent) {
                return {};
            }
            MG_TRY(const bool whole, loop.knowsReference(1, loop.plan().steps()));
            if (whole) {
                return {};
            }
        } else if (startsFromCheckpoint()) {
            return failure(ErrorKind::Corrupt,
                           MG_TR("train", "The run has a checkpoint but no reference values."),
                           path, MG_TR("train", "Start the run again."));
        }
        const auto told = [&](double share) { return tell(RunState::Caching, share); };
        if (!m_ranks.isFirst()) {
            return loop.prepareReference(nullptr, told);
        }
        const Json& environment = m_out.environment.json;
        MG_TRY(const std::string model, modelDigest());
        ReferenceCache cache =
            ReferenceCache::open(model, environment["dtype"].get<std::string>() +
                                            environment["device"].get<std::string>());
        MG_CHECK(loop.prepareReference(&cache, told));
        MG_TRY(const std::string digest, loop.reference().save(path));
        return patch({{"digests", {{"reference", digest}, {"model", model}}}});
    }

    Status restore()
    {
        MG_CHECK(patch({{"digests",
                         {{"tokenizer", m_out.tools.tokenizer->digest()},
                          {"template", m_out.tools.chatTemplate ? m_out.tools.chatTemplate->digest()
                                                                : std::string()}}}}));
        if (!m_origin.checkpoint) {
            return {};
        }
        const CheckpointState& state = m_origin.checkpoint->state;
        m_out.fromStep = state.step;
        m_out.skippedInARow = state.skippedInARow;
        NamedTensors weights;
        NamedTensors moments;
        NamedTensors rules;
        for (const auto& [name, tensor] : m_origin.checkpoint->tensors) {
            if (name.rfind(kRulePrefix, 0) == 0) {
                rules.emplace_back(name.substr(std::string(kRulePrefix).size()), tensor);
            } else {
                (name.rfind("exp_avg", 0) == 0 ? moments : weights).emplace_back(name, tensor);
            }
        }
        MG_CHECK(restoreOptimizer(m_out, weights, moments, state.optimizerSteps));
        MG_CHECK(m_out.loop->restoreRules(rules));
        m_out.loop->setTokens(state.numTokens);
        m_out.loop->setObjectiveState(state.objective);
        return {};
    }

    std::string m_folder;
    const SetupProgress& m_progress;
    Purpose m_purpose;
    Ranks& m_ranks;
    Json m_run;
    RunOrigin m_origin;
    std::string m_modelDigest;
    PreparedTraining m_out;
};

}  // namespace

Result<PreparedTraining> prepareTraining(const std::string& runFolder,
                                         const SetupProgress& progress, Purpose purpose,
                                         Ranks& ranks)
{
    return Preparing(runFolder, progress, purpose, ranks).run();
}

}  // namespace marginalia
