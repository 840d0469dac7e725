// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/rounds_file.h"

#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/jobs/item_file.h"
#include "core/jobs/run_names.h"

#include <cstdio>
#include <iterator>
#include <optional>

namespace marginalia {

namespace {

std::string pathOf(const std::string& runFolder, std::int64_t round, const char* suffix)
{
    char name[32];
    std::snprintf(name, sizeof name, "/%06lld%s", static_cast<long long>(round), suffix);
    return runFolder + run_names::kRounds + name;
}

constexpr const char* kWriters[] = {"policy", "start", "mixture", "teacher"};

/// Rounds of before there were more than two name the start model otherwise.
AnswerWriter writerFrom(const Json& json)
{
    const std::string word =
        json.value("writer", std::string(json.value("of_reference", false) ? "start" : "policy"));
    for (std::size_t i = 0; i < std::size(kWriters); ++i) {
        if (word == kWriters[i]) {
            return static_cast<AnswerWriter>(i);
        }
    }
    return AnswerWriter::Policy;
}

/// Float32 values are exact as JSON numbers.
Json listJson(const std::vector<float>& values)
{
    Json out = Json::array();
    for (const float value : values) {
        out.push_back(run_names::numberJson(static_cast<double>(value)));
    }
    return out;
}

bool takeList(const Json& json, const char* key, std::vector<float>& out)
{
    const auto found = json.find(key);
    if (found == json.end() || !found->is_array()) {
        return false;
    }
    for (const Json& value : *found) {
        out.push_back(static_cast<float>(
            run_names::numberFromJson(value, std::numeric_limits<double>::quiet_NaN())));
    }
    return true;
}

Json toJson(const RoundAnswer& answer)
{
    Json parts = Json::object();
    for (const auto& [name, value] : answer.parts) {
        parts[name] = run_names::numberJson(value);
    }
    return {{"uid", answer.uid.hex()},
            {"kind", "answer"},
            {"prompt_uid", answer.prompt.hex()},
            {"snapshot_index", answer.snapshotIndex},
            {"number", answer.number},
            {"writer", kWriters[static_cast<std::size_t>(answer.writer)]},
            {"ids", answer.ids},
            {"old_lp", listJson(answer.oldLogps)},
            {"sampler_lp", listJson(answer.samplerLogps)},
            {"ref_lp", listJson(answer.referenceLogps)},
            {"base_lp", listJson(answer.baseLogps)},
            {"old_values", listJson(answer.oldValues)},
            {"text", answer.text},
            {"reason", answer.reason},
            {"reward", run_names::numberJson(answer.reward)},
            {"reward_parts", parts},
            {"seed", answer.seed}};
}

std::optional<RoundAnswer> answerFromJson(const Json& json)
{
    RoundAnswer out;
    const auto uid = Uid::fromHex(json.value("uid", std::string()));
    const auto prompt = Uid::fromHex(json.value("prompt_uid", std::string()));
    const auto ids = json.find("ids");
    if (!uid || !prompt || ids == json.end() || !ids->is_array() ||
        !takeList(json, "old_lp", out.oldLogps) ||
        !takeList(json, "sampler_lp", out.samplerLogps) ||
        !takeList(json, "ref_lp", out.referenceLogps) ||
        !takeList(json, "old_values", out.oldValues)) {
        return std::nullopt;
    }
    for (const Json& id : *ids) {
        if (!id.is_number_integer()) {
            return std::nullopt;
        }
        out.ids.push_back(id.get<std::int32_t>());
    }
    if (json.contains("base_lp") && !takeList(json, "base_lp", out.baseLogps)) {
        return std::nullopt;
    }
    const std::vector<float>* lists[] = {&out.oldLogps, &out.samplerLogps, &out.referenceLogps,
                                         &out.baseLogps, &out.oldValues};
    for (const std::vector<float>* list : lists) {
        if (!list->empty() && list->size() != out.ids.size()) {
            return std::nullopt;
        }
    }
    out.uid = *uid;
    out.prompt = *prompt;
    out.snapshotIndex = json.value("snapshot_index", 0U);
    out.number = json.value("number", 0U);
    out.writer = writerFrom(json);
    out.text = json.value("text", std::string());
    out.reason = json.value("reason", std::string());
    const double none = std::numeric_limits<double>::quiet_NaN();
    out.reward = run_names::numberFromJson(json.value("reward", Json()), none);
    const Json parts = json.value("reward_parts", Json::object());
    for (const auto& [name, value] : parts.items()) {
        out.parts.emplace_back(name, run_names::numberFromJson(value, none));
    }
    out.seed = json.value("seed", std::uint64_t{0});
    return out;
}

}  // namespace

Status writeRound(const std::string& runFolder, const RoundFile& round)
{
    MG_CHECK(makeFolders(runFolder + run_names::kRounds));
    MG_TRY(auto file, ItemFileWriter::create(pathOf(runFolder, round.round, ".bin"),
                                             pathOf(runFolder, round.round, ".idx")));
    MG_CHECK(file->add({{"kind", "round"},
                        {"round", round.round},
                        {"first_step", round.firstStep},
                        {"steps", round.steps},
                        {"answers", round.answers.size()}},
                       "round"));
    for (const RoundAnswer& answer : round.answers) {
        MG_CHECK(file->add(toJson(answer), answer.uid.hex()));
    }
    MG_TRY(const std::string digest, file->finish());
    static_cast<void>(digest);
    return {};
}

bool hasRound(const std::string& runFolder, std::int64_t round)
{
    return fileExists(pathOf(runFolder, round, ".idx"));
}

Result<RoundFile> readRound(const std::string& runFolder, std::int64_t round)
{
    const std::string path = pathOf(runFolder, round, ".bin");
    MG_TRY(auto file, ItemFileReader::open(path, pathOf(runFolder, round, ".idx")));
    MG_TRY(const std::string found, sha256OfFile(path));
    if (found != file->digest() || file->size() < 1) {
        return file->damaged(MG_TR("jobs", "A stored round does not match its checksum."));
    }
    RoundFile out;
    MG_TRY(const Json head, file->item(0));
    out.round = head.value("round", std::int64_t{0});
    out.firstStep = head.value("first_step", std::int64_t{0});
    out.steps = head.value("steps", std::int64_t{0});
    if (out.round != round || head.value("answers", std::int64_t{-1}) != file->size() - 1) {
        return file->damaged(MG_TR("jobs", "A stored round is not the one its name says."));
    }
    for (std::int64_t i = 1; i < file->size(); ++i) {
        MG_TRY(const Json json, file->item(i));
        auto answer = answerFromJson(json);
        if (!answer) {
            return file->damaged(MG_TR("jobs", "An answer of a stored round cannot be read."));
        }
        out.answers.push_back(std::move(*answer));
    }
    return out;
}

Uid answerUid(const std::string& run, std::int64_t round, const Uid& prompt, std::uint32_t number)
{
    const std::string digest = sha256Hex(run + "/" + std::to_string(round) + "/" + prompt.hex() +
                                         "/" + std::to_string(number));
    return *Uid::fromHex(digest.substr(0, 32));
}

}  // namespace marginalia
