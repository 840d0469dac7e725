// SPDX-License-Identifier: Apache-2.0
#include "core/synth/first_run.h"

#include "core/base/file.h"

#include <algorithm>

namespace marginalia::synth {

namespace {

std::string figuresPath(const std::string& starterFolder)
{
    return starterFolder + "/first_run.json";
}

}  // namespace

RunSpec firstRunSpec(const std::string& starterFolder, std::int64_t labels)
{
    RunSpec spec = defaultRunSpec("dpo");
    spec.model = starterFolder;
    spec.parameters["beta"] = 1.0;
    spec.terms = {{"dpo", 1.0}, {"sft", 1.0}};
    spec.learning_rate = 4e-4;
    spec.schedule = "linear";
    spec.warmup_ratio = 0.1;
    spec.adam_beta2 = 0.95;
    spec.batch_size = 8;
    const std::int64_t stepsPerEpoch = std::max<std::int64_t>(1, (labels + 7) / 8);
    // Points of the way for Compare's scrubber and the samples; each is four megabytes.
    spec.checkpoint_every = 12;
    spec.keep_checkpoints = 8;
    spec.epochs = static_cast<double>(std::clamp<std::int64_t>(48 / stepsPerEpoch, 4, 24));
    spec.max_length = 256;
    spec.held_out_share = 0;
    spec.dtype = "fp32";
    spec.seed = 1;
    return spec;
}

Json toJson(const FirstRunFigures& figures)
{
    return {{"labels", figures.labels},
            {"prompts", figures.prompts},
            {"seed", figures.seed},
            {"warm_before", figures.warmBefore},
            {"warm_after", figures.warmAfter},
            {"right_before", figures.rightBefore},
            {"right_after", figures.rightAfter},
            {"train_seconds", figures.trainSeconds}};
}

Result<std::vector<FirstRunFigures>> readFirstRunFigures(const std::string& starterFolder)
{
    const std::string path = figuresPath(starterFolder);
    MG_TRY(const std::string text, readFile(path));
    const Json json = Json::parse(text, nullptr, false);
    std::vector<FirstRunFigures> out;
    try {
        for (const Json& line : json.at("measured")) {
            FirstRunFigures figures;
            figures.labels = line.at("labels").get<std::int64_t>();
            figures.prompts = line.at("prompts").get<std::int64_t>();
            figures.seed = line.at("seed").get<std::uint64_t>();
            figures.warmBefore = line.at("warm_before").get<double>();
            figures.warmAfter = line.at("warm_after").get<double>();
            figures.rightBefore = line.at("right_before").get<double>();
            figures.rightAfter = line.at("right_after").get<double>();
            figures.trainSeconds = line.at("train_seconds").get<double>();
            out.push_back(figures);
        }
    } catch (const Json::exception& problem) {
        return failure(
            ErrorKind::Parse,
            {MG_TR("synth", "The measured figures cannot be read: %1."), {problem.what()}}, path,
            MG_TR("synth", "Run marginalia-cli bench first-run --store again."));
    }
    return out;
}

Status storeFirstRunFigures(const std::string& starterFolder, const FirstRunFigures& figures)
{
    std::vector<FirstRunFigures> all;
    if (fileExists(figuresPath(starterFolder))) {
        MG_TRY(all, readFirstRunFigures(starterFolder));
    }
    std::erase_if(all, [&](const FirstRunFigures& old) { return old.labels == figures.labels; });
    all.push_back(figures);
    std::sort(all.begin(), all.end(),
              [](const auto& left, const auto& right) { return left.labels < right.labels; });
    Json json = {{"measured", Json::array()}};
    for (const FirstRunFigures& line : all) {
        json["measured"].push_back(toJson(line));
    }
    return writeFileAtomically(figuresPath(starterFolder), json.dump(2) + "\n");
}

}  // namespace marginalia::synth
