// SPDX-License-Identifier: Apache-2.0
#include "app/cli_diff.h"

#include "core/jobs/knobs.h"
#include "core/jobs/settings_difference.h"

#include <algorithm>
#include <cstdio>

namespace marginalia::cli {

namespace {

/// What was changed of both runs while they went on.
Json changesOf(const std::vector<std::string>& runs)
{
    Json out = Json::array();
    for (const std::string& run : runs) {
        for (const KnobEvent& event : knobHistory(run)) {
            out.push_back({{"run", run},
                           {"key", event.key},
                           {"old", event.before},
                           {"new", event.after},
                           {"step", event.step}});
        }
    }
    return out;
}

void printDifference(const RunDifference& difference, const Json& changed)
{
    std::size_t width = 0;
    for (const SettingDifference& each : difference.settings) {
        width = std::max(width, each.key.size());
    }
    for (const SettingDifference& each : difference.settings) {
        std::printf("%-*s  %s -> %s\n", static_cast<int>(width), each.key.c_str(),
                    settingValueText(each.before).c_str(), settingValueText(each.after).c_str());
    }
    for (const std::string& digest : difference.digests) {
        std::printf("other %s\n", digest == "data" ? "data" : "weights of the start model");
    }
    for (const Json& each : changed) {
        std::printf("changed live: %s %s -> %s from step %lld (%s)\n",
                    each["key"].get<std::string>().c_str(), each["old"].dump().c_str(),
                    each["new"].dump().c_str(),
                    static_cast<long long>(each["step"].get<std::int64_t>() + 1),
                    each["run"].get<std::string>().c_str());
    }
    if (difference.settings.empty() && difference.digests.empty()) {
        std::puts("the same settings");
    }
}

}  // namespace

Verb diffVerb()
{
    return {"diff", "RUNFOLDER RUNFOLDER [--json]",
            MG_TR("cli", "what the settings of two runs do not have alike"),
            MG_TR("cli",
                  "Compares what both began with, and says what was changed of them live; what "
                  "nobody gave counts as the\n"
                  "objective's default. Of data and start model it says whether they were the "
                  "same bytes.\n"
                  "  --json   {\"runs\", \"settings\": [{key, before, after}], \"other\": "
                  "[\"data\", \"model\"], \"changed\":\n"
                  "           [{run, key, old, new, step}]}"),
            runDiff};
}

int runDiff(const Words& words)
{
    const Options options(words, {"json"}, {});
    if (!options.ok() || options.operands().size() != 2) {
        return usageError("diff", options.ok() ? "two run folders are needed." : options.problem());
    }
    const std::vector<std::string>& runs = options.operands();
    const auto difference = runDifference(runs[0], runs[1]);
    if (!difference.ok()) {
        std::fprintf(stderr, "marginalia-cli diff: %s\n", difference.error().message().c_str());
        return 1;
    }
    const Json changed = changesOf(runs);
    if (!options.has("json")) {
        printDifference(*difference, changed);
        return 0;
    }
    Json settings = Json::array();
    for (const SettingDifference& each : difference->settings) {
        settings.push_back({{"key", each.key}, {"before", each.before}, {"after", each.after}});
    }
    std::puts(Json({{"runs", runs},
                    {"settings", settings},
                    {"other", difference->digests},
                    {"changed", changed}})
                  .dump()
                  .c_str());
    return 0;
}

}  // namespace marginalia::cli
