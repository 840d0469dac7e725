// SPDX-License-Identifier: Apache-2.0
#include "core/train/verbs.h"

#include "core/eval/bench_first_run.h"
#include "core/eval/verb_study.h"
#include "core/export/verb_convert.h"
#include "core/train/verb_doctor.h"
#include "core/train/verb_models.h"
#include "core/train/verb_plan.h"
#include "core/train/verb_run.h"

namespace marginalia {

const std::vector<TrainVerb>& trainVerbs()
{
    static const std::vector<TrainVerb> list = {
        {"bench", runBench},   {"convert", runConvert}, {"doctor", runDoctor}, {"host", runHost},
        {"sample", runSample}, {"score", runScore},     {"resume", runResume}, {"run", runRun},
        {"study", runStudy},   {"plan", runPlan},
    };
    return list;
}

}  // namespace marginalia
