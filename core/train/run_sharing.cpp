// SPDX-License-Identifier: Apache-2.0
#include "core/train/run_sharing.h"

#include "core/model/device.h"
#include "core/model/threads.h"
#include "core/train/rank_bytes.h"

#include <algorithm>

namespace marginalia {

namespace {

/// Shorter streams only cost time.
constexpr std::int64_t kLeastPack = 256;

Result<LoadedCheckpoint> newestWhole(const std::string& runFolder, std::string& folder,
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
            return loaded;
        }
        notes.push_back(fillPattern(
            "checkpoint of step %1 passed over: %2 (%3)",
            {std::to_string(each->step), loaded.error().what.str(), loaded.error().where}));
    }
    folder.clear();
    return LoadedCheckpoint();
}

}  // namespace

Result<Json> sharedRunJson(const std::string& runFolder, Ranks& ranks)
{
    if (!ranks.isFirst()) {
        return Json::parse(ranks.broadcast({}, 0));
    }
    MG_TRY(Json run, readRunJson(runFolder));
    ranks.broadcast(run.dump(), 0);
    return run;
}

Status shareEnvironment(RunEnvironment& environment, const RunSpec& spec, const Json& resolved,
                        Ranks& ranks)
{
    if (ranks.alone()) {
        return {};
    }
    const RankEnvironment& here = environment.ranks = ranks.environment();
    const auto divided = [&](std::int64_t whole) { return whole / here.localSize; };
    Json& json = environment.json;
    if (spec.pack_tokens <= 0 && !(resolved.is_object() && resolved.contains("pack_tokens"))) {
        // Each measured the memory as if it were there alone.
        json["pack_tokens"] =
            std::max(kLeastPack, divided(json["pack_tokens"].get<std::int64_t>()));
    }
    const Json first = Json::parse(ranks.broadcast(json.dump(), 0));
    json["pack_tokens"] = first.at("pack_tokens");
    json["dtype"] = first.at("dtype");
    environment.dtype = json["dtype"] == "bf16" ? at::kBFloat16 : at::kFloat;
    if (spec.threads <= 0) {
        const auto share = static_cast<int>(std::max<std::int64_t>(1, divided(mostThreads())));
        environment.setThreads(here.threads > 0 ? here.threads : share);
    }
    if (environment.device.is_cuda() && (spec.device == "auto" || spec.device == "cuda")) {
        MG_TRY(environment.device, chooseDevice("cuda:" + std::to_string(here.localRank)));
        json["device"] = environment.device.str();
    }
    const std::string way = ranks.placeOn(environment.device);
    if (environment.device.is_cuda()) {
        json["between_cards"] = way;  // sums come in another order
    }
    return {};
}

Result<std::optional<LoadedCheckpoint>> newestCheckpoint(const std::string& runFolder, Ranks& ranks,
                                                         std::string& folder,
                                                         std::vector<std::string>& notes)
{
    std::optional<LoadedCheckpoint> out;
    if (ranks.isFirst()) {
        MG_TRY(LoadedCheckpoint found, newestWhole(runFolder, folder, notes));
        if (!folder.empty()) {
            out = std::move(found);
        }
    }
    // By its place in the run folder, which another machine may know under another name.
    const std::string name = ranks.broadcast(
        folder.empty() ? std::string() : folder.substr(folder.find_last_of('/') + 1), 0);
    if (!ranks.isFirst() && !name.empty()) {
        folder = runFolder + "/checkpoints/" + name;
        MG_TRY(out, loadCheckpoint(folder));
    }
    return out;
}

Result<std::vector<KnobEvent>> sharedKnobHistory(const std::string& runFolder, Ranks& ranks)
{
    if (ranks.alone()) {
        return knobHistory(runFolder);
    }
    Json all = Json::array();
    if (ranks.isFirst()) {
        for (const KnobEvent& event : knobHistory(runFolder)) {
            Json detail = knobDetail(event);
            detail.update({{"id", event.id}, {"kind", "set"}, {"step", event.step}});
            all.push_back(std::move(detail));
        }
    }
    std::vector<KnobEvent> out;
    for (const Json& each : Json::parse(ranks.broadcast(all.dump(), 0))) {
        const auto event = knobEvent(each, each.at("step").get<std::int64_t>());
        if (!event) {
            return failure(ErrorKind::Internal, Text("rank 0 handed out a change that is none"));
        }
        out.push_back(*event);
    }
    return out;
}

void shareStreamLimit(PreparedTraining& run)
{
    if (run.ranks->alone()) {
        return;
    }
    BytesOut mine;
    mine.put(run.loop->packBudget());
    for (const std::string& bytes : run.ranks->gather(mine.bytes())) {
        run.loop->limitStreams(BytesIn(bytes).take<std::int64_t>());
    }
}

void noteIdleRanks(PreparedTraining& run)
{
    const auto units = static_cast<int>(run.loop->plan().step(1).size());
    if (units < run.ranks->size()) {
        run.notes.push_back(
            fillPattern("%1 ranks share %2 micro-batches a step: some have nothing to do; a larger "
                        "\"accumulation\" gives a step more of them",
                        {std::to_string(run.ranks->size()), std::to_string(units)}));
    }
}

Status checkAlike(const std::string& digest, Ranks& ranks)
{
    const std::vector<std::string> all = ranks.gather(digest);
    for (std::size_t i = 1; i < all.size(); ++i) {
        if (all[i] != all[0]) {
            return failure(
                ErrorKind::Invalid,
                {MG_TR("train",
                       "Rank %1 has other data, settings, tokenizer or program than "
                       "rank 0."),
                 {std::to_string(i)}},
                {},
                MG_TR("train", "Give all ranks the same run folder, model folder and version."));
        }
    }
    return {};
}

}  // namespace marginalia
