// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/backup.h"
#include "core/store/project.h"
#include "core/store/writer_queue.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace marginalia::store {

/// ProjectWriter over the queue: every function makes a task.
class Writer final : public ProjectWriter {
public:
    Writer(std::unique_ptr<WriterQueue> queue, const std::string& databasePath)
        : m_backups(databasePath), m_queue(std::move(queue))
    {
        m_queue->onChange([this](const std::string&) { m_backups.touch(); });
    }

    void label(LabelRequest request, Done<std::int64_t> done) override;
    void flag(const Uid& record, const std::string& annotator, bool flagged,
              Done<std::int64_t> done) override;
    void note(const Uid& record, const std::string& annotator, const std::string& text,
              Done<std::int64_t> done) override;
    void saveDraft(const Uid& record, const std::string& text, Done<bool> done) override;
    void leaveOut(std::vector<RecordId> ids, Done<std::int64_t> done) override;
    void undo(bool labelsOnly, const std::string& annotator, Done<ChangeInfo> done) override;
    void redo(bool labelsOnly, const std::string& annotator, Done<ChangeInfo> done) override;

    Result<std::int64_t> beginImport(const std::string& path, const std::string& format,
                                     const std::string& mapping) override;
    Result<std::int64_t> continueImport(std::int64_t importId) override;
    Status importChunk(std::int64_t importId, std::vector<Record> records,
                       std::int64_t nextByte) override;
    Status endImport(std::int64_t importId, const ReadEnd& end) override;
    void addRecords(std::vector<Record> records, const std::string& changeKind,
                    Done<std::vector<RecordId>> done) override;

    void saveView(SavedView view, Done<std::int64_t> done) override;
    void removeView(std::int64_t id, Done<bool> done) override;
    void setSetting(const std::string& key, const std::string& value, Done<bool> done) override;
    void savePrompt(StoredPrompt prompt, Done<std::int64_t> done) override;
    void saveAnswer(StoredAnswer answer, Done<std::int64_t> done) override;
    void saveVote(StoredVote vote, const std::string& annotator, Done<bool> done) override;
    void storeMargins(const std::string& runId,
                      std::vector<std::pair<RecordId, ProjectReader::Margin>> margins,
                      Done<bool> done) override;

    void onChange(std::function<void(const std::string& what)> listener) override
    {
        m_queue->onChange(std::move(listener));
    }
    int pending() const override { return m_queue->pending(); }
    Status flush() override { return m_queue->flush(); }

private:
    template <class T>
    void submit(std::function<T(WriteContext&)> work, Done<T> done, Lane lane = Lane::Now);
    template <class T>
    Result<T> wait(std::function<T(WriteContext&)> work, Lane lane);
    void turn(bool undoing, bool labelsOnly, const std::string& annotator, Done<ChangeInfo> done);

    BackupKeeper m_backups;  // outlives the queue, which tells it of changes
    std::unique_ptr<WriterQueue> m_queue;
    std::mutex m_importMutex;
    std::map<std::int64_t, Error> m_brokenImports;  // chunks that could not be stored
};

template <class T>
void Writer::submit(std::function<T(WriteContext&)> work, Done<T> done, Lane lane)
{
    auto result = std::make_shared<std::optional<T>>();
    m_queue->add(
        lane,
        {[result, work = std::move(work)](WriteContext& context) { *result = work(context); },
         [result, done = std::move(done)](const Status& status) {
             if (done) {
                 done(status.ok() ? Result<T>(std::move(**result)) : Result<T>(status.error()));
             }
         }});
}

}  // namespace marginalia::store
