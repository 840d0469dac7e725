// SPDX-License-Identifier: Apache-2.0
#include "app/cli_tokenize.h"

#include "app/cli_text_input.h"
#include "core/jobs/hub_cache.h"
#include "core/text/tokenizer.h"

#include <cstdio>

namespace marginalia::cli {

namespace {

int fail(const Error& error)
{
    std::fprintf(stderr, "marginalia-cli tokenize: %s\n", error.message().c_str());
    return 1;
}

void printTable(const Tokenizer& tokenizer, const Encoding& encoding)
{
    for (size_t i = 0; i < encoding.ids.size(); ++i) {
        std::printf("%8d  %6lld-%-6lld  %s\n", encoding.ids[i],
                    static_cast<long long>(encoding.offsets[i].first),
                    static_cast<long long>(encoding.offsets[i].second),
                    quotedForError(tokenizer.tokenBytes(encoding.ids[i])).c_str());
    }
    std::fprintf(stderr, "%zu tokens\n", encoding.ids.size());
}

}  // namespace

int runTokenize(const Words& words)
{
    const Options options(words, {"json", "special"}, {"model", "text"});
    if (!options.ok()) {
        return usageError("tokenize", options.problem());
    }
    const bool given = options.has("text");
    if (!options.has("model") || options.operands().size() != (given ? 0U : 1U)) {
        return usageError("tokenize", "it needs --model and either --text or one FILE.");
    }
    const auto place = findModel(options.value("model"));
    if (!place) {
        return fail(place.error());
    }
    const auto tokenizer = Tokenizer::load(place->folder);
    if (!tokenizer) {
        return fail(tokenizer.error());
    }
    const Result<std::string> text =
        given ? Result<std::string>(options.value("text")) : readInput(options.operands()[0]);
    if (!text) {
        return fail(text.error());
    }
    const Encoding encoding = (*tokenizer)->encode(*text, options.has("special"));
    if (!options.has("json")) {
        printTable(**tokenizer, encoding);
        return 0;
    }
    Json out = tokensJson(**tokenizer, encoding);
    out["decoded"] = (*tokenizer)->decode(encoding.ids, false);
    printJson(out);
    return 0;
}

}  // namespace marginalia::cli
