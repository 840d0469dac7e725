// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/margin_source.h"

#include "core/analysis/run_margins.h"
#include "core/base/file.h"
#include "core/jobs/run_names.h"
#include "widgets/common/job_model.h"
#include "widgets/common/session.h"

#include <mutex>
#include <set>

namespace marginalia {

namespace {

/// Milliseconds between two looks at a run that trains.
constexpr int kPace = 500;

using Table = std::unordered_map<std::int64_t, ProjectReader::Margin>;
using Stored = std::vector<std::pair<RecordId, ProjectReader::Margin>>;

/// The rows of a run grow with it: their size says whether what was stored is all of it.
std::string sizeKey(const std::string& run)
{
    return "margins." + run;
}

std::string rowsSize(const std::string& folder)
{
    const auto size = fileSize(folder + run_names::kRows);
    return size.ok() ? std::to_string(*size) : std::string();
}

}  // namespace

/// What the reading threads keep between two looks.
struct MarginSource::Reading {
    std::mutex mutex;
    std::unique_ptr<RunMargins> run;
    std::unordered_map<Uid, std::int64_t> numbers;
    std::set<std::string> without;  ///< ended runs that trained on no pairs
    std::string shown;              ///< the run whose margins the window has
    bool whole = false;             ///< they are those of its end
};

struct MarginSource::Found {
    bool news = false;  ///< false: what the window has is right
    std::string run;
    std::string name;
    MarginTable table;
    bool live = false;
    std::string rows;  ///< size of the rows that have to be stored; empty: nothing to store
};

MarginSource::MarginSource(Session& session, JobModel& jobs, QObject* parent)
    : QObject(parent), m_session(session), m_reading(std::make_shared<Reading>())
{
    m_later.setSingleShot(true);
    m_later.setInterval(kPace);
    connect(&m_later, &QTimer::timeout, this, &MarginSource::refresh);
    connect(&jobs, &JobModel::jobChanged, this, [this] {
        m_stale = true;
        if (m_active && !m_later.isActive()) {
            m_later.start();
        }
    });
}

void MarginSource::setActive(bool active)
{
    m_active = active;
    if (active) {
        refresh();
    }
}

namespace {

/// Margins by number; uids are looked up once.
Result<Table> tableOf(const RunMargins& margins, std::unordered_map<Uid, std::int64_t>& numbers,
                      ProjectReader& reader)
{
    const auto lines = margins.lines();
    std::vector<Uid> unknown;
    for (const auto& [uid, line] : lines) {
        if (!numbers.contains(uid)) {
            unknown.push_back(uid);
        }
    }
    MG_TRY(const auto ids, reader.idsOf(unknown));
    for (std::size_t i = 0; i < unknown.size(); ++i) {
        numbers[unknown[i]] = ids[i] ? number(*ids[i]) : 0;
    }
    Table out;
    out.reserve(lines.size());
    for (const auto& [uid, line] : lines) {
        const std::int64_t record = numbers.at(uid);
        if (record != 0) {
            out[record] = {line.last, line.n, line.history};
        }
    }
    return out;
}

std::string shownName(const std::string& folder)
{
    const auto spec = readRunSpec(folder);
    return spec.ok() && !spec->name.empty() ? spec->name : folder.substr(folder.rfind('/') + 1);
}

}  // namespace

Result<MarginSource::Found> MarginSource::read(Reading& reading, const std::string& runs,
                                               ProjectReader& reader)
{
    const std::lock_guard lock(reading.mutex);
    for (const std::string& folder : listRuns(runs)) {
        if (reading.without.contains(folder)) {
            continue;
        }
        Found found;
        found.run = folder.substr(folder.rfind('/') + 1);
        found.live = isActive(runHealth(folder).state);
        if (!found.live && reading.shown == folder && reading.whole) {
            return found;
        }
        found.news = true;
        found.name = shownName(folder);
        const std::string size = rowsSize(folder);
        MG_TRY(const std::string stored, reader.setting(sizeKey(found.run), ""));
        if (!found.live && (size.empty() || stored == size)) {
            MG_TRY(const Stored margins, reader.margins(found.run));
            auto table = std::make_shared<Table>();
            for (const auto& [id, margin] : margins) {
                table->emplace(number(id), margin);
            }
            found.table = std::move(table);
        } else {
            if (!reading.run || reading.run->folder() != folder) {
                reading.run = std::make_unique<RunMargins>(folder);
            }
            const bool grown = reading.run->update();
            if (found.live && !grown && reading.shown == folder) {
                found.news = false;
                return found;
            }
            MG_TRY(Table table, tableOf(*reading.run, reading.numbers, reader));
            found.table = std::make_shared<const Table>(std::move(table));
            found.rows = found.live ? std::string() : size;
        }
        if (found.table->empty()) {
            if (!found.live) {
                reading.without.insert(folder);
            }
            continue;
        }
        reading.shown = folder;
        reading.whole = !found.live;
        return found;
    }
    return Found{};
}

void MarginSource::refresh()
{
    if (m_asking) {
        m_stale = true;
        return;
    }
    m_stale = false;
    m_asking = true;
    m_session.reads().ask<Found>(
        this, QStringLiteral("margins"),
        [reading = m_reading, runs = m_session.runsFolder().toStdString()](ProjectReader& reader) {
            return read(*reading, runs, reader);
        },
        [this](Result<Found> found) {
            m_asking = false;
            if (m_stale && m_active) {
                m_later.start();
            }
            if (found.ok()) {
                take(found.take());
            } else if (found.error().kind != ErrorKind::Cancelled) {
                Q_EMIT failed(found.error());
            }
        });
}

void MarginSource::take(Found found)
{
    m_live = found.live;
    if (m_live && m_active) {
        m_later.start();
    }
    if (!found.news) {
        return;
    }
    m_table = std::move(found.table);
    m_run = QString::fromStdString(found.run);
    m_runName = QString::fromStdString(found.name);
    ProjectWriter* writer = m_session.writer();
    if (writer != nullptr && !found.rows.empty()) {
        Stored list;
        list.reserve(m_table->size());
        for (const auto& [id, margin] : *m_table) {
            list.emplace_back(RecordId{id}, margin);
        }
        const auto report = [this](const Result<bool>& result) {
            if (!result.ok()) {
                m_session.reportFailure(result.error());
            }
        };
        writer->storeMargins(found.run, std::move(list), m_session.onGui<bool>(this, report));
        writer->setSetting(sizeKey(found.run), found.rows, m_session.onGui<bool>(this, report));
    }
    Q_EMIT changed();
}

}  // namespace marginalia
