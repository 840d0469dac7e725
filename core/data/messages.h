// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/reader.h"

#include <optional>
#include <string>

namespace marginalia {

/// Why a row gives no record.
struct RowIssue {
    std::string code;
    std::string field;
    std::string found;
    Text what;
    Text todo;
};

/// Shapes of a value that holds messages: a list of {role, content} or {from, value}, or one object
/// of two lists.
bool isMessageList(const Json& value);
/// One {role, content} or {from, value}.
bool isMessageObject(const Json& value);

/// Reads messages; takes the texts out of `value`. Role names of ShareGPT are mapped (human is
/// user, gpt is assistant, ...). Content that is a list of text parts is joined; other parts are
/// refused with D-MULTIMODAL.
std::optional<RowIssue> takeMessages(Json& value, const std::string& field, Messages& out);
std::optional<RowIssue> takeMessage(Json& value, const std::string& field, Message& out);

/// Plain text: nothing for an empty prompt, else one message.
Messages plainMessages(const char* role, std::string text);

RowIssue missingIssue(const std::string& field);
RowIssue typeIssue(const std::string& field, const Json& found, Text expected);

/// A value as an error may show it.
std::string shown(const Json& value);

}  // namespace marginalia
