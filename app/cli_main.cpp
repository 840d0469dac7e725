// SPDX-License-Identifier: Apache-2.0
#include "app/cli_verbs.h"

#include <csignal>
#include <cstdio>
#include <cstring>

using namespace marginalia;

namespace {

void printHelp(std::FILE* out)
{
    std::fputs("marginalia-cli VERB [ARGUMENTS]: every job of Marginalia without a window\n\n", out);
    for (const cli::Verb& verb : cli::verbs()) {
        std::fprintf(out, "  %-11s %s\n", verb.name, verb.sentence);
    }
    std::fputs(
        "\n  help VERB   arguments and options of a verb\n"
        "  --version   the program's version; `doctor` tells those of libraries\n\n"
        "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 cancelled, 4 errors in the data.\n",
        out);
}

int printVerbHelp(const std::string& name)
{
    for (const cli::Verb& verb : cli::verbs()) {
        if (name == verb.name) {
            std::printf("marginalia-cli %s %s\n%s\n\n%s\n", verb.name, verb.arguments, verb.sentence,
                        verb.help);
            return 0;
        }
    }
    std::fprintf(stderr, "marginalia-cli: there is no verb \"%s\".\n", name.c_str());
    printHelp(stderr);
    return 2;
}

}  // namespace

int main(int argc, char** argv)
{
    // A full disk or a closed pipe is an error to report, not a reason to die (reliability.md 17).
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);
    const cli::Words words(argv + 1, argv + argc);
    if (words.empty() || words[0] == "--help" || (words[0] == "help" && words.size() == 1)) {
        printHelp(words.empty() ? stderr : stdout);
        return words.empty() ? 2 : 0;
    }
    if (words[0] == "--version") {
        std::printf("marginalia-cli %s\n", MARGINALIA_VERSION);
        return 0;
    }
    if (words[0] == "help") {
        return printVerbHelp(words[1]);
    }
    for (const cli::Verb& verb : cli::verbs()) {
        if (words[0] != verb.name) {
            continue;
        }
        const cli::Words rest(words.begin() + 1, words.end());
        if (!rest.empty() && rest[0] == "--help") {
            return printVerbHelp(verb.name);
        }
        return verb.run != nullptr ? verb.run(rest) : cli::runTrainVerb(verb.name, rest);
    }
    return printVerbHelp(words[0]);
}
