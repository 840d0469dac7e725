// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/jobs/away/note.h"
#include "core/jobs/event_file.h"
#include "core/jobs/heartbeat.h"
#include "core/jobs/rows_file.h"
#include "core/jobs/run_folder.h"
#include "core/jobs/run_names.h"
#include "core/jobs/tail.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <unistd.h>

namespace marginalia {

namespace {

/// What earlier attempts left in metrics.jsonl.
struct Past {
    std::int64_t seq = 0;
    std::int64_t attempt = 0;
    std::set<std::string> acknowledged;
};

Past readPast(const std::string& runFolder)
{
    Past past;
    Tail(runFolder + run_names::kMetrics).lines([&](const std::string& text) {
        const Json line = Json::parse(text, nullptr, false);
        if (!line.is_object()) {
            return;
        }
        past.seq = std::max(past.seq, line.value("seq", std::int64_t{0}));
        past.attempt = std::max(past.attempt, line.value("attempt", std::int64_t{0}));
        if (line.value("event", std::string()) == "control" && line.contains("detail")) {
            past.acknowledged.insert(line["detail"].value("id", std::string()));
        }
    });
    return past;
}

/// A torn last line gets its line break, so that what follows begins on a line of its own.
Result<AppendFile> openLines(const std::string& path)
{
    MG_TRY(AppendFile file, AppendFile::open(path));
    if (file.size() > 0) {
        std::ifstream last(path, std::ios::binary);
        last.seekg(-1, std::ios::end);
        if (last.get() != '\n') {
            MG_CHECK(file.append("\n"));
        }
    }
    return file;
}

/// A torn last record is filled up; its checksum keeps readers from taking it for one.
Result<AppendFile> openRows(const std::string& path)
{
    MG_TRY(AppendFile file, AppendFile::open(path));
    const auto size = static_cast<std::size_t>(file.size());
    if (size < rows_file::kHeader) {
        const auto header = rows_file::header();
        MG_CHECK(file.append(std::string_view(header.data() + size, header.size() - size)));
    } else if (const std::size_t torn = (size - rows_file::kHeader) % rows_file::kRecord;
               torn != 0) {
        MG_CHECK(file.append(std::string(rows_file::kRecord - torn, '\0')));
    }
    return file;
}

class FolderWriter : public RunWriter {
public:
    FolderWriter(std::string folder, FileLock lock, AppendFile metrics, AppendFile rows,
                 AppendFile samples, EventFile events, Past past, std::string token)
        : m_folder(std::move(folder)),
          m_lock(std::move(lock)),
          m_metrics(std::move(metrics)),
          m_rows(std::move(rows)),
          m_samples(std::move(samples)),
          m_events(std::move(events)),
          m_past(std::move(past)),
          m_attempt(m_past.attempt + 1),
          m_control(m_folder + run_names::kControl),
          m_heartbeat(m_folder + run_names::kStatus, std::move(token))
    {
    }

    Status start()
    {
        // What was asked before the first attempt began still counts; later attempts obey new lines
        // only.
        if (m_attempt > 1) {
            m_control.lines([](const std::string&) {});
        }
        const std::string exit = m_folder + run_names::kExit;
        if (fileExists(exit)) {
            MG_CHECK(
                renameFile(exit, m_folder + "/exit-" + std::to_string(m_attempt - 1) + ".json"));
        }
        return m_heartbeat.start();
    }

    std::int64_t attempt() const override { return m_attempt; }

    Status step(std::int64_t step, double epoch,
                const std::vector<std::pair<std::string, double>>& values) override
    {
        return metricLine({}, step, epoch, values);
    }

    Status evaluation(std::int64_t step, double epoch,
                      const std::vector<std::pair<std::string, double>>& values) override
    {
        return metricLine("eval", step, epoch, values);
    }

    Status event(const std::string& name, std::int64_t step, const Json& detail) override
    {
        Json line = head(step);
        line["event"] = name;
        line["time"] = run_names::wallSeconds();
        if (name == "resume") {
            MG_CHECK(m_events.restart(line["time"].get<double>(), step + 1));
        }
        if (!detail.is_null()) {
            line["detail"] = detail;
        }
        return append(line);
    }

    Status rows(const std::vector<RowRecord>& rows) override
    {
        std::string bytes(rows.size() * rows_file::kRecord, '\0');
        for (size_t i = 0; i < rows.size(); ++i) {
            rows_file::pack(rows[i], bytes.data() + i * rows_file::kRecord);
        }
        return bytes.empty() ? Status() : m_rows.append(bytes);
    }

    Status sample(const SampleLine& sample) override
    {
        const Json line = {{"step", sample.step},
                           {"prompt", sample.prompt},
                           {"text", sample.text},
                           {"seed", sample.seed}};
        return m_samples.append(line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
    }

    Status status(RunState state, double share, std::int64_t step, std::int64_t total,
                  double etaSeconds) override
    {
        RunStatus status;
        status.state = state;
        status.share = share;
        status.step = step;
        status.total = total;
        status.etaSeconds = etaSeconds;
        m_total = total;
        return m_heartbeat.set(status);
    }

    Status finish(const RunExit& exit) override
    {
        Json detail = {{"reason", exit.reason}, {"code", exit.code}, {"message", exit.message}};
        MG_CHECK(event("end", exit.step, detail));
        MG_CHECK(m_metrics.sync());
        MG_CHECK(m_rows.sync());
        detail["step"] = exit.step;
        MG_CHECK(writeFileAtomically(m_folder + run_names::kExit, detail.dump() + "\n"));
        const RunState state = exit.reason == "finished"  ? RunState::Done
                               : exit.reason == "stopped" ? RunState::Stopped
                                                          : RunState::Failed;
        MG_CHECK(status(state, 1, exit.step, m_total, 0));
        m_heartbeat.stop();
        return {};
    }

    Result<std::vector<Control>> controls() override
    {
        std::vector<Control> out;
        m_control.lines([&](const std::string& text) {
            const Json line = Json::parse(text, nullptr, false);
            if (!line.is_object() || !line.contains("id") || !line["id"].is_string() ||
                !line.contains("kind") || !line["kind"].is_string()) {
                return;
            }
            Control control{line["id"].get<std::string>(), line["kind"].get<std::string>(), line};
            if (!m_past.acknowledged.contains(control.id)) {
                out.push_back(std::move(control));
            }
        });
        return out;
    }

    Status acknowledge(const Control& control, std::int64_t step, const Json& detail) override
    {
        m_past.acknowledged.insert(control.id);
        Json event = {{"id", control.id}, {"kind", control.kind}};
        for (const auto& [key, value] : detail.items()) {
            event[key] = value;
        }
        return this->event("control", step, event);
    }

private:
    Json head(std::int64_t step)
    {
        Json line = {{"seq", ++m_past.seq}, {"attempt", m_attempt}};
        if (step >= 0) {
            line["step"] = step;
        }
        return line;
    }

    Status metricLine(const std::string& event, std::int64_t step, double epoch,
                      const std::vector<std::pair<std::string, double>>& values)
    {
        Json line = head(step);
        if (!event.empty()) {
            line["event"] = event;
        }
        line["epoch"] = epoch;
        line["time"] = run_names::wallSeconds();
        for (const auto& [name, value] : values) {
            line[name] = run_names::numberJson(value);
        }
        MG_CHECK(append(line));
        EventFile::Values scalars = values;
        if (event.empty()) {
            scalars.emplace_back("epoch", epoch);
        }
        return m_events.scalars(line["time"].get<double>(), step, scalars);
    }

    Status append(const Json& line)
    {
        return m_metrics.append(line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
    }

    std::string m_folder;
    FileLock m_lock;
    AppendFile m_metrics;
    AppendFile m_rows;
    AppendFile m_samples;
    EventFile m_events;
    Past m_past;
    std::int64_t m_attempt;
    std::int64_t m_total = 0;
    Tail m_control;
    Heartbeat m_heartbeat;
};

}  // namespace

Result<std::unique_ptr<RunWriter>> RunWriter::open(const std::string& runFolder)
{
    MG_TRY(const Json run, readRunJson(runFolder));
    if (away::isAway(runFolder)) {
        MG_TRY(const away::Note note, away::readNote(runFolder));
        return failure(
            ErrorKind::Locked,
            {MG_TR("jobs", "This run trains on the target \"%1\", not here."), {note.target.name}},
            runFolder, MG_TR("jobs", "Go on with it there: marginalia-cli away resume RUNFOLDER."));
    }
    const std::string token = Uid::random().hex();
    MG_TRY(FileLock lock,
           FileLock::take(runFolder + run_names::kLock,
                          "process " + std::to_string(::getpid()) + ", token " + token));
    MG_TRY(AppendFile metrics, openLines(runFolder + run_names::kMetrics));
    MG_TRY(AppendFile rows, openRows(runFolder + run_names::kRows));
    MG_TRY(AppendFile samples, openLines(runFolder + run_names::kSamples));
    Past past = readPast(runFolder);
    MG_TRY(EventFile events, EventFile::create(runFolder + run_names::kTensorBoard,
                                               run_names::wallSeconds(), past.attempt + 1));
    auto writer = std::make_unique<FolderWriter>(runFolder, std::move(lock), std::move(metrics),
                                                 std::move(rows), std::move(samples),
                                                 std::move(events), std::move(past), token);
    MG_CHECK(writer->start());
    return std::unique_ptr<RunWriter>(std::move(writer));
}

}  // namespace marginalia
