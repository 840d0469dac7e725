// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/away/follow.h"

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/jobs/away/fetch.h"
#include "core/jobs/away/mirror.h"
#include "core/jobs/away/run_there.h"
#include "core/jobs/away/scripts.h"
#include "core/jobs/run_names.h"

#include <algorithm>
#include <poll.h>
#include <unistd.h>

namespace marginalia::away {

namespace {

/// The last words of a worker that ended without an end.
std::string lastWords(const std::string& runFolder)
{
    constexpr std::size_t kMost = 400;
    const auto text = readFile(runFolder + "/worker.out");
    if (!text.ok()) {
        return {};
    }
    std::string out = text->size() > kMost ? text->substr(text->size() - kMost) : *text;
    out.erase(out.find_last_not_of(" \r\n") + 1);
    const std::size_t line = out.rfind('\n');
    return quotedForError(line == std::string::npos ? out : out.substr(line + 1));
}

/// For sleep there, which may know whole seconds only.
std::string secondsText(std::chrono::milliseconds interval)
{
    const auto count = interval.count();
    return count % 1000 == 0 ? std::to_string(count / 1000)
                             : std::to_string(static_cast<double>(count) / 1000);
}

/// Who only asks whether the lock is held has it for a moment; that is nobody who follows.
Result<FileLock> takeFollowLock(const std::string& runFolder)
{
    constexpr int kTries = 20;
    constexpr int kBetweenMilliseconds = 5;
    for (int tries = 1;; ++tries) {
        auto lock = FileLock::take(followLock(runFolder), "away");
        if (lock.ok() || lock.error().kind != ErrorKind::Locked || tries == kTries) {
            return lock;
        }
        ::poll(nullptr, 0, kBetweenMilliseconds);
    }
}

class Follower {
public:
    Follower(std::string runFolder, Note note, const FollowOptions& options)
        : m_folder(std::move(runFolder)),
          m_note(std::move(note)),
          m_options(options),
          m_ssh(targetOf(m_note), options.program),
          m_mirror(m_folder)
    {
    }

    Result<Note> run()
    {
        m_wait = m_options.firstWait;
        while (!over()) {
            const Status ended = connection();
            if (ended.ok()) {
                if (m_options.once || over()) {
                    break;
                }
                MG_CHECK(pause());  // the script there ended without a word
                continue;
            }
            MG_CHECK(disconnected(ended.error()));
            if (!mayPass(ended.error()) || m_options.once) {
                return ended.error();
            }
            MG_CHECK(pause());
        }
        if (m_note.state == Note::State::Ended && m_options.fetchNewest) {
            MG_CHECK(fetchNewest());
        }
        m_note.connected = false;
        MG_CHECK(save());
        return m_note;
    }

private:
    bool over() const { return !m_note.mayRun(); }
    bool goOn() const { return !m_options.goOn || m_options.goOn(); }

    /// One connection, until the run ends or the line is cut.
    Status connection()
    {
        m_mirror.restart();
        FrameReader frames;
        std::vector<std::string> words = {m_note.folder, secondsText(m_options.interval),
                                          m_options.once ? "1" : "0"};
        for (std::string& offset : m_mirror.offsets()) {
            words.push_back(std::move(offset));
        }
        MG_TRY(const RemoteAnswer answer,
               m_ssh.call({.script = scripts::follow(),
                           .words = words,
                           .take =
                               [&](std::string_view bytes) {
                                   return frames.feed(
                                       bytes, [&](const Frame& frame) { return take(frame); });
                               },
                           .goOn = m_options.goOn}));
        if (answer.code == scripts::kNoFolder) {
            return failure(ErrorKind::NotFound,
                           MG_TR("jobs", "The run's folder is not there any more."),
                           m_note.target.name + ":" + m_note.folder);
        }
        return answer.code == 0 ? Status()
                                : Status(failure(ErrorKind::Io,
                                                 {MG_TR("jobs", "The connection ended: %1"),
                                                  {quotedForError(answer.errors)}},
                                                 m_note.target.name));
    }

    Status take(const Frame& frame)
    {
        switch (frame.kind) {
            case Frame::Kind::Part:
            case Frame::Kind::Whole:
                return m_mirror.write(frame);
            case Frame::Kind::Shorter:
                return failure(
                    ErrorKind::Corrupt,
                    MG_TR("jobs", "The file is shorter there than here: is it another run?"),
                    m_note.target.name + ":" + m_note.folder + "/" + frame.name);
            case Frame::Kind::Beat:
                return beat(frame.name);
            case Frame::Kind::Ended:
                m_note.state = Note::State::Ended;
                return save();
            case Frame::Kind::Lost:
                m_note.state = Note::State::Lost;
                m_note.problem = lastWords(m_folder);
                return save();
        }
        return {};
    }

    Status beat(const std::string& word)
    {
        m_wait = m_options.firstWait;
        const bool news = !m_note.connected || m_note.word != word || !m_note.problem.empty();
        m_note.connected = true;
        m_note.word = word;
        m_note.problem.clear();
        if (news) {
            MG_CHECK(save());
        }
        MG_CHECK(controls());
        if (m_options.tell) {
            m_options.tell(m_note);
        }
        return {};
    }

    /// What was asked since the last look; all of it when the connection is new.
    Status controls()
    {
        const auto size = fileSize(m_folder + run_names::kControl);
        if (!size.ok() || *size == m_controls) {
            return {};
        }
        MG_CHECK(sendControls(m_ssh, m_folder, m_note, m_options.goOn));
        m_controls = *size;
        return {};
    }

    Status disconnected(const Error& why)
    {
        m_note.connected = false;
        m_note.problem = why.kind == ErrorKind::Cancelled ? std::string() : why.what.str();
        m_controls = -1;
        MG_CHECK(save());
        if (m_options.tell && why.kind != ErrorKind::Cancelled) {
            m_options.tell(m_note);
        }
        return {};
    }

    Status pause()
    {
        const Stopwatch watch;
        const auto wait = static_cast<double>(m_wait.count());
        while (watch.milliseconds() < wait) {
            if (takeTryAtOnce(m_folder)) {
                m_wait = m_options.firstWait;
                return {};
            }
            if (!goOn()) {
                return failure(ErrorKind::Cancelled, MG_TR("jobs", "Stopped before it was done."));
            }
            ::poll(nullptr, 0,
                   static_cast<int>(std::clamp(wait - watch.milliseconds(), 1.0, 100.0)));
        }
        m_wait = std::min(m_wait * 2, m_options.longestWait);
        return {};
    }

    /// A cut here is as harmless as one before: the same is done again.
    Status fetchNewest()
    {
        for (;;) {
            const auto got = fetchCheckpoints(m_ssh, m_folder, m_note, FetchWhich::Newest, {},
                                              {.goOn = m_options.goOn});
            if (got.ok() || !mayPass(got.error())) {
                return got.ok() ? Status() : Status(got.error());
            }
            MG_CHECK(disconnected(got.error()));
            MG_CHECK(pause());
        }
    }

    /// Somebody may have taken the run out of the queue meanwhile; that stays.
    Status save()
    {
        const auto stored = readNote(m_folder);
        if (stored.ok() && stored->state == Note::State::Cancelled &&
            m_note.state != Note::State::Ended) {
            m_note.state = Note::State::Cancelled;
        }
        return writeNote(m_folder, m_note);
    }

    std::string m_folder;
    Note m_note;
    const FollowOptions& m_options;
    Ssh m_ssh;
    Mirror m_mirror;
    std::chrono::milliseconds m_wait{0};
    std::int64_t m_controls = -1;  ///< bytes of control.jsonl that were sent
};

}  // namespace

Result<Note> followRun(const std::string& runFolder, const FollowOptions& options)
{
    MG_TRY(Note note, readNote(runFolder));
    if (note.folder.empty()) {
        return failure(ErrorKind::Invalid, MG_TR("jobs", "The run was not sent to its target yet."),
                       runFolder, MG_TR("jobs", "Send it: marginalia-cli away train."));
    }
    MG_TRY(const FileLock lock, takeFollowLock(runFolder));
    if (note.state == Note::State::Lost) {
        note.state =
            Note::State::Running;  // a queue may have begun it again: it is looked at once more
    }
    return Follower(runFolder, std::move(note), options).run();
}

}  // namespace marginalia::away
