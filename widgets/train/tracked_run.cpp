// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/train/tracked_run.h"

#include "core/jobs/catalog.h"
#include "core/jobs/fork.h"
#include "core/jobs/stop_wish.h"
#include "widgets/common/format.h"
#include "widgets/common/job_model.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace marginalia {
namespace {

// About 4 ms of work: a run of a million steps appears bit by bit instead of stopping the window.
constexpr std::size_t kLinesASlice = 4000;

bool isNumber(const std::string& text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(),
                                        [](unsigned char c) { return c >= '0' && c <= '9'; });
}

/// One of run.json's digests; empty: the run has none of that name.
QString digestIn(const Json& run, const char* name)
{
    const Json digests = run.value("digests", Json::object());
    const auto found = digests.find(name);
    return found != digests.end() && found->is_string()
               ? QString::fromStdString(found->get<std::string>())
               : QString();
}

/// "fork of 12 at 400": where a fork comes from says more than what it shares with its parent.
void nameForks(std::vector<RunFacts>& runs)
{
    for (RunFacts& fork : runs) {
        const auto parent = std::find_if(runs.begin(), runs.end(), [&](const RunFacts& each) {
            return !fork.parent.isEmpty() && each.folder == fork.parent;
        });
        if (parent != runs.end()) {
            fork.title = TrackedRun::tr("fork of %1 at %2")
                             .arg(parent->label, QLocale().toString(qlonglong(fork.parentStep)));
        }
    }
}

}  // namespace

QString objectiveTitle(const RunSpec& spec)
{
    const auto titleOf = [](const std::string& id) {
        const ObjectiveInfo* info = findObjective(id);
        return info != nullptr ? QCoreApplication::translate("objectives", info->title)
                               : QString::fromStdString(id).toUpper();
    };
    QStringList parts;
    for (const TermSpec& term : spec.terms) {
        parts << titleOf(term.loss);
    }
    return parts.size() > 1 ? parts.join(QStringLiteral(" + ")) : titleOf(spec.objective);
}

QString runTitle(const RunSpec& spec)
{
    QString out = objectiveTitle(spec);
    const auto beta = spec.parameters.find("beta");
    if (beta != spec.parameters.end()) {
        out += QStringLiteral(" β ") + QLocale().toString(beta->second, 'g', 3);
    }
    return out + QStringLiteral(", lr ") + learningRateText(spec.learning_rate);
}

std::vector<RunFacts> readRunFacts(const std::string& runsFolder)
{
    std::vector<RunFacts> out;
    const std::vector<std::string> folders = listRuns(runsFolder);
    for (std::size_t i = 0; i < folders.size(); ++i) {
        const auto json = readRunJson(folders[i]);
        const auto spec = readRunSpec(folders[i]);
        if (!json || !spec) {
            continue;  // not a run of ours, or of another version: the folder itself stays as it is
        }
        RunFacts facts;
        facts.folder = QString::fromStdString(folders[i]);
        facts.spec = *spec;
        facts.label = isNumber(spec->name) ? QString::fromStdString(spec->name)
                                           : QString::number(folders.size() - i);
        facts.title = runTitle(*spec);
        facts.health = runHealth(folders[i]);
        facts.labels = json->value("records", Json::object()).value("used", std::int64_t{0});
        facts.createdMilliseconds = static_cast<qint64>(json->value("created", 0.0) * 1000);
        facts.dataDigest = digestIn(*json, "data");
        facts.modelDigest = digestIn(*json, "model");
        if (const auto parent = parentOf(*json)) {
            facts.parent = QString::fromStdString(runsFolder + "/" + parent->run);
            facts.parentStep = parent->step;
        }
        out.push_back(std::move(facts));
    }
    nameForks(out);
    return out;
}

TrackedRun::TrackedRun(RunFeedHub& hub, const RunFacts& facts, double smoothing, QObject* parent)
    : QObject(parent),
      m_facts(facts),
      m_spec(facts.spec),
      m_curves(std::make_shared<RunCurves>()),
      m_feed(hub.follow(facts.folder))
{
    m_curves->setSmoothing(smoothing);
    m_slice.setSingleShot(true);
    m_slice.setInterval(0);
    connect(&m_slice, &QTimer::timeout, this, &TrackedRun::takeSlice);
    connect(m_feed.get(), &RunFeed::arrived, this, [this](const RunNews& news) {
        m_heard = true;
        takeKnobs(*news);
        m_waiting.push_back(news);
        if (!m_slice.isActive()) {
            takeSlice();
        }
    });
    connect(m_feed.get(), &RunFeed::healthChanged, this, [this] {
        m_heard = true;
        Q_EMIT healthChanged();
    });
    connect(m_feed.get(), &RunFeed::failed, this, &TrackedRun::failed);
}

bool TrackedRun::isActive() const
{
    return marginalia::isActive(health().state);
}

std::optional<std::int64_t> TrackedRun::stopsAt() const
{
    const RunStatus& status = health().status;
    if (!m_stopWished || !isActive()) {
        return std::nullopt;
    }
    return nextCheckpoint(m_spec, std::max(m_curves->lastStep(), status.step), status.total);
}

void TrackedRun::takeKnobs(const RunReader::News& news)
{
    if (news.withdrawBeyondStep) {
        std::erase_if(m_turned, [&](const KnobEvent& event) {
            return event.step > *news.withdrawBeyondStep;
        });
    }
    std::vector<KnobEvent> turned;
    const bool wished = m_stopWished;
    for (const MetricLine& line : news.lines) {
        m_stopWished = stopWished(m_stopWished, line);
        if (line.event != "control") {
            continue;
        }
        if (const auto event = knobEvent(line.detail, line.step)) {
            turned.push_back(*event);
        } else if (line.detail.is_object() && line.detail.contains("refused")) {
            Q_EMIT knobRefused(QString::fromStdString(line.detail.value("key", std::string())),
                               QString::fromStdString(line.detail.value("refused", std::string())));
        }
    }
    m_turned.insert(m_turned.end(), turned.begin(), turned.end());
    m_spec = m_facts.spec;
    for (const KnobEvent& event : m_turned) {
        if (const auto next = withKnobEvent(m_spec, event)) {
            m_spec = *next;
        }
    }
    for (const KnobEvent& event : turned) {
        Q_EMIT knobTurned(event);
    }
    if (wished != m_stopWished) {
        Q_EMIT stopWishChanged();
    }
}

void TrackedRun::takeSlice()
{
    if (m_waiting.empty()) {
        return;
    }
    const RunReader::News& news = *m_waiting.front();
    RunReader::News slice;
    if (m_taken == 0) {
        slice.withdrawBeyondStep = news.withdrawBeyondStep;
        slice.samples = news.samples;
    }
    const std::size_t end = std::min(news.lines.size(), m_taken + kLinesASlice);
    slice.lines.assign(news.lines.begin() + static_cast<std::ptrdiff_t>(m_taken),
                       news.lines.begin() + static_cast<std::ptrdiff_t>(end));
    m_taken = end;
    if (m_taken == news.lines.size()) {
        m_waiting.pop_front();
        m_taken = 0;
    }
    if (!m_waiting.empty()) {
        m_slice.start();
    }
    if (m_curves->take(slice)) {
        Q_EMIT grew();
    }
}

}  // namespace marginalia
