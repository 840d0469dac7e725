// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <future>
#include <memory>
#include <string>
#include <unistd.h>
#include <vector>

namespace marginalia::testing_store {

/// Calls a writer's function and waits for its answer.
template <class T, class Call>
Result<T> waitFor(Call&& call)
{
    std::promise<Result<T>> answer;
    call([&](Result<T> result) { answer.set_value(std::move(result)); });
    return answer.get_future().get();
}

inline Messages said(const std::string& role, const std::string& text)
{
    Message message;
    message.role = role;
    message.content = text;
    return {message};
}

inline Record pairOf(const std::string& prompt, const std::string& a, const std::string& b,
                     bool judged = true)
{
    Record record;
    record.prompt = said("user", prompt);
    record.a = said("assistant", a);
    record.b = said("assistant", b);
    record.origin = judged ? Origin::ChosenA : Origin::None;
    return record;
}

/// A project in a folder of its own, removed at the end.
class StoreTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        char name[] = "/tmp/marginalia_store_XXXXXX";
        m_root = ::mkdtemp(name);
        create();
    }
    void TearDown() override
    {
        m_reader.reset();
        m_project.reset();
        std::filesystem::remove_all(m_root);
    }

    std::string folder() const { return m_root + "/taste"; }
    void create() { use(Project::create(folder(), "taste")); }
    void reopen(OpenMode mode = OpenMode::ReadWrite)
    {
        m_reader.reset();
        m_project.reset();
        use(Project::open(folder(), mode));
    }
    void use(Result<std::unique_ptr<Project>> project)
    {
        ASSERT_TRUE(project.ok()) << project.error().message();
        m_project = project.take();
        auto reader = m_project->reader();
        ASSERT_TRUE(reader.ok()) << reader.error().message();
        m_reader = reader.take();
    }

    /// Imports records as a file of that name would; gives the import's id.
    std::int64_t import(std::vector<Record> records, const std::string& path = "/data/pairs.jsonl")
    {
        ProjectWriter& writer = *m_project->writer();
        auto id = writer.beginImport(path, "trl-preference", "");
        EXPECT_TRUE(id.ok());
        EXPECT_TRUE(writer.importChunk(*id, std::move(records), 0).ok());
        ReadEnd end;
        end.sha256 = "abc";
        EXPECT_TRUE(writer.endImport(*id, end).ok());
        return *id;
    }
    std::vector<RecordId> ids(const Filter& filter = {}) { return m_reader->query(filter)->ids; }
    Uid uidOf(std::int64_t id) { return m_reader->record(RecordId{id})->uid; }
    Verdict verdictOf(std::int64_t id) { return m_reader->record(RecordId{id})->label.verdict; }

    Result<std::int64_t> label(const Uid& record, Verdict verdict,
                               const std::string& annotator = "ann",
                               const Uid& event = Uid::random())
    {
        ProjectWriter::LabelRequest request{event, record, annotator, {}};
        request.judgement.verdict = verdict;
        return waitFor<std::int64_t>([&](auto done) { m_project->writer()->label(request, done); });
    }
    Result<ChangeInfo> undo(bool labelsOnly = false)
    {
        return waitFor<ChangeInfo>(
            [&](auto done) { m_project->writer()->undo(labelsOnly, "ann", done); });
    }
    Result<ChangeInfo> redo(bool labelsOnly = false)
    {
        return waitFor<ChangeInfo>(
            [&](auto done) { m_project->writer()->redo(labelsOnly, "ann", done); });
    }
    Result<std::int64_t> leaveOut(std::vector<RecordId> list)
    {
        return waitFor<std::int64_t>([&](auto done) { m_project->writer()->leaveOut(list, done); });
    }

    std::string m_root;
    std::unique_ptr<Project> m_project;
    std::unique_ptr<ProjectReader> m_reader;
};

}  // namespace marginalia::testing_store
