// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/away/follow.h"

#include <atomic>
#include <memory>
#include <string>
#include <thread>

namespace marginalia::test {

/// Follows in a thread of its own until the run ends or the test does.
class Following {
public:
    Following(const std::string& run, away::FollowOptions options)
    {
        options.goOn = [this] { return !m_leave; };
        m_thread = std::thread([this, run, options] {
            m_end = std::make_unique<Result<away::Note>>(away::followRun(run, options));
        });
    }
    ~Following()
    {
        m_leave = true;
        if (m_thread.joinable()) {
            m_thread.join();
        }
    }
    const Result<away::Note>& end()
    {
        m_thread.join();
        return *m_end;
    }

private:
    std::atomic<bool> m_leave{false};
    std::unique_ptr<Result<away::Note>> m_end;
    std::thread m_thread;
};

}  // namespace marginalia::test
