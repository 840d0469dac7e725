// SPDX-License-Identifier: Apache-2.0
#include "core/train/verb_models.h"

#include "core/generation/host.h"
#include "core/generation/session_model.h"
#include "core/model/adapter_base.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <type_traits>

namespace marginalia {

namespace {

int report(const char* verb, const Error& error)
{
    std::fprintf(stderr, "marginalia-cli %s: %s\n", verb, error.message().c_str());
    return error.kind == ErrorKind::Cancelled ? 3 : 1;
}

/// Reads numbers of options; the first that is none becomes the problem.
class Numbers {
public:
    explicit Numbers(const cli::Options& options) : m_options(options) {}

    double number(const char* name, double fallback)
    {
        if (!m_options.has(name)) {
            return fallback;
        }
        const std::string text = m_options.value(name);
        char* end = nullptr;
        const double value = std::strtod(text.c_str(), &end);
        if (end == text.c_str() || *end != '\0' || !std::isfinite(value) || value < 0) {
            m_problem = fillPattern("--%1 must be a number of 0 or more, not \"%2\".",
                                    {name, quotedForError(text)});
            return fallback;
        }
        return value;
    }
    const std::string& problem() const { return m_problem; }

    template <class Number>
    void set(const char* name, std::optional<Number>& place)
    {
        if (m_options.has(name)) {
            const double value = number(name, 0);
            if (std::is_integral_v<Number> && value != std::floor(value) && m_problem.empty()) {
                m_problem = fillPattern("--%1 must be a whole number.", {name});
            }
            place = static_cast<Number>(value);
        }
    }

    /// Ids with commas between them.
    void set(const char* name, std::optional<std::vector<TokenId>>& place)
    {
        if (m_options.has(name)) {
            place = ids(name, m_options.value(name));
        }
    }

    /// Lists of ids with semicolons between them.
    void set(const char* name, std::optional<std::vector<std::vector<TokenId>>>& place)
    {
        if (!m_options.has(name)) {
            return;
        }
        place.emplace();
        std::istringstream words(m_options.value(name));
        for (std::string word; std::getline(words, word, ';');) {
            place->push_back(ids(name, word));
        }
    }

private:
    std::vector<TokenId> ids(const char* name, const std::string& text)
    {
        std::vector<TokenId> out;
        std::istringstream parts(text);
        for (std::string part; std::getline(parts, part, ',');) {
            const bool digits = !part.empty() && part.size() < 10 &&
                                part.find_first_not_of("0123456789") == std::string::npos;
            if (!digits) {
                m_problem =
                    fillPattern("--%1 takes token ids with commas between them, not \"%2\".",
                                {name, quotedForError(text)});
                return out;
            }
            out.push_back(static_cast<TokenId>(std::stol(part)));
        }
        return out;
    }

    const cli::Options& m_options;
    std::string m_problem;
};

/// The settings of the command line; what it does not say is the model's choice.
GenerationSettings settingsOf(const cli::Options& options, Numbers& numbers)
{
    GenerationSettings out;
    numbers.set("temperature", out.temperature);
    numbers.set("top-k", out.topK);
    numbers.set("top-p", out.topP);
    numbers.set("min-p", out.minP);
    numbers.set("typical-p", out.typicalP);
    numbers.set("epsilon-cutoff", out.epsilonCutoff);
    numbers.set("eta-cutoff", out.etaCutoff);
    numbers.set("repetition-penalty", out.repetitionPenalty);
    numbers.set("no-repeat-ngram", out.noRepeatNgramSize);
    numbers.set("bad-words", out.badWordsIds);
    numbers.set("suppress", out.suppressTokens);
    numbers.set("stop-tokens", out.stopTokens);
    numbers.set("min-new-tokens", out.minNewTokens);
    numbers.set("min-length", out.minLength);
    numbers.set("max-new-tokens", out.maxNewTokens);
    numbers.set("max-length", out.maxLength);
    if (options.has("stop")) {
        out.stop = options.values("stop");
    }
    return out;
}

/// Names of the options that settingsOf() reads, and `others`.
std::vector<std::string> withSettings(std::vector<std::string> others)
{
    others.insert(others.end(), {"temperature", "top-k", "top-p", "min-p", "typical-p",
                                 "epsilon-cutoff", "eta-cutoff", "repetition-penalty",
                                 "no-repeat-ngram", "bad-words", "suppress", "stop-tokens", "stop",
                                 "min-new-tokens", "min-length", "max-new-tokens", "max-length"});
    return others;
}

Message message(const char* role, const std::string& content)
{
    Message out;
    out.role = role;
    out.content = content;
    return out;
}

Messages promptOf(const cli::Options& options)
{
    Messages messages;
    if (options.has("system")) {
        messages.push_back(message("system", options.value("system")));
    }
    messages.push_back(message("user", options.value("prompt")));
    return messages;
}

/// Models without a template read the bare text; so does any model with --plain.
TextMode modeOf(const cli::Options& options, const SessionModel& model)
{
    return options.has("plain") || model.chatTemplate() == nullptr ? TextMode::Plain
                                                                   : TextMode::Chat;
}

/// The model to compare with; an adapter's own base is not loaded twice.
Result<std::shared_ptr<const SessionModel>> loadBase(const cli::Options& options,
                                                     const SessionModel& model,
                                                     const std::string& device)
{
    if (!options.has("base")) {
        return std::shared_ptr<const SessionModel>();
    }
    std::error_code ignored;
    if (model.base() != nullptr) {
        const auto own = adapterBaseFolder(options.value("model"));
        if (own.ok() && std::filesystem::equivalent(*own, options.value("base"), ignored) &&
            !ignored) {
            return model.base();
        }
    }
    MG_TRY(std::shared_ptr<const SessionModel> base,
           SessionModel::load(options.value("base"), device));
    return base;
}

void printAnswer(const Answer& answer)
{
    Json tokens = Json::array();
    for (const ShownToken& token : answer.tokens) {
        Json json = {{"id", token.id}, {"text", token.text}, {"logp", token.logp}};
        if (token.baseLogp) {
            json["base_logp"] = *token.baseLogp;
        }
        tokens.push_back(std::move(json));
    }
    const Json json = {{"text", answer.text},
                       {"reason", finishName(answer.reason)},
                       {"seconds", answer.seconds},
                       {"tokens", std::move(tokens)}};
    std::puts(json.dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
}

/// Shows the answer as it grows.
int sampleOne(const cli::Options& options, const SessionModel& model, const SessionModel* base,
              const GenerateRequest& request)
{
    const bool json = options.has("json");
    std::string shown;
    const auto answer = writeAnswer(model, base, request, [&](const ShownToken& token) {
        if (!json) {
            std::fputs(token.text.c_str(), stdout);
            std::fflush(stdout);
            shown += token.text;
        }
        return true;
    });
    if (!answer.ok()) {
        return report("sample", answer.error());
    }
    // What was held back because it might have begun a stop text comes at the end.
    json ? printAnswer(*answer)
         : static_cast<void>(std::puts(answer->text.substr(shown.size()).c_str()));
    return 0;
}

/// Answers with one seed after the other, written side by side.
int sampleMany(const cli::Options& options, const SessionModel& model, const SessionModel* base,
               GenerateRequest request, int count)
{
    std::vector<GenerateRequest> requests;
    for (int i = 0; i < count; ++i, ++request.seed) {
        requests.push_back(request);
    }
    const auto answers = writeAnswers(model, base, requests);
    if (!answers.ok()) {
        return report("sample", answers.error());
    }
    for (const Answer& answer : *answers) {
        options.has("json") ? printAnswer(answer)
                            : static_cast<void>(std::puts(answer.text.c_str()));
    }
    return 0;
}

}  // namespace

int runHost(const cli::Words& words)
{
    return words.empty() ? serveHost(stdin, stdout)
                         : cli::usageError("host", "It takes no arguments.");
}

int runSample(const cli::Words& words)
{
    const cli::Options options(
        words, {"json", "plain"},
        withSettings({"model", "base", "prompt", "system", "seed", "count", "device", "weights"}));
    Numbers numbers(options);
    GenerateRequest request;
    static_cast<GenerationSettings&>(request) = settingsOf(options, numbers);
    request.seed =
        static_cast<std::uint64_t>(numbers.number("seed", static_cast<double>(request.seed)));
    const double count = numbers.number("count", 1);
    if (!options.ok() || !numbers.problem().empty()) {
        return cli::usageError("sample", options.ok() ? numbers.problem() : options.problem());
    }
    if (const Status status = checkSettings(request); !status.ok()) {
        return cli::usageError("sample", status.error().message());
    }
    if (!options.has("model") || !options.has("prompt") || !options.operands().empty()) {
        return cli::usageError("sample", "It needs --model FOLDER and --prompt TEXT.");
    }
    const std::string device = options.value("device", "auto");
    const auto weights = baseWeightsFrom(options.value("weights", "dense"));
    if (!weights) {
        return cli::usageError("sample", "--weights is dense, nf4 or int8.");
    }
    const auto model = SessionModel::load(options.value("model"), device, {}, {},
                                          options.has("weights") ? weights : std::nullopt);
    if (!model.ok()) {
        return report("sample", model.error());
    }
    const auto base = loadBase(options, **model, device);
    if (!base.ok()) {
        return report("sample", base.error());
    }
    for (const std::string& note : (*model)->adapterNotes()) {
        std::fprintf(stderr, "marginalia-cli sample: %s\n", note.c_str());
    }
    for (const std::string& note : (*model)->defaults().notes) {
        std::fprintf(stderr, "marginalia-cli sample: %s\n", note.c_str());
    }
    request.messages = promptOf(options);
    request.textMode = modeOf(options, **model);
    return count > 1 ? sampleMany(options, **model, base->get(), request, static_cast<int>(count))
                     : sampleOne(options, **model, base->get(), request);
}

int runScore(const cli::Words& words)
{
    const cli::Options options(words, {"json", "plain"},
                               {"model", "base", "prompt", "system", "completion", "device"});
    if (!options.ok()) {
        return cli::usageError("score", options.problem());
    }
    if (!options.has("model") || !options.has("prompt") || !options.has("completion") ||
        !options.operands().empty()) {
        return cli::usageError("score",
                               "It needs --model FOLDER, --prompt TEXT and --completion TEXT.");
    }
    const std::string device = options.value("device", "auto");
    const auto model = SessionModel::load(options.value("model"), device);
    if (!model.ok()) {
        return report("score", model.error());
    }
    const auto base = loadBase(options, **model, device);
    if (!base.ok()) {
        return report("score", base.error());
    }
    ScoreRequest request;
    request.prompt = promptOf(options);
    request.completion = {message("assistant", options.value("completion"))};
    request.textMode = modeOf(options, **model);
    const auto scored = scoreText(**model, base->get(), request);
    if (!scored.ok()) {
        return report("score", scored.error());
    }
    if (options.has("json")) {
        std::puts(toJson(*scored).dump(-1, ' ', false, Json::error_handler_t::replace).c_str());
        return 0;
    }
    for (const ScoredToken& token : scored->tokens) {
        std::printf(
            "%8d  %9.4f  %-9s %s\n", token.id, token.logp ? static_cast<double>(*token.logp) : 0.0,
            token.trained ? "trained" : token.why.c_str(), quotedForError(token.text).c_str());
    }
    std::printf("sum over trained tokens: %.4f\n", scored->sum);
    return 0;
}

}  // namespace marginalia
