// SPDX-License-Identifier: Apache-2.0
#include "core/base/file.h"
#include "core/base/log.h"
#include "core/base/machine.h"
#include "core/jobs/run_names.h"
#include "core/jobs/stop_wish.h"
#include "core/train/out_of_memory.h"
#include "core/train/run_announcement.h"
#include "core/train/run_attempt.h"
#include "core/train/run_checks.h"
#include "core/train/run_knobs.h"
#include "core/train/run_rounds.h"
#include "core/train/run_rows.h"
#include "core/train/run_samples.h"
#include "core/train/run_saving.h"
#include "core/train/run_setup.h"

#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <c10/util/Exception.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <csignal>
#include <thread>
#include <unistd.h>

namespace marginalia {

namespace {

constexpr int kSkipsBeforePause = 3;

std::atomic<bool> g_terminate{false};

void onTerminate(int signal)
{
    g_terminate = true;
    // Asked again, it ends at once.
    std::signal(signal, SIG_DFL);
}

/// One attempt at a run: from loading to exit.json.
class Worker {
public:
    Worker(std::string folder, const WorkerOptions& options, Ranks& ranks, RankWriter& writer)
        : m_folder(std::move(folder)), m_options(options), m_ranks(ranks), m_writer(&writer)
    {
    }

    RunExit run()
    {
        const Status status = work();
        if (status.ok()) {
            return {m_stopped ? "stopped" : "finished", 0, "", m_step};
        }
        if (status.error().kind == ErrorKind::Cancelled) {
            m_ranks.leave(status.error());
            return {"stopped", 0, status.error().message(), m_step};
        }
        logLine(LogLevel::Error, "worker", status.error().message());
        return {"failed", 1, status.error().message(), m_step};
    }

    std::int64_t step() const { return m_step; }

private:
    Status work()
    {
        MG_CHECK(tell(RunState::Loading, 0));
        const auto told = [this](RunState state, double share) {
            return tell(state, share).ok() && !stopAsked();
        };
        MG_TRY(m_run, prepareTraining(m_folder, told, Purpose::Training, m_ranks));
        m_step = m_run.fromStep;
        m_knobs = std::make_unique<RunKnobs>(m_run, *m_writer);
        if (m_writer->attempt() > 1) {
            MG_CHECK(m_knobs->goOn(m_folder, m_step));
        }
        m_total = loop().plan().steps();
        MG_TRY(m_rounds, RunRounds::attach(
                             m_run, m_folder, [this] { return !m_stopped && !stopAsked(); },
                             [this](const RoundFile& round, bool stored, double seconds) {
                                 return tellRound(round, stored, seconds);
                             }));
        MG_CHECK(announceRun(*m_writer, m_run));
        if (m_step > 0 || m_writer->attempt() > 1) {
            m_lastSaved = m_step;
        }
        MG_CHECK(planMemory(*m_writer, m_folder, m_run));
        MG_CHECK(tellSavings());
        if (m_step == 0) {
            MG_CHECK(evaluate());
            MG_CHECK(samples());
        }
        while (m_step < m_total && !m_stopped) {
            MG_CHECK(tell(RunState::Running, 1));
            MG_CHECK(oneStep());
            MG_CHECK(m_knobs->repeat(m_step));
            MG_CHECK(obey());
            m_total = loop().plan().steps();
        }
        return m_lastSaved == m_step ? Status() : save();
    }

    TrainLoop& loop() { return *m_run.loop; }

    Status tell(RunState state, double share)
    {
        const double eta =
            m_secondsPerStep > 0 ? m_secondsPerStep * static_cast<double>(m_total - m_step) : -1;
        return m_writer->status(state, share, m_step, m_total, eta);
    }

    Status tellRound(const RoundFile& round, bool stored, double seconds)
    {
        return m_writer->event("round", m_step,
                               {{"round", round.round},
                                {"first_step", round.firstStep},
                                {"steps", round.steps},
                                {"answers", round.answers.size()},
                                {"stored_before", stored},
                                {"seconds", seconds}});
    }

    Status oneStep()
    {
        const std::int64_t next = m_step + 1;
        const double computed = processorSeconds();
        Result<StepReport> made = loop().step(next);
        if (!made.ok() && made.error().kind == ErrorKind::Cancelled) {
            m_stopped = true;  // while answers were written: what is trained is saved
            return {};
        }
        if (!made.ok() && made.error().kind == ErrorKind::Memory) {
            return keepAndEnd(made.error());
        }
        MG_TRY(StepReport report, std::move(made));
        m_step = next;
        const double epoch = loop().plan().epoch(next);
        report.metrics.emplace_back("marginalia/mem_mb", residentMegabytes());
        const double offered = report.seconds * at::get_num_threads();
        report.metrics.emplace_back("marginalia/processor_share",
                                    (processorSeconds() - computed) / std::max(offered, 1e-9));
        MG_CHECK(
            m_writer->rows(rowRecords(report, static_cast<std::uint16_t>(m_writer->attempt()))));
        MG_CHECK(m_writer->step(next, epoch, report.metrics));
        m_secondsPerStep =
            m_secondsPerStep == 0 ? report.seconds : 0.9 * m_secondsPerStep + 0.1 * report.seconds;
        if (m_options.progress) {
            m_options.progress(next, m_total, report.metrics);
        }
        MG_CHECK(skipped(report));
        MG_CHECK(tellSavings());
        const RunSpec& spec = m_run.spec;
        const auto due = [&](std::int64_t every) { return every > 0 && next % every == 0; };
        const bool saving = due(spec.checkpoint_every) || next == m_total;
        if (due(spec.eval_every) || saving) {
            MG_CHECK(evaluate());
        }
        if (saving) {
            MG_CHECK(save());
            m_stopped = m_stopped || (m_stopAtCheckpoint && next < m_total);
        }
        return due(spec.sample_every) || (spec.sample_every == 0 && saving) ? samples() : Status();
    }

    Status skipped(const StepReport& report)
    {
        if (!report.result.notFinite.empty() || !report.updated) {
            Json uids = Json::array();
            for (const Uid& uid : report.result.notFinite) {
                uids.push_back(uid.hex());
            }
            MG_CHECK(m_writer->event("skip", m_step,
                                     {{"rows", uids}, {"step_skipped", !report.updated}}));
        }
        m_run.skippedInARow = report.updated ? 0 : m_run.skippedInARow + 1;
        if (m_run.skippedInARow < kSkipsBeforePause) {
            return {};
        }
        m_run.skippedInARow = 0;
        const char* why =
            MG_TR("train", "Three steps in a row had a loss or gradient that is not a number.");
        if (m_options.unattended) {
            return failure(ErrorKind::Invalid, why, {}, MG_TR("train", "Lower the learning rate."));
        }
        return pause(why);
    }

    /// What was done since the last look because memory ran out.
    Status tellSavings()
    {
        MG_CHECK(tellShorterStreams(*m_writer, m_folder, m_run, m_step));
        return tellRecomputing(*m_writer, m_folder, m_run, m_step);
    }

    /// Memory ran out for good; the weights are those of the last step, and they are kept.
    Status keepAndEnd(const Error& why)
    {
        MG_CHECK(tellSavings());
        MG_CHECK(m_writer->event("memory", m_step, {{"what", why.what.str()}}));
        if (m_step > 0 && m_lastSaved != m_step) {
            MG_CHECK(save());
        }
        return why;
    }

    Status evaluate()
    {
        const c10::NoGradGuard noGrad;
        MG_TRY(const MetricValues values, loop().evaluate());
        if (values.empty()) {
            return {};
        }
        for (const auto& [name, value] : values) {
            if (name == "eval_loss" && std::isfinite(value)) {
                m_heldOutLoss = value;
            }
        }
        return m_writer->evaluation(m_step, loop().plan().epoch(m_step), values);
    }

    Status samples()
    {
        if (!m_ranks.isFirst()) {
            return {};
        }
        const c10::NoGradGuard noGrad;
        return writeSamples(*m_writer, *m_run.decoder, m_run.tools, m_run.spec, m_step);
    }

    Status save()
    {
        const RunState before = RunState::Running;
        MG_CHECK(roomForCheckpoint());
        MG_CHECK(tell(RunState::Writing, 1));
        MG_TRY(const std::string folder, saveRun(m_folder, m_run, m_step, m_heldOutLoss));
        m_lastSaved = m_step;
        MG_CHECK(m_writer->event("checkpoint", m_step, {{"folder", nameOf(folder)}}));
        return tell(before, 1);
    }

    /// On a full disk the run pauses and keeps everything in memory (reliability.md 17).
    Status roomForCheckpoint()
    {
        const std::int64_t need = checkpointBytes(loop());
        for (;;) {
            const std::int64_t room = m_ranks.isFirst() ? freeBytes(m_folder) : -1;
            if (!m_ranks.any(room >= 0 && room < need)) {
                return {};
            }
            const Text why(MG_TR("train", "The disk is full: a checkpoint needs %1 MB."),
                           {std::to_string(need / 1000000)});
            if (m_options.unattended || m_stopped) {
                return failure(ErrorKind::Full, why, m_folder);
            }
            MG_CHECK(pause(why));
        }
    }

    /// While nothing is trained yet, or answers are written: rank 0 alone looks.
    bool stopAsked()
    {
        if (!m_ranks.isFirst()) {
            return false;
        }
        if (g_terminate) {
            return true;
        }
        const auto stop = m_writer->takeStop();
        return stop.ok() && *stop && m_writer->acknowledge(**stop, m_step).ok();
    }

    Status obey()
    {
        if (m_ranks.any(g_terminate)) {
            m_stopped = true;
            return {};
        }
        MG_TRY(const std::vector<RunWriter::Control> controls, m_writer->controls());
        for (const RunWriter::Control& control : controls) {
            if (control.kind == "pause") {
                MG_CHECK(m_writer->acknowledge(control, m_step));
                MG_CHECK(pause({}));
            } else {
                MG_CHECK(obeyOne(control));
            }
        }
        return {};
    }

    Status obeyOne(const RunWriter::Control& control)
    {
        if (control.kind == "stop") {
            m_stopped = true;
        } else if (control.kind == "save") {
            MG_CHECK(save());
        } else if (control.kind == "sample") {
            MG_CHECK(samples());
        } else if (control.kind == "set") {
            return m_knobs->obey(control, m_step);
        } else if (control.kind == kStopAtCheckpoint || control.kind == kKeepGoing) {
            return stopLater(control);
        } else if (control.kind != "resume" && control.kind != "pause") {
            return m_writer->acknowledge(control, m_step, {{"refused", "not in this version"}});
        }
        return m_writer->acknowledge(control, m_step);
    }

    /// At the next checkpoint of the plan, unless the person thinks better of it.
    Status stopLater(const RunWriter::Control& control)
    {
        m_stopAtCheckpoint = control.kind == kStopAtCheckpoint;
        Json detail = Json::object();
        if (m_stopAtCheckpoint) {
            detail["at"] = nextCheckpoint(m_run.spec, m_step, loop().plan().steps());
        }
        return m_writer->acknowledge(control, m_step, detail);
    }

    /// Keeps the model in memory and looks ten times a second for what is asked next.
    Status pause(const Text& why)
    {
        if (!why.empty()) {
            MG_CHECK(m_writer->event("pause", m_step, {{"why", why.str()}}));
        }
        MG_CHECK(tell(RunState::Paused, 1));
        while (!m_stopped && !m_ranks.any(g_terminate)) {
            MG_TRY(const std::vector<RunWriter::Control> controls, m_writer->controls());
            bool goOn = false;
            for (const RunWriter::Control& control : controls) {
                goOn = goOn || control.kind == "resume";
                MG_CHECK(obeyOne(control));
                MG_CHECK(tell(RunState::Paused, 1));
            }
            if (goOn) {
                return tell(RunState::Running, 1);
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        m_stopped = true;
        return {};
    }

    std::string m_folder;
    const WorkerOptions& m_options;
    Ranks& m_ranks;
    RankWriter* m_writer;
    PreparedTraining m_run;
    std::unique_ptr<RunRounds> m_rounds;  // of m_run
    std::unique_ptr<RunKnobs> m_knobs;    // of m_run
    std::int64_t m_step = 0;
    std::int64_t m_total = 0;
    std::int64_t m_lastSaved = -1;
    double m_secondsPerStep = 0;
    std::optional<double> m_heldOutLoss;
    bool m_stopped = false;
    bool m_stopAtCheckpoint = false;
};

}  // namespace

RunExit attemptRun(const std::string& folder, const WorkerOptions& options, Ranks& ranks,
                   RankWriter& writer)
{
    g_terminate = false;
    std::signal(SIGTERM, onTerminate);
    std::signal(SIGINT, onTerminate);
    Worker worker(folder, options, ranks, writer);
    RunExit exit{"failed", 1, "", 0};
    // The one border where exceptions of LibTorch end: they become a failed state on disk.
    try {
        exit = worker.run();
    } catch (const RanksBroken& broken) {
        if (broken.error().kind == ErrorKind::Cancelled) {
            exit = {"stopped", 0, "", 0};
        }
        exit.message = broken.what();
    } catch (const c10::Error& error) {
        exit.message = error.what_without_backtrace();
    } catch (const std::exception& error) {
        exit.message = isOutOfMemory(error) ? sayMemoryRanOut() : error.what();
    }
    if (exit.code != 0) {
        ranks.leave(failure(ErrorKind::Internal, Text(exit.message)));
    }
    exit.step = worker.step();
    return exit;
}

}  // namespace marginalia
