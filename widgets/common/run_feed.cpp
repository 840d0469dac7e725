// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/run_feed.h"

#include "widgets/common/translated.h"

#include <QTimer>

#include <mutex>

namespace marginalia {

namespace {

constexpr int kLive = 100;       // ms between looks at a run that may grow
constexpr int kFinished = 2000;  // a finished run can still be resumed by someone

bool isOver(RunState state)
{
    return state == RunState::Done || state == RunState::Stopped || state == RunState::Failed;
}

/// How the line to a run on another machine is, so that a change of it is news.
std::string lineOf(const RunHealth& health)
{
    if (!health.away) {
        return {};
    }
    const auto sign = [](bool on) { return on ? '1' : '0'; };
    return std::string{sign(health.away->followed), sign(health.away->connected),
                       sign(health.away->queued)} +
           health.away->problem;
}

}  // namespace

/// The reading end of a feed, on the hub's thread.
class RunFollower : public QObject {
public:
    RunFollower(QString folder, RunFeed* feed) : m_folder(std::move(folder)), m_feed(feed) {}

    void begin()
    {
        m_timer = new QTimer(this);
        connect(m_timer, &QTimer::timeout, this, [this] { look(); });
        m_timer->start(kLive);
        look();
    }

    void rows(qint64 step)
    {
        if (m_reader == nullptr) {
            return;
        }
        auto result = m_reader->rowsOfStep(step);
        if (!result.ok()) {
            say(translated(result.error()));
            return;
        }
        post([step, rows = result.take()](RunFeed& feed) { Q_EMIT feed.rowsRead(step, rows); });
    }

    void control(const QString& kind, const Json& detail)
    {
        const auto result = requestControl(m_folder.toStdString(), kind.toStdString(), detail);
        if (!result.ok()) {
            say(translated(result.error()));
            return;
        }
        post([kind](RunFeed& feed) { Q_EMIT feed.controlled(kind); });
    }

    /// No further signals; called on the GUI thread by the feed that goes.
    void forget()
    {
        const std::lock_guard lock(m_mutex);
        m_feed = nullptr;
    }

private:
    template <class Function>
    void post(Function function)
    {
        const std::lock_guard lock(m_mutex);
        if (m_feed != nullptr) {
            // Queued to the feed itself, so that Qt drops it when the feed is gone.
            QMetaObject::invokeMethod(
                m_feed, [feed = m_feed, function] { function(*feed); }, Qt::QueuedConnection);
        }
    }

    void say(const QString& sentence)
    {
        post([sentence](RunFeed& feed) { Q_EMIT feed.failed(sentence); });
    }

    void look()
    {
        if (m_reader == nullptr) {
            auto opened = RunReader::open(m_folder.toStdString());
            if (!opened.ok()) {
                complainOnce(translated(opened.error()));
                return;
            }
            m_reader = opened.take();
        }
        auto result = m_reader->poll();
        if (!result.ok()) {
            complainOnce(translated(result.error()));
            return;
        }
        const auto news = std::make_shared<const RunReader::News>(result.take());
        const bool over = isOver(news->health.state);
        const bool nothing = news->lines.empty() && news->rows.empty() && news->samples.empty() &&
                             !news->withdrawBeyondStep;
        m_timer->setInterval(over && nothing ? kFinished : kLive);
        const bool sameHealth = !m_first && news->health.state == m_state &&
                                news->health.status.atMilliseconds == m_at &&
                                news->health.notResponding == m_silent &&
                                lineOf(news->health) == m_line;
        m_state = news->health.state;
        m_at = news->health.status.atMilliseconds;
        m_silent = news->health.notResponding;
        m_line = lineOf(news->health);
        if (nothing && sameHealth) {
            return;
        }
        m_first = false;
        post([news, nothing, sameHealth](RunFeed& feed) {
            feed.m_health = news->health;
            if (!nothing) {
                Q_EMIT feed.arrived(news);
            }
            if (!sameHealth) {
                Q_EMIT feed.healthChanged();
            }
        });
    }

    void complainOnce(const QString& sentence)
    {
        if (m_said != sentence) {
            m_said = sentence;
            say(sentence);
        }
        m_timer->setInterval(kFinished);
    }

    QString m_folder;
    std::mutex m_mutex;
    RunFeed* m_feed;
    QTimer* m_timer = nullptr;
    std::unique_ptr<RunReader> m_reader;
    QString m_said;
    RunState m_state = RunState::Waiting;
    std::int64_t m_at = -1;
    bool m_silent = false;
    std::string m_line;
    bool m_first = true;
};

RunFeed::RunFeed(QString folder, QObject* follower)
    : m_folder(std::move(folder)), m_follower(follower)
{
}

RunFeed::~RunFeed()
{
    static_cast<RunFollower*>(m_follower)->forget();
    m_follower->deleteLater();
}

void RunFeed::askRows(qint64 step)
{
    auto* follower = static_cast<RunFollower*>(m_follower);
    QMetaObject::invokeMethod(follower, [follower, step] { follower->rows(step); });
}

void RunFeed::control(const QString& kind, const Json& detail)
{
    auto* follower = static_cast<RunFollower*>(m_follower);
    QMetaObject::invokeMethod(follower,
                              [follower, kind, detail] { follower->control(kind, detail); });
}

RunFeedHub::RunFeedHub(QObject* parent) : QObject(parent)
{
    qRegisterMetaType<RunNews>();
    m_thread.setObjectName(QStringLiteral("feed"));
    m_thread.start();
}

RunFeedHub::~RunFeedHub()
{
    m_thread.quit();
    m_thread.wait();
}

std::unique_ptr<RunFeed> RunFeedHub::follow(const QString& folder)
{
    std::unique_ptr<RunFeed> feed(new RunFeed(folder, nullptr));
    auto* follower = new RunFollower(folder, feed.get());
    feed->m_follower = follower;
    follower->moveToThread(&m_thread);
    QMetaObject::invokeMethod(follower, [follower] { follower->begin(); });
    return feed;
}

}  // namespace marginalia
