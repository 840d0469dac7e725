// SPDX-License-Identifier: Apache-2.0
#include "app/cli_synth.h"

#include "core/base/file_folders.h"
#include "core/base/text.h"
#include "core/synth/corpus.h"
#include "core/synth/sample.h"
#include "core/synth/sample_pairs.h"
#include "core/synth/starter.h"

#include <charconv>
#include <cstdio>
#include <optional>

namespace marginalia::cli {

namespace {

template <class T>
bool readNumber(const std::string& text, T& number)
{
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    return end.ec == std::errc() && end.ptr == text.data() + text.size();
}

/// What the options ask for; the sentence of `problem` when they make no sense.
std::optional<synth::CorpusOptions> corpusOptions(const Options& given, std::string& problem)
{
    synth::CorpusOptions out;
    const std::string family = given.value("family", "all");
    out.family = synth::familyFromName(family);
    out.heldOut = given.has("held-out");
    const auto kind = synth::corpusKindFromName(given.value("kind", "demo"));
    if (!out.family && family != "all") {
        problem = "there is no family \"" + family + "\".";
    } else if (!kind) {
        problem = "--kind is demo, pair or text.";
    } else if (!readNumber(given.value("count", "1000"), out.count) || out.count < 0) {
        problem = "--count is a whole number, 0 or more.";
    } else if (!readNumber(given.value("seed", "1"), out.seed)) {
        problem = "--seed is a whole number, 0 or more.";
    } else {
        out.kind = *kind;
        return out;
    }
    return std::nullopt;
}

/// Pairs of the sample project: a quarter or less of them labelled.
constexpr int kLabelled = 60;

Status write(const Options& given, const synth::CorpusOptions& corpus)
{
    if (given.has("tokenizer")) {
        return synth::writeStarterTokenizer(given.value("tokenizer"), corpus.count, corpus.seed);
    }
    if (given.has("sample-pairs")) {
        const auto entries =
            synth::drawSampleEntries(corpus.seed, static_cast<int>(corpus.count), kLabelled);
        return synth::writeSampleEntries(given.value("sample-pairs"), entries);
    }
    if (given.has("sample")) {
        const auto built = synth::buildSampleProject(resourceFolder(), given.value("sample"));
        if (!built) {
            return built.error();
        }
        std::printf("%s\n", built->c_str());
        return {};
    }
    return synth::writeCorpus(given.value("out", "-"), corpus);
}

}  // namespace

int runSynth(const Words& words)
{
    const Options given(
        words, {"held-out"},
        {"family", "kind", "count", "seed", "out", "tokenizer", "sample-pairs", "sample"});
    if (!given.ok()) {
        return usageError("synth", given.problem());
    }
    std::string problem;
    const auto corpus = corpusOptions(given, problem);
    if (!corpus) {
        return usageError("synth", problem);
    }
    const Status done = write(given, *corpus);
    if (!done) {
        std::fprintf(stderr, "marginalia-cli synth: %s\n", done.error().message().c_str());
        return 1;
    }
    return 0;
}

}  // namespace marginalia::cli
