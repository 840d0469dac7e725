// SPDX-License-Identifier: Apache-2.0
#include "core/data/hh_dialogue.h"

#include "core/data/importers.h"

namespace marginalia {

namespace {

struct Marker {
    std::string_view text;
    const char* role;
};
constexpr Marker kMarkers[] = {{"\n\nHuman:", "user"}, {"\n\nAssistant:", "assistant"}};

const Marker* markerAt(std::string_view text, size_t at)
{
    for (const Marker& marker : kMarkers) {
        if (text.substr(at).starts_with(marker.text)) {
            return &marker;
        }
    }
    return nullptr;
}

/// Where the next marker begins, from `at` on; the end when there is none.
size_t nextMarker(std::string_view text, size_t at)
{
    for (at = text.find("\n\n", at); at != std::string_view::npos; at = text.find("\n\n", at + 1)) {
        if (markerAt(text, at) != nullptr) {
            return at;
        }
    }
    return text.size();
}

std::string_view trimmed(std::string_view body)
{
    if (body.starts_with(' ')) {
        body.remove_prefix(1);
    }
    const size_t last = body.find_last_not_of(' ');
    return last == std::string_view::npos ? std::string_view() : body.substr(0, last + 1);
}

std::optional<RowIssue> takeDialogue(Json& row, const char* field, Record& record, Messages& out)
{
    const Json value = takeColumn(row, field);
    if (value.is_null()) {
        return missingIssue(field);
    }
    bool repeated = false;
    if (!value.is_string() ||
        !parseHhDialogue(value.get_ref<const std::string&>(), out, repeated)) {
        return typeIssue(
            field, value,
            MG_TR("data",
                  "A dialogue must begin with two newlines and \"Human:\" or \"Assistant:\"."));
    }
    if (repeated) {
        addCode(record, "D-ROLE-REPEAT");
    }
    return std::nullopt;
}

}  // namespace

bool parseHhDialogue(std::string_view text, Messages& out, bool& repeated)
{
    size_t at = 0;
    if (markerAt(text, 0) == nullptr) {
        return false;
    }
    while (at < text.size()) {
        const Marker* marker = markerAt(text, at);
        const size_t begin = at + marker->text.size();
        const size_t end = nextMarker(text, begin);
        const std::string_view body = trimmed(text.substr(begin, end - begin));
        if (!out.empty() && out.back().role == marker->role) {
            repeated = true;
            out.back().content.append("\n\n").append(body);
        } else {
            Message& message = out.emplace_back();
            message.role = marker->role;
            message.content = body;
        }
        at = end;
    }
    return true;
}

std::optional<RowIssue> importHhDialogue(Json& row, Record& record)
{
    record.kind = RecordKind::Pair;
    record.origin = Origin::ChosenA;
    record.textMode = TextMode::Chat;
    Messages chosen;
    Messages rejected;
    if (auto issue = takeDialogue(row, "chosen", record, chosen)) {
        return issue;
    }
    if (auto issue = takeDialogue(row, "rejected", record, rejected)) {
        return issue;
    }
    splitConversations(std::move(chosen), std::move(rejected), record);
    noteAnswers(record);
    return std::nullopt;
}

}  // namespace marginalia
