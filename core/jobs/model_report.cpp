// SPDX-License-Identifier: Apache-2.0
#include "core/jobs/model_report.h"

#include <algorithm>
#include <array>

namespace marginalia {

namespace {

constexpr std::array<const char*, 3> kVerdicts = {"exact", "remarks", "refused"};

Json textJson(const Text& text)
{
    return {{"text", text.str()}, {"pattern", text.pattern}, {"arguments", text.arguments}};
}

Text textFrom(const Json& json)
{
    return json.is_object() ? Text(json.at("pattern").get<std::string>(),
                                   json.at("arguments").get<std::vector<std::string>>())
                            : Text();
}

template <class Value>
Json objectJson(const std::vector<std::pair<std::string, Value>>& list)
{
    Json out = Json::object();
    for (const auto& [key, value] : list) {
        out[key] = value;
    }
    return out;
}

template <class Value>
void readObject(const Json& json, std::vector<std::pair<std::string, Value>>& list)
{
    for (const auto& [key, value] : json.items()) {
        list.emplace_back(key, value.template get<Value>());
    }
}

/// Shows every plain field with its key; the one list for writing and reading.
template <class Report, class Visit>
void eachField(Report& report, const Visit& visit)
{
    visit("named", report.named);
    visit("kind", report.kind);
    visit("folder", report.folder);
    visit("repository", report.repository);
    visit("commit", report.commit);
    visit("base", report.base);
    visit("family", report.family);
    visit("architecture", report.architecture);
    visit("parameters", report.parameters);
    visit("bytes", report.bytes);
    visit("context", report.context);
    visit("vocabulary", report.vocabulary);
    visit("tokenizer", report.tokenizer);
    visit("tokens", report.tokens);
    visit("template_file", report.templateFile);
    visit("template_digest", report.templateDigest);
    visit("sample", report.sample);
    visit("licence", report.licence);
    visit("licence_file", report.licenceFile);
}

void readReasons(const Json& json, ModelReport& out)
{
    for (const Json& reason : json) {
        out.reasons.push_back({textFrom(reason.at("what")), reason.value("where", std::string()),
                               textFrom(reason.value("todo", Json())),
                               reason.value("refuses", false)});
    }
}

}  // namespace

const char* verdictName(ModelVerdict verdict)
{
    return kVerdicts[static_cast<size_t>(verdict)];
}

void ModelReport::add(ModelReason reason)
{
    verdict = std::max(verdict, reason.refuses ? ModelVerdict::Refused : ModelVerdict::Remarks);
    reasons.push_back(std::move(reason));
}

Json toJson(const ModelReport& report)
{
    Json out = {{"verdict", verdictName(report.verdict)}};
    eachField(report, [&](const char* key, const auto& value) { out[key] = value; });
    out["types"] = objectJson(report.types);
    out["config"] = objectJson(report.config);
    out["reasons"] = Json::array();
    for (const ModelReason& reason : report.reasons) {
        out["reasons"].push_back({{"what", textJson(reason.what)},
                                  {"where", reason.where},
                                  {"todo", textJson(reason.todo)},
                                  {"refuses", reason.refuses}});
    }
    out["memory"] = Json::array();
    for (const ModelMemory& need : report.memory) {
        out["memory"].push_back({{"tokens", need.tokens},
                                 {"inference", need.inference},
                                 {"lora", need.lora},
                                 {"full", need.full}});
    }
    return out;
}

Result<ModelReport> modelReportFromJson(const Json& json)
{
    ModelReport out;
    try {
        const auto name = json.at("verdict").get<std::string>();
        const auto* const verdict = std::find(kVerdicts.begin(), kVerdicts.end(), name);
        if (verdict == kVerdicts.end()) {
            return failure(ErrorKind::Parse, MG_TR("jobs", "The verdict on a model is unknown."),
                           quotedForError(name));
        }
        eachField(out, [&](const char* key, auto& value) { value = json.value(key, value); });
        readObject(json.at("types"), out.types);
        readObject(json.at("config"), out.config);
        readReasons(json.at("reasons"), out);
        for (const Json& need : json.at("memory")) {
            out.memory.push_back(
                {need.at("tokens").get<std::int64_t>(), need.at("inference").get<std::int64_t>(),
                 need.at("lora").get<std::int64_t>(), need.at("full").get<std::int64_t>()});
        }
        out.verdict = static_cast<ModelVerdict>(verdict - kVerdicts.begin());
    } catch (const Json::exception&) {
        return failure(ErrorKind::Parse, MG_TR("jobs", "This is no report on a model."), {},
                       MG_TR("jobs", "Use the marginalia-cli that belongs to this program."));
    }
    return out;
}

}  // namespace marginalia
