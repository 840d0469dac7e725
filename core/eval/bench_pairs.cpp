// SPDX-License-Identifier: Apache-2.0
#include "core/eval/bench_pairs.h"

#include "core/data/json_reader.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <memory>

namespace marginalia {

namespace {

Error badLine(const std::string& path, std::int64_t line, const Text& what)
{
    return failure(ErrorKind::Parse, what, path + ":" + std::to_string(line),
                   MG_TR("train",
                         "A line is {\"prompt\": ids, \"chosen\": ids, \"rejected\": "
                         "ids}."));
}

Result<std::vector<std::int32_t>> idsOf(const Json& line, const char* field,
                                        std::int64_t vocabulary, const std::string& path,
                                        std::int64_t number)
{
    const auto found = line.find(field);
    if (found == line.end() || !found->is_array() || found->empty()) {
        return badLine(path, number, {MG_TR("train", "\"%1\" is no list of token ids."), {field}});
    }
    std::vector<std::int32_t> out;
    for (const Json& id : *found) {
        if (!id.is_number_integer() || id.get<std::int64_t>() < 0 ||
            id.get<std::int64_t>() >= vocabulary) {
            return badLine(path, number,
                           {MG_TR("train", "\"%1\" holds %2, and the model knows the ids 0 to %3."),
                            {field, quotedForError(id.dump()), std::to_string(vocabulary - 1)}});
        }
        out.push_back(id.get<std::int32_t>());
    }
    return out;
}

Uid uidOf(std::size_t index)
{
    Uid uid;
    const std::uint64_t number = index + 1;
    std::memcpy(uid.bytes.data(), &number, sizeof number);
    return uid;
}

TrainRow rowOf(const std::vector<std::int32_t>& prompt, const std::vector<std::int32_t>& answer,
               std::size_t index, RowRole role, std::uint32_t which)
{
    TrainRow row;
    row.ids = prompt;
    row.ids.insert(row.ids.end(), answer.begin(), answer.end());
    row.trained.assign(prompt.size(), false);
    row.trained.resize(row.ids.size(), true);
    row.role = role;
    row.answer = which;
    row.promptUid = row.completionUid = uidOf(index);
    row.snapshotIndex = static_cast<std::uint32_t>(index);
    return row;
}

}  // namespace

Result<std::vector<BenchPair>> readBenchPairs(const std::string& path, std::int64_t vocabulary)
{
    std::ifstream file(path);
    if (!file) {
        return failure(ErrorKind::NotFound, MG_TR("train", "The file cannot be read."), path);
    }
    std::vector<BenchPair> out;
    std::string text;
    for (std::int64_t number = 1; std::getline(file, text); ++number) {
        Json line;
        JsonNotes notes;
        if (const auto issue = readJson(text, line, notes); issue) {
            return badLine(path, number, issue->what);
        }
        if (!line.is_object()) {
            return badLine(path, number, MG_TR("train", "The line is no JSON object."));
        }
        BenchPair pair;
        MG_TRY(pair.prompt, idsOf(line, "prompt", vocabulary, path, number));
        MG_TRY(pair.chosen, idsOf(line, "chosen", vocabulary, path, number));
        MG_TRY(pair.rejected, idsOf(line, "rejected", vocabulary, path, number));
        out.push_back(std::move(pair));
    }
    return out;
}

BenchData benchData(const std::vector<BenchPair>& pairs, const std::string& objective,
                    std::int64_t batch, std::int64_t steps)
{
    BenchData out;
    out.data.pairs = objective == "dpo";
    out.rotate = objective == "kto";
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const BenchPair& pair = pairs[i];
        if (objective == "dpo") {
            out.data.items.push_back(
                {{rowOf(pair.prompt, pair.chosen, i, RowRole::Chosen, 0),
                  rowOf(pair.prompt, pair.rejected, i, RowRole::Rejected, 1)}});
        } else if (objective == "kto") {
            out.data.items.push_back({{rowOf(pair.prompt, pair.chosen, i, RowRole::Desirable, 0)}});
            out.data.items.push_back(
                {{rowOf(pair.prompt, pair.rejected, i, RowRole::Undesirable, 1)}});
        } else {
            out.data.items.push_back({{rowOf(pair.prompt, pair.chosen, i, RowRole::Demo, 0)}});
        }
    }
    const std::int64_t rows = out.rotate ? 2 * batch : batch;
    for (std::int64_t step = 0; step < steps; ++step) {
        std::vector<std::int64_t> items;
        for (std::int64_t i = 0; i < rows; ++i) {
            items.push_back(step * rows + i);
        }
        out.batches.push_back({std::move(items)});
    }
    const auto all = std::make_shared<std::vector<BenchPair>>(pairs);
    out.data.mismatch = [all](const TrainItem& prompt,
                              const TrainItem& completion) -> Result<TrainRow> {
        const TrainRow& from = completion.rows[0];
        const std::size_t left = prompt.rows[0].snapshotIndex;
        const BenchPair& other = (*all)[from.snapshotIndex];
        TrainRow row = rowOf((*all)[left].prompt, from.answer == 0 ? other.chosen : other.rejected,
                             left, RowRole::Mismatch, from.answer);
        row.completionUid = from.completionUid;
        return row;
    };
    return out;
}

double attendedKeys(const TrainItem& item)
{
    const auto triangle = [](double count) { return count * (count + 1) / 2; };
    std::size_t shared = item.rows.size() > 1 ? item.rows[0].ids.size() : 0;
    for (const TrainRow& row : item.rows) {
        const auto end = std::mismatch(row.ids.begin(), row.ids.end(), item.rows[0].ids.begin(),
                                       item.rows[0].ids.end());
        shared = std::min(shared, static_cast<std::size_t>(end.first - row.ids.begin()));
    }
    const double prefix = triangle(static_cast<double>(shared));
    double out = prefix;
    for (const TrainRow& row : item.rows) {
        out += triangle(static_cast<double>(row.ids.size())) - prefix;
    }
    return out;
}

}  // namespace marginalia
