// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/messages.h"
#include "core/data/row.h"
#include "core/data/shape.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace marginalia {

/// Turns one row into a record: takes the columns it knows out of `row`; what is left becomes
/// `meta`. The codes and the position of the row are already in the record.
using RowImporter = std::optional<RowIssue> (*)(Json& row, Record& record);

/// A column that a scheme must have: its name, the shapes it may have (bits 1 << ValueShape), and a
/// key inside it.
struct SchemeColumn {
    const char* name;
    std::uint32_t shapes;
    const char* inner = nullptr;
};

/// A scheme of interfaces.md 1.4. Those without importer are recognised so that they are refused by
/// name.
struct Scheme {
    const char* id;
    const char* title;  ///< MG_TR: what such a file is
    std::vector<SchemeColumn> columns;
    std::vector<const char*> without;  ///< columns that rule it out
    RowImporter importer = nullptr;
    const char* todo = "";  ///< MG_TR: for refused ones
};

/// All schemes, the one list to add to. The longest signature wins; among equal ones the first.
const std::vector<Scheme>& schemes();
const Scheme* schemeById(const std::string& id);

/// Which schemes the sampled rows follow, best first: each row counts for the one with the longest
/// signature. Pure.
std::vector<Guess> guessFormat(const std::vector<RowShape>& sample);
/// The scheme of one row; null: none fits.
const Scheme* schemeOf(const RowShape& row);

// The importers, one file per family.
std::optional<RowIssue> importPreference(Json& row, Record& record);  // trl_preference.cpp
std::optional<RowIssue> importImplicitPreference(Json& row, Record& record);
std::optional<RowIssue> importUnpaired(Json& row, Record& record);  // trl_completion.cpp
std::optional<RowIssue> importPromptCompletion(Json& row, Record& record);
std::optional<RowIssue> importLanguageModelling(Json& row, Record& record);
std::optional<RowIssue> importStepwise(Json& row, Record& record);
std::optional<RowIssue> importNectar(Json& row, Record& record);  // group_importers.cpp
std::optional<RowIssue> importUltraFeedback(Json& row, Record& record);
std::optional<RowIssue> importHelpSteer(Json& row, Record& record);
std::optional<RowIssue> importPromptOnly(Json& row, Record& record);
std::optional<RowIssue> importHhDialogue(Json& row, Record& record);     // hh_dialogue.cpp
std::optional<RowIssue> importShareGptPairs(Json& row, Record& record);  // sharegpt_pairs.cpp

// What importers share (importing.cpp).
/// The value of a column, moved out; null when it is absent.
Json takeColumn(Json& row, const char* name);
/// tools and chat_template_kwargs belong to the row; null ones stay among the unmapped columns.
std::optional<RowIssue> takeTemplateColumns(Json& row, Record& record);
/// A prompt that is text or messages. `chat`: the answers are messages.
std::optional<RowIssue> takePrompt(Json& value, bool chat, Messages& out);
/// An answer that is text or messages, as `chat` says.
std::optional<RowIssue> takeAnswer(Json& value, const char* field, bool chat, Messages& out);
/// Splits two conversations where they part: equal beginnings are the prompt
/// (interfaces.md 1.3, 1.5).
void splitConversations(Messages chosen, Messages rejected, Record& record);
/// Codes that every record of its kind gets: empty, identical, not ending on the assistant.
void noteAnswers(Record& record);
/// Adds a code once.
void addCode(Record& record, const char* code);
/// score_chosen minus score_rejected, where both are numbers.
void noteMargin(const Json& row, Record& record);

}  // namespace marginalia
