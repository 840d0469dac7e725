// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/catalog/parts.h"

/// What the rows of online methods and distillation share.
namespace marginalia::catalog {

/// How answers are written in rounds: the settings' defaults.
struct RoundDefaults {
    int answers = 8;
    double temperature = 1;
    int longest = 256;
    bool fixedAnswers = false;  ///< the method says how many answers a prompt gets
    bool scored = true;         ///< answers get a reward
};
/// Adds the settings of rounds behind the objective's own.
void addRounds(ObjectiveInfo& info, const RoundDefaults& defaults);

const char* onlineFamily();
const char* distillationFamily();
Needs prompts(RefKind reference, Coupling coupling);
Needs critic();
Needs twoModels();
Needs contrast();
Needs teacher();

ParameterInfo clipBelow(double fallback);
ParameterInfo clipAbove(double fallback);
ParameterInfo klWeight();
ChoiceInfo rewardScale();
ChoiceInfo pairLoss();
ChoiceInfo tiedAnswers();
std::vector<ParameterInfo> criticParameters();
std::vector<ChoiceInfo> criticChoices();

ChartInfo rewardChart();
ChartInfo spreadChart();
ChartInfo flatChart();
ChartInfo winChart();
ChartInfo klChart();
ChartInfo clipChart();
ChartInfo lengthChart();
ChartInfo entropyChart();
ChartInfo valueChart();
ChartInfo meanMarginChart();

template <class Entry>
void append(std::vector<Entry>& list, const std::vector<Entry>& more)
{
    list.insert(list.end(), more.begin(), more.end());
}

std::vector<ObjectiveInfo> groupObjectives();
std::vector<ObjectiveInfo> criticObjectives();
std::vector<ObjectiveInfo> sampleObjectives();
std::vector<ObjectiveInfo> distillationObjectives();

}  // namespace marginalia::catalog
