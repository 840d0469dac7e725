// SPDX-License-Identifier: Apache-2.0
#include "core/store/journal.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace marginalia::store {

namespace {

constexpr std::int64_t kMostBytes = std::int64_t{16} << 30U;

/// Takes one line into `content`; the chain only counts for `whole`, readable events are kept in
/// any case.
void takeLine(std::string_view line, Sha256Digest& head, JournalContent& content)
{
    std::optional<StoredEvent> event = eventOfLine(line);
    if (!event) {
        content.whole = false;
        return;
    }
    const auto expected = static_cast<std::int64_t>(content.events.size()) + 1;
    if (event->previous != head || event->seq != expected) {
        content.whole = false;
    }
    head = event->hash;
    content.events.push_back(std::move(*event));
}

}  // namespace

Journal::Journal(std::string path, const Uid& project) : m_path(std::move(path)), m_project(project)
{
}

std::string Journal::headLine() const
{
    return "marginalia labels 1 " + m_project.hex() + "\n";
}

Result<JournalContent> Journal::read() const
{
    JournalContent content;
    content.present = fileExists(m_path);
    if (!content.present) {
        content.whole = false;
        return content;
    }
    MG_TRY(const std::string bytes, readFile(m_path, kMostBytes));
    const std::string head = headLine();
    content.ours = bytes.compare(0, head.size(), head) == 0;
    content.whole = content.ours;
    Sha256Digest chain = chainBegin(m_project);
    size_t at = bytes.find('\n');
    at = at == std::string::npos ? bytes.size() : at + 1;
    while (at < bytes.size()) {
        const size_t end = bytes.find('\n', at);
        if (end == std::string::npos) {
            content.whole = false;  // a torn last line was never acknowledged
            break;
        }
        takeLine(std::string_view(bytes).substr(at, end - at), chain, content);
        at = end + 1;
    }
    return content;
}

Status Journal::rewrite(const std::function<std::optional<StoredEvent>()>& next)
{
    m_file.reset();
    MG_TRY(AtomicFile file, AtomicFile::create(m_path));
    std::string buffer = headLine();
    while (const std::optional<StoredEvent> event = next()) {
        buffer += journalLine(*event);
        if (buffer.size() > (1U << 20U)) {
            MG_CHECK(file.write(buffer));
            buffer.clear();
        }
    }
    MG_CHECK(file.write(buffer));
    return file.commit();
}

Status Journal::open()
{
    MG_TRY(AppendFile file, AppendFile::open(m_path));
    m_file = std::move(file);
    return {};
}

Status Journal::append(const std::string& lines)
{
    if (!m_file) {
        return failure(ErrorKind::Io, MG_TR("store", "The label journal is not open."), m_path,
                       MG_TR("store", "Open the project again."));
    }
    Status status = m_file->append(lines);
    if (status.ok()) {
        status = m_file->sync();
    }
    if (!status.ok()) {
        m_file.reset();
    }
    return status;
}

}  // namespace marginalia::store
