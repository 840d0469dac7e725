// SPDX-License-Identifier: Apache-2.0
#include "app/cli_training.h"

#include "app/cli_run_input.h"
#include "core/base/file.h"
#include "core/jobs/rank_environment.h"

#include <cstdio>

namespace marginalia::cli {

namespace {

int failed(const char* verb, const Error& error)
{
    // Printed in pieces: g++ 12 warns falsely when it inlines Error::message() here.
    std::fprintf(stderr, "marginalia-cli %s: %s%s%s %s\n", verb, error.where.c_str(),
                 error.where.empty() ? "" : ": ", error.what.str().c_str(),
                 error.todo.str().c_str());
    return error.kind == ErrorKind::Parse || error.kind == ErrorKind::Corrupt ? 4 : 1;
}

}  // namespace

const std::vector<std::string>& trainValues()
{
    static const std::vector<std::string> names = {"spec",      "preset", "set",  "term", "model",
                                                   "objective", "name",   "init", "out",  "project",
                                                   "filter",    "format", "map",  "limit"};
    return names;
}

std::optional<PreparedRun> makeRun(const char* verb, const Options& options, int& code)
{
    code = 0;
    if (options.operands().empty() != options.has("project")) {
        code = usageError(verb, "data files or --project are needed, one of them.");
        return std::nullopt;
    }
    auto spec = specFrom(options);
    if (!spec.ok()) {
        code = failed(verb, spec.error());
        return std::nullopt;
    }
    const std::string init = options.value("init");
    if (!init.empty()) {
        spec->model = folderExists(init) ? init : folderOf(init);
    }
    if (const Status settled = settleModel(*spec); !settled.ok()) {
        code = failed(verb, settled.error());
        return std::nullopt;
    }
    // Without --out a project's runs go where it has them.
    const bool elsewhere = options.has("out") || !options.has("project");
    auto run =
        snapshotFrom(options, *spec, elsewhere ? absolutePath(options.value("out", "runs")) : "");
    if (!run.ok()) {
        code = failed(verb, run.error());
        return std::nullopt;
    }
    if (!init.empty()) {
        const Status patched = patchRunJson(run->folder, {{"from_scratch", true}});
        if (!patched.ok()) {
            code = failed(verb, patched.error());
            return std::nullopt;
        }
    }
    std::fprintf(stderr, "uses %lld of %lld labelled records, %lld held out\n",
                 static_cast<long long>(run->use.used), static_cast<long long>(run->use.labelled),
                 static_cast<long long>(run->heldOut));
    return run.take();
}

namespace {

int runTrain(const Words& words)
{
    const Options options(words, {"json", "quiet", "prepare"}, trainValues());
    if (!options.ok()) {
        return usageError("train", options.problem());
    }
    const auto ranks = rankEnvironment();
    if (!ranks.ok()) {
        return failed("train", ranks.error());
    }
    if (ranks->rank > 0) {
        return runTrainVerb("resume", {"--follow"});  // rank 0 makes the run folder and names it
    }
    int code = 0;
    const std::optional<PreparedRun> run = makeRun("train", options, code);
    if (!run) {
        return code;
    }
    Words training = {run->folder};
    if (options.has("quiet")) {
        training.push_back("--quiet");
    }
    // Only now LibTorch is loaded: data that cannot be used is said at once.
    if (!options.has("prepare")) {
        code = runTrainVerb("resume", training);
    }
    if (options.has("json")) {
        Json checkpoints = Json::array();
        for (const CheckpointInfo& each : listCheckpoints(run->folder)) {
            checkpoints.push_back({{"step", each.step}, {"folder", each.folder}});
        }
        std::puts(Json({{"run", run->folder},
                        {"used", run->use.used},
                        {"checkpoints", checkpoints},
                        {"code", code}})
                      .dump()
                      .c_str());
    } else {
        std::puts(run->folder.c_str());
    }
    return code;
}

}  // namespace

Verb trainVerb()
{
    return {
        "train",
        "(FILE... | --project DIR) --model FOLDER [--preset ID] [--spec FILE] [--set "
        "KEY=VALUE,...]",
        MG_TR("cli", "make a run folder and train it here, with progress"),
        MG_TR("cli",
              "  FILE...            data files; labels are what the files say\n"
              "  --project DIR      records and labels of a project instead; --filter TEXT as "
              "saved views keep it\n"
              "  --model FOLDER     start model\n"
              "  --preset ID        settings to start from, see `objectives`\n"
              "  --objective ID     see `objectives`; --name TEXT what the run is called\n"
              "  --spec FILE        settings as JSON, laid over the preset\n"
              "  --set KEY=VALUE    single settings, laid over both, may be given several times: a "
              "field of the\n"
              "                     settings, a parameter or choice of the objective (beta=0.3), "
              "terms.LOSS=WEIGHT,\n"
              "                     modifiers.ID or modifiers.ID.KEY=VALUE "
              "(modifiers.ld_dpo.alpha=0.5);\n"
              "                     method=lora trains an adapter (lora_r, lora_alpha, "
              "lora_dropout, "
              "lora_targets,\n"
              "                     use_rslora, use_dora, base_weights); sharding=parameters lets "
              "each of several\n"
              "                     processes hold a share of the weights; optimizer_state=int8, "
              "masters=stochastic\n"
              "                     (dtype=bf16) and offload=disk (on a card offload=machine) hold "
              "the\n"
              "                     optimizer's numbers in less memory;\n"
              "                     recompute=blocks computes blocks again in the backward pass, "
              "in less memory\n"
              "                     (auto: where it would not do otherwise)\n"
              "  --term LOSS=WEIGHT a sum of losses: --objective dpo --term sft=1.0\n"
              "  --init CONFIG      fresh weights from a config.json (or its folder) with a "
              "tokenizer beside it\n"
              "  --out DIR          where the run's folder is made (runs, or the project's)\n"
              "  --format NAME      scheme of the files, --map FILE.json their columns (see help "
              "read);\n"
              "                     --limit N records of them\n"
              "  --prepare          make the folder only\n"
              "  --quiet            no progress\n"
              "  --json             one object at the end: run, used, checkpoints, code\n"
              "Prints the run's folder. Ctrl+C: checkpoint at the next step, then stop; exits with "
              "3."),
        runTrain};
}

}  // namespace marginalia::cli
