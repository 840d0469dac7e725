// SPDX-License-Identifier: Apache-2.0
#include "core/train/verb_models.h"

#include "core/generation/host.h"
#include "core/generation/session_model.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

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

private:
    const cli::Options& m_options;
    std::string m_problem;
};

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

Result<std::shared_ptr<SessionModel>> loadBase(const cli::Options& options,
                                               const std::string& device)
{
    if (!options.has("base")) {
        return std::shared_ptr<SessionModel>();
    }
    return SessionModel::load(options.value("base"), device);
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

}  // namespace

int runHost(const cli::Words& words)
{
    return words.empty() ? serveHost(stdin, stdout)
                         : cli::usageError("host", "It takes no arguments.");
}

int runSample(const cli::Words& words)
{
    const cli::Options options(words, {"json", "plain"},
                               {"model", "base", "prompt", "system", "temperature", "top-k",
                                "top-p", "seed", "max-new-tokens", "count", "device"});
    Numbers numbers(options);
    GenerateRequest request;
    request.temperature = numbers.number("temperature", request.temperature);
    request.topK = static_cast<int>(numbers.number("top-k", request.topK));
    request.topP = numbers.number("top-p", request.topP);
    request.seed =
        static_cast<std::uint64_t>(numbers.number("seed", static_cast<double>(request.seed)));
    request.maxNewTokens = static_cast<int>(numbers.number("max-new-tokens", request.maxNewTokens));
    const double count = numbers.number("count", 1);
    if (!options.ok() || !numbers.problem().empty()) {
        return cli::usageError("sample", options.ok() ? numbers.problem() : options.problem());
    }
    if (!options.has("model") || !options.has("prompt") || !options.operands().empty()) {
        return cli::usageError("sample", "It needs --model FOLDER and --prompt TEXT.");
    }
    const std::string device = options.value("device", "auto");
    const auto model = SessionModel::load(options.value("model"), device);
    if (!model.ok()) {
        return report("sample", model.error());
    }
    const auto base = loadBase(options, device);
    if (!base.ok()) {
        return report("sample", base.error());
    }
    request.messages = promptOf(options);
    request.textMode = modeOf(options, **model);
    for (int i = 0; i < static_cast<int>(count); ++i, ++request.seed) {
        const bool json = options.has("json");
        const auto answer =
            writeAnswer(**model, base->get(), request, [&](const ShownToken& token) {
                if (!json) {
                    std::fputs(token.text.c_str(), stdout);
                    std::fflush(stdout);
                }
                return true;
            });
        if (!answer.ok()) {
            return report("sample", answer.error());
        }
        json ? printAnswer(*answer) : static_cast<void>(std::puts(""));
    }
    return 0;
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
    const auto base = loadBase(options, device);
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
