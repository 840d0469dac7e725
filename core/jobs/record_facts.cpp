// SPDX-License-Identifier: Apache-2.0
// What a run takes of a stored record: texts, label, and the numbers that stand with them.
#include "core/data/messages.h"
#include "core/data/values.h"
#include "core/jobs/snapshot_project.h"

#include <algorithm>
#include <cmath>

namespace marginalia {

namespace {

const Json* columnOf(const Record& record, const char* name)
{
    const auto found = record.meta.is_object() ? record.meta.find(name) : record.meta.end();
    return record.meta.is_object() && found != record.meta.end() ? &*found : nullptr;
}

double numberIn(const Record& record, const char* name)
{
    const Json* column = columnOf(record, name);
    const auto number = column != nullptr ? numberOf(*column) : std::nullopt;
    return number && std::isfinite(*number) ? *number : kNoNumber;
}

/// The reference answer beside a pair: column gold, or reference as TRL names it.
std::optional<Messages> goldOf(const Record& record)
{
    for (const char* name : {"gold", "reference"}) {
        const Json* column = columnOf(record, name);
        if (column == nullptr) {
            continue;
        }
        auto messages = column->is_string()
                            ? std::optional(plainMessages("assistant", column->get<std::string>()))
                            : messagesFromJson(*column);
        if (messages && !isEmptyAnswer(*messages)) {
            return messages;
        }
    }
    return std::nullopt;
}

/// Visits of a search tree's nodes, of the answers in the order of the record.
void takeVisits(const Record& record, SnapshotItem& item)
{
    const bool judged = record.origin == Origin::ChosenA;
    AnswerFacts a;
    AnswerFacts b;
    a.visits = numberIn(record, judged ? "visits_chosen" : "visits_a");
    b.visits = numberIn(record, judged ? "visits_rejected" : "visits_b");
    if (!std::isnan(a.visits) && !std::isnan(b.visits)) {
        item.facts = {a, b};
    }
}

/// Mean log-probs per token of the answer under other models (objectives.md 4.6), nats.
std::vector<double> alignedOf(const Record& record)
{
    std::vector<double> out;
    const Json* column = columnOf(record, "aligned_avg_logps");
    if (column == nullptr) {
        return out;
    }
    for (const Json& each : column->is_array() ? *column : Json::array({*column})) {
        const auto number = numberOf(each);
        if (!number || !std::isfinite(*number) || *number > 0) {
            return {};  // no log-prob: all of the row's numbers are in doubt
        }
        out.push_back(*number);
    }
    return out;
}

/// A search query as a language model expanded it (objectives.md 4.11): column expanded.
void takeExpansion(const Record& record, SnapshotItem& item)
{
    const Json* column = columnOf(record, "expanded");
    if (record.kind == RecordKind::Demo && column != nullptr && column->is_string() &&
        !column->get_ref<const std::string&>().empty()) {
        item.answers.push_back(plainMessages("assistant", column->get<std::string>()));
        item.expanded = true;
    }
}

void takePair(const Record& record, SnapshotItem& item)
{
    item.answers = {record.a, record.b};
    takeVisits(record, item);
    if (auto gold = goldOf(record)) {
        item.answers.push_back(std::move(*gold));
        item.gold = true;
    }
    const Json* aspect = columnOf(record, "aspect");
    if (aspect != nullptr && aspect->is_string()) {
        item.aspect = aspect->get<std::string>();
    }
}

void takeGroup(const Record& record, SnapshotItem& item)
{
    for (const GroupAnswer& answer : record.answers) {
        AnswerFacts facts;
        facts.score = answer.score.value_or(kNoNumber);
        facts.rank = answer.rank.value_or(kNoNumber);
        facts.attributes = answer.attributes;
        // How often a search came by is no rating.
        if (const auto visits = facts.attributes.find("visits"); visits != facts.attributes.end()) {
            facts.visits = visits->second;
            facts.attributes.erase(visits);
        }
        item.answers.push_back(answer.messages);
        item.facts.push_back(std::move(facts));
    }
}

}  // namespace

bool isEmptyAnswer(const Messages& answer)
{
    return std::all_of(answer.begin(), answer.end(), [](const Message& message) {
        return message.content.find_first_not_of(" \t\r\n") == std::string::npos &&
               message.toolCalls.is_null();
    });
}

SnapshotItem snapshotItem(const StoredRecord& stored, double heldOutShare)
{
    const Record& record = stored.record;
    SnapshotItem item;
    item.uid = stored.uid;
    item.kind = record.kind;
    item.textMode = record.textMode;
    item.prompt = record.prompt;
    switch (record.kind) {
        case RecordKind::Pair:
            takePair(record, item);
            break;
        case RecordKind::Group:
            takeGroup(record, item);
            break;
        case RecordKind::Steps:
            for (const std::string& step : record.steps) {
                item.answers.push_back(plainMessages("assistant", step));
            }
            item.stepLabels = record.stepLabels;
            break;
        default:
            item.answers.push_back(record.a);
            takeExpansion(record, item);
    }
    item.alignedLogps = alignedOf(record);
    item.verdict = stored.label.verdict;
    item.strength = stored.label.strength;
    item.desirable = record.label;
    item.annotator = stored.label.annotator;
    item.split = splitOf(record.prompt, heldOutShare);
    item.tools = record.tools;
    item.templateArguments = record.templateArguments;
    return item;
}

TrainingFacts factsOf(const SnapshotItem& item, bool usable)
{
    TrainingFacts out;
    out.kind = item.kind;
    out.verdict = item.verdict;
    out.strength = item.strength;
    out.desirable = item.desirable;
    out.usable = usable;
    out.answers = item.facts;
    for (std::size_t i = 0; i < out.answers.size() && i < item.answers.size(); ++i) {
        out.answers[i].empty = isEmptyAnswer(item.answers[i]);
    }
    out.gold = item.gold && item.answers.size() == 3;
    out.expanded = item.expanded && item.answers.size() == 2 && !isEmptyAnswer(item.prompt);
    out.aspect = !item.aspect.empty();
    out.aligned = !item.alignedLogps.empty();
    out.judgedSteps = !item.stepLabels.empty() && item.stepLabels.size() == item.answers.size();
    return out;
}

}  // namespace marginalia
