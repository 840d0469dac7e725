// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/away/frames.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace marginalia::away {

namespace {

constexpr std::size_t kMostHead = 400;
constexpr std::int64_t kMostFrame = 64 << 20;

Error notAFrame(const std::string& line)
{
    return failure(ErrorKind::Io, {MG_TR("jobs", "What came from the target is not understood: %1"),
                                   {quotedForError(line)}});
}

std::vector<std::string> wordsOf(const std::string& line)
{
    std::vector<std::string> out;
    std::size_t begin = 0;
    while (begin <= line.size()) {
        const std::size_t end = std::min(line.find(' ', begin), line.size());
        out.push_back(line.substr(begin, end - begin));
        begin = end + 1;
    }
    return out;
}

bool numberOf(const std::string& word, std::int64_t& out)
{
    const char* const end = word.data() + word.size();
    const auto read = std::from_chars(word.data(), end, out);
    return read.ec == std::errc() && read.ptr == end && out >= 0;
}

/// "000001" of "rounds/000001.bin".
bool isNumberedFile(const std::string& name, const std::string& folder, const char* suffix)
{
    const std::string end = suffix;
    if (name.rfind(folder, 0) != 0 || !name.ends_with(end) ||
        name.size() <= folder.size() + end.size() ||
        name.size() > folder.size() + end.size() + 12) {
        return false;
    }
    return std::all_of(name.begin() + static_cast<std::ptrdiff_t>(folder.size()),
                       name.end() - static_cast<std::ptrdiff_t>(end.size()),
                       [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool isFollowedName(const std::string& name)
{
    for (const char* known : {"metrics.jsonl", "samples.jsonl", "rows.bin", "log.txt", "worker.out",
                              "run.json", "status.json", "exit.json"}) {
        if (name == known) {
            return true;
        }
    }
    const std::string events = "tb/events.out.tfevents.";
    const bool board = name.rfind(events, 0) == 0 && name.size() < 200 &&
                       name.find('/', events.size()) == std::string::npos;
    return board || isNumberedFile(name, "rounds/", ".bin") ||
           isNumberedFile(name, "rounds/", ".idx");
}

Status FrameReader::head(const std::string& line)
{
    const std::vector<std::string> words = wordsOf(line);
    const std::string& sign = words[0];
    m_frame = {};
    std::int64_t count = 0;
    bool fits = false;
    if (sign == "F" && words.size() == 4) {
        m_frame.kind = Frame::Kind::Part;
        fits = numberOf(words[2], m_frame.offset) && numberOf(words[3], count);
    } else if (sign == "W" && words.size() == 3) {
        m_frame.kind = Frame::Kind::Whole;
        fits = numberOf(words[2], count);
    } else if (sign == "S" && words.size() == 3) {
        m_frame.kind = Frame::Kind::Shorter;
        fits = numberOf(words[2], m_frame.offset);
    } else if (sign == "B" && words.size() == 2) {
        m_frame.kind = Frame::Kind::Beat;
        fits = true;
    } else if ((sign == "E" || sign == "L") && words.size() == 1) {
        m_frame.kind = sign == "E" ? Frame::Kind::Ended : Frame::Kind::Lost;
        fits = true;
    }
    if (words.size() > 1) {
        m_frame.name = words[1];
    }
    const bool named = m_frame.kind == Frame::Kind::Part || m_frame.kind == Frame::Kind::Whole ||
                       m_frame.kind == Frame::Kind::Shorter;
    if (!fits || count > kMostFrame || (named && !isFollowedName(m_frame.name))) {
        return notAFrame(line);
    }
    m_wanted = static_cast<std::size_t>(count);
    return {};
}

Status FrameReader::feed(std::string_view bytes,
                         const std::function<Status(const Frame& frame)>& take)
{
    while (!bytes.empty()) {
        if (m_wanted > 0) {
            const std::size_t got = std::min(m_wanted, bytes.size());
            m_frame.bytes.append(bytes.substr(0, got));
            bytes.remove_prefix(got);
            m_wanted -= got;
        } else {
            const std::size_t end = bytes.find('\n');
            m_line.append(bytes.substr(0, end));
            if (m_line.size() > kMostHead) {
                return notAFrame(m_line);
            }
            if (end == std::string_view::npos) {
                return {};
            }
            bytes.remove_prefix(end + 1);
            MG_CHECK(head(m_line));
            m_line.clear();
        }
        if (m_wanted == 0) {
            MG_CHECK(take(m_frame));
        }
    }
    return {};
}

}  // namespace marginalia::away
