// SPDX-License-Identifier: Apache-2.0
#include "app/cli_verbs.h"

#include "app/cli_doctor.h"
#include "app/cli_synth.h"
#include "core/base/text.h"

namespace marginalia::cli {

const std::vector<Verb>& verbs()
{
    static const std::vector<Verb> list = {
        {"doctor", "[--json]", MG_TR("cli", "what this machine has, and what is missing"),
         MG_TR("cli",
               "  --json   one object: cpu, cores, memory, sqlite, libtorch, devices, ok\n"
               "Exits with 1 when something that training needs is missing."),
         runDoctor},
        {"synth", "[--family NAME] [--kind demo|pair|text] [--count N] [--seed S] [--out FILE]",
         MG_TR("cli", "write examples of the starter world, with known truth and style"),
         MG_TR("cli",
               "  --family NAME   all (default), sum, word_problem, list, document, writing, "
               "small_talk, story\n"
               "  --kind KIND     demo (default): prompt and completion; pair: the warm answer is "
               "chosen; text\n"
               "  --count N       lines to write, 1000 unless given\n"
               "  --seed S        the same seed writes the same lines, 1 unless given\n"
               "  --held-out      prompts that training never draws\n"
               "  --out FILE      JSON lines; \"-\" (default) is standard output"),
         runSynth},
    };
    return list;
}

}  // namespace marginalia::cli
