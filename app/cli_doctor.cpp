// SPDX-License-Identifier: Apache-2.0
#include "app/cli_doctor.h"

#include "core/base/machine.h"

#include <cstdio>

namespace marginalia::cli {

int runDoctor(const Words& words)
{
    std::string problem;
    if (openTrainLibrary(&problem) != nullptr) {
        return runTrainVerb("doctor", words);
    }
    // The verb must also help where the training library is what is broken.
    const Options options(words, {"json"}, {});
    if (!options.ok()) {
        return usageError("doctor", options.problem());
    }
    Json report = machineReport();
    report["libtorch"] = {{"works", false}, {"problem", problem}};
    report["ok"] = false;
    std::puts(report.dump(options.has("json") ? -1 : 2).c_str());
    std::fprintf(stderr,
                 "The training library cannot be opened: %s\nRun packaging/run again: it fetches "
                 "what is missing.\n",
                 problem.c_str());
    return 1;
}

}  // namespace marginalia::cli
