// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/jobs/away/follow.h"
#include "core/jobs/away/note.h"
#include "tests/core/jobs/away/ssh_server.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <string>

namespace marginalia::test {

std::string fileText(const std::string& path);
void putText(const std::string& path, const std::string& text);
/// Looks again and again, 20 s at most, until it is so.
bool comesTrue(const std::function<bool()>& so);

/// A folder with an sshd, a prepared run, and in place of the worker a script that does what the
/// test says, when it says it.
class AwayCase : public ::testing::Test {
protected:
    void SetUp() override;
    void TearDown() override;

    /// Gives the worker there an order: "line N", "torn TEXT", "break", "sample N", "say TEXT",
    /// "state WORD", "checkpoint N", "end REASON", "die".
    void order(const std::string& text) const;
    away::Target target() const;
    /// The folder of the run there, and how often a worker was started in it.
    std::string there() const;
    int starts() const;
    /// Follows quickly.
    away::FollowOptions quick() const;
    std::string metricsHere() const { return fileText(m_run + "/metrics.jsonl"); }
    std::string metricsThere() const { return fileText(there() + "/metrics.jsonl"); }

    std::string m_top;
    std::string m_run;  ///< the run folder here
    std::unique_ptr<SshServer> m_server;
};

}  // namespace marginalia::test
