// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_folder.h"

#include <memory>
#include <string>
#include <vector>

namespace marginalia {

/// Writes run folders that look like a worker's, with numbers that are known: what the panel shows
/// is compared with them.
class RunFixture {
public:
    struct Plan {
        std::string name = "14";
        std::string objective = "dpo";
        double beta = 0.1;
        double learningRate = 1e-5;
        std::int64_t steps = 588;
        std::int64_t total = 773;
        std::int64_t spikeStep = 412;  ///< gradient norm and loss jump here
        std::int64_t gapStep = -1;     ///< loss is not a number here
        int pairs = 16;                ///< behind every step
        unsigned seed = 14;
        bool finish = false;    ///< writes exit.json
        std::string model;      ///< empty: the runs folder, which holds none
        std::vector<Uid> uids;  ///< of the records it was trained on, by prompt; made up when empty
    };

    /// A new run below `runsFolder`; ends the test's process on failure, because nothing can be
    /// tested then.
    RunFixture(const std::string& runsFolder, const Plan& plan);

    const std::string& folder() const { return m_folder; }
    RunWriter& writer() { return *m_writer; }
    /// Gives up the worker's lock, as a worker that ended.
    void close() { m_writer.reset(); }
    /// Appends the steps from+1 to `to`.
    void write(std::int64_t from, std::int64_t to);

    double loss(std::int64_t step) const { return m_loss[static_cast<std::size_t>(step)]; }
    double gradNorm(std::int64_t step) const { return m_norm[static_cast<std::size_t>(step)]; }
    static double heldOutLoss(std::int64_t step);
    /// The pairs of a step by pull, strongest first: snapshot index and margin.
    struct Pair {
        std::uint32_t index;
        double margin;
        double influence;
    };
    std::vector<Pair> pairsOf(std::int64_t step) const;
    static const std::vector<std::string>& prompts();

private:
    void writeSnapshot();
    std::vector<std::pair<std::string, double>> valuesOf(std::int64_t step);

    Plan m_plan;
    std::string m_folder;
    std::unique_ptr<RunWriter> m_writer;
    std::vector<double> m_loss;
    std::vector<double> m_norm;
    std::vector<Uid> m_uids;
};

}  // namespace marginalia
