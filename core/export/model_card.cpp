// SPDX-License-Identifier: Apache-2.0
#include "core/export/model_card.h"

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/jobs/run_folder.h"

#include <cstdio>
#include <filesystem>
#include <map>
#include <sstream>

namespace marginalia {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kLargestCard = 4LL * 1024 * 1024;

/// YAML takes JSON's texts.
std::string quoted(const std::string& text)
{
    return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A cell of a table: no bars, no lines.
std::string cell(std::string text)
{
    for (char& c : text) {
        c = c == '\n' || c == '\r' || c == '|' ? ' ' : c;
    }
    return text;
}

/// `license:` of the YAML head of the base's card; empty: none.
std::string licenseOf(const std::string& folder)
{
    for (const char* name : {"/README.base.md", "/README.md"}) {
        const auto text = readFile(folder + name, kLargestCard);
        if (!text.ok() || text->rfind("---", 0) != 0) {
            continue;
        }
        std::istringstream lines(text->substr(3, text->find("\n---", 3)));
        for (std::string line; std::getline(lines, line);) {
            if (line.rfind("license:", 0) == 0) {
                const std::size_t begin = line.find_first_not_of(" \"'", 8);
                const std::size_t end = line.find_last_not_of(" \"'\r");
                return begin == std::string::npos || end < begin
                           ? ""
                           : line.substr(begin, end - begin + 1);
            }
        }
    }
    return {};
}

std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

std::string settingText(const Json& value)
{
    if (value.is_string()) {
        return value.get<std::string>();
    }
    return value.is_number_float() ? number(value.get<double>())
                                   : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Last value of every metric up to the step that is exported.
std::map<std::string, double> lastMetrics(const std::string& run, std::int64_t step)
{
    std::map<std::string, double> out;
    const auto reader = RunReader::open(run);
    const auto news = reader.ok() ? (*reader)->poll() : Result<RunReader::News>(reader.error());
    if (!news.ok()) {
        return out;
    }
    for (const MetricLine& line : news->lines) {
        if (step < 0 || line.step <= step) {
            for (const auto& [name, value] : line.values) {
                out[name] = value;
            }
        }
    }
    return out;
}

void addRun(const ExportSource& source, std::string& out)
{
    const auto run = readRunJson(source.run);
    if (!run.ok()) {
        return;
    }
    const Json settings = run->value("settings", Json::object());
    out += "\n## Training\n\n| setting | value |\n|---|---|\n";
    for (const auto& [key, value] : settings.items()) {
        if (key != "sample_prompts" && key != "name") {
            const std::string text = settingText(value);
            out +=
                "| " + cell(key) + " | " + cell(key == "model" ? modelName(text) : text) + " |\n";
        }
    }
    if (source.step >= 0) {
        out += "| step | " + std::to_string(source.step) + " |\n";
    }
    const Json digests = run->value("digests", Json::object());
    if (!digests.empty()) {
        out += "\n## Digests (SHA-256)\n\n| of | digest |\n|---|---|\n";
        for (const auto& [key, value] : digests.items()) {
            out += "| " + cell(key) + " | `" + cell(settingText(value)) + "` |\n";
        }
    }
    const auto metrics = lastMetrics(source.run, source.step);
    if (!metrics.empty()) {
        out += "\n## Last metrics\n\n| metric | value |\n|---|---|\n";
        for (const auto& [name, value] : metrics) {
            out += "| " + cell(name) + " | " + number(value) + " |\n";
        }
    }
}

}  // namespace

std::string modelName(const std::string& folder)
{
    for (const fs::path& part : fs::path(folder)) {
        std::string name = part.string();
        if (name.rfind("models--", 0) == 0) {
            name = name.substr(8);
            const std::size_t cut = name.find("--");
            return cut == std::string::npos ? name : name.replace(cut, 2, "/");
        }
    }
    const fs::path path = fs::path(folder).lexically_normal();
    return path.has_filename() ? path.filename().string() : path.parent_path().filename().string();
}

std::string modelCard(const ExportSource& source, const CardFacts& facts)
{
    const auto run = source.run.empty() ? Result<Json>(Json::object()) : readRunJson(source.run);
    const Json settings = run.ok() ? run->value("settings", Json::object()) : Json::object();
    const std::string base =
        settings.value("model", Json()).is_string() && !settings["model"].get<std::string>().empty()
            ? settings["model"].get<std::string>()
            : source.model;
    const std::string objective = settings.value("objective", Json()).is_string()
                                      ? settings["objective"].get<std::string>()
                                      : std::string();
    std::string out = "---\nbase_model: " + quoted(modelName(base)) +
                      "\nlibrary_name: " + facts.library +
                      "\npipeline_tag: text-generation\ntags:\n";
    out += objective.empty() ? "" : "- " + quoted(objective) + "\n";
    out += "- marginalia\n";
    const std::string license = licenseOf(source.model);
    out += license.empty() ? "" : "license: " + quoted(license) + "\n";
    out += "---\n\n# " + cell(facts.name) + "\n\n" + facts.sentence + " Made with " +
           facts.program + (objective.empty() ? "" : " by " + cell(objective)) + " from " +
           cell(modelName(base)) + "; weights " + facts.type + ".\n";
    if (!facts.picture.empty()) {
        out += "\n![Curves of the run](" + facts.picture + ")\n";
    }
    if (!source.run.empty()) {
        addRun(source, out);
    }
    out += "\n## File\n\nSHA-256 of " + facts.digestFile + ": `" + facts.digest + "`\n";
    return out;
}

}  // namespace marginalia
