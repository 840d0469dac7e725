// SPDX-License-Identifier: Apache-2.0
#include "app/cli_run.h"

#include "core/base/text.h"

namespace marginalia::cli {

Verb runVerb()
{
    return {
        "run", "RUNFOLDER", MG_TR("cli", "train a run folder: the worker that the window starts"),
        MG_TR("cli",
              "Goes on from the newest whole checkpoint. Progress, log and result are in the "
              "folder.\n"
              "In several processes: torchrun --no-python marginalia-cli run RUNFOLDER, or srun.\n"
              "SIGTERM: checkpoint at the next step, then stop."),
        nullptr};
}

Verb resumeVerb()
{
    return {"resume", "RUNFOLDER [--quiet] [--json]",
            MG_TR("cli", "go on with a run that was stopped or cut short"),
            MG_TR("cli",
                  "  --quiet   no progress\n"
                  "  --json    one object at the end: run, reason, step, checkpoints, code\n"
                  "Ctrl+C: checkpoint at the next step, then stop; exits with 3."),
            nullptr};
}

}  // namespace marginalia::cli
