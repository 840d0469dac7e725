// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/ui/bench_app.h"

#include <QEventLoop>
#include <QMetaEnum>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <fstream>

namespace marginalia::bench {

namespace {

constexpr auto kWatch = std::chrono::milliseconds(4);
const QEvent::Type kPing = static_cast<QEvent::Type>(QEvent::registerEventType());

}  // namespace

Json toJson(const Figure& figure)
{
    Json out = {{"name", figure.name},
                {"value", figure.value},
                {"unit", figure.unit},
                {"what", figure.what}};
    if (figure.goal >= 0) {
        out["goal"] = figure.goal;
    }
    return out;
}

Figure figureFromJson(const Json& json)
{
    return {json.value("name", ""), json.value("value", 0.0), json.value("unit", ""),
            json.value("goal", -1.0), json.value("what", "")};
}

double quantile(std::vector<double> values, double share)
{
    if (values.empty()) {
        return std::nan("");
    }
    std::sort(values.begin(), values.end());
    const auto at = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::clamp<std::size_t>(at, 1, values.size()) - 1];
}

void addTimes(std::vector<Figure>& out, const std::string& name, const std::vector<double>& times,
              const std::string& what, double goal50, double goal99)
{
    out.push_back({name + "_p50", quantile(times, 0.5), "ms", goal50, what});
    out.push_back({name + "_p99", quantile(times, 0.99), "ms", goal99, what});
}

BenchApplication::BenchApplication(int& argc, char** argv) : QApplication(argc, argv) {}

bool BenchApplication::notify(QObject* receiver, QEvent* event)
{
    const auto start = Clock::now();
    const QEvent::Type type = event->type();
    if (type == QEvent::Paint && receiver == m_watched) {
        m_painted = true;
    }
    // Taken before, because the receiver may be gone afterwards.
    const char* const name = receiver->metaObject()->className();
    ++m_depth;
    const bool result = QApplication::notify(receiver, event);
    --m_depth;
    if (m_depth == 0) {
        const double took = millisecondsSince(start);
        if (took > m_longest) {
            m_longest = took;
            m_longestName = std::string(name) + ", event " + std::to_string(type);
        }
        if (m_painted && !m_flushed) {
            m_flushed = true;
            m_frameEnd = Clock::now();
        }
    }
    return result;
}

double BenchApplication::untilDrawn(QWidget* widget, const std::function<void()>& act,
                                    const std::function<bool()>& ready, int patience)
{
    const auto end = Clock::now() + std::chrono::milliseconds(patience);
    m_watched = widget;
    m_painted = m_flushed = false;
    QTimer wake;  // so that the wait ends even when nothing happens
    wake.start(50);
    m_acted = Clock::now();
    if (act) {
        act();
    }
    while (!(m_flushed && ready())) {
        if (Clock::now() >= end) {
            m_watched.clear();
            return -1;
        }
        m_painted = m_flushed = false;
        processEvents(QEventLoop::WaitForMoreEvents);
    }
    m_watched.clear();
    return sinceLastAct(m_frameEnd);
}

bool BenchApplication::until(const std::function<bool()>& ready, int patience)
{
    const auto end = Clock::now() + std::chrono::milliseconds(patience);
    QTimer wake;
    wake.start(5);
    while (!ready()) {
        if (Clock::now() >= end) {
            return false;
        }
        processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

void BenchApplication::rest(int milliseconds)
{
    const auto end = Clock::now() + std::chrono::milliseconds(milliseconds);
    until([end] { return Clock::now() >= end; }, milliseconds + 1000);
}

void BenchApplication::forgetEvents()
{
    m_longest = 0;
    m_longestName.clear();
}

/// Answers a ping: notes how long it lay in the queue.
class Watchdog::Target : public QObject {
public:
    explicit Target(Watchdog& dog) : m_dog(dog) {}
    void post()
    {
        m_posted = Clock::now();
        QCoreApplication::postEvent(this, new QEvent(kPing));
    }

protected:
    bool event(QEvent* event) override
    {
        if (event->type() != kPing) {
            return QObject::event(event);
        }
        const double waited = millisecondsSince(m_posted);
        {
            const std::lock_guard lock(m_dog.m_mutex);
            m_dog.m_waits.push_back(waited);
        }
        m_dog.m_answered = true;
        return true;
    }

private:
    Watchdog& m_dog;
    Clock::time_point m_posted;  // written before the event is posted, read after it came
};

Watchdog::Watchdog() : m_target(std::make_unique<Target>(*this))
{
    m_thread = std::thread([this] { watch(); });
}

Watchdog::~Watchdog()
{
    m_ending = true;
    m_thread.join();
}

void Watchdog::watch()
{
    while (!m_ending) {
        std::this_thread::sleep_for(kWatch);  // the rate of the measurement, not a wait for something
        if (m_answered.exchange(false)) {
            static_cast<Target*>(m_target.get())->post();
        }
    }
}

std::vector<double> Watchdog::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_waits, {});
}

Memory memoryNow()
{
    Memory out;
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line)) {
        const auto read = [&](const char* key, double& value) {
            if (line.rfind(key, 0) == 0) {
                value = std::stod(line.substr(line.find(':') + 1)) * 1024 / 1e6;
            }
        };
        read("VmRSS", out.resident);
        read("RssAnon", out.own);
        read("RssFile", out.files);
    }
    return out;
}

}  // namespace marginalia::bench
