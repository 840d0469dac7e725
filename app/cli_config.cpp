// SPDX-License-Identifier: Apache-2.0
#include "app/cli_config.h"

#include "core/base/text.h"
#include "core/jobs/configs/config_import.h"

#include <cstdio>

namespace marginalia::cli {

namespace {

const char* heading(NoteKind kind)
{
    switch (kind) {
        case NoteKind::Understood:
            return "Understood";
        case NoteKind::Changed:
            return "Changed in meaning";
        case NoteKind::LeftOut:
            return "Left out";
        case NoteKind::Default:
            return "Not in the file, as the other program takes it";
    }
    return "";
}

void printLine(const ConfigNote& note)
{
    const std::string where = note.line > 0 ? std::to_string(note.line) : "-";
    std::string text = note.key + ": " + note.value;
    if (!note.setting.empty()) {
        text += "  -> " + note.setting;
    }
    std::fprintf(stderr, "  %5s  %s\n", where.c_str(), text.c_str());
    if (!note.what.empty()) {
        std::fprintf(stderr, "         %s\n", sentencesOf(note).c_str());
    }
}

/// What needs a look stands last, where a terminal shows it.
void printReport(const ImportedConfig& config)
{
    std::fprintf(stderr, "%s, %s (%s)\n", programName(config.program), config.trainer.c_str(),
                 config.trainerReason.str().c_str());
    for (const NoteKind kind :
         {NoteKind::Understood, NoteKind::Default, NoteKind::LeftOut, NoteKind::Changed}) {
        bool first = true;
        for (const ConfigNote& note : config.notes) {
            if (note.kind != kind) {
                continue;
            }
            if (first) {
                std::fprintf(stderr, "\n%s\n   line\n", heading(kind));
            }
            first = false;
            printLine(note);
        }
    }
    if (!config.problems.empty()) {
        std::fputs("\nBefore this recipe can start\n", stderr);
    }
    for (const SpecProblem& problem : config.problems) {
        std::fprintf(stderr, "  %s: %s\n", problem.field.c_str(), problem.what.str().c_str());
    }
}

}  // namespace

int runConfig(const Words& words)
{
    const Options options(words, {"json"}, {"trainer", "text"});
    if (!options.ok()) {
        return usageError("config", options.problem());
    }
    const auto& operands = options.operands();
    if (operands.empty() || operands[0] != "import") {
        return usageError("config", "import is what it does: config import FILE.");
    }
    if ((operands.size() == 2) == options.has("text") || operands.size() > 2) {
        return usageError("config", "one file is needed, or --text.");
    }
    const auto config = options.has("text") ? importConfigText(options.value("text"), "--text",
                                                               options.value("trainer"))
                                            : importConfig(operands[1], options.value("trainer"));
    if (!config) {
        const Error& error = config.error();
        std::fprintf(stderr, "marginalia-cli config: %s\n", error.message().c_str());
        return error.kind == ErrorKind::Parse || error.kind == ErrorKind::Unsupported ? 4 : 1;
    }
    if (options.has("json")) {
        std::puts(toJson(*config).dump().c_str());
        return 0;
    }
    printReport(*config);
    std::puts(toJson(config->spec).dump(2).c_str());
    return 0;
}

}  // namespace marginalia::cli
