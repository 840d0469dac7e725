// SPDX-License-Identifier: Apache-2.0
#include "core/synth/corpus.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace marginalia::synth {

namespace {

Json turns(const char* role, const std::string& text)
{
    return Json::array({Json{{"role", role}, {"content", text}}});
}

}  // namespace

std::optional<CorpusKind> corpusKindFromName(const std::string& name)
{
    if (name == "demo") {
        return CorpusKind::Demo;
    }
    if (name == "pair") {
        return CorpusKind::Pair;
    }
    if (name == "text") {
        return CorpusKind::Text;
    }
    return std::nullopt;
}

WarmPair drawWarmPair(Generator& generator, Family family)
{
    WarmPair out;
    out.example = generator.next(family);
    Style plain = out.example.style;
    plain.warmOpening = false;
    plain.helpClosing = false;
    out.example.style = plain;
    out.example.answer = generator.answerInStyle(out.example, plain);
    Style warm = generator.randomStyle(family);
    warm.warmOpening = true;
    warm.worked = plain.worked;
    warm.helpClosing = generator.random().chance(0.75);
    out.warm = generator.answerInStyle(out.example, warm);
    return out;
}

Family drawPairFamily(Random& random)
{
    static const std::vector<std::pair<Family, int>> shares = {
        {Family::WordProblem, 45}, {Family::Document, 22}, {Family::List, 14},
        {Family::Sum, 12},         {Family::SmallTalk, 4}, {Family::Writing, 3}};
    int left = random.between(0, 99);
    for (const auto& [family, share] : shares) {
        left -= share;
        if (left < 0) {
            return family;
        }
    }
    return Family::WordProblem;
}

Json corpusLine(Generator& generator, const CorpusOptions& options)
{
    if (options.kind == CorpusKind::Pair) {
        const Family family = options.family ? *options.family : drawPairFamily(generator.random());
        const WarmPair pair = drawWarmPair(generator, family);
        return {{"prompt", turns("user", pair.example.prompt)},
                {"chosen", turns("assistant", pair.warm)},
                {"rejected", turns("assistant", pair.example.answer)},
                {"family", familyName(family)},
                {"truth", pair.example.truth}};
    }
    const Example example = options.family ? generator.next(*options.family) : generator.next();
    if (options.kind == CorpusKind::Text) {
        return {{"text", example.prompt + "\n" + example.answer}};
    }
    return {{"prompt", turns("user", example.prompt)},
            {"completion", turns("assistant", example.answer)},
            {"family", familyName(example.family)},
            {"truth", example.truth}};
}

Status writeCorpus(const std::string& path, const CorpusOptions& options)
{
    const bool toStdout = path == "-";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> owned(
        toStdout ? nullptr : std::fopen(path.c_str(), "wb"), &std::fclose);
    std::FILE* out = toStdout ? stdout : owned.get();
    const auto problem = [&] {
        return failure(
            ErrorKind::Io,
            {MG_TR("synth", "The corpus cannot be written: %1."), {std::strerror(errno)}}, path,
            MG_TR("synth", "Choose another file, or make room on the disk."));
    };
    if (out == nullptr) {
        return problem();
    }
    Generator generator(options.seed, options.heldOut);
    for (std::int64_t i = 0; i < options.count; ++i) {
        const std::string line = corpusLine(generator, options).dump() + "\n";
        if (std::fwrite(line.data(), 1, line.size(), out) != line.size()) {
            return problem();
        }
    }
    return std::fflush(out) == 0 ? Status() : Status(problem());
}

}  // namespace marginalia::synth
