// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/catalog.h"
#include "core/jobs/run_spec.h"
#include "widgets/train/recipe_data.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace marginalia {

/// A text of the catalogue in the person's language.
QString catalogText(const char* text);
/// Title of an id; the id itself when the catalogue does not have it.
QString objectiveTitleOf(const std::string& id);

/// "KTO: thumbs up or down" is "KTO" where room is short: before the colon stands the name.
QString shortTitle(const ObjectiveInfo& info);

/// What a filter chip of the catalogue asks for.
enum class ObjectiveProperty : std::uint8_t {
    NoReference,
    Thumbs,
    WrongLabels,
    OneModel,
    Online,
    Experimental
};
/// In the order of the chips.
const std::vector<ObjectiveProperty>& objectiveProperties();
QString propertyName(ObjectiveProperty property);
QString propertyHelp(ObjectiveProperty property);
bool hasProperty(const ObjectiveInfo& info, ObjectiveProperty property);

/// One thing that an objective asks for, as a tag.
struct NeedFact {
    QString text;
    QString help;
};
std::vector<NeedFact> needFacts(const Needs& needs);

/// Why an objective cannot be trained with this data or by this version; empty: it can.
QString whyNotNow(const ObjectiveInfo& info, const DataFacts& facts);

/// "0.001 to 10".
QString rangeText(const ParameterInfo& parameter);
/// What binds the implementation to other people's numbers.
QString goldenText(const ObjectiveInfo& info);
/// "Section 2.4 of …", the learning rates to start from.
QString startText(const ObjectiveInfo& info);
/// Ids of the presets that train with an objective.
std::vector<const RunPreset*> presetsOf(const std::string& objective);

/// Settings of a run as JSON, as run.json holds them and `train --spec` reads them: what decides
/// the objective, without paths and machine.
QString configurationText(const RunSpec& spec);

/// Whether two cards say different things about a parameter.
bool sameParameter(const ParameterInfo& left, const ParameterInfo& right);
/// A formula's words: names and numbers, and each other sign by itself.
QStringList formulaWords(const QString& formula);
/// Marks in a formula which words the other one does not have, in their order: one flag a word, as
/// formulaWords() cuts them.
std::vector<bool> differentWords(const QStringList& words, const QStringList& other);

}  // namespace marginalia
