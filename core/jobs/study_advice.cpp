// SPDX-License-Identifier: Apache-2.0
// What the cards of the objectives say of the recorded study.
#include "core/jobs/catalog.h"
#include "core/jobs/study_table.h"

#include <algorithm>
#include <cstdio>
#include <sstream>

namespace marginalia {

namespace {

std::string percent(double share)
{
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.0f", 100 * share);
    return buffer;
}

std::string shownRate(double rate)
{
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%g", rate);
    return buffer;
}

std::string twoDigits(double value)
{
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.2f", value);
    return buffer;
}

std::string settingsText(const StudyRow& row)
{
    const std::string rate = shownRate(meanOf(row, "learning_rate", 0));
    const auto beta = row.mean.find("beta");
    return beta == row.mean.end() ? rate : rate + ", β " + shownRate(beta->second);
}

bool isDefault(const StudyRow& row)
{
    return std::all_of(row.varied.begin(), row.varied.end(),
                       [](const auto& each) { return each.second == "default"; });
}

Text answersLine(const StudyRow& row, const Study& study, bool best)
{
    const std::vector<std::string> figures = {
        settingsText(row),
        percent(meanOf(row, "warm_before", study.warmBefore)),
        percent(meanOf(row, "warm", 0)),
        percent(meanOf(row, "right_before", study.rightBefore)),
        percent(meanOf(row, "right", 0)),
        std::to_string(row.seeds)};
    if (isDefault(row)) {
        return {best ? MG_TR("study",
                             "By default, learning rate %1, mean of %6 seeds: warm openings from "
                             "%2 % to %3 %, "
                             "right answers from %4 % to %5 %. This is where to start there.")
                     : MG_TR("study",
                             "By default, learning rate %1, mean of %6 seeds: warm openings from "
                             "%2 % to %3 %, "
                             "right answers from %4 % to %5 %."),
                figures};
    }
    return {best ? MG_TR("study",
                         "Learning rate %1: warm openings from %2 % to %3 %, right "
                         "answers from %4 % to %5 %. This is where to start there.")
                 : MG_TR("study",
                         "Learning rate %1: warm openings from %2 % to %3 %, right "
                         "answers from %4 % to %5 %."),
            figures};
}

Text lossLine(const StudyRow& row)
{
    const std::vector<std::string> figures = {
        settingsText(row), twoDigits(meanOf(row, "loss_first", 0)),
        twoDigits(meanOf(row, "eval_loss", 0)), std::to_string(row.seeds)};
    return {isDefault(row) ? MG_TR("study",
                                   "By default, learning rate %1, mean of %4 seeds: the loss "
                                   "goes from %2 in the first steps to %3 on held-out labels.")
                           : MG_TR("study",
                                   "Learning rate %1: the loss goes from %2 in the first steps to "
                                   "%3 on held-out labels."),
            figures};
}

/// The part of a study's command that concerns one objective, and trains it alone.
std::string commandFor(const std::string& command, const std::string& objective)
{
    std::istringstream words(command);
    std::string out;
    std::string word;
    const auto add = [&](const std::string& more) { out += (out.empty() ? "" : " ") + more; };
    while (words >> word) {
        std::string value;
        if (word == "--store") {
            continue;
        }
        if (word == "--objectives" || word == "--set" || word == "--out") {
            words >> value;
        }
        // "gkd.teacher=FOLDER" is for gkd.
        const std::string of = value.substr(0, std::min(value.find('.'), value.find('=')));
        const bool others = word == "--set" && findObjective(of) != nullptr && of != objective;
        if (word == "--objectives") {
            add(word + " " + objective);
        } else if (word != "--out" && !others) {
            add(value.empty() ? word : word + " " + value);
        }
    }
    return out;
}

}  // namespace

std::vector<Text> studyAdvice(const Study& study, const std::string& objective)
{
    std::vector<Text> out;
    const std::vector<StudyRow> rows = studyRows(study);
    const StudyRow* best = bestRow(rows, objective, study.rightBefore);
    for (const StudyRow& row : rows) {
        if (row.objective != objective) {
            continue;
        }
        if (out.empty()) {
            out.push_back(
                {MG_TR("study", "Measured on the starter world with %1 labels and %2 steps:"),
                 {std::to_string(study.labels), std::to_string(study.steps)}});
        }
        out.push_back(trainsAnswers(objective) ? answersLine(row, study, &row == best)
                                               : lossLine(row));
    }
    if (out.empty()) {
        return out;
    }
    out.push_back({MG_TR("study", "Larger models want smaller steps. The figures come from %1."),
                   {commandFor(study.command, objective)}});
    return out;
}

}  // namespace marginalia
