// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <QApplication>
#include <QPointer>
#include <QWidget>

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace marginalia::bench {

using Clock = std::chrono::steady_clock;

inline double millisecondsSince(Clock::time_point from)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

/// One line of the result. `goal` below zero: none.
struct Figure {
    std::string name;
    double value = 0;
    std::string unit;
    double goal = -1;
    std::string what;
};
Json toJson(const Figure& figure);
Figure figureFromJson(const Json& json);

/// The value that a share of the values does not exceed; sorts a copy.
double quantile(std::vector<double> values, double share);
/// NAME_p50 and NAME_p99 of times in ms; goals below zero: none.
void addTimes(std::vector<Figure>& out, const std::string& name, const std::vector<double>& times,
              const std::string& what, double goal50 = -1, double goal99 = -1);

/// An application that knows when a widget was drawn and how long single events took.
class BenchApplication : public QApplication {
public:
    BenchApplication(int& argc, char** argv);

    /// Does `act`, then runs events until `widget` has been painted and flushed and `ready` holds
    /// after it. Gives the milliseconds from the act to the end of that frame, which may lie within
    /// the act; negative: over `patience`.
    double untilDrawn(QWidget* widget, const std::function<void()>& act,
                      const std::function<bool()>& ready, int patience = 10'000);
    /// Runs events until `ready`; false: over `patience`.
    bool until(const std::function<bool()>& ready, int patience = 60'000);
    /// Runs events for a while, as an idle person leaves them to do.
    void rest(int milliseconds);

    /// Forgets and then keeps the longest single event.
    void forgetEvents();
    double longestEvent() const { return m_longest; }
    const std::string& longestEventName() const { return m_longestName; }

    bool notify(QObject* receiver, QEvent* event) override;

private:
    double sinceLastAct(Clock::time_point end) const
    {
        return std::chrono::duration<double, std::milli>(end - m_acted).count();
    }

    QPointer<QWidget> m_watched;
    Clock::time_point m_acted;
    bool m_painted = false;
    bool m_flushed = false;  ///< the event in which it was painted has ended
    Clock::time_point m_frameEnd;
    int m_depth = 0;
    double m_longest = 0;
    std::string m_longestName;
};

/// Posts an event to the main thread every few milliseconds and notes how long it has to wait
/// there.
class Watchdog {
public:
    Watchdog();
    ~Watchdog();

    /// Waits in ms since the last call.
    std::vector<double> take();

private:
    class Target;
    void watch();

    std::unique_ptr<QObject> m_target;
    std::mutex m_mutex;
    std::vector<double> m_waits;
    std::atomic<bool> m_answered = true;
    std::atomic<bool> m_ending = false;
    std::thread m_thread;
};

/// VmRSS, RssAnon and RssFile of this process in MB of 10^6 bytes.
struct Memory {
    double resident = 0;
    double own = 0;
    double files = 0;
};
Memory memoryNow();

}  // namespace marginalia::bench
