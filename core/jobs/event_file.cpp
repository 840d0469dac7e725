// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/event_file.h"

#include "core/base/crc32c.h"

#include <cstring>
#include <unistd.h>

namespace marginalia {

namespace {

/// Kinds of a protobuf field that event files need.
enum Wire : std::uint64_t { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };

/// Numbers of the fields, from TensorFlow's event.proto and summary.proto.
enum Field : std::uint64_t {
    EventWallTime = 1,
    EventStep = 2,
    EventFileVersion = 3,
    EventSummary = 5,
    EventSessionLog = 7,
    SummaryValue = 1,
    ValueTag = 1,
    ValueSimple = 2,
    SessionStatus = 1,
};

constexpr std::uint64_t kSessionStart = 1;

/// Protobuf and TFRecord are little-endian, as every machine this runs on.
template <class Number>
void appendPlain(std::string& out, Number value)
{
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    out.append(bytes, sizeof bytes);
}

void appendVarint(std::string& out, std::uint64_t value)
{
    while (value >= 0x80) {
        out.push_back(static_cast<char>(value | 0x80));
        value >>= 7U;
    }
    out.push_back(static_cast<char>(value));
}

void appendKey(std::string& out, Field field, Wire wire)
{
    appendVarint(out, (static_cast<std::uint64_t>(field) << 3U) | wire);
}

void appendBytes(std::string& out, Field field, const std::string& bytes)
{
    appendKey(out, field, Bytes);
    appendVarint(out, bytes.size());
    out += bytes;
}

std::uint32_t maskedCrc(std::string_view bytes)
{
    const std::uint32_t crc = crc32c(bytes);
    return ((crc >> 15U) | (crc << 17U)) + 0xA282EAD8U;
}

std::string eventHead(double wallSeconds, std::int64_t step)
{
    std::string out;
    appendKey(out, EventWallTime, Fixed64);
    appendPlain(out, wallSeconds);
    if (step != 0) {  // as protobuf does: a zero is not written
        appendKey(out, EventStep, Varint);
        appendVarint(out, static_cast<std::uint64_t>(step));
    }
    return out;
}

std::string tagOf(const std::string& name)
{
    constexpr const char* kEval = "eval_";
    return name.rfind(kEval, 0) == 0 ? "eval/" + name.substr(std::strlen(kEval)) : "train/" + name;
}

}  // namespace

Result<EventFile> EventFile::create(const std::string& folder, double wallSeconds,
                                    std::int64_t number)
{
    MG_CHECK(makeFolders(folder));
    MG_TRY(AppendFile file,
           AppendFile::open(folder + "/events.out.tfevents." +
                            std::to_string(static_cast<std::int64_t>(wallSeconds)) + ".localhost." +
                            std::to_string(::getpid()) + "." + std::to_string(number)));
    EventFile out(std::move(file));
    std::string first = eventHead(wallSeconds, 0);
    appendBytes(first, EventFileVersion, "brain.Event:2");
    MG_CHECK(out.record(first));
    return out;
}

Status EventFile::scalars(double wallSeconds, std::int64_t step, const Values& values)
{
    std::string summary;
    for (const auto& [name, number] : values) {
        std::string value;
        appendBytes(value, ValueTag, tagOf(name));
        appendKey(value, ValueSimple, Fixed32);
        appendPlain(value, static_cast<float>(number));
        appendBytes(summary, SummaryValue, value);
    }
    std::string event = eventHead(wallSeconds, step);
    appendBytes(event, EventSummary, summary);
    return record(event);
}

Status EventFile::restart(double wallSeconds, std::int64_t step)
{
    std::string session;
    appendKey(session, SessionStatus, Varint);
    appendVarint(session, kSessionStart);
    std::string event = eventHead(wallSeconds, step);
    appendBytes(event, EventSessionLog, session);
    return record(event);
}

Status EventFile::record(const std::string& event)
{
    std::string length;
    appendPlain(length, static_cast<std::uint64_t>(event.size()));
    std::string out = length;
    appendPlain(out, maskedCrc(length));
    out += event;
    appendPlain(out, maskedCrc(event));
    return m_file.append(out);
}

}  // namespace marginalia
