// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/base/uid.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace marginalia {

enum class RecordKind : std::uint8_t { Pair, Unpaired, Demo, Steps, Group, Prompt };
/// Chat is rendered by a template; Plain is the bare string and never gets one unless the person
/// asks.
enum class TextMode : std::uint8_t { Chat, Plain };
/// What the file said about a pair: ChosenA = `a` is the preferred answer; None = nobody has judged
/// it yet.
enum class Origin : std::uint8_t { None, ChosenA };

/// One turn. `role` is system, developer, user, assistant or tool; `content` is UTF-8, byte-exact.
struct Message {
    std::string role;
    std::string content;
    std::string name;        ///< empty: absent
    std::string toolCallId;  ///< empty: absent
    Json toolCalls;          ///< null: absent
    Json extra;  ///< further keys the template may read (reasoning_content, ...); null: none

    bool operator==(const Message&) const = default;
};
using Messages = std::vector<Message>;

/// Where a record stood in its file. Lines count from 1 (0: unknown); bytes are offsets in the
/// uncompressed text.
struct SourcePosition {
    std::int64_t line = 0;
    std::int64_t byte = -1;
    std::int64_t length = 0;

    bool operator==(const SourcePosition&) const = default;
};

/// One of several answers to a prompt, with what was said of it.
struct GroupAnswer {
    Messages messages;
    std::optional<double> score;               ///< greater is better
    std::optional<double> rank;                ///< 1 is the best; equal ranks are a tie
    std::map<std::string, double> attributes;  ///< ratings by quality, on the scale of the file

    bool operator==(const GroupAnswer&) const = default;
};

/// The one shape everything is imported into (interfaces.md 1.1). Plain text: a prompt is one user
/// message (none when empty), an answer one assistant message.
struct Record {
    RecordKind kind = RecordKind::Pair;
    TextMode textMode = TextMode::Chat;
    Messages prompt;
    Messages a;  ///< pair: first answer (chosen when origin is ChosenA); unpaired, demo: the
                 ///< completion; prompt: a reference answer, if there is one
    Messages b;  ///< pair: second answer
    std::vector<GroupAnswer> answers;  ///< group
    Origin origin = Origin::None;
    std::optional<bool> label;       ///< unpaired: desirable?
    std::vector<std::string> steps;  ///< steps: completions
    std::vector<bool> stepLabels;    ///< steps: one per completion
    std::optional<double>
        margin;  ///< score of chosen minus score of rejected, where the file has scores
    std::optional<double> strength;  ///< strength of the preference as the file states it
    std::string split;               ///< split named by the file; empty: none
    Json tools;                      ///< tool schemas handed to the template; null: none
    Json templateArguments;          ///< chat_template_kwargs; null: none
    Json meta;                       ///< object of all columns that were not mapped
    std::vector<std::string> codes;  ///< warnings of this record (interfaces.md 2)
    SourcePosition source;
    Uid uid;  ///< null: the store draws one; set only for records that runs already know (the
              ///< sample's)
};

const char* kindName(RecordKind kind);  ///< "pair", "unpaired", "demo", "steps", "group", "prompt"
std::optional<RecordKind> kindFromName(const std::string& name);

/// A record as one JSON object: the `record` lines of `marginalia-cli read`. Exact both ways.
///
/// Keys: kind, text_mode, prompt; a pair's answers are chosen and rejected when the file judged it,
/// else a and b; unpaired and demo have completion (and label), prompts too where they have a
/// reference answer; steps have completions and labels; a group has answers, each with text (or
/// messages, where it is not one bare message of the assistant), score, rank and attributes;
/// margin, strength, split, tools, template_arguments where present; meta, codes, source {line,
/// byte, length}.
Json toJson(const Record& record);
/// The record, or nothing and a sentence in `problem` that names the bad field.
std::optional<Record> recordFromJson(const Json& json, std::string* problem);
/// The same; moves the texts out of `json`.
std::optional<Record> recordFromJson(Json&& json, std::string* problem);

Json toJson(const GroupAnswer& answer);
/// Nothing: `problem` names the bad field. Moves the texts out of `json`.
std::optional<GroupAnswer> groupAnswerFromJson(Json&& json, std::string* problem);

Json toJson(const Messages& messages);
std::optional<Messages> messagesFromJson(const Json& json);

/// All text of the messages joined by newlines; what tables show and search reads.
std::string plainText(const Messages& messages);
/// The messages of all answers of a group, one after another.
Messages joinedAnswers(const std::vector<GroupAnswer>& answers);

}  // namespace marginalia
