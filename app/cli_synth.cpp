// SPDX-License-Identifier: Apache-2.0
#include "app/cli_synth.h"

#include "core/base/text.h"
#include "core/synth/corpus.h"

#include <charconv>
#include <cstdio>

namespace marginalia::cli {

namespace {

template <class T>
bool readNumber(const std::string& text, T& number)
{
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    return end.ec == std::errc() && end.ptr == text.data() + text.size();
}

}  // namespace

int runSynth(const Words& words)
{
    const Options options(words, {"held-out"}, {"family", "kind", "count", "seed", "out"});
    if (!options.ok()) {
        return usageError("synth", options.problem());
    }
    synth::CorpusOptions corpus;
    const std::string family = options.value("family", "all");
    corpus.family = synth::familyFromName(family);
    if (!corpus.family && family != "all") {
        return usageError("synth", "there is no family \"" + family + "\".");
    }
    const auto kind = synth::corpusKindFromName(options.value("kind", "demo"));
    if (!kind) {
        return usageError("synth", "--kind is demo, pair or text.");
    }
    corpus.kind = *kind;
    corpus.heldOut = options.has("held-out");
    if (!readNumber(options.value("count", "1000"), corpus.count) || corpus.count < 0) {
        return usageError("synth", "--count is a whole number, 0 or more.");
    }
    if (!readNumber(options.value("seed", "1"), corpus.seed)) {
        return usageError("synth", "--seed is a whole number, 0 or more.");
    }
    const Status done = synth::writeCorpus(options.value("out", "-"), corpus);
    if (!done) {
        std::fprintf(stderr, "marginalia-cli synth: %s\n", done.error().message().c_str());
        return 1;
    }
    return 0;
}

}  // namespace marginalia::cli
