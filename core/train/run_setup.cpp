// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_setup.h"

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/jobs/hub_cache.h"
#include "core/jobs/run_names.h"
#include "core/model/device.h"
#include "core/model/threads.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/headeronly/version.h>

#include <algorithm>

namespace marginalia {

namespace {

constexpr const char* kReference = "/ref.bin";

double weightsOf(const ModelConfig& config)
{
    return static_cast<double>(parameterCount(config));
}

/// Tokens of a stream whose activations fit into two fifths of the memory that weights, gradients
/// and moments will leave.
std::int64_t fittingPack(const ModelConfig& config, c10::Device device)
{
    constexpr double kBytesPerWeight = 16;
    const double perToken = 4.0 * static_cast<double>(config.layers) *
                                (14.0 * static_cast<double>(config.hidden) +
                                 4.0 * static_cast<double>(config.intermediate)) +
                            12.0 * static_cast<double>(config.vocabulary);
    const double left =
        static_cast<double>(freeMemory(device)) - kBytesPerWeight * weightsOf(config);
    const double fit = 0.4 * std::max(left, 0.0) / perToken;
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(fit), 256, 8192);
}

/// Of everything that the order of the data follows from.
std::string planDigest(const RunSpec& spec, const std::string& dataDigest, const TextTools& tools)
{
    Json settings = toJson(spec);
    for (const char* free : {"name", "device", "threads", "pack_tokens", "checkpoint_every",
                             "keep_checkpoints", "sample_every", "sample_prompts", "eval_every"}) {
        settings.erase(free);
    }
    return sha256Hex(settings.dump() + dataDigest + tools.tokenizer->digest() +
                     (tools.chatTemplate ? tools.chatTemplate->digest() : std::string()));
}

bool hasWeights(const std::string& folder)
{
    return fileExists(folder + "/model.safetensors") ||
           fileExists(folder + "/model.safetensors.index.json");
}

/// The newest checkpoint whose files are all as they were written; the ones passed over are named
/// in `notes`.
Result<std::optional<LoadedCheckpoint>> newestCheckpoint(const std::string& runFolder,
                                                         std::string& folder,
                                                         std::vector<std::string>& notes)
{
    std::vector<CheckpointInfo> all = listCheckpoints(runFolder);
    for (auto each = all.rbegin(); each != all.rend(); ++each) {
        if (!each->resumable) {
            continue;
        }
        auto loaded = loadCheckpoint(each->folder);
        if (loaded.ok()) {
            folder = each->folder;
            return std::optional<LoadedCheckpoint>(loaded.take());
        }
        notes.push_back(fillPattern(
            "checkpoint of step %1 passed over: %2 (%3)",
            {std::to_string(each->step), loaded.error().what.str(), loaded.error().where}));
    }
    return std::optional<LoadedCheckpoint>();
}

class Preparing {
public:
    Preparing(const std::string& folder, const SetupProgress& progress)
        : m_folder(folder), m_progress(progress)
    {
    }

    Result<PreparedTraining> run()
    {
        MG_TRY(m_run, readRunJson(m_folder));
        MG_TRY(m_out.spec, readRunSpec(m_folder));
        const std::vector<SpecProblem> problems = checkRunSpec(m_out.spec);
        if (!problems.empty()) {
            return failure(ErrorKind::Invalid, problems[0].what, problems[0].field);
        }
        MG_CHECK(openSnapshot());
        MG_TRY(const ModelPlace place, findModel(m_out.spec.model));
        m_out.spec.model = place.folder;
        MG_TRY(m_out.tools, loadTextTools(m_out.spec.model));
        MG_TRY(const ModelConfig config, readModelConfig(m_out.spec.model));
        MG_TRY(m_out.environment,
               resolveEnvironment(m_out.spec, config, m_run.value("resolved", Json())));
        m_out.planDigest = planDigest(m_out.spec, m_out.dataDigest, m_out.tools);
        MG_CHECK(findCheckpoint());
        MG_CHECK(loadModel(config));
        MG_CHECK(makeLoop());
        MG_CHECK(chooseNumberOfThreads(config));
        MG_CHECK(makeReference());
        MG_CHECK(restore());
        MG_CHECK(patchRunJson(m_folder, {{"resolved", m_out.environment.json}}));
        return std::move(m_out);
    }

private:
    bool tell(RunState state, double share) { return !m_progress || m_progress(state, share); }

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

    Status findCheckpoint()
    {
        MG_TRY(m_checkpoint, newestCheckpoint(m_folder, m_checkpointFolder, m_out.notes));
        if (!m_checkpoint) {
            return {};
        }
        const CheckpointState& state = m_checkpoint->state;
        if (state.dataDigest != m_out.dataDigest || state.planDigest != m_out.planDigest) {
            return failure(
                ErrorKind::Invalid,
                MG_TR("train",
                      "The checkpoint belongs to other data, settings, tokenizer or template."),
                m_checkpointFolder, MG_TR("train", "Undo the change, or start a new run."));
        }
        // Memory may have run out on the way, and the streams became shorter.
        Json& pack = m_out.environment.json["pack_tokens"];
        pack = state.environment.value("pack_tokens", pack);
        m_out.notExact = m_out.environment.differences(state.environment);
        return {};
    }

    Status loadModel(const ModelConfig& config)
    {
        const RunEnvironment& environment = m_out.environment;
        const std::string from = m_checkpoint ? m_checkpointFolder : m_out.spec.model;
        if (!m_checkpoint && !hasWeights(from)) {
            if (!m_run.value("from_scratch", false)) {
                return failure(
                    ErrorKind::NotFound, MG_TR("train", "The model folder holds no weights."), from,
                    MG_TR("train", "Choose another folder, or train from scratch with --init."));
            }
            m_out.decoder =
                Decoder::initialise(config, m_out.spec.seed, environment.dtype, environment.device);
            return {};
        }
        bool stopped = false;
        auto loaded = Decoder::load(from, environment.dtype, environment.device, [&](double share) {
            stopped = stopped || !tell(RunState::Loading, 0.5 + share / 2);
        });
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
        MG_TRY(BatchPlan plan,
               BatchPlan::shuffled(m_out.spec, static_cast<std::int64_t>(data.items.size())));
        PackOptions pack;
        pack.budget = m_out.environment.json["pack_tokens"].get<std::int64_t>();
        MG_TRY(m_out.loop, TrainLoop::create(*m_out.decoder, m_out.spec, std::move(data),
                                             std::move(plan), pack));
        return {};
    }

    /// Before the first sum is computed: the start check compares bits.
    Status chooseNumberOfThreads(const ModelConfig& config)
    {
        if (m_out.environment.threads > 0) {
            return {};
        }
        // A step of a larger model takes seconds, and more threads always shorten it.
        constexpr double kMeasured = 50e6;
        if (!m_out.environment.device.is_cpu() || weightsOf(config) > kMeasured) {
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
        if (loop.needs().ref == RefKind::None) {
            return {};
        }
        const Json digests = m_run.value("digests", Json::object());
        const std::string path = m_folder + kReference;
        if (digests.contains("reference")) {
            MG_TRY(loop.reference(),
                   ReferenceTable::load(path, digests["reference"].get<std::string>()));
            return {};
        }
        if (m_checkpoint) {
            return failure(ErrorKind::Corrupt,
                           MG_TR("train", "The run has a checkpoint but no reference values."),
                           path, MG_TR("train", "Start the run again."));
        }
        const std::string modelDigest = m_out.decoder->digest();
        const Json& environment = m_out.environment.json;
        ReferenceCache cache =
            ReferenceCache::open(modelDigest, environment["dtype"].get<std::string>() +
                                                  environment["device"].get<std::string>());
        MG_CHECK(loop.prepareReference(
            &cache, [&](double share) { return tell(RunState::Caching, share); }));
        MG_TRY(const std::string digest, loop.reference().save(path));
        return patchRunJson(m_folder,
                            {{"digests", {{"reference", digest}, {"model", modelDigest}}}});
    }

    Status restore()
    {
        MG_CHECK(patchRunJson(
            m_folder, {{"digests",
                        {{"tokenizer", m_out.tools.tokenizer->digest()},
                         {"template", m_out.tools.chatTemplate ? m_out.tools.chatTemplate->digest()
                                                               : std::string()}}}}));
        if (!m_checkpoint) {
            return {};
        }
        const CheckpointState& state = m_checkpoint->state;
        m_out.fromStep = state.step;
        m_out.skippedInARow = state.skippedInARow;
        NamedTensors weights;
        NamedTensors moments;
        for (const auto& [name, tensor] : m_checkpoint->tensors) {
            (name.rfind("exp_avg", 0) == 0 ? moments : weights).emplace_back(name, tensor);
        }
        MG_CHECK(m_out.loop->optimizer().restore(weights, moments, state.optimizerSteps));
        m_out.loop->setTokens(state.numTokens);
        return {};
    }

    std::string m_folder;
    const SetupProgress& m_progress;
    Json m_run;
    std::optional<LoadedCheckpoint> m_checkpoint;
    std::string m_checkpointFolder;
    PreparedTraining m_out;
};

}  // namespace

void RunEnvironment::setThreads(int count)
{
    threads = count;
    if (count > 0) {
        json["threads"] = count;
        at::set_num_threads(count);
    }
}

std::vector<std::string> RunEnvironment::differences(const Json& earlier) const
{
    std::vector<std::string> out;
    for (const auto& [key, value] : json.items()) {
        const Json before = earlier.is_object() ? earlier.value(key, Json()) : Json();
        if (before != value) {
            out.push_back(fillPattern("%1: %2 before, %3 now", {key, before.dump(), value.dump()}));
        }
    }
    return out;
}

Result<RunEnvironment> resolveEnvironment(const RunSpec& spec, const ModelConfig& config,
                                          const Json& resolved)
{
    RunEnvironment out;
    MG_TRY(out.device, chooseDevice(spec.device));
    const std::string dtype = spec.dtype == "auto" && resolved.is_object()
                                  ? resolved.value("dtype", spec.dtype)
                                  : spec.dtype;
    out.dtype = dtype == "auto"
                    ? chooseDtype(static_cast<std::int64_t>(weightsOf(config)), out.device)
                    : (dtype == "bf16" ? at::kBFloat16 : at::kFloat);
    out.json = {{"dtype", out.dtype == at::kBFloat16 ? "bf16" : "fp32"},
                {"device", out.device.str()},
                {"cpu_path", at::get_cpu_capability()},
                {"libtorch", TORCH_VERSION}};
    // A new measurement may come out otherwise, and with it the last bits of sums.
    const std::int64_t threads = spec.threads > 0 || !resolved.is_object()
                                     ? spec.threads
                                     : resolved.value("threads", std::int64_t{0});
    prepareComputing();
    // As free memory differs from day to day, and the cut of the streams changes the last bits too.
    const std::int64_t pack = spec.pack_tokens > 0 || !resolved.is_object()
                                  ? spec.pack_tokens
                                  : resolved.value("pack_tokens", std::int64_t{0});
    out.json["pack_tokens"] = pack > 0 ? pack : fittingPack(config, out.device);
    out.setThreads(threads > 0 ? static_cast<int>(threads) : 0);
    return out;
}

Result<PreparedTraining> prepareTraining(const std::string& runFolder,
                                         const SetupProgress& progress)
{
    return Preparing(runFolder, progress).run();
}

}  // namespace marginalia
