// SPDX-License-Identifier: Apache-2.0
#include "core/eval/bench_first_run.h"

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/file_folders.h"
#include "core/eval/answer_shares.h"
#include "core/jobs/snapshot_project.h"
#include "core/synth/corpus.h"
#include "core/synth/first_run.h"
#include "core/train/run_worker.h"

#include <charconv>
#include <cstdio>
#include <filesystem>
#include <set>

namespace marginalia {

namespace {

/// Seeds of prompts and labels: other ones than those of the corpus and of the sample.
constexpr std::uint64_t kPromptSeed = 480;
constexpr std::uint64_t kLabelSeed = 40;
constexpr double kTemperature = 0.8;

struct BenchOptions {
    std::string model;
    std::int64_t labels = 40;
    std::int64_t prompts = 480;
    std::uint64_t seed = 1;
    bool json = false;
    bool store = false;
};

std::vector<synth::Example> drawExamples(synth::Family family, std::int64_t count,
                                         std::set<std::string>& taken)
{
    synth::Generator generator(kPromptSeed, true);
    std::vector<synth::Example> out;
    while (static_cast<std::int64_t>(out.size()) < count) {
        synth::Example example = generator.next(family);
        if (taken.insert(example.prompt).second) {
            out.push_back(std::move(example));
        }
    }
    return out;
}

Messages turn(const char* role, const std::string& text)
{
    Message message;
    message.role = role;
    message.content = text;
    return {message};
}

/// Pairs as the sample has them, each labelled for its warm answer, none with a prompt in `taken`.
std::vector<Record> drawLabels(std::int64_t count, std::uint64_t seed, std::set<std::string>& taken)
{
    synth::Generator generator(kLabelSeed + seed, true);
    std::vector<Record> out;
    while (static_cast<std::int64_t>(out.size()) < count) {
        const synth::WarmPair pair =
            synth::drawWarmPair(generator, synth::drawPairFamily(generator.random()));
        if (!taken.insert(pair.example.prompt).second) {
            continue;
        }
        Record record;
        record.uid = Uid::random();
        record.prompt = turn("user", pair.example.prompt);
        record.a = turn("assistant", pair.warm);
        record.b = turn("assistant", pair.example.answer);
        record.origin = Origin::ChosenA;
        out.push_back(std::move(record));
    }
    return out;
}

/// A folder below the system's temporary one that goes when the bench ends.
class ScratchFolder {
public:
    ScratchFolder()
        : m_path(std::filesystem::temp_directory_path().string() + "/marginalia-bench-" +
                 Uid::random().hex())
    {
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder()
    {
        std::error_code ignored;  // a left-over in the temporary folder harms nothing
        std::filesystem::remove_all(m_path, ignored);
    }
    const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

/// Trains on the labels; gives the folder of the trained model.
Result<std::string> trainOn(const std::vector<Record>& labels, const RunSpec& spec,
                            const std::string& runsFolder)
{
    MG_TRY(const PreparedRun run, snapshotFromRecords(labels, spec, runsFolder));
    WorkerOptions worker;
    worker.unattended = true;
    if (runWorker(run.folder, worker) != 0) {
        const RunHealth health = runHealth(run.folder);
        return failure(ErrorKind::Internal,
                       {MG_TR("bench", "The training failed: %1"),
                        {health.exit ? health.exit->message : "no word of why"}},
                       run.folder);
    }
    const std::vector<CheckpointInfo> checkpoints = listCheckpoints(run.folder);
    if (checkpoints.empty()) {
        return failure(ErrorKind::Internal, MG_TR("bench", "The run left no checkpoint."),
                       run.folder);
    }
    return checkpoints.back().folder;
}

Result<synth::FirstRunFigures> measureFirstRun(const BenchOptions& options)
{
    std::set<std::string> taken;
    const auto prompts = drawExamples(synth::Family::WordProblem, options.prompts, taken);
    const auto labels = drawLabels(options.labels, options.seed, taken);
    RunSpec spec = synth::firstRunSpec(options.model, options.labels);
    spec.seed = options.seed;

    synth::FirstRunFigures out;
    out.labels = options.labels;
    out.prompts = options.prompts;
    out.seed = options.seed;
    MG_TRY(const AnsweringModel before, AnsweringModel::load(options.model));
    MG_TRY(const AnswerShares start, measureAnswers(before, prompts, kTemperature, kPromptSeed));
    out.warmBefore = start.warm;
    out.rightBefore = start.right;

    const ScratchFolder scratch;
    const Stopwatch clock;
    MG_TRY(const std::string trained, trainOn(labels, spec, scratch.path()));
    out.trainSeconds = clock.seconds();

    MG_TRY(const AnsweringModel after, AnsweringModel::load(trained));
    MG_TRY(const AnswerShares end, measureAnswers(after, prompts, kTemperature, kPromptSeed));
    out.warmAfter = end.warm;
    out.rightAfter = end.right;
    std::fprintf(stderr, "before: %s\nafter:  %s\n", start.answers.front().c_str(),
                 end.answers.front().c_str());
    return out;
}

/// Greedy scores of every family that has a truth, and what sampled word problems are like.
Result<Json> measureStarter(const BenchOptions& options)
{
    MG_TRY(const AnsweringModel model, AnsweringModel::load(options.model));
    Json out = {{"prompts", options.prompts}, {"greedy_right", Json::object()}};
    std::set<std::string> taken;
    for (const synth::Family family :
         {synth::Family::Sum, synth::Family::WordProblem, synth::Family::List,
          synth::Family::Document, synth::Family::Writing}) {
        MG_TRY(const AnswerShares shares,
               measureAnswers(model, drawExamples(family, options.prompts, taken), 0, 0));
        out["greedy_right"][synth::familyName(family)] = shares.right;
        for (std::size_t i = 0; i < std::min<std::size_t>(2, shares.answers.size()); ++i) {
            std::fprintf(stderr, "%s: %s\n", synth::familyName(family), shares.answers[i].c_str());
        }
    }
    taken.clear();
    MG_TRY(const AnswerShares sampled,
           measureAnswers(model, drawExamples(synth::Family::WordProblem, options.prompts, taken),
                          kTemperature, kPromptSeed));
    out["sampled_word_problems"] = {{"temperature", kTemperature},
                                    {"right", sampled.right},
                                    {"warm", sampled.warm},
                                    {"closing", sampled.closing},
                                    {"finished", sampled.finished}};
    return out;
}

template <class T>
bool readNumber(const std::string& text, T& number)
{
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    return end.ec == std::errc() && end.ptr == text.data() + text.size() && number >= T{1};
}

int fail(const Error& error)
{
    std::fprintf(stderr, "marginalia-cli bench: %s\n", error.message().c_str());
    return 1;
}

int benchFirstRun(const BenchOptions& options)
{
    const auto figures = measureFirstRun(options);
    if (!figures) {
        return fail(figures.error());
    }
    if (options.store) {
        if (const Status stored = synth::storeFirstRunFigures(options.model, *figures); !stored) {
            return fail(stored.error());
        }
    }
    if (options.json) {
        std::printf("%s\n", synth::toJson(*figures).dump().c_str());
        return 0;
    }
    std::printf(
        "%lld labels, %.1f s of training, %lld unseen word problems\n"
        "warm openings   %.3f -> %.3f\nright answers   %.3f -> %.3f\n",
        static_cast<long long>(figures->labels), figures->trainSeconds,
        static_cast<long long>(figures->prompts), figures->warmBefore, figures->warmAfter,
        figures->rightBefore, figures->rightAfter);
    return 0;
}

int benchStarter(const BenchOptions& options)
{
    const auto scores = measureStarter(options);
    if (!scores) {
        return fail(scores.error());
    }
    std::printf("%s\n", scores->dump(options.json ? -1 : 2).c_str());
    return 0;
}

}  // namespace

int runBench(const cli::Words& words)
{
    const cli::Options given(words, {"json", "store"}, {"model", "labels", "prompts", "seed"});
    if (!given.ok()) {
        return cli::usageError("bench", given.problem());
    }
    BenchOptions options;
    options.model = given.value("model", resourceFolder() + "/starter");
    options.json = given.has("json");
    options.store = given.has("store");
    if (!readNumber(given.value("labels", "40"), options.labels) ||
        !readNumber(given.value("prompts", "480"), options.prompts) ||
        !readNumber(given.value("seed", "1"), options.seed)) {
        return cli::usageError("bench", "--labels, --prompts and --seed are whole numbers from 1.");
    }
    const std::string what = given.operands().size() == 1 ? given.operands().front() : "";
    if (what == "first-run") {
        return benchFirstRun(options);
    }
    if (what == "starter") {
        return benchStarter(options);
    }
    return cli::usageError("bench", "name first-run or starter.");
}

}  // namespace marginalia
