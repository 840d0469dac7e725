// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/read_worker.h"

#include <algorithm>

namespace marginalia {

namespace {

constexpr int kThreads = 2;

}  // namespace

ReadWorker::ReadWorker(Project& project, QObject* parent) : QObject(parent), m_project(project)
{
    for (int i = 0; i < kThreads; ++i) {
        m_threads.emplace_back([this] { serve(); });
    }
}

ReadWorker::~ReadWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
        m_jobs.clear();
    }
    m_wake.notify_all();
    for (std::thread& thread : m_threads) {
        thread.join();
    }
}

QString ReadWorker::keyOf(const Job& job)
{
    return QString::number(reinterpret_cast<quintptr>(job.receiver)) + QLatin1Char('/') +
           job.channel;
}

void ReadWorker::enqueue(QObject* receiver, const QString& channel, Work work)
{
    Job job{receiver, channel, QPointer<QObject>(receiver), 0, std::move(work)};
    const QString key = keyOf(job);
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.erase(std::remove_if(m_jobs.begin(), m_jobs.end(),
                                    [&](const Job& other) { return keyOf(other) == key; }),
                     m_jobs.end());
        job.ticket = ++m_tickets;
        // Under the lock: whoever reads takes the entry away before it reads for somebody else.
        if (ProjectReader* busy = m_reading.value(key)) {
            busy->interrupt();
        }
        m_newest.insert(key, job.ticket);
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

bool ReadWorker::isIdle() const
{
    const std::lock_guard lock(m_mutex);
    return m_jobs.empty() && m_running == 0;
}

void ReadWorker::serve()
{
    // One connection a thread, opened when it is first needed.
    std::unique_ptr<ProjectReader> reader;
    for (;;) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_ending || !m_jobs.empty(); });
            if (m_ending) {
                return;
            }
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
            ++m_running;
            if (reader != nullptr) {
                m_reading.insert(keyOf(job), reader.get());
            }
        }
        if (reader == nullptr) {
            auto opened = m_project.reader();
            if (opened.ok()) {
                reader = opened.take();
            } else {
                qWarning("Cannot read the project: %s", opened.error().message().c_str());
            }
        }
        std::function<void()> done;
        if (reader != nullptr) {
            done = job.work(*reader);
        }
        {
            const std::lock_guard lock(m_mutex);
            --m_running;
            if (m_reading.value(keyOf(job)) == reader.get()) {
                m_reading.remove(keyOf(job));
            }
        }
        if (done) {
            deliver(job, done);
        }
    }
}

void ReadWorker::deliver(const Job& job, const std::function<void()>& done)
{
    QMetaObject::invokeMethod(
        this,
        [this, guard = job.guard, key = keyOf(job), ticket = job.ticket, done] {
            bool newest = false;
            {
                const std::lock_guard lock(m_mutex);
                newest = m_newest.value(key) == ticket;
            }
            if (newest && guard) {
                done();
            }
        },
        Qt::QueuedConnection);
}

}  // namespace marginalia
