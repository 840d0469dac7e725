// SPDX-License-Identifier: Apache-2.0
#include "core/eval/bench_first_run.h"

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/file_folders.h"
#include "core/eval/answer_shares.h"
#include "core/eval/bench_train.h"
#include "core/eval/starter_world.h"
#include "core/synth/first_run.h"

#include <charconv>
#include <cstdio>
#include <set>

namespace marginalia {

namespace {

using starter_world::drawExamples;
using starter_world::drawLabels;
using starter_world::kPromptSeed;
using starter_world::kTemperature;

struct BenchOptions {
    std::string model;
    std::int64_t labels = 40;
    std::int64_t prompts = 480;
    std::uint64_t seed = 1;
    bool json = false;
    bool store = false;
};

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

    const starter_world::ScratchFolder scratch;
    const Stopwatch clock;
    MG_TRY(const std::string run, starter_world::trainOn(labels, spec, scratch.path()));
    MG_TRY(const std::string trained, starter_world::trainedModel(run));
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
    if (!words.empty() && words.front() == "train") {
        return runBenchTrain({words.begin() + 1, words.end()});
    }
    if (!words.empty() && words.front() == "ways") {
        return runBenchWays({words.begin() + 1, words.end()});
    }
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
    return cli::usageError("bench", "name first-run, starter, train or ways.");
}

}  // namespace marginalia
