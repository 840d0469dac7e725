// SPDX-License-Identifier: Apache-2.0
#include "core/base/sha256.h"
#include "core/jobs/item_file.h"
#include "core/jobs/run_folder.h"
#include "core/jobs/run_names.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace marginalia {

namespace {

/// A list with one number an answer, null where there is none; absent when no answer has one.
void putNumbers(Json& label, const char* name, const std::vector<AnswerFacts>& facts,
                double AnswerFacts::*member)
{
    Json list = Json::array();
    bool any = false;
    for (const AnswerFacts& each : facts) {
        any = any || !std::isnan(each.*member);
        list.push_back(std::isnan(each.*member) ? Json() : Json(each.*member));
    }
    if (any) {
        label[name] = std::move(list);
    }
}

void putFacts(const SnapshotItem& item, Json& label)
{
    putNumbers(label, "scores", item.facts, &AnswerFacts::score);
    putNumbers(label, "ranks", item.facts, &AnswerFacts::rank);
    putNumbers(label, "visits", item.facts, &AnswerFacts::visits);
    const bool rated = std::any_of(item.facts.begin(), item.facts.end(),
                                   [](const auto& each) { return !each.attributes.empty(); });
    if (rated) {
        Json& ratings = label["attributes"] = Json::array();
        for (const AnswerFacts& each : item.facts) {
            ratings.push_back(each.attributes);
        }
    }
    if (!item.stepLabels.empty()) {
        label["step_labels"] = item.stepLabels;
    }
    if (!item.alignedLogps.empty()) {
        label["aligned_avg_logps"] = item.alignedLogps;
    }
    if (!item.aspect.empty()) {
        label["aspect"] = item.aspect;
    }
}

bool readNumbers(const Json& label, const char* name, SnapshotItem& item,
                 double AnswerFacts::*member)
{
    const Json list = label.value(name, Json::array());
    item.facts.resize(std::max(item.facts.size(), list.size()));
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (!list[i].is_number() && !list[i].is_null()) {
            return false;
        }
        item.facts[i].*member = list[i].is_null() ? kNoNumber : list[i].get<double>();
    }
    return true;
}

/// The errors of the JSON library are caught by the caller.
bool readFacts(const Json& label, SnapshotItem& item)
{
    if (!readNumbers(label, "scores", item, &AnswerFacts::score) ||
        !readNumbers(label, "ranks", item, &AnswerFacts::rank) ||
        !readNumbers(label, "visits", item, &AnswerFacts::visits)) {
        return false;
    }
    const Json ratings = label.value("attributes", Json::array());
    item.facts.resize(std::max(item.facts.size(), ratings.size()));
    for (std::size_t i = 0; i < ratings.size(); ++i) {
        item.facts[i].attributes = ratings[i].get<std::map<std::string, double>>();
    }
    item.stepLabels = label.value("step_labels", std::vector<bool>{});
    item.alignedLogps = label.value("aligned_avg_logps", std::vector<double>{});
    item.aspect = label.value("aspect", std::string());
    return true;
}

Json toJson(const SnapshotItem& item)
{
    Json answers = Json::array();
    for (const Messages& answer : item.answers) {
        answers.push_back(toJson(answer));
    }
    Json label = {{"verdict", verdictName(item.verdict)},
                  {"strength", static_cast<int>(item.strength)},
                  {"annotator", item.annotator}};
    if (item.desirable) {
        label["desirable"] = *item.desirable;
    }
    putFacts(item, label);
    Json out = {{"uid", item.uid.hex()},
                {"kind", kindName(item.kind)},
                {"text_mode", item.textMode == TextMode::Plain ? "plain" : "chat"},
                {"prompt", toJson(item.prompt)},
                {"answers", answers},
                {"label", label},
                {"weight", item.weight},
                {"split", item.split}};
    if (item.gold) {
        out["gold"] = true;
    }
    if (item.expanded) {
        out["expanded"] = true;
    }
    if (!item.tools.is_null()) {
        out["tools"] = item.tools;
    }
    if (!item.templateArguments.is_null()) {
        out["template_arguments"] = item.templateArguments;
    }
    return out;
}

bool readLabel(const Json& label, SnapshotItem& item)
{
    if (!label.is_object() || !label.contains("verdict") || !label["verdict"].is_string()) {
        return false;
    }
    const auto verdict = verdictFromName(label["verdict"].get<std::string>());
    const auto strength = label.value("strength", 2);
    if (!verdict || strength < 1 || strength > 3) {
        return false;
    }
    item.verdict = *verdict;
    item.strength = static_cast<Strength>(strength);
    item.annotator = label.value("annotator", std::string());
    if (label.contains("desirable")) {
        item.desirable = label["desirable"].get<bool>();
    }
    return readFacts(label, item);
}

std::optional<SnapshotItem> itemFromJson(const Json& json)
{
    SnapshotItem item;
    const auto uid = Uid::fromHex(json.value("uid", std::string()));
    const auto kind = kindFromName(json.value("kind", std::string()));
    const auto prompt = json.contains("prompt") ? messagesFromJson(json["prompt"]) : std::nullopt;
    if (!uid || !kind || !prompt || !json.contains("answers") || !json["answers"].is_array() ||
        !json.contains("label") || !readLabel(json["label"], item)) {
        return std::nullopt;
    }
    item.uid = *uid;
    item.kind = *kind;
    item.prompt = *prompt;
    for (const Json& answer : json["answers"]) {
        auto messages = messagesFromJson(answer);
        if (!messages) {
            return std::nullopt;
        }
        item.answers.push_back(std::move(*messages));
    }
    item.textMode =
        json.value("text_mode", std::string("chat")) == "plain" ? TextMode::Plain : TextMode::Chat;
    item.gold = json.value("gold", false);
    item.expanded = json.value("expanded", false);
    // Every answer has facts or none has: what follows indexes both alike.
    if (!item.facts.empty()) {
        item.facts.resize(item.answers.size());
    }
    item.weight = json.value("weight", 1.0);
    item.split = json.value("split", std::string("train"));
    item.tools = json.value("tools", Json());
    item.templateArguments = json.value("template_arguments", Json());
    return item;
}

class SnapshotFileWriter : public SnapshotWriter {
public:
    explicit SnapshotFileWriter(std::unique_ptr<ItemFileWriter> file) : m_file(std::move(file)) {}

    Status add(const SnapshotItem& item) override
    {
        return m_file->add(toJson(item), item.uid.hex());
    }
    Result<std::string> finish() override { return m_file->finish(); }

private:
    std::unique_ptr<ItemFileWriter> m_file;
};

class SnapshotFileReader : public SnapshotReader {
public:
    explicit SnapshotFileReader(std::unique_ptr<ItemFileReader> file) : m_file(std::move(file)) {}

    std::int64_t size() const override { return m_file->size(); }
    const std::string& digest() const override { return m_file->digest(); }

    Result<SnapshotItem> item(std::int64_t index) override
    {
        MG_TRY(const Json json, m_file->item(index));
        try {
            if (auto out = itemFromJson(json)) {
                return std::move(*out);
            }
        } catch (const Json::exception&) {
            // The same as a field that is not there.
        }
        return m_file->damaged(MG_TR("jobs", "A record of the run's data cannot be read."));
    }

private:
    std::unique_ptr<ItemFileReader> m_file;
};

}  // namespace

Result<std::unique_ptr<SnapshotWriter>> SnapshotWriter::create(const std::string& runFolder)
{
    MG_TRY(auto file,
           ItemFileWriter::create(runFolder + run_names::kData, runFolder + run_names::kDataIndex));
    return std::unique_ptr<SnapshotWriter>(std::make_unique<SnapshotFileWriter>(std::move(file)));
}

Result<std::unique_ptr<SnapshotReader>> SnapshotReader::open(const std::string& runFolder)
{
    MG_TRY(auto file,
           ItemFileReader::open(runFolder + run_names::kData, runFolder + run_names::kDataIndex));
    return std::unique_ptr<SnapshotReader>(std::make_unique<SnapshotFileReader>(std::move(file)));
}

std::string splitOf(const Messages& prompt, double heldOutShare)
{
    // Of the text a person would call the prompt, so that the same question in two files stays
    // together.
    const std::string digest = sha256Hex(plainText(prompt));
    std::uint64_t value = 0;
    for (int i = 0; i < 13; ++i) {  // 52 bits: exact in a double
        const char c = digest[static_cast<size_t>(i)];
        value = value << 4U | static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
    }
    return static_cast<double>(value) / 4503599627370496.0 < heldOutShare ? "held_out" : "train";
}

}  // namespace marginalia
