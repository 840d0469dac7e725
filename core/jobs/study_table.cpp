// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/study_table.h"

#include "core/base/file.h"
#include "core/base/file_folders.h"
#include "core/jobs/catalog.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace marginalia {

namespace {

std::string variedText(const std::map<std::string, std::string>& varied)
{
    std::string out;
    for (const auto& [key, value] : varied) {
        out += (out.empty() ? "" : " ") + key + "=" + value;
    }
    return out;
}

std::string fixed(const std::map<std::string, double>& values, const std::string& key, int digits)
{
    const auto found = values.find(key);
    if (found == values.end()) {
        return "-";
    }
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%.*f", digits, found->second);
    return buffer;
}

void spreadOf(StudyRow& row, const std::vector<const StudyCell*>& cells)
{
    std::map<std::string, std::vector<double>> all;
    for (const StudyCell* cell : cells) {
        for (const auto& [key, value] : cell->values) {
            all[key].push_back(value);
        }
    }
    for (const auto& [key, values] : all) {
        double sum = 0;
        for (const double value : values) {
            sum += value;
        }
        const double mean = sum / static_cast<double>(values.size());
        double squares = 0;
        for (const double value : values) {
            squares += (value - mean) * (value - mean);
        }
        row.mean[key] = mean;
        row.spread[key] =
            values.size() > 1 ? std::sqrt(squares / static_cast<double>(values.size() - 1)) : 0;
    }
}

std::vector<std::string> lineOf(const StudyRow& row)
{
    const auto both = [&](const char* first, const char* last, int digits) {
        return fixed(row.mean, first, digits) + " > " + fixed(row.mean, last, digits);
    };
    const auto spread = [&](const char* key, int digits) {
        std::string out = fixed(row.mean, key, digits);
        if (row.seeds > 1 && row.mean.contains(key)) {
            out += " +-" + fixed(row.spread, key, digits);
        }
        return out;
    };
    return {row.objective,
            variedText(row.varied),
            std::to_string(row.seeds),
            both("loss_first", "loss_last", 4),
            both("margin_first", "margin_last", 3),
            both("reward_first", "reward_last", 2),
            spread("eval_accuracy", 2),
            spread("eval_margin", 3),
            spread("warm", 3),
            spread("right", 3),
            fixed(row.mean, "train_seconds", 1)};
}

}  // namespace

double meanOf(const StudyRow& row, const char* key, double fallback)
{
    const auto found = row.mean.find(key);
    return found == row.mean.end() ? fallback : found->second;
}

std::vector<StudyRow> studyRows(const Study& study)
{
    std::vector<StudyRow> out;
    std::vector<std::vector<const StudyCell*>> members;
    for (const StudyCell& cell : study.cells) {
        std::size_t at = 0;
        while (at < out.size() &&
               (out[at].objective != cell.objective || out[at].varied != cell.varied)) {
            ++at;
        }
        if (at == out.size()) {
            StudyRow row;
            row.objective = cell.objective;
            row.varied = cell.varied;
            out.push_back(std::move(row));
            members.emplace_back();
        }
        members[at].push_back(&cell);
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i].seeds = static_cast<std::int64_t>(members[i].size());
        spreadOf(out[i], members[i]);
    }
    return out;
}

const StudyRow* bestRow(const std::vector<StudyRow>& rows, const std::string& objective,
                        double rightBefore)
{
    const StudyRow* best = nullptr;
    if (!trainsAnswers(objective)) {
        return best;
    }
    const auto warm = [](const StudyRow& row) { return meanOf(row, "warm_choosing", 0); };
    for (const StudyRow& row : rows) {
        const bool keeps = meanOf(row, "right_choosing", -1) >= 0.75 * rightBefore;
        if (row.objective == objective && keeps && (best == nullptr || warm(row) > warm(*best))) {
            best = &row;
        }
    }
    return best;
}

bool trainsAnswers(const std::string& objective)
{
    const ObjectiveInfo* info = findObjective(objective);
    return info == nullptr ||
           (!info->lowersBoth && (info->needs.head == HeadKind::None ||
                                  info->needs.head == HeadKind::Values));
}

bool learns(const StudyRow& row, const Study& study)
{
    const auto error = [&](const char* key) {
        const auto found = row.spread.find(key);
        return found == row.spread.end()
                   ? 0.0
                   : found->second / std::sqrt(static_cast<double>(row.seeds));
    };
    const ObjectiveInfo* info = findObjective(row.objective);
    if (info != nullptr && info->needs.baseModel) {
        // Rewarded by what supervised training changed, not by what the labels prefer.
        return meanOf(row, "reward_last", 0) - meanOf(row, "reward_first", 0) >
               2 * std::hypot(error("reward_last"), error("reward_first"));
    }
    if (trainsAnswers(row.objective)) {
        return meanOf(row, "warm", 0) - meanOf(row, "warm_before", study.warmBefore) >=
               std::max(0.1, 2 * error("warm"));
    }
    if (!row.mean.contains("eval_loss") || !row.mean.contains("loss_first")) {
        return false;
    }
    return row.mean.at("loss_first") - row.mean.at("eval_loss") >
           2 * std::hypot(error("eval_loss"), error("loss_first"));
}

std::string studyText(const Study& study)
{
    std::vector<std::vector<std::string>> lines = {{"objective", "varied", "seeds", "loss",
                                                    "margin", "reward", "held-out acc",
                                                    "held-out margin", "warm", "right", "s"}};
    for (const StudyRow& row : studyRows(study)) {
        lines.push_back(lineOf(row));
        lines.back().push_back(learns(row, study) ? "learns" : "");
    }
    lines[0].emplace_back();
    std::vector<std::size_t> widths(lines[0].size(), 0);
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            widths[i] = std::max(widths[i], line[i].size());
        }
    }
    std::string out;
    for (const auto& line : lines) {
        std::string text;
        for (std::size_t i = 0; i < line.size(); ++i) {
            text += line[i] + std::string(widths[i] - line[i].size() + 2, ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + "\n";
    }
    if (study.prompts > 0) {
        out += "before: warm " + fixed({{"v", study.warmBefore}}, "v", 3) + ", right " +
               fixed({{"v", study.rightBefore}}, "v", 3) + "\n";
    }
    return out;
}

Json toJson(const StudyCell& cell)
{
    return {{"objective", cell.objective},
            {"varied", cell.varied},
            {"seed", cell.seed},
            {"values", cell.values}};
}

Result<StudyCell> studyCellFromJson(const Json& json, const std::string& where)
{
    try {
        StudyCell cell;
        cell.objective = json.at("objective").get<std::string>();
        cell.varied = json.at("varied").get<std::map<std::string, std::string>>();
        cell.seed = json.at("seed").get<std::uint64_t>();
        cell.values = json.at("values").get<std::map<std::string, double>>();
        return cell;
    } catch (const Json::exception& problem) {
        return failure(ErrorKind::Parse,
                       {MG_TR("study", "A cell of the study cannot be read: %1."),
                        {quotedForError(problem.what())}},
                       where, MG_TR("study", "Remove the file; the study makes it again."));
    }
}

Json toJson(const Study& study)
{
    Json rows = Json::array();
    for (const StudyRow& row : studyRows(study)) {
        rows.push_back({{"objective", row.objective},
                        {"varied", row.varied},
                        {"seeds", row.seeds},
                        {"mean", row.mean},
                        {"spread", row.spread}});
    }
    Json cells = Json::array();
    for (const StudyCell& cell : study.cells) {
        cells.push_back(toJson(cell));
    }
    return {{"command", study.command},
            {"model", study.model},
            {"labels", study.labels},
            {"steps", study.steps},
            {"prompts", study.prompts},
            {"before", {{"warm", study.warmBefore}, {"right", study.rightBefore}}},
            {"rows", rows},
            {"cells", cells}};
}

Result<Study> readStudy(const std::string& path)
{
    MG_TRY(const std::string text, readFile(path, std::int64_t{64} << 20U));
    const Json json = Json::parse(text, nullptr, false);
    Study out;
    try {
        out.command = json.at("command").get<std::string>();
        out.model = json.at("model").get<std::string>();
        out.labels = json.at("labels").get<std::int64_t>();
        out.steps = json.at("steps").get<std::int64_t>();
        out.prompts = json.at("prompts").get<std::int64_t>();
        out.warmBefore = json.at("before").at("warm").get<double>();
        out.rightBefore = json.at("before").at("right").get<double>();
        for (const Json& cell : json.at("cells")) {
            MG_TRY(StudyCell read, studyCellFromJson(cell, path));
            out.cells.push_back(std::move(read));
        }
    } catch (const Json::exception& problem) {
        return failure(ErrorKind::Parse,
                       {MG_TR("study", "The recorded study cannot be read: %1."),
                        {quotedForError(problem.what())}},
                       path, MG_TR("study", "Run marginalia-cli study --store again."));
    }
    return out;
}

Status storeStudy(const std::string& path, const Study& study)
{
    Study whole = study;
    if (fileExists(path)) {
        MG_TRY(const Study old, readStudy(path));
        const auto replaced = [&](const StudyCell& cell) {
            return std::any_of(study.cells.begin(), study.cells.end(), [&](const StudyCell& fresh) {
                return fresh.objective == cell.objective;
            });
        };
        for (const StudyCell& cell : old.cells) {
            if (!replaced(cell)) {
                whole.cells.push_back(cell);
            }
        }
    }
    std::stable_sort(whole.cells.begin(), whole.cells.end(),
                     [](const StudyCell& left, const StudyCell& right) {
                         return left.objective < right.objective;
                     });
    Json json = toJson(whole);
    // Rows follow from the cells; a cell a line keeps the file readable and its changes small.
    json.erase("rows");
    json.erase("cells");
    std::string text = json.dump(2);
    text.resize(text.size() - 2);
    text += ",\n  \"cells\": [\n";
    for (std::size_t i = 0; i < whole.cells.size(); ++i) {
        text +=
            "    " + toJson(whole.cells[i]).dump() + (i + 1 < whole.cells.size() ? ",\n" : "\n");
    }
    return writeFileAtomically(path, text + "  ]\n}\n");
}

std::string recordedStudyPath()
{
    return resourceFolder() + "/starter/study.json";
}

}  // namespace marginalia
