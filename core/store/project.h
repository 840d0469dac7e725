// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/data/reader.h"
#include "core/store/types.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace marginalia {

class ProjectReader;
class ProjectWriter;

enum class OpenMode : std::uint8_t { ReadWrite, ReadOnly };

/// A project folder: NAME/NAME.marginalia (SQLite), labels.journal, runs/, lock (design.md 3).
///
/// Holds a kernel lock for its whole life. The writer is one thread with the one writing
/// connection; readers are cheap and belong to one thread each. Acknowledged means: journal synced
/// and COMMIT done.
class Project {
public:
    /// Makes the folder and an empty database; the folder must not exist or be empty.
    static Result<std::unique_ptr<Project>> create(const std::string& folder,
                                                   const std::string& name);

    /// Opens a project (folder or .marginalia file), recovers it after a crash and reconciles
    /// journal and database.
    ///
    /// Another holder of the lock: ErrorKind::Locked with who and what to do; ReadOnly never takes
    /// the lock. A newer or foreign database: Unsupported, bytes unchanged.
    static Result<std::unique_ptr<Project>> open(const std::string& path, OpenMode mode);

    virtual ~Project() = default;

    virtual const std::string& folder() const = 0;
    virtual const std::string& name() const = 0;
    virtual const Uid& uid() const = 0;
    virtual bool readOnly() const = 0;
    virtual std::string runsFolder() const = 0;

    /// A new reading connection for the calling thread.
    virtual Result<std::unique_ptr<ProjectReader>> reader() = 0;
    /// The one writer; null when read-only. Its functions may be called from any thread.
    virtual ProjectWriter* writer() = 0;
};

/// Reads on one connection, on one thread. No function waits for the writer.
class ProjectReader {
public:
    virtual ~ProjectReader() = default;

    /// Makes the query that runs now on another thread fail with Cancelled; nothing when none runs.
    /// Any thread, while the reader lives.
    virtual void interrupt() = 0;

    /// All hits; with `most` of 0 or more only the first ones of the plain order of numbers, which
    /// takes no longer for a million hits than for a thousand (other orders give all).
    virtual Result<QueryResult> query(const Filter& filter, std::int64_t most = -1) = 0;
    /// Rows in the order of `ids`; ids that are gone are left out.
    virtual Result<std::vector<RowSummary>> rows(const std::vector<RecordId>& ids) = 0;
    virtual Result<StoredRecord> record(RecordId id) = 0;
    virtual Result<RecordId> idOf(const Uid& uid) = 0;
    /// Ids of the records that are there, in the order of `uids`; nothing for those that are not.
    virtual Result<std::vector<std::optional<RecordId>>> idsOf(const std::vector<Uid>& uids) = 0;
    virtual Result<Counts> counts() = 0;
    virtual Result<std::vector<LabelEvent>> history(const Uid& record) = 0;
    /// Newest first, of one annotator, verdicts and skips that are in force.
    virtual Result<std::vector<LabelEvent>> trail(const std::string& annotator, int most) = 0;
    virtual Result<std::vector<ImportInfo>> imports() = 0;
    virtual Result<std::vector<SavedView>> views() = 0;
    virtual Result<std::string> setting(const std::string& key, const std::string& fallback) = 0;
    virtual Result<std::string> draft(const Uid& record) = 0;
    /// What Undo and Redo would do now; nothing when the log is at its end.
    virtual Result<std::optional<ChangeInfo>> nextUndo(bool labelsOnly,
                                                       const std::string& annotator) = 0;
    virtual Result<std::optional<ChangeInfo>> nextRedo(bool labelsOnly,
                                                       const std::string& annotator) = 0;

    /// Streams whole records of the hits in order; `take` returns false to stop.
    virtual Status forEach(const Filter& filter,
                           const std::function<bool(const StoredRecord&)>& take) = 0;

    virtual Result<std::vector<StoredPrompt>> prompts() = 0;
    virtual Result<std::vector<StoredAnswer>> answers(std::int64_t promptId) = 0;
    virtual Result<std::vector<StoredVote>> votes() = 0;
    /// Margin of a run by record: last value and at most 16 history points; see
    /// ProjectWriter::storeMargins.
    struct Margin {
        float last = 0;
        std::int32_t n = 0;
        std::vector<float> history;
    };
    virtual Result<std::vector<std::pair<RecordId, Margin>>> margins(const std::string& runId) = 0;
};

/// Called on the writer's thread when a request is stored (or failed); hand it over to your own
/// thread.
template <class T>
using Done = std::function<void(Result<T>)>;

/// Everything that changes a project. Requests queue; labels go before imports; results come
/// through `done`.
class ProjectWriter {
public:
    virtual ~ProjectWriter() = default;

    struct LabelRequest {
        Uid event;  ///< chosen by the caller, so that a retry stores it once
        Uid record;
        std::string annotator;
        Judgement judgement;
    };
    /// Stores a verdict and one undo step. `done` has the event's seq.
    virtual void label(LabelRequest request, Done<std::int64_t> done) = 0;
    virtual void flag(const Uid& record, const std::string& annotator, bool flagged,
                      Done<std::int64_t> done) = 0;
    virtual void note(const Uid& record, const std::string& annotator, const std::string& text,
                      Done<std::int64_t> done) = 0;
    virtual void saveDraft(const Uid& record, const std::string& text, Done<bool> done) = 0;
    /// Hides records (undoable).
    virtual void leaveOut(std::vector<RecordId> ids, Done<std::int64_t> done) = 0;

    /// Undo and redo of the project's one log, or of its label entries of one annotator. `done` has
    /// what was done.
    virtual void undo(bool labelsOnly, const std::string& annotator, Done<ChangeInfo> done) = 0;
    virtual void redo(bool labelsOnly, const std::string& annotator, Done<ChangeInfo> done) = 0;

    /// An import in the making: records arrive in chunks, each committed with its file offset. An
    /// earlier import of the same file that broke off is hidden; use continueImport() to go on with
    /// it instead.
    virtual Result<std::int64_t> beginImport(const std::string& path, const std::string& format,
                                             const std::string& mapping) = 0;
    /// Goes on with an import that broke off; gives the byte to read from.
    virtual Result<std::int64_t> continueImport(std::int64_t importId) = 0;
    /// Waits while the queue is full, so that memory stays bounded; call from a reading thread,
    /// never the GUI's.
    virtual Status importChunk(std::int64_t importId, std::vector<Record> records,
                               std::int64_t nextByte) = 0;
    /// Ends it: counts, digest, one undo step; the search index follows in slices.
    virtual Status endImport(std::int64_t importId, const ReadEnd& end) = 0;
    /// Adds records made here (votes that become pairs): one undo step. `done` has their ids.
    virtual void addRecords(std::vector<Record> records, const std::string& changeKind,
                            Done<std::vector<RecordId>> done) = 0;

    virtual void saveView(SavedView view, Done<std::int64_t> done) = 0;  ///< id 0: new
    virtual void removeView(std::int64_t id, Done<bool> done) = 0;
    virtual void setSetting(const std::string& key, const std::string& value, Done<bool> done) = 0;

    virtual void savePrompt(StoredPrompt prompt, Done<std::int64_t> done) = 0;  ///< id 0: new
    virtual void saveAnswer(StoredAnswer answer, Done<std::int64_t> done) = 0;
    virtual void saveVote(StoredVote vote, const std::string& annotator, Done<bool> done) = 0;
    virtual void storeMargins(const std::string& runId,
                              std::vector<std::pair<RecordId, ProjectReader::Margin>> margins,
                              Done<bool> done) = 0;

    /// Called on the writer's thread after every commit with what changed: "records", "labels",
    /// "views", "index", ...
    virtual void onChange(std::function<void(const std::string& what)> listener) = 0;
    /// Requests that are not yet acknowledged.
    virtual int pending() const = 0;
    /// Blocks until everything asked so far is stored.
    virtual Status flush() = 0;
};

/// Records with nothing to train on: empty or equal answers and the like (decisions.md 1).
bool usableForTraining(const Record& record);

}  // namespace marginalia
