// SPDX-License-Identifier: Apache-2.0
#include "core/store/label_event.h"

#include "core/base/crc32c.h"
#include "core/base/json.h"

#include <array>
#include <cstdio>
#include <cstring>

namespace marginalia::store {

namespace {

constexpr std::array<const char*, 7> kKinds = {"verdict", "undo", "redo", "flag",
                                               "unflag",  "note", "vote"};

/// Length before content: two fields can never be read as one.
void addField(Sha256& hash, std::string_view bytes)
{
    const auto size = static_cast<std::uint64_t>(bytes.size());
    hash.add(&size, sizeof size);
    hash.add(bytes);
}

std::optional<Sha256Digest> digestOfHex(const std::string& hex)
{
    Sha256Digest out{};
    if (hex.size() != 64) {
        return std::nullopt;
    }
    for (size_t half = 0; half < 2; ++half) {
        const auto part = Uid::fromHex(std::string_view(hex).substr(half * 32, 32));
        if (!part) {
            return std::nullopt;
        }
        std::memcpy(out.data() + half * 16, part->bytes.data(), 16);
    }
    return out;
}

}  // namespace

Sha256Digest chainBegin(const Uid& project)
{
    return sha256("marginalia label chain " + project.hex());
}

Sha256Digest hashOf(const StoredEvent& event)
{
    Sha256 hash;
    hash.add(event.previous.data(), event.previous.size());
    hash.add(&event.seq, sizeof event.seq);
    hash.add(event.uuid.bytes.data(), event.uuid.bytes.size());
    hash.add(event.record.bytes.data(), event.record.bytes.size());
    hash.add(&event.at, sizeof event.at);
    addField(hash, event.annotator);
    addField(hash, event.kind);
    addField(hash, event.payload);
    return hash.finish();
}

std::string journalLine(const StoredEvent& event)
{
    Json json;
    json["seq"] = event.seq;
    json["uuid"] = event.uuid.hex();
    json["record"] = event.record.hex();
    json["annotator"] = event.annotator;
    json["kind"] = event.kind;
    json["payload"] = event.payload;
    json["at"] = event.at;
    json["prev"] = hexOf(event.previous);
    json["hash"] = hexOf(event.hash);
    const std::string body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    char crc[16];
    std::snprintf(crc, sizeof crc, "%08x ", crc32c(body));
    return crc + body + "\n";
}

std::optional<StoredEvent> eventOfLine(std::string_view line)
{
    if (line.size() < 10 || line[8] != ' ') {
        return std::nullopt;
    }
    const std::string_view body = line.substr(9);
    char crc[16];
    std::snprintf(crc, sizeof crc, "%08x", crc32c(body));
    if (line.substr(0, 8) != crc) {
        return std::nullopt;
    }
    const Json json = Json::parse(body, nullptr, false);
    if (!json.is_object()) {
        return std::nullopt;
    }
    try {
        StoredEvent event;
        event.seq = json.at("seq").get<std::int64_t>();
        const auto uuid = Uid::fromHex(json.at("uuid").get<std::string>());
        const auto record = Uid::fromHex(json.at("record").get<std::string>());
        const auto previous = digestOfHex(json.at("prev").get<std::string>());
        const auto hash = digestOfHex(json.at("hash").get<std::string>());
        event.annotator = json.at("annotator").get<std::string>();
        event.kind = json.at("kind").get<std::string>();
        event.payload = json.at("payload").get<std::string>();
        event.at = json.at("at").get<std::int64_t>();
        if (!uuid || !record || !previous || !hash) {
            return std::nullopt;
        }
        event.uuid = *uuid;
        event.record = *record;
        event.previous = *previous;
        event.hash = *hash;
        return hashOf(event) == event.hash ? std::optional(event) : std::nullopt;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

const char* eventKindName(LabelEventKind kind)
{
    return kKinds[static_cast<size_t>(kind)];
}

std::string verdictPayload(const Judgement& judgement)
{
    Json json;
    json["verdict"] = verdictName(judgement.verdict);
    json["strength"] = static_cast<int>(judgement.strength);
    json["a_first"] = judgement.aShownFirst;
    json["why"] = judgement.why;
    json["ms"] = judgement.milliseconds;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<Judgement> judgementOf(const std::string& payload)
{
    const Json json = Json::parse(payload, nullptr, false);
    if (!json.is_object()) {
        return std::nullopt;
    }
    try {
        Judgement out;
        const auto verdict = verdictFromName(json.at("verdict").get<std::string>());
        const int strength = json.at("strength").get<int>();
        if (!verdict || strength < 1 || strength > 3) {
            return std::nullopt;
        }
        out.verdict = *verdict;
        out.strength = static_cast<Strength>(strength);
        out.aShownFirst = json.at("a_first").get<bool>();
        out.why = json.at("why").get<std::string>();
        out.milliseconds = json.at("ms").get<std::int64_t>();
        return out;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

LabelEvent publicEvent(const StoredEvent& event)
{
    LabelEvent out;
    out.seq = event.seq;
    out.uuid = event.uuid;
    out.record = event.record;
    out.annotator = event.annotator;
    out.atMilliseconds = event.at;
    for (size_t i = 0; i < kKinds.size(); ++i) {
        if (event.kind == kKinds[i]) {
            out.kind = static_cast<LabelEventKind>(i);
        }
    }
    if (out.kind == LabelEventKind::Verdict) {
        out.judgement = judgementOf(event.payload).value_or(Judgement{});
        return out;
    }
    const Json json = Json::parse(event.payload, nullptr, false);
    if (json.is_object() && json.contains("target") && json["target"].is_string()) {
        out.target = Uid::fromHex(json["target"].get<std::string>()).value_or(Uid{});
    }
    if (json.is_object() && json.contains("text") && json["text"].is_string()) {
        out.text = json["text"].get<std::string>();
    }
    return out;
}

}  // namespace marginalia::store
